"""Read the plain YAML that almost every file here is, quickly; hand anything unusual to the strict reader.

What it understands: ``key: value`` lines, blocks nested by indentation, lists of one-line items, one-line flow
collections, plain and quoted scalars without escapes, whole-line comments. What it is not sure of it does not read
at all; a property test holds it to the strict reader on everything it does read. It saves the import of PyYAML and
most of the time of a parse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Value = str | list["Value"] | dict[str, "Value"]

MAX_CHARACTERS = 16 * 1024
# Blocks in blocks, and brackets in brackets: both together stay within what the strict reader allows.
_DEEPEST = 4

# Anything that is not surely one printable character to every YAML reader, tabs and carriage returns among it.
_UNSURE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_ENTRY = re.compile(rf"( *)({_KEY}):(?: +(.*))?")
_ITEM = re.compile(r"( *)- (.*)")
_SKIPPED = re.compile(r" *(#.*)?")
# A plain scalar: begins with no indicator, holds no `: `, ` #` or, in a flow collection, any of its signs.
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^:#]*(?:(?::(?! |$)|(?<! )#)[^:#]*)*")
_FLOW_PLAIN = (
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
    r"(?:[^:#,\[\]{}\s'\"]++| ++(?![\s,\]}#:])|:(?=[^\s,\[\]{}:'\"])|(?<=[^ ])#)*+"
)
_TOKEN = re.compile(rf" *(?:\"([^\"\\]*)\"|'([^']*)'|({_FLOW_PLAIN})|([{{}}\[\],]|:(?= )))")
# The commonest line of all, an entry of `history`: words without blanks or signs of YAML.
_ENTRY_LINE = re.compile(r"\{[a-z]+: [A-Za-z0-9][\w.:+-]*(?<!:)(?:, [a-z]+: [A-Za-z0-9][\w.:+-]*(?<!:))*\}", re.ASCII)
_EMPTY = ("~", "null")
_NOT_KEYS = (*_EMPTY, "<<")


class _Unsure(Exception):  # not an error: the strict reader's turn
    """This is not for the quick reader."""


def quick_read(text: str) -> dict[str, Value] | None:
    """The document as the strict reader would give it; None where that one has to decide."""
    if len(text) > MAX_CHARACTERS or _UNSURE.search(text):
        return None
    lines = [line for line in text.split("\n") if not _SKIPPED.fullmatch(line)]
    try:
        result, end = _block(lines, 0, 0, 1)
    except _Unsure:
        return None
    return result if end == len(lines) else None


def _block(lines: list[str], at: int, indent: int, depth: int) -> tuple[dict[str, Value], int]:
    if depth > _DEEPEST:
        raise _Unsure
    found: dict[str, Value] = {}
    while at < len(lines):
        match = _ENTRY.fullmatch(lines[at])
        if not match or len(match[1]) != indent:
            break
        key, rest = match[2], match[3]
        if key in found or key == "null":
            raise _Unsure
        at += 1
        if rest:
            found[key] = _value(rest.rstrip(" "))
        else:
            found[key], at = _below(lines, at, indent, depth)
    return found, at


def _below(lines: list[str], at: int, indent: int, depth: int) -> tuple[Value, int]:
    """What stands under a key without a value of its own: a list, a deeper block, or nothing."""
    following = lines[at] if at < len(lines) else ""
    deeper = len(following) - len(following.lstrip(" "))
    if match := _ITEM.fullmatch(following):
        if len(match[1]) < indent:
            return "", at
        return _items(lines, at, len(match[1]))
    if deeper > indent:
        return _block(lines, at, deeper, depth + 1)
    return "", at


def _items(lines: list[str], at: int, indent: int) -> tuple[Value, int]:
    items: list[Value] = []
    while at < len(lines) and (match := _ITEM.fullmatch(lines[at])) and len(match[1]) == indent:
        rest = match[2].strip(" ")
        if rest[:1] not in ("{", "[") and (_ENTRY.fullmatch(rest) or not rest):
            raise _Unsure
        items.append(_value(rest))
        at += 1
    return items, at


def _value(text: str) -> Value:
    if _ENTRY_LINE.fullmatch(text):
        pairs = [pair.split(": ") for pair in text[1:-1].split(", ")]
        simple: dict[str, Value] = {key: "" if word in _EMPTY else word for key, word in pairs}
        if len(simple) == len(pairs) and "null" not in simple:
            return simple
    if text[0] in "{[":
        value, end = _flow(text)
        if end != len(text):
            raise _Unsure
        return value
    if text[0] in "'\"":
        match = _TOKEN.fullmatch(text)
        if not match:
            raise _Unsure
        return match[1] if match[1] is not None else match[2] or ""
    if not _PLAIN.fullmatch(text):
        raise _Unsure
    return "" if text in _EMPTY else text


def _flow(text: str) -> tuple[Value, int]:
    """One flow collection from its bracket on: what it holds, and where it ends."""
    at = 0

    def token() -> re.Match[str]:
        nonlocal at
        match = _TOKEN.match(text, at)
        if not match:
            raise _Unsure
        at = match.end()
        return match

    return _collection(token, token()[4], 1), at


def _collection(token: Callable[[], re.Match[str]], opened: str, depth: int) -> Value:
    if depth > _DEEPEST:
        raise _Unsure
    result: dict[str, Value] | list[Value] = {} if opened == "{" else []
    close = "}" if opened == "{" else "]"
    match = token()
    while match[4] != close:
        if isinstance(result, dict):
            key = match[3]
            if key is None or key in result or key in _NOT_KEYS or token()[4] != ":":
                raise _Unsure
            result[key] = _inner(token(), token, depth)
        else:
            result.append(_inner(match, token, depth))
        match = token()
        if match[4] == ",":
            match = token()
            if match[4] == close:
                raise _Unsure
        elif match[4] != close:
            raise _Unsure
    return result


def _inner(match: re.Match[str], token: Callable[[], re.Match[str]], depth: int) -> Value:
    if match[4] is not None:
        if match[4] not in "{[":
            raise _Unsure
        return _collection(token, match[4], depth + 1)
    if match[3] is not None:
        return "" if match[3] in _EMPTY else match[3]
    return match[1] if match[1] is not None else match[2]

"""Read the plain YAML that almost every file here is, quickly; hand anything unusual to the strict reader.

What it understands: ``key: value`` lines, blocks nested by indentation, lists of one-line items, one-line flow
collections, plain and quoted scalars without escapes, whole-line comments. What it is not sure
of it does not read at all; a property test holds it to the strict reader on everything it does read. It saves the
import of PyYAML and most of the time of a parse. Plain string work rather than patterns: compiling those would cost
more than reading a newsroom's file.
"""

from __future__ import annotations

import re
from functools import lru_cache

Value = str | list["Value"] | dict[str, "Value"]

MAX_CHARACTERS = 16 * 1024

_ENTRY = re.compile(r"( *)([A-Za-z_][A-Za-z0-9_-]*):(?: +(.*))?")
# Signs with which no plain scalar begins, and those that one in a flow collection had better not hold.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_NOT_IN_FLOW = frozenset(",[]{}'\"")
# Python calls these not printable; to YAML they are letters, and Persian cannot be written without the first.
_LETTERS_TOO = ("\u200c", "\u200d", "\u200e", "\u200f", "\xa0")
_NESTED = frozenset("[]{}'\"")
_EMPTY = ("~", "null")
# Blocks in blocks, and brackets in brackets: both together stay within what the strict reader allows.
_DEEPEST = 4
# So many commas on one line are put together again by the strict reader, in less time.
_MOST_PARTS = 200


class _Unsure(Exception):  # not an error: the strict reader's turn
    """This is not for the quick reader."""


def quick_read(text: str) -> dict[str, Value] | None:
    """The document as the strict reader would give it; None where that one has to decide."""
    if len(text) > MAX_CHARACTERS or not printable(text.replace("\n", "")):
        return None
    lines = [line for line in text.split("\n") if line.strip(" ") and line.lstrip(" ")[0] != "#"]
    try:
        result, end = _block(lines, 0, 0, 1)
    except _Unsure:
        return None
    return result if end == len(lines) else None


def printable(text: str) -> bool:
    """Whether every character surely is one to every YAML reader; tabs and other line ends are not."""
    if text.isprintable():
        return True
    for letter in _LETTERS_TOO:
        text = text.replace(letter, "")
    return text.isprintable()


def _block(lines: list[str], at: int, indent: int, depth: int) -> tuple[dict[str, Value], int]:
    if depth > _DEEPEST:
        raise _Unsure
    found: dict[str, Value] = {}
    while at < len(lines):
        match = _ENTRY.fullmatch(lines[at])
        if not match or len(match[1]) != indent:
            break
        key, rest = match[2], (match[3] or "").rstrip(" ")
        if key in found or key == "null":
            raise _Unsure
        at += 1
        if rest:
            found[key] = _value(rest)
        else:
            found[key], at = _below(lines, at, indent, depth)
    return found, at


def _below(lines: list[str], at: int, indent: int, depth: int) -> tuple[Value, int]:
    """What stands under a key without a value of its own: a list, a deeper block, or nothing."""
    following = lines[at] if at < len(lines) else ""
    deeper = _indent(following)
    if following.startswith("- ", deeper):
        return _items(lines, at, deeper) if deeper >= indent else ("", at)
    return _block(lines, at, deeper, depth + 1) if deeper > indent else ("", at)


def _items(lines: list[str], at: int, indent: int) -> tuple[Value, int]:
    items: list[Value] = []
    while at < len(lines) and _indent(lines[at]) == indent and lines[at].startswith("- ", indent):
        rest = lines[at][indent + 2 :].strip(" ")
        if not rest or (rest[0] not in "{[" and _ENTRY.fullmatch(rest)):
            raise _Unsure
        items.append(_item(rest))
        at += 1
    return items, at


# The lines of a history are read again with each later version of their article.
@lru_cache(maxsize=4096)
def _item(text: str) -> Value:
    return _value(text)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _value(text: str) -> Value:
    if text[0] in "{[":
        return _flow(text, 1)
    return _quoted(text) if text[0] in "'\"" else _plain(text)


def _quoted(text: str) -> str:
    inner = text[1:-1]
    if len(text) == 1 or text[-1] != text[0] or text[0] in inner or "\\" in inner:
        raise _Unsure
    return inner


def _plain(text: str) -> str:
    if not text or text[0] in _INDICATORS or text[-1] in ": " or ": " in text or " #" in text:
        raise _Unsure
    return "" if text in _EMPTY else text


def _flow(text: str, depth: int) -> Value:
    """A flow collection on one line."""
    opened, closed = text[0], text[-1]
    if opened + closed not in ("{}", "[]") or len(text) == 1 or depth > _DEEPEST:
        raise _Unsure
    parts = _parts(text[1:-1])
    if opened == "[":
        return [_flow_value(part, depth) for part in parts]
    found: dict[str, Value] = {}
    for part in parts:
        key, colon, rest = part.partition(": ")
        if not colon or not (key.isascii() and key.isidentifier()) or key in found or key in _EMPTY:
            raise _Unsure
        found[key] = _flow_value(rest, depth)
    return found


def _parts(inner: str) -> list[str]:
    """What the outermost commas separate; each must be followed by one blank."""
    if _NESTED.isdisjoint(inner):
        return inner.split(", ") if inner else []
    parts: list[str] = []
    opened = ""
    pieces = inner.split(", ") if inner else []
    if len(pieces) > _MOST_PARTS:
        raise _Unsure
    for piece in pieces:
        if opened:
            parts[-1] += f", {piece}"
        else:
            parts.append(piece)
        opened = _left_open(parts[-1])
    if opened:
        raise _Unsure
    return parts


def _left_open(part: str) -> str:
    """The quote or bracket that is still open at a part's end; empty where it is whole."""
    depth = 0
    if "'" not in part and '"' not in part:
        depth = part.count("[") + part.count("{") - part.count("]") - part.count("}")
    else:
        quote, before = "", ""
        for sign in part:
            if quote:
                quote = "" if sign == quote else quote
            elif sign in "'\"" and before in ("", " ", "[", "{"):
                quote = sign
            else:
                depth += (sign in "[{") - (sign in "]}")
            before = sign
        if quote:
            return quote
    if depth < 0:
        raise _Unsure
    return "[" if depth else ""


def _flow_value(text: str, depth: int) -> Value:
    if text[:1] in ("{", "["):
        return _flow(text, depth + 1)
    if text[:1] in ("'", '"'):
        return _quoted(text)
    if not _NOT_IN_FLOW.isdisjoint(text):
        raise _Unsure
    return _plain(text)

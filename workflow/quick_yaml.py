"""Read the plain YAML that almost every file here is, quickly; hand anything unusual to the strict reader.

What it understands: ``key: value`` lines, blocks nested by indentation, lists of one-line items, one-line flow
collections, plain and quoted scalars without escapes, whole-line comments. What it is not sure
of it does not read at all; a property test holds it to the strict reader on everything it does read. It saves the
import of PyYAML and most of the time of a parse. Plain string work rather than patterns: compiling those would cost
more than reading a newsroom's file.
"""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | list["Value"] | dict[str, "Value"]

MAX_CHARACTERS = 16 * 1024

_ENTRY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):(?: +(.*))?")
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


class _Line(NamedTuple):
    """One line that says something: an item of a list, or a key with its value (None: it stands below)."""

    indent: int
    key: str = ""
    value: Value | None = None


# An act reads what it found, and what it makes of it, several times. Most other texts differ from these in their
# length already, so that a look at each costs less than a key would.
_lately: deque[tuple[str, dict[str, Value] | None]] = deque(maxlen=3)


def quick_read(text: str) -> Mapping[str, Value] | None:
    """The document as the strict reader would give it; None where that one has to decide."""
    for known, found in _lately:
        if known == text:
            return found
    _lately.append((text, _read(text)))
    return _lately[-1][1]


def _read(text: str) -> dict[str, Value] | None:
    if len(text) > MAX_CHARACTERS:
        return None
    try:
        lines = [line for line in map(_line, text.split("\n")) if line]
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


# Most lines of an article stand in each of its later versions too.
@lru_cache(maxsize=8192)
def _line(text: str) -> _Line | None:
    """What a line says; None where it is empty or a note."""
    if not printable(text):
        raise _Unsure
    words = text.lstrip(" ")
    if not words or words[0] == "#":
        return None
    indent = len(text) - len(words)
    if words.startswith("- "):
        return _Line(indent, value=_item(words[2:].strip(" ")))
    match = _ENTRY.fullmatch(words)
    if not match or match[1] == "null":
        raise _Unsure
    rest = (match[2] or "").rstrip(" ")
    return _Line(indent, match[1], _value(rest) if rest else None)


def _item(text: str) -> Value:
    if not text or (text[0] not in "{[" and _ENTRY.fullmatch(text)):
        raise _Unsure
    return _value(text)


def _block(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[dict[str, Value], int]:
    if depth > _DEEPEST:
        raise _Unsure
    found: dict[str, Value] = {}
    while at < len(lines):
        own, key, value = lines[at]
        if own != indent or not key:
            break
        if key in found:
            raise _Unsure
        at += 1
        if value is None:
            found[key], at = _below(lines, at, indent, depth)
        else:
            found[key] = value
    return found, at


def _below(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[Value, int]:
    """What stands under a key without a value of its own: a list, a deeper block, or nothing."""
    if at == len(lines) or lines[at].indent < indent:
        return "", at
    deeper = lines[at].indent
    if not lines[at].key:
        return _items(lines, at, deeper)
    return _block(lines, at, deeper, depth + 1) if deeper > indent else ("", at)


def _items(lines: list[_Line], at: int, indent: int) -> tuple[Value, int]:
    items: list[Value] = []
    while at < len(lines):
        own, key, value = lines[at]
        if own != indent or key or value is None:
            break
        items.append(value)
        at += 1
    return items, at


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
    inner = text[1:-1]
    if opened == "[":
        return [_flow_value(part, depth) for part in _parts(inner)]
    return _plain_map(inner) or _map(inner, depth)


def _plain_map(inner: str) -> dict[str, Value]:
    """A collection of plain words, as most are; empty where each part has to be looked at."""
    found: dict[str, Value] = {}
    if not _NESTED.isdisjoint(inner) or inner.count(",") > inner.count(", ") or ":?" in inner or " #" in inner:
        return found
    for part in inner.split(", "):
        key, rest = _plain_pair(part)
        if not rest:
            return {}
        if not key or key in found:
            raise _Unsure
        found[key] = rest
    return found


# Who does an act, in which role, over which text and roster: much of it stands in many acts.
@lru_cache(maxsize=4096)
def _plain_pair(part: str) -> tuple[str, str]:
    """A key and its plain word, either of them empty where it is none."""
    key, _, rest = part.partition(": ")
    if not rest or ": " in rest or rest[0] in _INDICATORS or rest[-1] in ": " or rest in _EMPTY:
        return "", ""
    return key if _is_key(key) else "", rest


@lru_cache(maxsize=512)
def _is_key(key: str) -> bool:
    return key.isascii() and key.isidentifier() and key not in _EMPTY


def _map(inner: str, depth: int) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for part in _parts(inner):
        key, colon, rest = part.partition(": ")
        if not colon or key in found or not _is_key(key):
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
    if not _NOT_IN_FLOW.isdisjoint(text) or ":?" in text:
        raise _Unsure
    return _plain(text)

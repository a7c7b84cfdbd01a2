"""The disclaimer's place: at the end of the body, between its markers, once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_OPEN = re.compile(r"^[ \t]*<!--[ \t]*disclaimer:[ \t]*(\S+)[ \t]*-->[ \t]*\r?$", re.MULTILINE)
_CLOSE = re.compile(r"^[ \t]*<!--[ \t]*/disclaimer[ \t]*-->[ \t]*\r?$", re.MULTILINE)

# Only what the seal overlooks too: a no-break space or the like at the text's end is a part of it.
_BLANK = " \t\r\n"


class Block(NamedTuple):
    """A body taken apart: the text, and the disclaimer's name and words (both empty where there is none).

    ``fault`` says in a few words what is wrong with the markers; then the whole body counts as text.
    """

    text: str
    name: str = ""
    words: str = ""
    fault: str = ""


# Each body is taken apart by several who ask about it in turn.
@lru_cache(maxsize=8)
def take_apart(body: str) -> Block:
    """Find the disclaimer in a body."""
    first = body.find("<!--")
    if first < 0 or "disclaimer" not in body:
        return Block(body)
    start = body.rfind("\n", 0, first) + 1
    opens, closes = list(_OPEN.finditer(body, start)), list(_CLOSE.finditer(body, start))
    if not opens and not closes:
        return Block(body)
    if len(opens) != 1 or len(closes) != 1:
        return Block(body, fault="its markers are not there exactly once")
    begin, end = opens[0], closes[0]
    if begin.end() > end.start():
        return Block(body, fault="its markers stand in the wrong order")
    if body[end.end() :].strip():
        return Block(body, fault="there is text behind it; it must stand at the end")
    return Block(body[: begin.start()], begin[1], body[begin.end() : end.start()].strip())


def attach(body: str, name: str, words: str) -> str:
    """The body with this disclaimer at its end, in place of an older one."""
    newline = "\r\n" if "\r\n" in body else "\n"
    block = f"\n\n<!-- disclaimer: {name} -->\n{words.strip()}\n<!-- /disclaimer -->\n"
    return take_apart(body).text.rstrip(_BLANK) + block.replace("\r\n", "\n").replace("\n", newline)


def detach(body: str) -> str:
    """The body without its disclaimer."""
    block = take_apart(body)
    if block.fault or not block.name:
        return body
    return block.text.rstrip(_BLANK) + ("\r\n" if "\r\n" in body else "\n")

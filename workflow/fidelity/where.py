"""Where the words that a check speaks of stand in a text: the very signs, for whoever points at line and column."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from dragoman.workflow.fidelity.signs import evened

# Between two words of one fact: a space, a hyphen, a mark, and at most one short word (two hundred and ten).
_BETWEEN = r"\W{0,4}(?:\w{1,3}\W{1,3})?"


class Place(NamedTuple):
    """A stretch of a text: the very words, and how many signs stand before them; no words where nothing is met."""

    words: str = ""
    start: int = -1


NOWHERE = Place()


def place(words: str, text: str) -> Place:
    """Where words, as a check knows them, stand first in a text as it is written.

    Digits and letters of another keyboard count as the same, direction marks and vowel signs as nothing.
    """
    wanted = " ".join(evened(words).split())
    if not wanted:
        return NOWHERE
    plain = text.find(words)
    if plain >= 0 and _whole(text, plain, plain + len(words)):
        return Place(words, plain)
    seen, offsets = _with_offsets(text)
    parts = list(dict.fromkeys(re.findall(r"\w+|[^\w\s]+", wanted)))
    for between in (r"[\W_]{0,4}", _BETWEEN):
        body = between.join(map(re.escape, parts))
        pattern = (r"(?<!\w)" if wanted[0].isalnum() else "") + body + (r"(?!\w)" if wanted[-1].isalnum() else "")
        match = re.search(pattern, seen, re.IGNORECASE) or re.search(body, seen, re.IGNORECASE)
        if match:
            start, end = offsets[match.start()], offsets[match.end() - 1] + 1
            return Place(text[start:end], start)
    return NOWHERE


def _whole(text: str, start: int, end: int) -> bool:
    """Whether neither end cuts through a word or a number."""
    return not (text[start - 1 : start].isalnum() and text[start].isalnum()) and not (
        text[end - 1].isalnum() and text[end : end + 1].isalnum()
    )


def _with_offsets(text: str) -> tuple[str, list[int]]:
    """The evened text, and for each of its signs which one of the text it was."""
    seen: list[str] = []
    offsets: list[int] = []
    for at, sign in enumerate(text):
        one = evened(sign) if not unicodedata.combining(sign) else ""
        seen.append(one)
        offsets += [at] * len(one)
    return "".join(seen), offsets

"""What changed between two versions of an article, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from dragoman.workflow.article import OWNED, Article
from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.seal import VOLATILE, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.quick_yaml import Value

Kind = Literal["same", "gone", "new"]
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?؟。\n]*[.!?؟。\n]+\s*|[^.!?؟。\n]+")
# A passage of more signs is compared sentence by sentence first: matching all its words takes minutes.
_LONG = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A field or a paragraph that changed; ``where`` names it, paragraphs by their number in the new text, from 1."""

    where: str
    pieces: tuple[Piece, ...]


def compare(old: Article, new: Article, *, owned: bool = False) -> Iterator[Passage]:
    """The passages in which two versions differ, fields first; what acts write, the disclaimer too, is left out.

    With ``owned`` the fields are in that acts write and an approval seals: such as the translator's name.
    """
    left_out = VOLATILE if owned else {*VOLATILE, *OWNED}
    keys = [key for key in dict.fromkeys((*old.fields, *new.fields)) if key not in left_out]
    for key in keys:
        before, after = _words(old.fields.get(key, "")), _words(new.fields.get(key, ""))
        if before != after:
            yield Passage(key, tuple(pieces(before, after)))
    yield from _paragraphs(_split(take_apart(old.body).text), _split(take_apart(new.body).text))


def _paragraphs(old: list[str], new: list[str]) -> Iterator[Passage]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for number, (before, after) in enumerate(zip_longest(old[a:b], new[c:d], fillvalue=""), c + 1):
            yield Passage(f"paragraph {number}", tuple(pieces(before, after)))


def pieces(before: str, after: str) -> Iterator[Piece]:
    """The words of a passage: which stayed, went and came."""
    if len(before) + len(after) <= _LONG:
        yield from _words_of(before, after)
        return
    old, new = _SENTENCES.findall(before), _SENTENCES.findall(after)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        for one, other in zip_longest(old[a:b], new[c:d], fillvalue=""):
            yield from _words_of(one, other)


def _words_of(before: str, after: str) -> Iterator[Piece]:
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=len(before) > _LONG).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Piece("gone", "".join(old[a:b]))
        if c < d:
            yield Piece("new", "".join(new[c:d]))


def _split(body: str) -> list[str]:
    return [part for part in re.split(r"\n{2,}", canonical(body)) if part.strip()]


def _words(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value)
    return ", ".join(f"{key}: {_words(item)}" for key, item in value.items())

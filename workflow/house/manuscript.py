"""A manuscript: an article as house checks read it, with what is no prose blanked out, place for place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.reading import read
from dragoman.workflow.house.prose import prose_of, without_code
from dragoman.workflow.languages import base_of

if TYPE_CHECKING:
    from dragoman.workflow.fidelity.model import Paragraph
    from dragoman.workflow.house.terms import Term

# Letters with the signs that are written on or between them; an apostrophe, geresh or hyphen within a word is a part.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d])"
WORD = re.compile(rf"{_LETTER}+(?:(?:['’׳״]|(?<=[א-ת])\"(?=[א-ת])){_LETTER}+)*")
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")

# Which of these words a dictionary lacks.
Unknown = Callable[[frozenset[str]], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Source:
    """What was translated; empty where nobody knows."""

    text: str = ""
    lang: str = ""

    @property
    def base(self) -> str:
        """The language without region or script."""
        return base_of(self.lang)


@dataclass(frozen=True)
class Manuscript:
    """An article to be checked. ``text`` is its body without the disclaimer; places are counted in it, from 0.

    ``head`` are the headline words by key. ``known`` are words that nobody need look up: the newsroom's own.
    ``unknown`` is None where no dictionary of the language is at hand.
    """

    text: str
    lang: str
    head: Mapping[str, str]
    source: Source = Source()
    terms: tuple[Term, ...] = ()
    known: frozenset[str] = frozenset()
    unknown: Unknown | None = None

    @cached_property
    def prose(self) -> str:
        """The text, as long as ever, in which code, addresses and markup are blanked out."""
        return prose_of(self.text)

    @cached_property
    def markdown(self) -> str:
        """The text, as long as ever, in which only code, HTML and escaped signs are blanked out."""
        return without_code(self.text)

    @cached_property
    def facts(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the prose with the facts in them."""
        return tuple(read(self.prose, self.lang))

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Where each paragraph begins and ends: what blank lines set apart."""
        text = self.text
        first, last = len(text) - len(text.lstrip()), len(text.rstrip())
        cuts = [match.span() for match in _BLANK_LINE.finditer(text, first, last)]
        if last <= first:
            return ()
        ends = [first, *(place for cut in cuts for place in cut), last]
        return tuple(pairwise(ends))[::2]

    @cached_property
    def words(self) -> tuple[re.Match[str], ...]:
        """The words of the prose, in order."""
        return tuple(WORD.finditer(self.prose))

    @property
    def base(self) -> str:
        """The language without region or script."""
        return base_of(self.lang)

    def paragraph_at(self, place: int) -> int:
        """The number, from 0, of the paragraph around a place; -1 for none."""
        return next((n for n, (start, end) in enumerate(self.paragraphs) if start <= place < max(end, start + 1)), -1)

"""The words that findings speak of, marked in the paragraphs they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.where import place
from dragoman.workflow.problems import RANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.workflow.problems import Problem, Severity
    from dragoman.workflow.review.sides import Paragraph

_CITED = re.compile("“([^“”]+)”")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph; ``severity`` is that of the gravest finding that speaks of them, or empty."""

    text: str
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph in pieces; ``number`` counts from 0, ``line`` is where it begins in its file, 0 where unknown."""

    number: int
    text: str
    pieces: tuple[Piece, ...]
    line: int = 0

    @property
    def heading(self) -> bool:
        """Whether it is a heading inside the text."""
        return self.text.startswith("#")


def marked_source(one: Paragraph, problems: Iterable[Problem]) -> Marked:
    """A paragraph of the source, or a headline word."""
    spans: list[tuple[int, int, Severity]] = []
    for problem in problems:
        found = place(_of_source(problem), one.text)
        if found.start >= 0 and found.words != one.text:
            spans.append((found.start, found.start + len(found.words), problem.severity))
    return Marked(one.number, one.text, tuple(_pieces(one.text, spans)), one.line)


def _of_source(problem: Problem) -> str:
    """The words of the source that a problem speaks of: a pair's first, or what else stands for the passage."""
    here, arrow, _ = problem.words.partition(" → ")
    if arrow:
        return here
    cited = _CITED.search(problem.message)
    if problem.source and problem.passage != problem.message and not problem.column:
        return problem.passage
    return cited[1] if cited and not problem.source and not problem.translation else ""


def marked_translation(one: Paragraph, problems: Iterable[Problem], lines: Sequence[str]) -> Marked:
    """A paragraph of the translation, or a headline word; ``lines`` are those of the article's file."""
    spans: list[tuple[int, int, Severity]] = []
    for problem in problems:
        if not (problem.line and problem.column and problem.width):
            continue
        start = one.offset(problem.line, problem.column)
        words = lines[problem.line - 1][problem.column - 1 : problem.column - 1 + problem.width]
        if one.text[start : start + problem.width] != words or start < 0:
            start = place(words, one.text).start if one.line == problem.line else -1
        if start >= 0:
            spans.append((start, start + problem.width, problem.severity))
    return Marked(one.number, one.text, tuple(_pieces(one.text, spans)), one.line)


def _pieces(text: str, spans: list[tuple[int, int, Severity]]) -> Iterator[Piece]:
    """Cut at every beginning and end; where spans lie over one another, the gravest one counts."""
    cuts = sorted({0, len(text), *(min(at, len(text)) for start, end, _ in spans for at in (start, end))})
    for start, end in pairwise(cuts):
        over: list[str] = [severity for a, b, severity in spans if a <= start and end <= b]
        yield Piece(text[start:end], min(over, key=RANK.__getitem__, default=""))

"""The rows of a review: paragraphs that belong together, with what was found in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dragoman.workflow.problems import RANK
from dragoman.workflow.review.marks import Marked, marked_source, marked_translation
from dragoman.workflow.review.sides import HEAD, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.problems import Problem
    from dragoman.workflow.review.judgement import Judgement
    from dragoman.workflow.review.sides import Side

Place = Literal["title", "dek", "body", "disclaimer"]
_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that belong together; a side is empty where nothing answers.

    ``moved``: they stand elsewhere in the translation. ``new``: not seen so at the last look.
    """

    place: Place
    source: tuple[Marked, ...]
    translation: tuple[Marked, ...]
    findings: tuple[Problem, ...] = ()
    moved: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """An article beside its source; ``general`` are findings of no one paragraph, ``limits`` what was not compared.

    ``since`` says in words since when ``new`` counts; empty where everything is looked at for the first time.
    """

    article: str
    path: str
    state: str
    source_path: str
    langs: tuple[str, str]
    credits: tuple[str, ...]
    rows: tuple[Row, ...]
    general: tuple[Problem, ...] = ()
    limits: tuple[str, ...] = ()
    since: str = ""

    def only(self, *, new: bool = False, severity: str = "") -> Review:
        """The rows that are new, and of all rows only those with findings so grave, without the lesser ones."""
        rows = [row for row in self.rows if row.new or not new]
        general = self.general
        if severity:
            general = _grave(general, severity)
            rows = [replace(row, findings=found) for row in rows if (found := _grave(row.findings, severity))]
        return replace(self, rows=tuple(rows), general=general)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        every = [*self.general, *(one for row in self.rows for one in row.findings)]
        found = Counter(one.severity for one in every)
        return {severity: found[severity] for severity in ("error", "warning", "note")}


def _grave(problems: tuple[Problem, ...], severity: str) -> tuple[Problem, ...]:
    return tuple(one for one in problems if RANK[one.severity] <= RANK[severity])


def rows_of(source: Side, translation: Side, judgement: Judgement, text: str) -> tuple[list[Row], list[Problem]]:
    """The rows from headline to disclaimer, and the findings that belong to none; ``text`` is the article's file."""
    pairs, lines = list(_pairs(source, translation, judgement)), text.split("\n")
    places = _Places(pairs)
    own: dict[int, list[Problem]] = {}
    for problem in sorted(judgement.problems, key=lambda one: RANK[one.severity]):
        own.setdefault(places.of(problem), []).append(problem)
    rows = []
    for number, pair in enumerate(pairs):
        found = tuple(own.get(number, ()))
        here = tuple(marked_source(one, found) for one in pair.source)
        there = tuple(marked_translation(one, found, lines) for one in pair.translation)
        rows.append(Row(pair.place, here, there, found, pair.moved))
    return rows, own.get(_NOWHERE, [])


@dataclass(frozen=True, slots=True)
class _Pair:
    place: Place
    source: tuple[Paragraph, ...]
    translation: tuple[Paragraph, ...]
    moved: bool = False


class _Places:
    """Which pair a problem speaks of: by the numbers of its paragraphs, else by its line in the article's file."""

    def __init__(self, pairs: list[_Pair]) -> None:
        body = [(at, pair) for at, pair in enumerate(pairs) if pair.place == "body"]
        self._source = {one.number: at for at, pair in body for one in pair.source}
        self._translation = {one.number: at for at, pair in body for one in pair.translation}
        self._lines = {
            line: at
            for at, pair in enumerate(pairs)
            for one in pair.translation
            if one.line
            for line in range(one.line, one.last_line + 1)
        }

    def of(self, problem: Problem) -> int:
        for known, numbers in ((self._translation, problem.translation), (self._source, problem.source)):
            for number in numbers:
                if number in known:
                    return known[number]
        return self._lines.get(problem.line or 0, _NOWHERE)


def _pairs(source: Side, translation: Side, judgement: Judgement) -> Iterator[_Pair]:
    for key in HEAD:
        here, there = source.head.get(key), translation.head.get(key)
        if here or there:
            yield _Pair(key, (here,) if here else (), (there,) if there else ())
    for group in judgement.groups:
        yield _Pair(
            "body",
            tuple(source.paragraphs[number] for number in group.source),
            tuple(translation.paragraphs[number] for number in group.translation),
            group.moved,
        )
    if translation.disclaimer:
        yield _Pair("disclaimer", (), (Paragraph(0, translation.disclaimer),))

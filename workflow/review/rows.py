"""The rows of a review: paragraphs that belong together, with what was found in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dragoman.workflow.review.marks import RANK, Marked, marked_source, marked_translation
from dragoman.workflow.review.sides import HEAD, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.problems import Problem
    from dragoman.workflow.review.judgement import Judgement
    from dragoman.workflow.review.sides import Side

Place = Literal["title", "dek", "body", "disclaimer"]


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
    left = sorted(judgement.problems, key=lambda one: RANK[one.severity])
    rows = []
    for pair in _pairs(source, translation, judgement):
        own = tuple(one for one in left if pair.concerns(one))
        left = [one for one in left if one not in own]
        here = tuple(marked_source(one, own, judgement) for one in pair.source)
        there = tuple(marked_translation(one, own, text) for one in pair.translation)
        rows.append(Row(pair.place, here, there, own, pair.moved))
    return rows, left


@dataclass(frozen=True, slots=True)
class _Pair:
    place: Place
    source: tuple[Paragraph, ...]
    translation: tuple[Paragraph, ...]
    moved: bool = False

    def concerns(self, problem: Problem) -> bool:
        """Whether a problem speaks of these paragraphs, by their numbers or by its line in the article's file."""
        if self.place == "body":
            numbers = {one.number for one in self.source}, {one.number for one in self.translation}
            if not numbers[0].isdisjoint(problem.source) or not numbers[1].isdisjoint(problem.translation):
                return True
        if problem.source or problem.translation or not problem.line:
            return False
        return any(one.line and one.line <= problem.line <= one.last_line for one in self.translation)


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

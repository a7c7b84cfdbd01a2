"""What the template of a review's page can name: the rows in pieces, numbered, with nothing a screen would obey."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.languages import direction
from dragoman.workflow.review.flow import flowing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.workflow.problems import Problem
    from dragoman.workflow.review.marks import Marked
    from dragoman.workflow.review.rows import Review, Row

# What a message cites stands between quotation marks; the marks belong to the message.
_CITED = re.compile("(?<=“)([^“”]*)(?=”)")


@dataclass(frozen=True, slots=True)
class Part:
    """Some words; ``kind`` is a finding's severity, or ``cited`` inside a message, or empty."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the page shows it: ``number`` counts from 1 through the page, ``key`` is what `waive` calls it."""

    number: int
    severity: str
    key: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as the page shows it."""

    heading: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it; paragraphs are numbered from 1."""

    number: int
    place: str
    numbers: tuple[str, str]
    source: tuple[Block, ...]
    translation: tuple[Block, ...]
    findings: tuple[Told, ...]
    moved: bool
    new: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What a template can name."""

    article: str
    state: str
    langs: tuple[str, str]
    directions: tuple[str, str]
    credits: tuple[str, ...]
    since: str
    counts: dict[str, int]
    rows: tuple[Shown, ...]
    general: tuple[Told, ...]
    limits: tuple[str, ...]


def page_of(found: Review, visible: Callable[[str], str]) -> Page:
    """The whole review as its template names it."""
    counter = iter(range(1, 1_000_000))
    rows = tuple(_shown(number, row, counter, visible) for number, row in enumerate(found.rows, 1))
    return Page(
        article=visible(found.article),
        state=found.state,
        langs=found.langs,
        directions=(direction(found.langs[0]), direction(found.langs[1])),
        credits=tuple(map(visible, found.credits)),
        since=visible(found.since),
        counts=found.counts(),
        rows=rows,
        general=tuple(_told(one, next(counter), visible) for one in found.general),
        limits=tuple(map(visible, found.limits)),
    )


def _shown(number: int, row: Row, counter: Iterator[int], visible: Callable[[str], str]) -> Shown:
    return Shown(
        number,
        row.place,
        (_numbers(row.source), _numbers(row.translation)),
        tuple(_block(one, visible) for one in row.source),
        tuple(_block(one, visible) for one in row.translation),
        tuple(_told(one, next(counter), visible) for one in row.findings),
        row.moved,
        row.new,
    )


def _numbers(side: tuple[Marked, ...]) -> str:
    numbers = [one.number + 1 for one in side]
    return "–" if not numbers else str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _block(one: Marked, visible: Callable[[str], str]) -> Block:
    return Block(one.heading, tuple(Part(visible(piece.text), piece.severity) for piece in flowing(one)))


def _told(one: Problem, number: int, visible: Callable[[str], str]) -> Told:
    split = enumerate(_CITED.split(one.message))
    parts = (Part(visible(part), "cited" if number % 2 else "") for number, part in split if part)
    return Told(number, one.severity, visible(one.key), tuple(parts))

"""Many pairs from a file of JSON lines, shared among the cores; answers come in the order of the pairs."""

from __future__ import annotations

import json
import multiprocessing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.workflow.errors import BadText, DragomanError
from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.languages import checked_tag
from dragoman.workflow.workers import cores

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEYS = ("id", "from", "to", "source", "translation")
# Pairs that travel to a process together: few enough that answers come soon.
_TOGETHER = 8
_FEW = 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """One pair to compare."""

    id: str
    tags: tuple[str, str]
    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The line that answers a pair, and whether nothing of severity warning or error is in it."""

    line: str
    faithful: bool


def parse(line: str, where: str, number: int) -> Wanted:
    """One line of a file of pairs; ``number`` counts from 1.

    Raises:
        BadText: it is no JSON object with the five keys, all of them text, or names no language.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BadText(where, number, "not a line of JSON") from None
    if not isinstance(row, dict):
        raise BadText(where, number, "a pair is a JSON object")
    for key in _KEYS:
        if not isinstance(row.get(key), str):
            raise BadText(where, number, f"`{key}` is missing or no text")
    try:
        tags = checked_tag(row["from"]), checked_tag(row["to"])
    except DragomanError as error:
        raise BadText(where, number, error.sentence) from None
    return Wanted(row["id"], tags, row["source"], row["translation"])


def answer(wanted: Wanted) -> Answer:
    """Compare one pair."""
    compared = compare(wanted.source, wanted.translation, wanted.tags)
    row = {"id": wanted.id, "findings": [finding.as_dict() for finding in compared.findings]}
    return Answer(json.dumps(row, ensure_ascii=False), compared.faithful)


def answers(wanted: Iterable[Wanted]) -> Iterator[Answer]:
    """Compare pairs as they come, on all cores if there are more than a few."""
    pairs = iter(wanted)
    first = list(islice(pairs, _FEW + 1))
    count = cores() if len(first) > _FEW else 1
    if count == 1:
        yield from map(answer, first)
        yield from map(answer, pairs)
        return
    for one in first[:1]:
        yield answer(one)
    # Forked after the first answer: the lists of its languages are read once and shared.
    with multiprocessing.get_context("fork").Pool(count, _quietly) as pool:
        yield from pool.imap(answer, _chained(first[1:], pairs), _TOGETHER)


def _chained(first: list[Wanted], rest: Iterator[Wanted]) -> Iterator[Wanted]:
    yield from first
    yield from rest


def _quietly() -> None:
    """Leave it to the parent to say that somebody pressed Ctrl-C."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

"""What is new to somebody: rows whose words, or findings, they have not seen."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.workflow.seal import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.workflow.problems import Problem
    from dragoman.workflow.review.rows import Row

# It says where a paragraph stands, and one that only moved is not new.
_OF_ORDER = "paragraph-moved"


def digests(rows: Iterable[Row], general: Iterable[Problem] = ()) -> frozenset[str]:
    """What tells these rows and findings from others, wherever they stand."""
    found = {one for row in rows for one in _of(row)}
    return frozenset(found | {_of_finding(one) for one in general})


def with_news(rows: Iterable[Row], seen: frozenset[str]) -> tuple[Row, ...]:
    """The rows, those marked of which something is not among what was seen."""
    return tuple(replace(row, new=not seen.issuperset(_of(row))) for row in rows)


def _of(row: Row) -> list[str]:
    sides = ("\0".join(canonical(one.text) for one in side) for side in (row.source, row.translation))
    text = _digest("text", row.place, *sides)
    return [text, *(_of_finding(one) for one in row.findings if one.id != _OF_ORDER)]


def _of_finding(problem: Problem) -> str:
    return _digest("finding", problem.key, problem.message)


def _digest(*words: str) -> str:
    return hashlib.sha256("\1".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]

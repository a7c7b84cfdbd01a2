"""A review as JSON: the one place where its keys are written. Paragraphs count from 0, as in ``compare --json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.workflow.problems import Problem
    from dragoman.workflow.review.marks import Marked
    from dragoman.workflow.review.rows import Review, Row


def review_keys(found: Review) -> dict[str, Any]:
    """The keys of ``review --json``; ``since`` is null where everything is looked at for the first time."""
    return {
        "version": 1,
        "article": found.article,
        "path": found.path,
        "state": found.state,
        "source": {"path": found.source_path, "lang": found.langs[0]},
        "lang": found.langs[1],
        "since": found.since or None,
        "counts": found.counts(),
        "rows": [_row(row) for row in found.rows],
        "findings": [_finding(one) for one in found.general],
        "limits": list(found.limits),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "place": row.place,
        "new": row.new,
        "moved": row.moved,
        "source": [_paragraph(one) for one in row.source],
        "translation": [_paragraph(one) for one in row.translation],
        "findings": [_finding(one) for one in row.findings],
    }


def _paragraph(one: Marked) -> dict[str, Any]:
    return {
        "paragraph": one.number,
        "line": one.line or None,
        "text": one.text,
        "marks": [piece.text for piece in one.pieces if piece.severity],
    }


def _finding(one: Problem) -> dict[str, Any]:
    return {**one.as_dict(), "key": one.key, "line": one.line, "column": one.column}

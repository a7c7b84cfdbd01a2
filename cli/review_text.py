"""A review in words: side by side on a terminal wide enough, below one another elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.columns import Cell, beside
from dragoman.cli.console import Words
from dragoman.workflow.languages import direction
from dragoman.workflow.review.flow import flowing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.cli.console import Console
    from dragoman.workflow.problems import Problem
    from dragoman.workflow.review.marks import Marked
    from dragoman.workflow.review.rows import Review, Row

SIGNS = {"error": "✗", "warning": "!", "note": "i", "todo": "·"}
_MARKS = {"error": "marked-error", "warning": "marked-warning", "note": "marked-note", "": ""}
# Terminal cells: from so many on two columns, and from so many on a third one for what was found.
_TWO, _THREE = 80, 150
_GAP = 3
_WIDEST = 76
_FINDINGS = 0.3


def tell_review(console: Console, found: Review, whole: Review) -> None:
    """Print the rows of ``found``; ``whole`` is the review before anything was left out."""
    _tell_head(console, found, whole)
    widths = _widths(console.rich.width) if console.fancy else ()
    if widths and found.rows:
        titles = (f"SOURCE {found.langs[0]}", f"TRANSLATION {found.langs[1]}", "FINDINGS")
        sides = zip(titles, (*_rtl(found), False), strict=True)
        cells = [Cell(((Words(title, "dim"),),), rtl) for title, rtl in sides]
        beside(console, cells[: len(widths)], widths)
    for row in found.rows:
        if widths:
            _tell_beside(console, row, found, widths)
        else:
            _tell_stacked(console, row, found)
    for problem in found.general:
        console.say(*_finding(problem))
    for limit in found.limits:
        console.say(Words(limit, "dim"), prose=True)


def counted(found: Review) -> str:
    """How many findings there are, in words."""
    counts = found.counts()
    told = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items() if count]
    return ", ".join(told) or "nothing found"


def label(row: Row, *, first: bool) -> str:
    """What a row is, in words: paragraphs are counted from 1."""
    name = {"title": "title", "dek": "dek", "disclaimer": "disclaimer, the newsroom's own: it has no source"}.get(
        row.place, f"{_numbers(row.source)} → {_numbers(row.translation)}"
    )
    return " · ".join([name, *(["moved"] if row.moved else []), *(["new"] if row.new and not first else [])])


def _numbers(side: Sequence[Marked]) -> str:
    numbers = [one.number + 1 for one in side]
    return "–" if not numbers else str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _tell_head(console: Console, found: Review, whole: Review) -> None:
    state = Words(found.state, found.state)
    console.say(Words(found.article, "strong"), "  ", state, f"  {found.langs[0]} → {found.langs[1]}")
    if found.credits:
        console.say(Words(" · ".join(found.credits), "dim", foreign=True))
    shown = len(found.rows)
    rows = f"{shown} passage{'' if shown == 1 else 's'}"
    if shown != len(whole.rows):
        rows = f"{shown} of {len(whole.rows)} passages shown"
    console.say(Words(f"{rows}: {counted(found)}.", "strong"))
    if found.since:
        new = sum(row.new for row in whole.rows)
        console.say(Words(f"{new or 'Nothing'} new {found.since}.", "dim"))
    console.say("")


def _rtl(found: Review) -> tuple[bool, bool]:
    return direction(found.langs[0]) == "rtl", direction(found.langs[1]) == "rtl"


def _widths(available: int) -> tuple[int, ...]:
    """The columns' widths; none where the terminal is too narrow for two."""
    if available < _TWO:
        return ()
    if available < _THREE:
        return ((available - _GAP) // 2,) * 2
    third = int((available - 2 * _GAP) * _FINDINGS)
    text = min((available - 2 * _GAP - third) // 2, _WIDEST)
    return text, text, min(third, _WIDEST)


def _tell_beside(console: Console, row: Row, found: Review, widths: tuple[int, ...]) -> None:
    total = sum(widths) + _GAP * (len(widths) - 1)
    words = label(row, first=not found.since)
    console.say(Words(f"─ {words} ".ljust(total, "─"), "new-row" if row.new and found.since else "dim"))
    sides = zip((row.source, row.translation), _rtl(found), strict=True)
    cells = [Cell(tuple(_lines(side)), rtl) for side, rtl in sides]
    findings = [_finding(problem) for problem in row.findings]
    beside(console, [*cells, Cell(tuple(findings))][: len(widths)], widths)
    if len(widths) == len(cells):
        for finding in findings:
            beside(console, [Cell((finding,))], [total])


def _lines(side: Sequence[Marked]) -> Iterator[tuple[Words, ...]]:
    for number, one in enumerate(side):
        if number:
            yield (Words(""),)
        lines: list[list[Words]] = [[]]
        for piece in flowing(one):
            style = _MARKS[piece.severity] or ("strong" if one.heading else "")
            first, *others = piece.text.split("\n")
            lines[-1].append(Words(first, style))
            lines += [[Words(other, style)] for other in others]
        yield from (tuple(line) for line in lines)


def _finding(problem: Problem) -> tuple[Words, ...]:
    return (
        Words(f"  {SIGNS[problem.severity]} ", problem.severity),
        Words(problem.message),
        Words(f" [{problem.id}]", "dim"),
    )


def _tell_stacked(console: Console, row: Row, found: Review) -> None:
    console.say(Words(label(row, first=not found.since), "strong"))
    for sign, side in (("  < ", row.source), ("  > ", row.translation)):
        for one in side:
            for number, line in enumerate("".join(piece.text for piece in flowing(one)).split("\n")):
                console.say(Words(sign if number == 0 else "    ", "dim"), Words(line, foreign=True))
    for problem in row.findings:
        severity, name = Words(f"  {problem.severity} ", problem.severity), Words(f" [{problem.id}]", "dim")
        console.say(severity, Words(problem.message, foreign=True), name)
    console.say("")

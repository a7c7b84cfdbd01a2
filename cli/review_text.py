"""A review in words: side by side on a terminal wide enough, below one another elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.columns import Cell, Line, beside
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
_SIDES = ("  < ", "  > ")
_FINDINGS = 0.3


def tell_review(console: Console, found: Review, whole: Review) -> None:
    """Print the rows of ``found``; ``whole`` is the review before anything was left out."""
    _tell_head(console, found, whole)
    widths = _widths(console.rich.width) if console.fancy else ()
    if widths and found.rows:
        titles = (f"SOURCE {found.langs[0]}", f"TRANSLATION {found.langs[1]}", "FINDINGS")
        sides = zip(titles, (*_rtl(found), False), strict=True)
        cells = [Cell((Line((Words(title, "dim"),)),), rtl) for title, rtl in sides]
        beside(console, cells[: len(widths)], widths)
    for row in found.rows:
        if widths:
            _tell_beside(console, row, found, widths)
        else:
            _tell_stacked(console, row, found)
    for problem in found.general:
        tell_finding(console, problem)
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
    findings = Cell(tuple(_finding(problem) for problem in row.findings))
    if len(widths) > len(cells):
        beside(console, [*cells, findings], widths)
        return
    beside(console, cells, widths)
    beside(console, [findings], [total])


def _tell_stacked(console: Console, row: Row, found: Review) -> None:
    console.say(Words(label(row, first=not found.since), "strong"))
    for sign, side, rtl in zip(_SIDES, (row.source, row.translation), _rtl(found), strict=True):
        for one in side:
            _tell_paragraph(console, one, sign, rtl=rtl)
    for problem in row.findings:
        tell_finding(console, problem)
    console.say("")


def _tell_paragraph(console: Console, one: Marked, sign: str, *, rtl: bool) -> None:
    if console.fancy:
        beside(console, [Cell(tuple(_lines([one], sign)), rtl)], [console.rich.width])
        return
    for number, line in enumerate("".join(piece.text for piece in flowing(one)).split("\n")):
        console.say(sign if number == 0 else " " * len(sign), Words(line, foreign=True))


def tell_finding(console: Console, problem: Problem) -> None:
    """Print one finding, across the whole width."""
    if console.fancy:
        beside(console, [Cell((_finding(problem),))], [console.rich.width])
        return
    console.say(f"  {problem.severity} ", Words(problem.message, foreign=True), f" [{problem.key}]")


def _lines(side: Sequence[Marked], sign: str = "") -> Iterator[Line]:
    for number, one in enumerate(side):
        if number:
            yield Line(())
        lines: list[list[Words]] = [[]]
        for piece in flowing(one):
            style = _MARKS[piece.severity] or ("strong" if one.heading else "")
            first, *others = piece.text.split("\n")
            lines[-1].append(Words(first, style))
            lines += [[Words(other, style)] for other in others]
        for line in lines:
            yield Line(tuple(line), Words(sign, "dim"))
            sign = " " * len(sign)


def _finding(problem: Problem) -> Line:
    lead = Words(f"  {SIGNS[problem.severity]} ", problem.severity)
    return Line((Words(problem.message), Words(f" [{problem.key}]", "dim")), lead)

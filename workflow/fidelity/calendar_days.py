"""Days by value, in whatever calendar and order they are written: 5.3.2024, March 5, 2024, ۱۵ اسفند ۱۴۰۲."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.fidelity.ledger import Side
    from dragoman.workflow.fidelity.model import Paragraph
    from dragoman.workflow.fidelity.words import Word

_CALENDARS = ("month", "hijri", "solar")
# Years that newspapers write in the calendars that count from the Hijra.
_HIJRA_YEARS = range(1300, 1500)
_YEARS = range(1000, 2200)
_MONTHS, _DAYS = range(1, 13), range(1, 32)
_SHORT_YEAR = 100
# Sightings of the moon differ by a day from what is reckoned.
_SIGHTED = (-1, 0, 1)
_NEAR = 3


class Day(NamedTuple):
    """A written day: which days it can be, and the numbers and the month it is written with."""

    days: frozenset[int]
    values: frozenset[float]
    month: str = ""


def agreed(here: Side, there: Side) -> tuple[list[Day], list[Day]]:
    """The days of each side that the other side has too, however it writes them."""
    mine, theirs = (list(_days(side)) for side in (here, there))
    return _shared(mine, theirs), _shared(theirs, mine)


def _shared(mine: list[Day], theirs: list[Day]) -> list[Day]:
    return [one for one in mine if any(one.days & other.days for other in theirs)]


def _days(side: Side) -> Iterator[Day]:
    for one in side.paragraphs:
        for word in one.words:
            if word.kind == "date":
                yield from _in_digits(word)
        for start, end, kind, month in _months(one):
            yield from _named(one.words, (start, end), kind, month)


def _in_digits(word: Word) -> Iterator[Day]:
    """Year, month and day in any order that can be one."""
    days: set[int] = set()
    for year, month, day in permutations(map(int, word.values)):
        for whole in _whole(year):
            for calendar in ("hijri", "solar") if whole in _HIJRA_YEARS else ("month",):
                days.update(_reckoned(calendar, whole, month, day))
    if days:
        yield Day(frozenset(days), frozenset(word.values))


def _whole(year: int) -> tuple[int, ...]:
    if year < _SHORT_YEAR:
        return 1900 + year, 2000 + year
    return (year,) if year in _YEARS else ()


def _months(one: Paragraph) -> Iterator[tuple[int, int, str, int]]:
    """Where months are named: first word, the one behind the last, calendar, and which month it is."""
    for at, word in enumerate(one.words):
        for kind, value in word.entries:
            if kind in _CALENDARS:
                yield at, at + 1, kind, int(value)
    for (kind, value), text in one.phrases.items():
        if kind in _CALENDARS:
            parts = text.split()
            for at in range(len(one.words) - len(parts) + 1):
                if [word.text for word in one.words[at : at + len(parts)]] == parts:
                    yield at, at + len(parts), kind, int(value)


def _named(words: Sequence[Word], at: tuple[int, int], kind: str, month: int) -> Iterator[Day]:
    """A day before or behind a month's name, and a year behind both."""
    numbers = [word.values[0] for word in words[max(0, at[0] - _NEAR) : at[0]] if word.kind == "digits"][-1:]
    numbers += [word.values[0] for word in words[at[1] : at[1] + _NEAR] if word.kind == "digits"][:2]
    years = [one for one in numbers if one in _YEARS]
    for day in (one for one in numbers if one in _DAYS):
        for year in years[:1]:
            days = _reckoned(kind, int(year), month, int(day))
            if days:
                yield Day(days, frozenset({day, year}), str(month) if kind == "month" else "")


def _reckoned(calendar: str, year: int, month: int, day: int) -> frozenset[int]:
    """The days, counted from the year 1, that a date of a calendar can be; none if there is no such date."""
    if month not in _MONTHS or day not in _DAYS:
        return frozenset()
    if calendar == "solar":
        return frozenset({_solar(year, month, day)})
    if calendar == "hijri":
        reckoned = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + 227014
        return frozenset(reckoned + one for one in _SIGHTED)
    try:
        return frozenset({date(year, month, day).toordinal()})
    except ValueError:
        return frozenset()


def _solar(year: int, month: int, day: int) -> int:
    """After the arithmetic calendar of 2820 years."""
    base = year - 474
    of_cycle = 474 + base % 2820
    before = (month - 1) * 31 if month <= 7 else (month - 1) * 30 + 6  # noqa: PLR2004 - six months of 31 days
    return day + before + (of_cycle * 682 - 110) // 2816 + (of_cycle - 1) * 365 + base // 2820 * 1029983 + 226895

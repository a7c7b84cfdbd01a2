"""Numbers by value: whatever digits, words or scales they are written in, both sides must have the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.calendar_days import agreed
from dragoman.workflow.fidelity.conversions import without_conversions
from dragoman.workflow.fidelity.digits import rounded
from dragoman.workflow.fidelity.ledger import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.calendar_days import Day
    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.model import Finding, Number, Severity

# Years of the Hijri and the Solar Hijri calendar as newspapers write them, and their distance to ours.
_OTHER_YEARS = range(1300, 1500)
_CENTURIES = range(1900, 2100)
_HUNDREDS = range(1000, 2100)
_SPAN = 50
_NOON = 12
_HAIR = 0.006
# So many digits in a row are a telephone number; it is written in groups as one likes.
_RUN = 4


def numbers(pair: Pair) -> Iterator[Finding]:
    """A number that changed, is missing, or was added."""
    lost = _unmet(pair.source, pair.translation)
    new = _unmet(pair.translation, pair.source)
    if not lost and not new:
        return
    here, there = agreed(pair.source, pair.translation)
    lost, new = _without_days(lost, here), _without_days(new, there)
    lost, new = without_conversions(lost, new, pair.translation), without_conversions(new, lost, pair.source)
    for old, now in zip(lost, new, strict=False):
        message = f"The source says {shown(old.text)}, the translation {shown(now.text)}."
        yield pair.finding("number-changed", _severity(old, now), message, old.text, now.text)
    for old in lost[len(new) :]:
        message = f"{shown(old.text)} in the source is not in the translation."
        yield pair.finding("number-missing", "warning" if old.digits else "note", message, old.text)
    for now in new[len(lost) :]:
        message = f"{shown(now.text)} in the translation is not in the source."
        yield pair.finding("number-added", "warning" if now.digits else "note", message, now=now.text)


def _without_days(unmet: list[Number], days: list[Day]) -> list[Number]:
    """What is left without the numbers of days that both sides have, in other calendars or another order."""
    values = frozenset[float]().union(*(one.values for one in days))
    return [one for one in unmet if not values.intersection(one.values)]


def _severity(old: Number, now: Number) -> Severity:
    """Two numbers in digits that differ are an error; words can stand for more than one thing."""
    return "error" if old.digits and now.digits else "warning"


def _unmet(side: Side, other: Side) -> list[Number]:
    mine, theirs = _runs(side), _runs(other)
    found: dict[tuple[float, ...], Number] = {}
    for number in side.numbers:
        in_run = _bare(number) in theirs or any(
            number.text in parts for run, parts in mine.items() if any(_bare(one) == run for one in other.numbers)
        )
        if number.values not in found and not in_run and not _met(number, other):
            found[number.values] = number
    return sorted(found.values(), key=lambda number: not number.digits)


def _runs(side: Side) -> dict[str, list[str]]:
    """Numbers that follow one another, written as one, as telephone numbers are; and their parts."""
    texts = [number.text for number in side.numbers if number.digits]
    runs = [texts[at : at + size] for size in (2, 3, 4) for at in range(len(texts) - size + 1)]
    return {joined: parts for parts in runs if len(joined := "".join(parts)) > _RUN and joined.isdigit()}


def _bare(number: Number) -> str:
    return "".join(sign for sign in number.text if sign.isdigit()) if number.digits else number.text


def _met(number: Number, other: Side) -> bool:
    offers = other.offers
    return any(value in offers or _otherwise(value, number, other) for value in number.values)


def _otherwise(value: float, number: Number, other: Side) -> bool:
    """Whether the other side says the same number differently: a decade, a short year, a clock, a calendar."""
    offers = other.offers
    clocks = {clock for one in other.paragraphs for clock in one.times} if number.unit == "time" else set()
    if value != int(value) and clocks:
        return (int(value) % _NOON, round(value % 1 * 100)) in clocks
    if value != int(value):
        near = any(abs(value - one) < _HAIR * value for one in offers if one != int(one))
        clock = number.unit in ("time", "hour") or any(one.unit in ("time", "hour") for one in other.numbers)
        hours = {int(value), int(value) % _NOON} if number.unit == "time" else set()
        halves = {rounded(value + _NOON), rounded(value - _NOON)} if clock else set()
        return near or bool((hours | halves) & offers)
    whole = int(value)
    return _as_year(whole, offers, other) or _in_a_span(whole, offers) or _as_hour(whole, number, other)


def _as_year(whole: int, offers: frozenset[float], other: Side) -> bool:
    """The sixties for the 1960s, a year of another calendar."""
    if 0 < whole < 100 and whole % 10 == 0:  # noqa: PLR2004 - two digits
        return bool({whole + 1900, whole + 1800, whole + 2000} & offers)
    if whole in _OTHER_YEARS:
        return bool({whole + 621, whole + 622, round(whole * 0.970224 + 621.6)} & offers)
    # The early 2000s are the beginning of the twenty-first century.
    if whole % 100 == 0 and whole in _HUNDREDS and {whole // 100 + 1, 100} <= offers:
        return True
    if whole not in _CENTURIES:
        return False
    short = whole % 100
    return (
        (whole % 10 == 0 and short in offers)
        or bool({whole - 621, whole - 622} & offers)
        or any(f"{mark}{short:02}" in other.text for mark in "’'-–/")
    )


def _in_a_span(whole: int, offers: frozenset[float]) -> bool:
    """1953 for the second year of 1950-53."""
    years = [year for year in offers if year in _CENTURIES] if whole > _NOON else []
    return any(year % 100 == whole and any(0 < year - first <= _SPAN for first in years) for year in years)


def _as_hour(whole: int, number: Number, other: Side) -> bool:
    """Three in the afternoon for 15:00."""
    if number.unit == "hour" and (whole % _NOON) + _NOON in other.offers:
        return True
    hours = [one for one in other.numbers if one.unit in ("hour", "time")]
    if whole <= _NOON:
        return any(whole + _NOON in one.values for one in hours)
    # Languages say which half of the day it is in words that no list needs to know.
    clock = number.unit in ("time", "hour") or bool(hours)
    return clock and whole <= 2 * _NOON and whole - _NOON in other.offers

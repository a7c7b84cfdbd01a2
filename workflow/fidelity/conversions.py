"""Measures that a translator put into other units: twenty feet are six metres, and no other number."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.digits import rounded
from dragoman.workflow.fidelity.model import Number

if TYPE_CHECKING:
    from dragoman.workflow.fidelity.ledger import Side

# One unit in another: metres, grams, square metres, litres, metres a second.
_LENGTH = {"metre": 1.0, "kilometre": 1000.0, "centimetre": 0.01, "millimetre": 0.001, "foot": 0.3048,
           "inch": 0.0254, "yard": 0.9144, "mile": 1609.344}  # fmt: skip
_WEIGHT = {"kilogram": 1.0, "gram": 0.001, "tonne": 1000.0, "pound": 0.4536, "ounce": 0.02835, "stone": 6.35}
_AREA = {"acre": 0.4047, "hectare": 1.0}
_VOLUME = {"litre": 1.0, "gallon": 3.785}
_SPEED = {"mph": 1.609, "kmh": 1.0, "knot": 1.852, "mile": 1.609, "kilometre": 1.0}
_MEASURES = (_LENGTH, _WEIGHT, _AREA, _VOLUME, _SPEED)
_ABOUT, _ROUGHLY = 0.006, 0.05
_HUNDRED = 100
_DEGREES = frozenset({"degree", "celsius", "fahrenheit"})
_DEGREE = 1.6


def without_conversions(unmet: list[Number], there: list[Number], other: Side) -> list[Number]:
    """What is left when a translator's feet became metres; ``there`` is what the other side has for itself alone."""
    if not any(one.unit for one in unmet):
        return unmet
    theirs = [*there, *_unwritten(other)]
    return [one for one in unmet if not any(_converted(one, now) for now in theirs)]


def _unwritten(side: Side) -> list[Number]:
    """One of each unit that is named here and nowhere counted: a mile away."""
    counted = {number.unit for number in side.numbers}
    return [Number((1.0,), "", False, unit) for unit in side.values("unit") if unit not in counted]


def _converted(old: Number, now: Number) -> bool:
    if old.unit in _DEGREES and now.unit in _DEGREES:
        low, high = sorted((old.values[0], now.values[0]))
        return abs(low * 1.8 + 32 - high) <= _DEGREE
    for measure in _MEASURES:
        if old.unit in measure and now.unit in measure and old.unit != now.unit:
            factor = measure[old.unit] / measure[now.unit]
            here, there = old.values[0], now.values[0]
            square = measure is _LENGTH and abs(here * factor * factor - there) <= _ABOUT * there
            return square or _about(here, there, factor)
    return False


def _about(here: float, there: float, factor: float) -> bool:
    """Whether one measure is the other, exactly or rounded as people round: 12 miles an hour, 20 kilometres."""
    made, back = here * factor, there / factor
    return abs(made - there) <= _ABOUT * there or _rounds(here, made, there) or _rounds(there, back, here)


def _rounds(of: float, made: float, to: float) -> bool:
    """Whether a converted value was rounded to one or two digits, or halves and fives; 201 miles are told exactly."""
    if made <= 0 or abs(made - to) > _ROUGHLY * made or (of >= _HUNDRED and of % 5):
        return False
    one = 10.0 ** floor(log10(made))
    return any(rounded(round(made / step) * step) == to for step in (one, one / 2, one / 10))

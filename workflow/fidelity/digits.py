"""A number written in digits, by value, in the writing of its language or of any other."""

from __future__ import annotations

import re

_GROUPED = re.compile(r"\d{1,3}(?:([.,'’٬،\s])\d{3})(?:\1\d{3})*(?:([.,٫/])\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_PLAIN = re.compile(r"(\d+)(?:[.,٫/](\d+))?")
_DIGITS_OF_A_GROUP = 3


def rounded(value: float) -> float:
    """A value as it is compared: to ten significant digits, so that 2.4 million is 2400000."""
    return float(f"{value:.10g}")


def values(written: str, decimal: str) -> tuple[float, ...]:
    """Every value that digits with marks can have, the one of the language's own writing first.

    ``1.250`` is 1250 where the point groups and 1.25 where it is the decimal mark; newsrooms mix both. ``written``
    has Western digits.
    """
    if written.isdigit():
        return (float(written),)
    found: list[float] = []
    if _GROUPED.fullmatch(written) or _INDIAN.fullmatch(written):
        found.append(_grouped(written))
    plain = _PLAIN.fullmatch(written)
    if plain:
        fraction = float(f"{plain[1]}.{plain[2] or 0}")
        if not found or (written[len(plain[1])] in decimal and len(plain[1]) <= _DIGITS_OF_A_GROUP):
            found.append(fraction)
    if not found:
        found.append(float(re.sub(r"\D", "", written)[:30]))
    return tuple(dict.fromkeys(rounded(one) for one in found))


def _grouped(written: str) -> float:
    match = _GROUPED.fullmatch(written)
    if match and match[2]:
        whole, _, fraction = written.rpartition(match[2])
        return float(f"{re.sub(r'[^0-9]', '', whole)}.{fraction}")
    return float(re.sub(r"\D", "", written))

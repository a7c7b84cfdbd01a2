"""What is counted: the same number of another currency or unit is another amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.ledger import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.model import Finding

# Signs of a unit that say nothing of what is counted, or that languages use for one another.
_NO_UNIT = frozenset({"", "%", "hour", "time", "date", "degree", "celsius", "fahrenheit", "stone"})
_ALIKE = ({"mile", "mph", "knot"}, {"kilometre", "kmh"}, {"metre", "yard"})


def measures(pair: Pair) -> Iterator[Finding]:
    """A currency or a unit that became another."""
    here, there = pair.source.values("currency"), pair.translation.values("currency")
    if here and there and not here & there:
        old, now = _written(pair.source, here), _written(pair.translation, there)
        message = f"The currency differs: {shown(old)} in the source, {shown(now)} in the translation."
        yield pair.finding("currency-changed", "warning", message, old, now)
    theirs = {value: number for number in pair.translation.numbers for value in number.values}
    for number in pair.source.numbers:
        other = next((theirs[value] for value in number.values if value in theirs), None)
        if other and _differ(number.unit, other.unit):
            message = f"{shown(number.text)} counts {number.unit} in the source and {other.unit} in the translation."
            yield pair.finding("unit-changed", "warning", message, number.text, other.text)


def _differ(here: str, there: str) -> bool:
    if here in _NO_UNIT or there in _NO_UNIT or here == there:
        return False
    return not any(here in alike and there in alike for alike in _ALIKE)


def _written(side: Side, values: set[str]) -> str:
    return next(
        (word.text for word in side.words if any(k == "currency" and v in values for k, v in word.entries)), ""
    )

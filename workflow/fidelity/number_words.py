"""Numbers of several words, or of digits and words: two hundred and fifty, ٣٫٥ مليون, vingt-quatre, خمسة وعشرون."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.fidelity.digits import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HUNDRED, _THOUSAND = 100, 1000
# French builds on these: soixante-dix, quatre-vingt-dix.
_SCORE, _VIGESIMAL = 20, (60, 80)


class Part(NamedTuple):
    """One word of a number: its values, whether it is in digits, how it is written."""

    values: tuple[float, ...]
    digits: bool
    text: str
    short: bool = False


class Made(NamedTuple):
    """A number put together; ``vague`` where only a scale was named, as in ``thousands of people``."""

    values: tuple[float, ...]
    digits: bool
    text: str
    vague: bool


def compose(parts: Iterable[Part]) -> Iterator[Made]:
    """The numbers that a run of number words makes."""
    pending: list[Part] = []
    total, current = 0.0, 0.0
    for part in parts:
        value = part.values[0]
        if part.digits:
            yield from _made(pending, total + current)
            pending, total, current = [part], 0.0, value
            if len(part.values) > 1:
                current = -1.0
            continue
        if pending and pending[0].digits:
            if len(pending) == 1 and value >= _HUNDRED:
                scaled = tuple(rounded(one * value) for one in pending[0].values)
                plain = pending[0].values if part.short else ()
                yield Made((*scaled, *plain), True, f"{pending[0].text} {part.text}", False)
                pending, total, current = [], 0.0, 0.0
                continue
            yield from _made(pending, total + current)
            pending, total, current = [], 0.0, 0.0
        if part.short:
            continue
        fitted = _fit(total, current, value) if pending else (0.0, value)
        if fitted is None:
            yield from _made(pending, total + current)
            pending, fitted = [], (0.0, value)
        total, current = fitted
        if value >= _THOUSAND:
            total, current = total + current, 0.0
        pending.append(part)
    yield from _made(pending, total + current)


def _fit(total: float, current: float, value: float) -> tuple[float, float] | None:
    """Total and current with one more word, or None where it begins another number."""
    if value >= _THOUSAND:
        return (total, current * value) if current else None
    if value == _HUNDRED and 0 < current < _HUNDRED:
        return total, current * _HUNDRED
    low = current % _HUNDRED
    if value == _SCORE and low == 4:  # noqa: PLR2004 - quatre-vingt
        return total, current + 76
    fits = (
        current == 0
        or (low == 0 and value < _HUNDRED)
        or (low >= _SCORE and low % 10 == 0 and value < 10)  # noqa: PLR2004 - tens and units
        or (0 < low < 10 and value in range(_SCORE, _HUNDRED, 10))  # noqa: PLR2004 - units before tens
        or (low in _VIGESIMAL and 10 <= value < _SCORE)  # noqa: PLR2004
        or (low in (70, 90) and 7 <= value <= 9)  # noqa: PLR2004 - quatre-vingt-dix-sept
        or (low == 10 and 7 <= value <= 9)  # noqa: PLR2004 - dix-sept
        or (low < 10 and value == 10 and low > 0)  # noqa: PLR2004 - Arabic and Hebrew: three ten
    )
    return (total, current + value) if fits else None


def _made(pending: list[Part], value: float) -> Iterator[Made]:
    if not pending:
        return
    text = " ".join(part.text for part in pending)
    if pending[0].digits:
        yield Made(pending[0].values, True, text, False)
        return
    vague = len(pending) == 1 and value >= _HUNDRED and str(int(value)).strip("0") == "1"
    yield Made((rounded(value),), False, text, vague)

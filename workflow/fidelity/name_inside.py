"""Names that a text has run together with the words beside them, as hasty keyboards do: كاروليناالجنوبية."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.signs import folded
from dragoman.workflow.fidelity.sounds import apart_within, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Side
    from dragoman.workflow.fidelity.words import Word

# A word of so many letters may be two, if it has so many more than the name.
_LONG, _MORE = 9, 2
# How far apart a name of so many consonants and a part of such a word may sound: long words have many parts.
_HEARD, _SURE = 3, {3: 0.05, 4: 0.08}
_SURE_LONG = 0.12


def inside(word: Word, side: Side) -> Iterator[tuple[str, float]]:
    """The long words of a passage of which a part sounds like this name, and how far that is from it."""
    heard = weight(word.folded)
    if heard < _HEARD or side.language.capitals != "none":
        return
    most = _SURE.get(heard, _SURE_LONG)
    for other in side.by_folded.values():
        if len(other.text) >= max(_LONG, len(word.folded) + _MORE):
            cost = apart_within(word.folded, folded(other.text), most)
            if cost <= most:
                yield other.folded, cost

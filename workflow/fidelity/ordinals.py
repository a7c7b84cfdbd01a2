"""Ordinals of several words, and numbers whose tens only show in what follows: they stand for a number as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.fidelity.words import Word

_TENS = range(20, 100, 10)
_UNITS = range(1, 10)
_TEN = 10
# The article, behind what is written onto it: والعشرين, بالثالثة.
_ARTICLE = ("ال", "وال", "بال", "لل", "فال", "كال")
# Endings of a dual or a plural, which are two of something and no ordinal: الرجلين.
_SEVERAL = ("ین", "ان")


def ordinals(words: Sequence[Word]) -> set[float]:
    """What ordinals of several words stand for, in either order: ``twenty-first``, ``الحادي والعشرين``."""
    found: set[float] = set()
    tens = [(at, word.number) for at, word in enumerate(words) if word.number in _TENS]
    for at, ten in tens:
        for other in (*words[max(0, at - 2) : at], *words[at + 1 : at + 3]):
            found.update(float(ten + unit) for unit in _units(other))
    for at, word in enumerate(words[1:], 1):
        if word.number == _TEN and _of_an_ordinal(words, at):
            found.update(float(_TEN + unit) for unit in _units(words[at - 1]))
    return found


def word_value(words: Sequence[Word], at: int) -> int:
    """The value of a number word where it stands; 0 for what is none, or ends an ordinal."""
    return 0 if words[at].number and _of_an_ordinal(words, at) else words[at].number or _tens(words, at)


def _of_an_ordinal(words: Sequence[Word], at: int) -> bool:
    """Whether a ten ends an Arabic ordinal, and is no number by itself: الثالثة عشرة, الثامن والعشرين."""
    word, before = words[at], words[at - 1] if at else None
    if before is None or before.number or not _units(before) or not before.folded.startswith(_ARTICLE):
        return False
    if before.folded.endswith(_SEVERAL):
        return False
    return word.number == _TEN or (word.number in _TENS and word.folded.startswith(_ARTICLE[1]))


def _tens(words: Sequence[Word], at: int) -> int:
    """Tens that are another word too, where a joiner and a unit go on with them: سی و دو; 0 for anything else."""
    if at + 2 >= len(words) or words[at].number or ("joiner", "") not in words[at + 1].entries:
        return 0
    if words[at + 2].number not in _UNITS:
        return 0
    hints = [int(value) for kind, value in words[at].entries if kind == "hint"]
    # A half is thirty minutes, and two of something.
    return hints[0] if len(hints) == 1 and hints[0] in _TENS else 0


def _units(word: Word) -> set[int]:
    return {int(value) for kind, value in word.entries if kind == "hint" and int(value) in _UNITS}

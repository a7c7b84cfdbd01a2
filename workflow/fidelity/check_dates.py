"""Days of the week and months, by what they are and not by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.calendar_days import agreed
from dragoman.workflow.fidelity.ledger import shown
from dragoman.workflow.fidelity.name_evidence import can_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.fidelity.calendar_days import Day
    from dragoman.workflow.fidelity.language_data import Language
    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.model import Finding
    from dragoman.workflow.fidelity.words import Word

_WHAT = {"weekday": "day", "month": "month"}
# Where letters are few, a word of two or three is too often another word.
_SURE = 4
_BEFORE_MAY = frozenset({"in", "of", "by", "since", "until", "late", "early", "last", "this", "next", "mid", "from"})


def dates(pair: Pair) -> Iterator[Finding]:
    """A weekday or a month that changed, is missing, or was added."""
    for kind, what in _WHAT.items():
        lost = _unmet(pair.source, pair.translation, kind)
        new = _unmet(pair.translation, pair.source, kind)
        if kind == "month" and (lost or new):
            here, there = agreed(pair.source, pair.translation)
            lost, new = _without_days(lost, pair.source, here), _without_days(new, pair.translation, there)
        for old, now in zip(lost, new, strict=False):
            yield pair.finding(
                "date-changed",
                "error",
                f"The {what} differs: {shown(old)} in the source, {shown(now)} in the translation.",
                old,
                now,
            )
        for old in lost[len(new) :]:
            message = f"The {what} {shown(old)} is not in the translation."
            yield pair.finding("date-missing", "warning", message, old)
        for now in new[len(lost) :]:
            message = f"The {what} {shown(now)} is not in the source."
            yield pair.finding("date-added", "warning", message, now=now)


def _unmet(side: Side, other: Side, kind: str) -> list[str]:
    theirs = other.values(kind)
    found: dict[str, str] = {}
    for one in side.paragraphs:
        for entry in one.entries:
            if entry[0] != kind or entry[1] in theirs:
                continue
            word = one.phrases.get(entry) or _word(one.words, entry, side.language)
            if word and not _otherwise(entry[1], kind, other):
                found.setdefault(entry[1], word)
    return list(found.values())


def _without_days(unmet: list[str], side: Side, days: list[Day]) -> list[str]:
    """What is left without the months of days that the other side writes in another calendar or in digits."""
    months = {day.month for day in days}
    said = [{word.text for word in side.words if ("month", month) in word.entries} for month in months]
    return [one for one in unmet if not any(one in words for words in said)]


def _word(words: Sequence[Word], entry: tuple[str, str], of: Language) -> str:
    """The word that has this entry and no other of its kind; '' for a phrase or one that is too short to be sure.

    A day or month between words with capital letters is a part of a name: Sunday Times, Theresa May, Black Friday;
    but no day is anybody's surname.
    """
    for at, word in enumerate(words):
        if entry in word.entries and len(word.folded) >= _SURE - word.capital:
            if sum(kind == entry[0] for kind, _ in word.entries) > 1:
                return ""
            # As another word just as often, it answers for a day and is not asked for: среда, surroundings.
            if not word.plain:
                continue
            before, after = words[max(0, at - 1) : at], words[at + 1 : at + 2]
            beside = [*before, *after]
            named = after if entry[0] == "weekday" and _a_name(before, of) else beside
            if word.capital and any(one.capital and not _dated(one) for one in named):
                continue
            if word.text == "May" and not any(one.kind == "digits" or one.folded in _BEFORE_MAY for one in beside):
                continue
            return str(word.text)
    return ""


def _a_name(before: Sequence[Word], of: Language) -> bool:
    return of.capitals == "names" and any(one.capital and can_name(one, of) for one in before)


def _dated(word: Word) -> bool:
    return any(kind in _WHAT for kind, _ in word.entries)


def _otherwise(value: str, kind: str, other: Side) -> bool:
    """Whether the other side has the month in digits, or counts by another calendar."""
    if kind == "weekday":
        return False
    return any(one.unit == "date" and float(value) in one.values for one in other.numbers) or bool(
        other.values("hijri") or other.values("solar")
    )

"""Whether two words can be one name: by its letters, by a list, or by how it sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.sounds import apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.workflow.fidelity.ledger import Side
    from dragoman.workflow.fidelity.words import Word

_SHORT, _NEAR = 2, 4
_LISTED = frozenset({"weekday", "month", "hijri", "solar", "number", "hedge"})
_BEGINNING = 4
_ALIKE = 72
_SPELLED = 0.15


def known_again(word: Word, other: Side) -> bool:
    """Whether a name is met among the words of the other side."""
    if word.folded in other.folded or any(entry in other.entries or entry[0] in _LISTED for entry in word.entries):
        return True
    if other.latin and word.folded.isascii():
        return spelled_alike(word.folded, other.folded)
    return not word.own or _sounds(word, other)


def _sounds(word: Word, other: Side) -> bool:
    """Whether a name is met by its consonants: nearly, if it has many; a country only by all of them."""
    if any(one in other.sounds for one in word.own if len(one) > 1):
        return True
    longest = max(map(len, word.own))
    if longest <= _SHORT or any(kind == "place" for kind, _ in word.entries):
        return longest < _SHORT
    return any(one in other.beginnings for one in word.own if len(one) >= _NEAR) or sounds_alike(word, other.words)


def spelled_alike(name: str, words: Iterable[str]) -> bool:
    """Whether languages that share an alphabet spell it nearly so: London, Londres; Syrien, Syria."""
    from rapidfuzz import fuzz

    start = name[:_BEGINNING]
    return any(
        word.startswith(start) or (word[:1] == name[:1] and fuzz.ratio(word, name) >= _ALIKE)
        for word in words
        if word
    )


def one_name(name: str, other: str) -> bool:
    """Whether two spellings are of one name (Gaddafi, Qadhafi), and neither is the other with an ending."""
    short, long = sorted((name, other), key=len)
    if long.startswith(short[: max(_NEAR, len(short) - 1)]):
        return False
    return max(apart(name, other, _SPELLED), apart(other, name, _SPELLED)) <= _SPELLED


def akin(name: str, other: str) -> bool:
    """Whether one name is short for the other: Livi, Livingston."""
    return name[:_BEGINNING] == other[:_BEGINNING]


def sounds_alike(word: Word, words: Iterable[Word]) -> bool:
    """Whether a word sounds nearly like one of these: a consonant more, less or another among four or more."""
    from rapidfuzz.distance import Levenshtein

    mine = [one for one in word.own[:6] if len(one) >= _NEAR]
    if not mine:
        return False
    return any(
        len(theirs) >= _NEAR and one[0] == theirs[0] and Levenshtein.distance(one, theirs, score_cutoff=1) <= 1
        for other in words
        if other.plain
        for theirs in other.skeletons[:6]
        for one in mine
    )

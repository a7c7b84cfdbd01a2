"""The words of a source that a name of the translation can be: by its letters, or by how it sounds."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.name_inside import inside
from dragoman.workflow.fidelity.sounds import apart, weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.workflow.fidelity.ledger import Side
    from dragoman.workflow.fidelity.words import Word

# How far apart two words may sound and be one name, by how many consonants the name has; see `sounds`.
_ALIKE = {0: 0.0, 1: 0.1, 2: 0.15, 3: 0.21, 4: 0.27}
_ALIKE_LONG = 0.31
_JUST_SO = {0: 0.0, 1: 0.0, 2: 0.051, 3: 0.03, 4: 0.1}
_PLACE = {0: 0.0, 1: 0.0, 2: 0.06, 3: 0.12, 4: 0.2}
_SURE, _MAC = 0.16, 0.24
_NEAR = 3
_BEGINNING, _SPELT = 4, 72


class Forms:
    """Looks names up among the words of a whole source."""

    def __init__(self, whole: Side) -> None:
        self._whole = whole
        self._by_letter: dict[str, list[str]] = {}
        if whole.latin:
            for folded in whole.folded:
                self._by_letter.setdefault(folded[:1], []).append(folded)

    def of(self, word: Word, near: Sequence[Side], *, common: bool = False) -> dict[str, float]:
        """Words that can be this name, and how far each is; ``near`` are the passages where it should stand.

        A ``common`` word (West, Party) is seldom a name: it must sound just so. A country the lists know already.
        """
        exact = {word.folded: 0.0} if word.folded in self._whole.folded else {}
        if self._whole.latin and word.folded.isascii():
            spelt = {**dict(self._spelt(word.folded)), **exact}
            heard = self._sounding(word, () if spelt or common else self._candidates(word))
            return spelt or {folded: cost for folded, cost in heard if cost <= _SURE}
        heard_at = weight(word.folded)
        limit = _ALIKE.get(heard_at, _ALIKE_LONG)
        if common:
            place = any(kind == "place" for kind, _ in word.entries)
            limit = min(limit, (_PLACE if place else _JUST_SO).get(heard_at, _SURE))
        found = {folded: cost for folded, cost in self._sounding(word, self._candidates(word)) if cost <= limit}
        if min((found | exact).values(), default=1.0) > _SURE:
            found |= self._near(word, near, limit)
        found |= exact
        if common and not any(kind == "place" for kind, _ in word.entries):
            return found
        for side in near:
            if min((found[form] for form in found.keys() & side.folded), default=1.0) > _SURE:
                found |= dict(inside(word, side))
        return found

    def _near(self, word: Word, near: Sequence[Side], limit: float) -> dict[str, float]:
        """The same among all words of some passages, and among every two of them taken as one: Jinping, جين بينغ."""
        starts = {one[0] for one in word.own}
        found: dict[str, float] = {}
        for side in near:
            for folded, other in side.by_folded.items():
                if other.plain and starts.intersection(one[0] for one in other.skeletons):
                    cost = min(apart(word.folded, form, limit) for form in other.forms)
                    if cost <= limit:
                        found[folded] = cost
            found |= self._joined(word, side, starts, limit)
        return found

    def _joined(self, word: Word, side: Side, starts: set[str], most: float) -> dict[str, float]:
        found: dict[str, float] = {}
        for one, after in pairwise(side.words):
            if one.kind != "word" or after.kind != "word" or not (one.plain and after.plain):
                continue
            if starts.intersection(each[0] for each in one.own):
                limit = min(most, _limit(word, one))
                if len(after.folded) >= _NEAR and apart(word.folded, one.folded + after.folded, limit) <= limit:
                    found[after.folded] = apart(word.folded, one.folded + after.folded, limit)
        return found

    def _candidates(self, word: Word) -> set[str]:
        sounds = self._whole.sounds
        return {folded for one in word.own if len(one) > 1 for folded in sounds.get(one, ())}

    def _sounding(self, word: Word, candidates: Iterable[str]) -> Iterator[tuple[str, float]]:
        by_folded = self._whole.by_folded
        for folded in candidates:
            yield folded, min(apart(word.folded, form) for form in by_folded[folded].forms)

    def _spelt(self, name: str) -> Iterator[tuple[str, float]]:
        """Languages that share an alphabet spell it nearly so: London, Londres; Syrien, Syria."""
        from rapidfuzz import fuzz

        for other in self._by_letter.get(name[:1], ()):
            alike = fuzz.ratio(other, name)
            begins = other.startswith(name[:_BEGINNING]) and abs(len(other) - len(name)) <= _BEGINNING
            if alike >= _SPELT or begins or (other.startswith(name) and len(name) >= _BEGINNING):
                yield other, 1 - alike / 100


def _limit(word: Word, before: Word) -> float:
    """How far two words taken as one may sound; of a short first one only Mc and Mac are sure."""
    if word.folded.startswith(("mc", "mac")) and len(before.folded) <= _NEAR:
        return _MAC
    return _SURE if len(before.folded) >= _NEAR else 0.0

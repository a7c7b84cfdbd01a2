"""Where words stand in a pair of texts: in which passages of the source, and in which of the translation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.workflow.fidelity.ledger import Side

_OFTEN, _MORE = 2, 1
_NOWHERE: frozenset[int] = frozenset()


class Passages:
    """The groups of a pair that have both sides, by number; words as they are looked up."""

    def __init__(self, sides: Sequence[tuple[Side, Side]]) -> None:
        self.source = [source for source, _ in sides]
        self.times = Counter(folded for _, translation in sides for folded in translation.folded)
        self._said: dict[str, set[int]] = {}
        self._where: dict[str, set[int]] = {}
        for number, (source, translation) in enumerate(sides):
            for folded in translation.folded:
                self._said.setdefault(folded, set()).add(number)
            for form in source.plain:
                self._where.setdefault(form, set()).add(number)
        of = sides[0][0].language if sides else None
        self._ands = {one for one in of.prefixes if ("joiner", "") in of.lexicon.whole(one)} if of else set()

    def said(self, name: str) -> set[int] | frozenset[int]:
        """The passages in which the translation says a word."""
        return self._said.get(name, _NOWHERE)

    def where(self, form: str) -> set[int] | frozenset[int]:
        """The passages in which the source has a word that can be a name."""
        return self._where.get(form, _NOWHERE)

    def written_alike(self, known: Iterable[str], name: str) -> list[str]:
        """Those of a name's words that stand in several passages that say it, and in hardly another: ستيت, State."""
        said = self.said(name)
        wheres = ((form, self.where(form)) for form in known)
        return [form for form, where in wheres if len(where & said) >= _OFTEN and len(where - said) <= _MORE]

    def with_and(self, form: str, known: Iterable[str]) -> list[str]:
        """The words that are this one with an `and` that its language writes onto words, or without it: وجوجل."""
        return [
            other
            for other in known
            for short, long in ((form, other), (other, form))
            if len(long) == len(short) + 1 and long.endswith(short) and long[0] in self._ands
        ]

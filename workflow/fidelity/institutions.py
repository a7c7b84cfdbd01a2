"""Words of institutions' names (Labour Party, Evelyn Street): whether one was exchanged for another such word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.workflow.fidelity.ledger import Side
    from dragoman.workflow.fidelity.lexicon import Entry
    from dragoman.workflow.fidelity.words import Word


class Institutions:
    """What the groups of a pair say of the words that both languages' lists know and the translation writes large.

    ``sides`` are the groups that have both sides; ``times`` says in how many of them the translation has a word.
    """

    def __init__(self, sides: Sequence[tuple[Side, Side]], times: Mapping[str, int]) -> None:
        self._times = times
        self._source: set[Entry] = set()
        self._kept: set[Entry] = set()
        for source, translation in sides:
            large = {entry for name in translation.names for entry in name.word.entries if entry[0] == "word"}
            self._source.update(source.entries)
            self._kept.update(entry for entry in large if entry in source.entries)

    def strange(self, word: Word, source: Side) -> bool:
        """Whether the source could say this word, says it nowhere, and the translation only once."""
        entries = [entry for entry in word.entries if entry[0] == "word"]
        known = any(source.language.lexicon.has(entry) for entry in entries)
        if not known or any(entry in self._source for entry in entries):
            return False
        return self._times.get(word.folded) == 1

    def lost(self, source: Side, translation: Side) -> str:
        """A word of the source that is translated with a capital elsewhere, and here less often; '' if none."""
        for word in source.words:
            kept = [entry for entry in word.entries if entry in self._kept]
            if kept and all(translation.entries.get(entry, 0) < source.entries[entry] for entry in kept):
                return word.text
        return ""

"""Who is who in a pair of texts: each name of the translation with the words that stand for it in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.name_match import met_anywhere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.fidelity.ledger import Side
    from dragoman.workflow.fidelity.words import Word

_SURE = 3
_MANY, _SHARE = 4, 0.13


class NameRegister:
    """What the groups of a pair say of its names; read once, then asked."""

    def __init__(self, sides: Sequence[tuple[Side, Side]], whole: Side) -> None:
        self._whole = whole
        self._met: dict[str, bool] = {}
        self._first: set[str] = set()
        self._asked: set[str] = set()
        self._established: set[str] = set()
        self._stands_for: dict[str, set[str]] = {}
        for source, translation in sides:
            self._note(source, translation)

    def in_source(self, word: Word) -> bool:
        """Whether a name is met anywhere in the source."""
        if word.folded in self._established:
            return True
        if word.folded not in self._met:
            self._met[word.folded] = met_anywhere(word, self._whole)
        return self._met[word.folded]

    @property
    def reliable(self) -> bool:
        """Whether names can be told in this pair at all: most of them are met, if not, one more says nothing."""
        unmet = len(self._asked - self._established)
        return unmet < _MANY or unmet <= _SHARE * len(self._asked)

    def first(self, word: Word) -> bool:
        """Whether it is asked of this word for the first time: what is so all through a text is told once."""
        new = word.folded not in self._first
        self._first.add(word.folded)
        return new

    def gone(self, source: Side, translation: Side) -> list[str]:
        """Names whose words stand in the source here, as elsewhere, and that are not in the translation here."""
        found: dict[str, None] = {}
        for word in source.words:
            names = self._stands_for.get(word.folded)
            if names and not any(self._here(name, translation) for name in names):
                found[min(names, key=len)] = None
        return list(found)

    def _here(self, name: str, translation: Side) -> bool:
        return name in translation.folded or name + "s" in translation.folded

    def _note(self, source: Side, translation: Side) -> None:
        if translation.language.capitals != "names":
            return
        common = translation.language.common
        for name in translation.names:
            word = name.word
            if not word.entries and word.folded not in common:
                self._asked.add(word.folded)
            if word.folded in source.folded or any(one in source.sounds for one in word.own if len(one) > 1):
                self._established.add(word.folded)
            if word.entries or word.folded in common or word.text.isupper():
                continue
            if word.folded in source.folded:
                self._stands_for.setdefault(word.folded, set()).add(word.folded)
            for skeleton in word.own:
                if len(skeleton) >= _SURE:
                    for form in source.sounds.get(skeleton, ()):
                        self._stands_for.setdefault(form, set()).add(word.folded)

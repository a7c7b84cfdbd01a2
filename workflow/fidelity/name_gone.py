"""Names that a passage of the source has, as its words tell elsewhere, and that its translation lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.sounds import weight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.fidelity.ledger import Side
    from dragoman.workflow.fidelity.name_passages import Passages

_MORE, _SURE, _BUILT = 1, 3, 2
# How far a word may sound from its name, and how far if the article says that name once and it is short.
_PLAINLY, _EXACTLY = 0.1, 0.01


class Standing:
    """The words of a source that stand for names; ``known`` are each name's words and how far each sounds."""

    def __init__(self, passages: Passages, known: Mapping[str, Mapping[str, float]]) -> None:
        self._passages, self._known = passages, known
        # Each name that a word stands for, and whether it must be the name's own word to be asked for.
        self._for: dict[str, dict[str, bool]] = {}
        self._hardly: dict[str, dict[str, bool]] = {}

    def add(self, form: str, name: str, *, own: bool, hardly: bool) -> None:
        """Note that a word stands for a name: if ``own``, as its own word only; ``hardly``, for who asks surely."""
        names = self._hardly if hardly else self._for
        names.setdefault(form, {}).setdefault(name, own)

    def gone(self, source: Side, translation: Side, *, surely: bool = False) -> list[tuple[str, str]]:
        """Names whose words stand in the source here, as elsewhere, and that are not in the translation here.

        With each the word that stands for it; ``surely`` leaves out words that stand for a name now and then.
        """
        found: dict[str, str] = {}
        for word in source.words:
            names = self._for.get(word.folded) or (self._hardly.get(word.folded) if surely else None)
            if names and not any(_here(name, translation) for name in names):
                name = min(names, key=len)
                if not (surely or names[name]) or self._its_own(name, word.folded, source):
                    found.setdefault(name, word.text)
        return list(found.items())

    def _its_own(self, name: str, form: str, here: Side) -> bool:
        """Whether a word of the source stands for a name in most passages that say it, and in one more at most.

        Other than ``here``, where the translation has lost it.
        """
        passages, known = self._passages, self._known.get(name, {})
        said, where = passages.said(name), passages.where(form)
        if known.get(form, 0.0) >= (_EXACTLY if len(said) == 1 and weight(name) < _SURE else _PLAINLY):
            return False
        every = where.union(*(passages.where(other) for other in passages.with_and(form, known)))
        strays = sum(passages.source[number] is not here for number in where - said)
        return strays <= _MORE and 2 * len(every & said) >= len(said)


def _here(name: str, translation: Side) -> bool:
    """Whether the translation has it, or a word built on it: Brexit, Brexiteers; Tory, Tories."""
    start = name[: max(_SURE, len(name) - _BUILT)]
    return name in translation.folded or any(word.startswith(start) for word in translation.folded)

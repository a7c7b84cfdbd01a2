"""The facts of both sides of a group, side by side: what the checks compare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.model import Finding
from dragoman.workflow.fidelity.signs import readable_digits
from dragoman.workflow.fidelity.where import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dragoman.workflow.fidelity.language_data import Language
    from dragoman.workflow.fidelity.lexicon import Entry
    from dragoman.workflow.fidelity.model import Group, Name, Number, Paragraph, Severity
    from dragoman.workflow.fidelity.name_register import NameRegister
    from dragoman.workflow.fidelity.words import Word


class Side:
    """The paragraphs of a group on one side, as one."""

    def __init__(self, paragraphs: Sequence[Paragraph], of: Language) -> None:
        self.paragraphs = paragraphs
        self.language = of

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers that the other side must have."""
        return [number for one in self.paragraphs for number in one.numbers]

    @cached_property
    def offers(self) -> frozenset[float]:
        """Every number that any word here could stand for."""
        return frozenset().union(*(one.offers for one in self.paragraphs))

    @cached_property
    def entries(self) -> dict[Entry, int]:
        """The dictionary's entries for the words here, and how often each is met."""
        if len(self.paragraphs) == 1:
            return self.paragraphs[0].entries
        found: dict[Entry, int] = {}
        for one in self.paragraphs:
            for entry, times in one.entries.items():
                found[entry] = found.get(entry, 0) + times
        return found

    def count(self, kind: str) -> int:
        """How often a kind of entry is met."""
        return sum(times for (one, _), times in self.entries.items() if one == kind)

    def values(self, kind: str) -> set[str]:
        """The values of a kind of entry."""
        return {value for (one, value) in self.entries if one == kind}

    @cached_property
    def names(self) -> list[Name]:
        """What is written like a name here."""
        return [name for one in self.paragraphs for name in one.names]

    @cached_property
    def words(self) -> list[Word]:
        """All words here."""
        return [word for one in self.paragraphs for word in one.words]

    @cached_property
    def sounds(self) -> dict[str, list[str]]:
        """The skeletons of all words here that can be names, and the words that have them."""
        return self._by(lambda word: word.skeletons)

    @cached_property
    def beginnings(self) -> dict[str, list[str]]:
        """The same with the beginnings of long skeletons, for what a language may add to a name."""
        return self._by(lambda word: word.fits)

    def _by(self, what: Callable[[Word], Iterable[str]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in {word.folded: word for word in self.words}.values():
            if word.plain:
                for skeleton in what(word):
                    found.setdefault(skeleton, []).append(word.folded)
        return found

    @cached_property
    def folded(self) -> set[str]:
        """All words here as they are looked up."""
        return {word.folded for word in self.words}

    @cached_property
    def joined(self) -> set[str]:
        """Every two words that stand side by side here, as one: a name is written in one word or in two."""
        return {one.folded + after.folded for one, after in pairwise(self.words)}

    @cached_property
    def by_folded(self) -> dict[str, Word]:
        """All words here, by how they are looked up."""
        return {word.folded: word for word in self.words if word.kind == "word"}

    @cached_property
    def plain(self) -> set[str]:
        """Words here that can be names or common nouns, as they are looked up."""
        return {word.folded for word in self.words if word.kind == "word" and word.plain}

    @property
    def latin(self) -> bool:
        """Whether the language is written in Latin letters."""
        return self.language.script == "Latn"

    @property
    def text(self) -> str:
        """The paragraphs' text."""
        return "\n\n".join(one.text for one in self.paragraphs)

    @property
    def at(self) -> tuple[int, ...]:
        """The paragraphs' numbers."""
        return tuple(one.number for one in self.paragraphs)


@dataclass(frozen=True)
class Pair:
    """A group with both its sides; and whether a word is met anywhere in a whole text, or here for the first time."""

    group: Group
    source: Side
    translation: Side
    names: NameRegister
    ratio: float = 1.0

    def finding(self, check: str, severity: Severity, message: str, old: str = "", now: str = "") -> Finding:
        """A finding about this group, and the words of source and translation that it speaks of.

        What the message cites of them is cited as it stands in the text but for its digits, not in the form in
        which it was compared.
        """
        here, there = place(old, self.source.text), place(now, self.translation.text)
        for compared, found in ((old, here.words), (now, there.words)):
            if found:
                message = message.replace(shown(compared), shown(readable_digits(found)), 1)
        return Finding(
            check,
            severity,
            self.group.source,
            self.group.translation,
            message,
            self.source.text,
            self.translation.text,
            here.words,
            there.words,
            here.start,
            there.start,
        )


def shown(words: str) -> str:
    """Words as a message cites them: on one line, not too many."""
    line = " ".join(words.split())
    return f"“{line if len(line) <= 80 else line[:77] + '…'}”"  # noqa: PLR2004 - what fits a line

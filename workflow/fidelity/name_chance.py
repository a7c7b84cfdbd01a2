"""Names that a passage seems to have because one of its words happens to sound so: Aldi, البلاد; Halkett, بالكاد.

Not told by themselves: only where a name that the source has here is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.name_evidence import answered, can_name, headline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.model import Name
    from dragoman.workflow.fidelity.words import Word

_SHORTEST = 4


def met_by_chance(pair: Pair) -> Iterator[Name]:
    """Names of the translation that only sound like a word of the passage, and common words that stand like names."""
    side, other = pair.translation, pair.source
    # Where a source has capital letters, a common word does not pass for a name.
    if side.language.capitals != "names" or other.language.capitals != "none" or headline(side):
        return
    for name in {one.word.folded: one for one in side.names}.values():
        if len(name.word.text) >= _SHORTEST and not name.word.text.isupper() and _doubtful(name, pair):
            yield name


def _doubtful(name: Name, pair: Pair) -> bool:
    word = name.word
    if _behind_a_person(name, pair.translation):
        return True
    if not can_name(word, pair.translation.language) and pair.names.said_again(word):
        return False
    if answered(word.entries, pair.source):
        return _once_too_often(word, pair)
    return pair.names.met_by_chance(word, pair.source)


def _behind_a_person(name: Name, side: Side) -> bool:
    """Whether a common word stands where only a surname can, though the source has it somewhere: Joe House."""
    before, of = name.before, side.language
    if before is None or name.after is not None or can_name(name.word, of):
        return False
    return before.folded in of.given or before.folded in of.titles


def _once_too_often(word: Word, pair: Pair) -> bool:
    """Whether a word of institutions is said more often than the source says anything that it translates."""
    here, there = pair.source.entries, pair.translation.entries
    common = [entry for entry in word.entries if entry[0] == "word" and entry in here]
    return bool(common) and all(here[entry] < there[entry] for entry in common)

"""Common words where a name should stand: Labour Street for Labour Party, Judge Council."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.name_evidence import can_name

if TYPE_CHECKING:
    from dragoman.workflow.fidelity.ledger import Pair
    from dragoman.workflow.fidelity.name_evidence import New
    from dragoman.workflow.fidelity.words import Word

# Titles that stand before a surname and not within the names of institutions, as `General` and `Queen` do.
_OFFICES = frozenset({("word", "judge"), ("word", "doctor")})


def institution(new: New, pair: Pair) -> str:
    """The word of the source for which another one stands at the end of an institution's name; '' if none."""
    name, known = new.name, pair.names.institutions
    if new.kind != "listed" or name.before is None or name.after is not None:
        return ""
    rest = any(entry in pair.source.entries for entry in name.before.entries) or pair.names.met(
        name.before, pair.source
    )
    return known.lost(pair.source, pair.translation) if rest and known.strange(name.word, pair.source) else ""


def no_surname(new: New, pair: Pair) -> bool:
    """Whether a common word stands where only a surname can: behind a first name or title that the source has too."""
    name = new.name
    if name.before is None or name.after is not None or new.kind not in ("common", "listed"):
        return False
    strange = new.kind == "listed" and pair.names.institutions.strange(name.word, pair.source)
    return _person(name.before, pair) or (strange and _named_on(name.before, pair))


def _person(before: Word, pair: Pair) -> bool:
    """Whether a word of the translation is a first name or somebody's title, and the source has it here."""
    if any(entry in pair.source.entries for entry in before.entries if entry in _OFFICES):
        return True
    if before.folded in pair.translation.language.titles:
        return True
    first = before.folded in pair.translation.language.given
    return first and (pair.names.met(before, pair.source) or before.folded in pair.source.folded)


def _named_on(before: Word, pair: Pair) -> bool:
    """Whether a name of the translation goes on in the source with a word that no list knows."""
    known = can_name(before, pair.translation.language)
    return known and pair.names.followed(before, pair.source, pair.translation)

"""Common words where a name should stand: Labour Street for Labour Party, Judge Council."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.name_evidence import can_name

if TYPE_CHECKING:
    from dragoman.workflow.fidelity.ledger import Pair
    from dragoman.workflow.fidelity.name_evidence import New
    from dragoman.workflow.fidelity.words import Word

# Other checks tell of these.
_NO_NAME = frozenset({"weekday", "month", "currency"})
# Titles that stand before a surname and not within the names of institutions, as `General` and `Queen` do.
_OFFICES = frozenset({("word", "judge"), ("word", "doctor")})


def other_checks_tell(new: New) -> bool:
    """Whether it is a day, a month or money, of which other checks tell."""
    return any(kind in _NO_NAME for kind, _ in new.name.word.entries)


def institution(new: New, pair: Pair) -> str:
    """The word of the source for which another one stands at the end of an institution's name; '' if none."""
    name, known = new.name, pair.names.institutions
    titled = name.word.folded in pair.translation.language.titles
    if titled or new.kind not in ("common", "listed") or name.before is None or name.after is not None:
        return ""
    rest = any(entry in pair.source.entries for entry in name.before.entries) or pair.names.met(
        name.before, pair.source
    )
    strange = known.strange(name.word, pair.source) if new.kind == "listed" else not pair.names.said_again(name.word)
    return known.lost(pair.source, pair.translation) if rest and strange else ""


def no_surname(new: New, pair: Pair) -> bool:
    """Whether a common word stands where only a surname can: behind a first name or title that the source has too."""
    name = new.name
    if name.before is None or name.after is not None:
        return False
    if new.kind == "name":
        return pair.names.elsewhere(name.word) and _person(name.before, pair) and _named_on(name.before, pair)
    strange = new.kind == "listed" and pair.names.institutions.strange(name.word, pair.source)
    return _person(name.before, pair) or (strange and _named_on(name.before, pair))


def stands_alone(new: New, pair: Pair) -> bool:
    """Whether a common word stands alone like a name, as in `Assembly said` or `in Assembly`.

    Behind an article or another word that says which one, it is no name but short for one: the Council, our Party.
    """
    name = new.name
    if new.kind not in ("common", "listed") or name.before is not None or name.after is not None:
        return False
    if other_checks_tell(new) or pair.names.said_again(name.word):
        return False
    strange = new.kind == "common" or pair.names.institutions.strange(name.word, pair.source)
    if not strange and not name.before_said:
        return False
    # Channel 5, Resolution 242.
    numbered = any(one is name.word and after.kind == "digits" for one, after in pairwise(pair.translation.words))
    return (name.behind in pair.translation.language.before_names or name.before_said) and not numbered


def among_names(new: New, pair: Pair) -> bool:
    """Whether a common word stands alone in a list of names that the source has: Boots, Remainers and Debenhams."""
    name, side = new.name, pair.translation
    if new.kind != "common" or name.before is not None or name.after is not None or other_checks_tell(new):
        return False
    if pair.names.said_again(name.word):
        return False
    at = next((at for at, word in enumerate(side.words) if word is name.word), 0)
    behind = side.words[at + 1 : at + 3]
    joined = len(behind) > 1 and ("joiner", "") in behind[0].entries
    beside = (side.words[at - 1], *behind[1:]) if joined else (side.words[at - 1],)
    return any(one.capital and can_name(one, side.language) and pair.names.met(one, pair.source) for one in beside)


def for_a_people(new: New, pair: Pair) -> bool:
    """Whether a common word ends a name of which the source has the rest: Turkish Council for Turkish Kurds."""
    name = new.name
    if new.kind not in ("common", "listed") or name.before is None or name.after is not None:
        return False
    rest = [entry for entry in name.before.entries if entry[0] == "place"]
    strange = new.kind == "common" or pair.names.institutions.strange(name.word, pair.source)
    return strange and any(entry in pair.source.entries for entry in rest)


def torn(new: New, pair: Pair) -> str:
    """The name that another word tore apart: the text has United nowhere but before Nations; '' if none.

    That other part must be gone here, and the rest be met.
    """
    name = new.name
    if name.before is None or name.after is not None or new.kind not in ("common", "listed", "name"):
        return ""
    parts = pair.names.goes_with(name.before, besides=name.word)
    if any(name.word.folded.startswith(part) or part.startswith(name.word.folded) for part in parts):
        return ""
    return next((part for part in parts if not any(word.startswith(part) for word in pair.translation.folded)), "")


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

"""Names across scripts: whoever is named in one text must be named in the other.

A name is known again by its consonant skeleton, by its letters, or by a list (countries, institutions). What is met
nowhere in the whole of the other text speaks much louder than what is missing from one paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.ledger import shown
from dragoman.workflow.fidelity.name_match import known_again

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.model import Finding, Name

_SHORTEST = 4
_TITLE = 0.7


def names(pair: Pair) -> Iterator[Finding]:
    """A name that the other side does not have.

    One that is established elsewhere in the pair and gone here, with an unknown one in its place, is an error; an
    unknown one that is met nowhere in the source a warning; anything weaker a note.
    """
    new = list(_unmet(pair.translation, pair.source))
    gone = pair.names.gone(pair.source, pair.translation) if new else []
    for old, now in zip(gone, new, strict=False):
        yield pair.finding(
            _id(now, pair, "name-changed"),
            "error",
            f"The source names {shown(old)}, the translation {shown(now.word.text)}.",
            now=now.word.text,
        )
    for now in new[len(gone) :]:
        if _translatable(now, pair.translation) or pair.names.in_source(now.word):
            continue
        yield pair.finding(
            _id(now, pair, "name-added"),
            "warning" if pair.names.first(now.word) and pair.names.reliable else "note",
            f"{shown(now.word.text)} in the translation is not named in the source.",
            now=now.word.text,
        )
    for name in _unmet(pair.source, pair.translation):
        if not _translatable(name, pair.source):
            message = f"{shown(name.word.text)} is named in the source and not in the translation."
            yield pair.finding("name-missing", "note", message, name.word.text)


def _id(name: Name, pair: Pair, otherwise: str) -> str:
    quoted = any(one.quoted for one in (*pair.source.paragraphs, *pair.translation.paragraphs))
    return "speaker-changed" if name.before_said and quoted else otherwise


def _unmet(side: Side, other: Side) -> Iterator[Name]:
    """The names of one side that are not met in this group of the other."""
    seen: set[str] = set()
    if side.language.capitals != "names" or _headline(side):
        return
    for name in side.names:
        word = name.word
        if word.folded in seen or len(word.text) < _SHORTEST or word.text.isupper():
            continue
        seen.add(word.folded)
        if known_again(word, other):
            continue
        yield name


def _headline(side: Side) -> bool:
    """Whether nearly all words have a capital letter: then it tells nothing."""
    long = [word for word in side.words if word.kind == "word" and len(word.text) >= _SHORTEST]
    return len(long) >= _SHORTEST and sum(word.capital for word in long) >= _TITLE * len(long)


def _translatable(name: Name, side: Side) -> bool:
    """Whether it is a common word with a capital letter, as in the name of an institution, and no name."""
    common = side.language.common
    word = name.word
    if any(kind == "place" for kind, _ in word.entries):
        return False
    if word.folded in common or (name.beside and word.entries):
        return True
    return not name.before_said and any(one in common for one in name.beside)

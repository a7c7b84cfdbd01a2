"""Names across scripts: whoever is named in one text must be named in the other.

A name is known again by how it sounds, by its letters, by a list (countries, institutions), or because the same word
stands in the source wherever the name stands in the translation. What is met nowhere in the source speaks louder than
what is missing from one passage; what is new and stands where a known name is gone speaks loudest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.ledger import shown
from dragoman.workflow.fidelity.name_chance import met_by_chance
from dragoman.workflow.fidelity.name_common import (
    among_names,
    for_a_people,
    institution,
    no_surname,
    other_checks_tell,
    stands_alone,
    torn,
)
from dragoman.workflow.fidelity.name_evidence import (
    can_name,
    foreign_names,
    gone_names,
    kept_in_latin,
    names_again,
    new_names,
    part_of_a_title,
)
from dragoman.workflow.fidelity.name_match import akin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair
    from dragoman.workflow.fidelity.model import Finding, Name, Severity
    from dragoman.workflow.fidelity.name_evidence import New

_TOLD = frozenset({"name-changed", "speaker-changed"})
_ORDER = {"name": 0, "place": 1, "listed": 2, "common": 3}


def names(pair: Pair) -> Iterator[Finding]:
    """A name that the other side does not have.

    A new one where a known one is gone is an error; a new one that is met nowhere in the source a warning; anything
    weaker a note.
    """
    if pair.group.moved:
        return
    new = sorted(new_names(pair), key=lambda one: _ORDER[one.kind])
    found = list(_exchanged(new, pair) if new else _said_again(pair))
    yield from found
    if not any(one.check in _TOLD for one in found):
        yield from _by_chance(pair)
    for word in kept_in_latin(pair):
        message = f"{shown(word.text)} stands in Latin letters in the source and not in the translation."
        yield pair.finding("name-missing", "warning", message, word.text)
    for lost in foreign_names(pair):
        if not part_of_a_title(lost, pair.source):
            message = f"{shown(lost.word.text)} is named in the source and not in the translation."
            yield pair.finding("name-missing", "note", message, lost.word.text)


def spellings(pair: Pair) -> Iterator[Finding]:
    """A name of the source that the translation spells in two ways."""
    for word in {name.word.folded: name.word for name in pair.translation.names}.values():
        other = pair.names.spelled_otherwise(word, pair.source)
        if other:
            message = f"{shown(word.text)} is spelled {shown(other)} elsewhere in the translation."
            yield pair.finding("name-spelled-two-ways", "note", message, now=word.text)


def _exchanged(new: list[New], pair: Pair) -> Iterator[Finding]:
    """New names, each with what is gone in its place: a known name before a foreign word."""
    foreign = [name.word.text for name in foreign_names(pair) if can_name(name.word, pair.source.language)]
    gone = list(gone_names(pair))
    known = [(form, name) for form, name in gone if name]
    places = [form for form, name in gone if not name] + foreign
    for one in new:
        if known and not other_checks_tell(one):
            yield _changed(one.name, *known.pop(0), pair)
        elif places and (one.kind == "place" or for_a_people(one, pair)):
            yield _changed(one.name, places.pop(0), "", pair)
        elif foreign and _can_replace(one, pair) and not _named_before(one, pair):
            yield _changed(one.name, foreign.pop(0), "", pair)
        elif word := institution(one, pair) or torn(one, pair):
            yield _changed(one.name, word, "", pair)
        elif found := _added(one, pair):
            yield found


def _said_again(pair: Pair) -> Iterator[Finding]:
    """A name of this passage that stands once more than in the source, where another one of the source is gone."""
    gone = list(gone_names(pair))
    for name, (form, known) in zip(names_again(pair), gone, strict=False):
        yield _changed(name, form, known, pair)


def _by_chance(pair: Pair) -> Iterator[Finding]:
    """A name that only sounds like some word of this passage, where another one of the source is gone."""
    gone = pair.names.gone(pair.source, pair.translation, surely=True)
    for name, (known, form) in zip(met_by_chance(pair), gone, strict=False):
        if not akin(name.word.folded, known):
            yield _changed(name, form, known, pair)


def _can_replace(new: New, pair: Pair) -> bool:
    """Whether it can have taken the place of a name: words of an institution's name stand together."""
    if new.kind in ("name", "place"):
        return True
    before, of = new.name.before, pair.translation.language
    if of.first_large and before is None:
        # So begins the name of an institution, whose other words are small.
        return False
    alone = before is None or can_name(before, of) or before.folded in of.titles
    return alone and new.name.after is None


def _named_before(new: New, pair: Pair) -> bool:
    """Whether the article names it elsewhere, and it is not who speaks here: then it may only be said again."""
    return pair.names.elsewhere(new.name.word) and not new.name.before_said


def _changed(name: Name, form: str, known: str, pair: Pair) -> Finding:
    who = f"{shown(known.title())} ({form})" if known and known != form.casefold() else shown(form)
    message = f"The source names {who}, the translation {shown(name.word.text)}."
    return pair.finding(
        _id(name, pair, "name-changed"), "error" if known else "warning", message, form, name.word.text
    )


def _added(new: New, pair: Pair) -> Finding | None:
    name = new.name
    if no_surname(new, pair) or stands_alone(new, pair) or among_names(new, pair):
        message = f"{shown(name.word.text)} in the translation is not named in the source."
        return pair.finding(_id(name, pair, "name-added"), "warning", message, now=name.word.text)
    if new.kind == "common":
        return None
    if new.kind == "name" and pair.names.elsewhere(name.word) and not name.before_said:
        return None
    if part_of_a_title(name, pair.translation):
        return None
    # Whoever speaks is asked for even where many names are not met: nothing worse can happen to a quotation.
    asked = (pair.names.reliable or name.before_said) and _told_apart(pair)
    sure = pair.names.first(name.word) and (new.kind != "name" or asked)
    sure = sure and (name.before_said or not pair.names.listed(name.word))
    where = "in this passage of the source" if pair.names.elsewhere(name.word) else "in the source"
    message = f"{shown(name.word.text)} in the translation is not named {where}."
    severity: Severity = "warning" if sure else "note"
    return pair.finding(_id(name, pair, "name-added"), severity, message, now=name.word.text)


def _told_apart(pair: Pair) -> bool:
    """Whether names can be told from common words with a capital letter: by a list, or by their spelling."""
    return bool(pair.translation.language.common) or (pair.source.latin and pair.translation.latin)


def _id(name: Name, pair: Pair, otherwise: str) -> str:
    quoted = any(one.quoted for one in (*pair.source.paragraphs, *pair.translation.paragraphs))
    return "speaker-changed" if name.before_said and quoted else otherwise

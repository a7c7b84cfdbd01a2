"""The text of newsroom.yaml: a new one, one with a person changed, one sealed. Spliced, so that comments stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.errors import BadText, BrokenNewsroom
from dragoman.workflow.newsroom import DEFAULT_SIGNATURES, FILE, parse_newsroom
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.render_yaml import render
from dragoman.workflow.roster_seal import KEY as SEALED
from dragoman.workflow.roster_seal import RosterSeal, roster_record
from dragoman.workflow.seal import sha256
from dragoman.workflow.splice import Remove, Set, splice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.people import Person
    from dragoman.workflow.splice import Edit


def new_newsroom(
    name: str,
    sources: Sequence[str],
    targets: Sequence[str],
    owner: Person,
    signatures: str = DEFAULT_SIGNATURES,
) -> str:
    """The text of a fresh newsroom.yaml, still to be sealed."""
    return f"""\
# The newsroom: who we are, which languages we work in, who may do what.
# dragoman changes single lines of this file (`dragoman person add`); your comments stay.
name: {render(name)}
languages:
  from: {render(list(sources))}
  to: {render(list(targets))}
# Who signs approvals: off (nobody), when-available (whoever has a key in this file) or required (everybody).
policy:
  signatures: {signatures}
# Roles: translator, editor, publisher, owner (an owner looks after this list).
people:
  {render(owner.id)}: {render(_as_value(owner))}
# Which version this is, who made it, and the seal over it; `dragoman save newsroom.yaml` seals a change made by hand.
sealed: ""
"""


def with_person(text: str, person: Person) -> str:
    """The text of newsroom.yaml with one more person, or with this person's entry brought up to date.

    Raises:
        BrokenNewsroom: the file, or that person's entry, is in a form we cannot edit safely.
    """
    known = parse_newsroom(text).roster.by_id(person.id)
    path = ("people", person.id)
    edits: list[Edit] = [Set(path, _as_value(person))]
    if known:
        old, new = _as_value(known), _as_value(person)
        edits = [Set((*path, key), value) for key, value in new.items() if value != old.get(key)]
        edits += [Remove((*path, key)) for key in old if key not in new]
    return _spliced(text, edits)


def with_seal(text: str, by: str, at: str, before: RosterSeal) -> str:
    """The text of newsroom.yaml as the version after ``before``, sealed.

    Raises:
        BrokenNewsroom: the file is in a form we cannot edit safely.
    """
    content = parse_newsroom(text).content
    said = RosterSeal(before.version + 1, by, at, before.seal)
    sealed = said._replace(seal=sha256(roster_record(content, said)))
    return _spliced(text, [Set((SEALED,), sealed.as_value())])


def _spliced(text: str, edits: Sequence[Edit]) -> str:
    try:
        return splice(text, edits, FILE)
    except BadText as error:
        raise BrokenNewsroom(error.sentence, error.hint) from None


def _as_value(person: Person) -> dict[str, Value]:
    value: dict[str, Value] = {"name": person.name, "emails": list(person.emails), "roles": list(person.roles)}
    optional: dict[str, Value] = {"keys": list(person.keys), "revoked": list(person.revoked), "left": person.left}
    return value | {key: word for key, word in optional.items() if word}

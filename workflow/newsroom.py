"""newsroom.yaml: the newsroom's name, languages and people, read strictly and edited by splicing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.errors import BadText, BrokenNewsroom, NotAllowed
from dragoman.workflow.people import PERSON_ID, Person, Roster
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.read_yaml import read
from dragoman.workflow.shelf import NEWSROOM
from dragoman.workflow.states import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.splice import Edit

FILE = NEWSROOM


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What newsroom.yaml says. ``sources`` and ``targets`` are the languages translated from and into."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    roster: Roster


def parse_newsroom(text: str) -> Newsroom:
    """Read newsroom.yaml.

    Raises:
        BrokenNewsroom: it is not readable, or a part that must be there is missing or odd.
    """
    try:
        data = read(text, FILE)
    except BadText as error:
        raise BrokenNewsroom(error.sentence, error.hint) from None
    name = data.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BrokenNewsroom(f"{FILE}: `name` is missing; it is the newsroom's name, as readers see it")
    languages = data.get("languages", {})
    if not isinstance(languages, dict):
        raise BrokenNewsroom(f"{FILE}: `languages` should hold `from: [ar]` and `to: [en]`")
    sources, targets = (_words(languages.get(key, []), f"languages.{key}") for key in ("from", "to"))
    people = data.get("people") or {}
    if not isinstance(people, dict):
        raise BrokenNewsroom(f"{FILE}: `people` should hold one entry a person")
    roster = Roster(tuple(_person(key, value) for key, value in people.items()))
    _check_distinct(roster)
    return Newsroom(name.strip(), sources, targets, roster)


def new_newsroom(name: str, sources: Sequence[str], targets: Sequence[str], owner: Person) -> str:
    """The text of a fresh newsroom.yaml."""
    from dragoman.workflow.render_yaml import render

    return f"""\
# The newsroom: who we are, which languages we work in, who may do what.
# dragoman changes single lines of this file (`dragoman person add`); your comments stay.
name: {render(name)}
languages:
  from: {render(list(sources))}
  to: {render(list(targets))}
# Roles: translator, editor, publisher, owner (an owner looks after this list).
people:
  {render(owner.id)}: {render(_as_value(owner))}
"""


def with_person(text: str, person: Person) -> str:
    """The text of newsroom.yaml with one more person, or with this person's entry brought up to date.

    Raises:
        BrokenNewsroom: the file, or that person's entry, is in a form we cannot edit safely.
    """
    from dragoman.workflow.splice import Set, splice

    known = parse_newsroom(text).roster.by_id(person.id)
    path = ("people", person.id)
    edits: list[Edit]
    if known:
        edits = [Set((*path, "name"), person.name)] if person.name != known.name else []
        edits += [Set((*path, "emails"), list(person.emails))] if person.emails != known.emails else []
        edits += [Set((*path, "roles"), list(person.roles))] if person.roles != known.roles else []
    else:
        edits = [Set(path, _as_value(person))]
    try:
        return splice(text, edits, FILE)
    except BadText as error:
        raise BrokenNewsroom(error.sentence, error.hint) from None


def merge_person(roster: Roster, person_id: str, name: str, email: str, roles: Sequence[str]) -> Person:
    """What the roster should say after ``person add``: a new person, or a known one with these things added.

    Raises:
        NotAllowed: the address is another person's, or a new person lacks a name or an address.
    """
    known = roster.by_id(person_id) or roster.by_email(person_id)
    holder = roster.by_email(email) if email else None
    if holder and known and holder.id != known.id:
        raise NotAllowed(f"The address {email} is {holder.id}'s; one address cannot be two people.")
    known = known or holder
    if known:
        emails = known.emails if not email or holder else (*known.emails, email)
        return Person(known.id, name or known.name, emails, _ordered({*known.roles, *roles}))
    if not name or not email:
        raise NotAllowed(f"{person_id} is new here: --name and --email are needed.")
    return Person(person_id, name, (email,), _ordered(set(roles)))


def _ordered(roles: set[str]) -> tuple[str, ...]:
    return tuple(role for role in ROLES if role in roles)


def _as_value(person: Person) -> dict[str, Value]:
    return {"name": person.name, "emails": list(person.emails), "roles": list(person.roles)}


def _person(person_id: str, value: Value) -> Person:
    if not PERSON_ID.fullmatch(person_id):
        raise BrokenNewsroom(f"{FILE}: `{person_id}` is no person id: small ASCII letters, digits and `-`")
    if not isinstance(value, dict):
        raise BrokenNewsroom(f"{FILE}: people.{person_id} should hold name, emails and roles")
    name = value.get("name")
    emails = _words(value.get("emails", []), f"people.{person_id}.emails")
    roles = _words(value.get("roles", []), f"people.{person_id}.roles")
    for role in roles:
        if role not in ROLES:
            raise BrokenNewsroom(f"{FILE}: people.{person_id} has the role `{role}`; there are {', '.join(ROLES)}")
    return Person(person_id, name if isinstance(name, str) and name else person_id, emails, roles)


def _words(value: Value, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(str(item) for item in value)
    raise BrokenNewsroom(f"{FILE}: `{where}` should be a list of words")


def _check_distinct(roster: Roster) -> None:
    seen: dict[str, str] = {}
    for person in roster.people:
        for email in person.emails:
            other = seen.setdefault(email.casefold(), person.id)
            if other != person.id:
                raise BrokenNewsroom(f"{FILE}: the address {email} stands with both {other} and {person.id}")

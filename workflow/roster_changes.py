"""Changes of the roster as decisions: the person a command makes of what is known and what is asked."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from dragoman.workflow.errors import BadKey, BrokenNewsroom, NotAllowed, UsageProblem
from dragoman.workflow.newsroom import FILE, Newsroom
from dragoman.workflow.people import PERSON_ID, Person, Roster
from dragoman.workflow.states import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence


def with_added(roster: Roster, person_id: str, name: str, email: str, roles: Sequence[str], key: str = "") -> Person:
    """What the roster should say after ``person add``: a new person, or a known one with these things added.

    Whoever left and is added again is here again.

    Raises:
        NotAllowed: address or key are another person's, the key was revoked, or a new person lacks name or address.
        UsageProblem: nobody has that address, which stands where the id should.
    """
    known = roster.by_id(person_id) or roster.by_email(person_id)
    holder = roster.by_email(email) if email else None
    if holder and known and holder.id != known.id:
        raise NotAllowed(f"The address {email} is {holder.id}'s; one address cannot be two people.")
    known = known or holder
    if known is None:
        if not PERSON_ID.fullmatch(person_id):
            raise UsageProblem(
                f"{person_id} is new here; give a short name in small letters as ID, and it as --email."
            )
        if not name or not email:
            raise NotAllowed(f"{person_id} is new here: --name and --email are needed.")
        known = Person(person_id, name, (email,), ())
    _check_key(roster, known, key)
    return known._replace(
        name=name or known.name,
        emails=known.emails if not email or email.casefold() in _folded(known) else (*known.emails, email),
        roles=_ordered({*known.roles, *roles}),
        keys=known.keys if not key or key in known.keys else (*known.keys, key),
        left="",
    )


def without(roster: Roster, person_id: str, roles: Sequence[str], today: str) -> Person:
    """What the roster should say after ``person remove``: fewer roles, or somebody who left today (or before).

    Raises:
        UsageProblem: nobody has that id, or not that role.
        NotAllowed: no owner would be left.
    """
    person = known_person(roster, person_id)
    missing = [role for role in roles if role not in person.roles]
    if missing:
        raise UsageProblem(f"{person.id} is no {missing[0]}.", "dragoman person list")
    kept = tuple(role for role in person.roles if roles and role not in roles)
    others = any("owner" in other.roles for other in roster.people if other.id != person.id)
    if "owner" in person.roles and "owner" not in kept and not others:
        raise NotAllowed(
            f"{person.id} is the only owner; somebody must look after the roster.",
            "dragoman person add ID --role owner, first",
        )
    if roles or person.left:
        return person._replace(roles=kept)
    return person._replace(roles=(), keys=(), revoked=(*person.revoked, *person.keys), left=today)


def without_key(roster: Roster, person_id: str, key: str) -> Person:
    """What the roster should say after ``person revoke-key``; ``key`` is the key's line or its fingerprint.

    Raises:
        UsageProblem: nobody has that id, or not that key.
    """
    from dragoman.workflow.ssh_key import parse_public_key

    person = known_person(roster, person_id)
    for known in person.keys:
        names = [known]
        with contextlib.suppress(BadKey):  # by hand anything can get in, and must get out again
            names.append(parse_public_key(known).fingerprint)
        if key in names:
            kept = tuple(one for one in person.keys if one != known)
            return person._replace(keys=kept, revoked=(*person.revoked, known))
    raise UsageProblem(f"{person.id} has no such key.", "dragoman person list --json shows everybody's keys")


def known_person(roster: Roster, person_id: str) -> Person:
    """The person with this id or address.

    Raises:
        UsageProblem: nobody has it.
    """
    person = roster.by_id(person_id) or roster.by_email(person_id)
    if person is None:
        raise UsageProblem(f"There is no {person_id} on the roster.", "dragoman person list")
    return person


def ensure_changeable(newsroom: Newsroom) -> None:
    """See that there is somebody who can make the version after this one.

    Raises:
        NotAllowed: there is no owner, or none with a key where one is needed.
    """
    owners = [person for person in newsroom.roster.people if person.may(("owner",))]
    if not owners:
        raise NotAllowed(f"{FILE} names no owner; somebody must look after the roster.")
    if newsroom.signatures == "required" and not any(person.keys for person in owners):
        raise NotAllowed(
            f"{FILE} wants signatures, and no owner would have a key: nobody could change it any more.",
            f"dragoman person add {owners[0].id} --key FILE.pub, first",
        )


def ensure_usable_keys(newsroom: Newsroom) -> None:
    """See that every key, which may be written by hand, is one that can prove something.

    Raises:
        BrokenNewsroom: one is not.
    """
    from dragoman.workflow.ssh_key import parse_public_key

    for person in newsroom.roster.people:
        for key in person.keys:
            try:
                parse_public_key(key)
            except BadKey as error:
                raise BrokenNewsroom(f"{FILE}: a key of people.{person.id} cannot be taken: {error.why}") from None


def _check_key(roster: Roster, person: Person, key: str) -> None:
    holder = roster.by_key(key) if key else None
    if holder and holder.id != person.id:
        raise NotAllowed(f"That key is {holder.id}'s; one key cannot be two people.")
    if key in person.revoked:
        raise NotAllowed("That key was revoked; it proves nothing any more.", "ssh-keygen -t ed25519 makes a new one")


def _folded(person: Person) -> list[str]:
    return [email.casefold() for email in person.emails]


def _ordered(roles: set[str]) -> tuple[str, ...]:
    return tuple(role for role in ROLES if role in roles)

"""People, roles and keys: who may do what, and who to ask when you may not."""

from __future__ import annotations

import re
from typing import NamedTuple

PERSON_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class Person(NamedTuple):
    """One human being, however many e-mail addresses and keys; every comparison between people is by ``id``.

    ``keys`` are public keys as ``kind base64``, ``revoked`` those that once were theirs and prove nothing any more.
    ``left`` is the day somebody left (empty: they are here); who left keeps id and name, for credits, and no role.
    """

    id: str
    name: str
    emails: tuple[str, ...]
    roles: tuple[str, ...]
    keys: tuple[str, ...] = ()
    revoked: tuple[str, ...] = ()
    left: str = ""

    def may(self, roles: tuple[str, ...]) -> bool:
        """Whether any of these roles is this person's."""
        return not set(roles).isdisjoint(self.roles)

    def role_for(self, roles: tuple[str, ...]) -> str:
        """The first of these roles that is this person's; empty where none is."""
        return next((role for role in roles if role in self.roles), "")


class Roster(NamedTuple):
    """The people of a newsroom in the order of its file."""

    people: tuple[Person, ...] = ()

    def by_id(self, person_id: str) -> Person | None:
        """The person with this id."""
        for person in self.people:  # a generator would cost more: a history asks for each act several times
            if person.id == person_id:
                return person
        return None

    def by_email(self, email: str) -> Person | None:
        """The person with this address; letter case does not make two people of one."""
        wanted = email.casefold()
        return next((p for p in self.people if wanted in (e.casefold() for e in p.emails)), None)

    def by_key(self, key: str) -> Person | None:
        """The person whose key this is, or was before it was revoked."""
        return next((person for person in self.people if key in (*person.keys, *person.revoked)), None)

    def revoked(self) -> frozenset[str]:
        """Every key that proves nothing any more: revoked ones, and all of those who left."""
        gone = (key for p in self.people for key in (*p.revoked, *(p.keys if p.left else ())))
        return frozenset(gone)

    def name_of(self, person_id: str) -> str:
        """The person's name, or the id where the roster does not know it."""
        person = self.by_id(person_id)
        return person.name if person else person_id

    def who(self, roles: tuple[str, ...], *but: str) -> str:
        """Words for the people with one of these roles, ``but`` for some: ``an editor (omar, sara)``."""
        article = "an" if roles[0][0] in "aeiou" else "a"
        kind = f"{article} {' or '.join(roles)}"
        ids = [person.id for person in self.people if person.may(roles) and person.id not in but]
        return f"{kind} ({', '.join(ids)})" if ids else f"{kind} (nobody has that role yet)"


def no_key(person: str, owner: str) -> tuple[str, str]:
    """What to say, and to do, where a newsroom wants signatures and there is no key to make one."""
    fix = (
        "git config gpg.format ssh; git config user.signingkey ~/.ssh/id_ed25519.pub; "
        f"and {owner}: dragoman person add {person} --key FILE.pub"
    )
    return f"This newsroom's acts are signed, and no key is at hand that the roster has for {person}.", fix

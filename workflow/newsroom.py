"""newsroom.yaml: the newsroom's name, languages, policy and people, read strictly."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.errors import BadText, BrokenNewsroom
from dragoman.workflow.people import PERSON_ID, Person, Roster
from dragoman.workflow.places import NEWSROOM
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.read_yaml import read
from dragoman.workflow.roster_seal import KEY as SEALED
from dragoman.workflow.roster_seal import UNSEALED, RosterSeal, content_digest, roster_record, seal_from
from dragoman.workflow.seal import sha256
from dragoman.workflow.states import ROLES
from dragoman.workflow.target_settings import TargetSettings, read_targets

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = NEWSROOM
# Whether acts carry their person's signature: never, where the roster has a key for them, or always.
SIGNATURES = ("off", "when-available", "required")
DEFAULT_SIGNATURES = SIGNATURES[1]
_KEY = re.compile(r"(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}")


class Newsroom(NamedTuple):
    """What newsroom.yaml says. ``sources`` and ``targets`` are the languages translated from and into.

    ``signatures`` is the policy on them, one of ``SIGNATURES``; ``policy`` all that stands there, of which
    ``check_policy`` reads more; ``content`` the digest of all but ``sealed``, the seal on it.
    ``publishes`` is where published articles go; empty: to plain pages in ``public/``.
    """

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    roster: Roster
    signatures: str = DEFAULT_SIGNATURES
    content: str = ""
    sealed: RosterSeal = UNSEALED
    policy: Mapping[str, Value] = MappingProxyType({})
    publishes: tuple[TargetSettings, ...] = ()

    @property
    def record(self) -> str:
        """The text that ``sealed.seal`` should be the digest of."""
        return roster_record(self.content, self.sealed)

    def signs(self, person: Person | None) -> bool:
        """Whether somebody has a key, and it is used here: what others build on carries their signature then."""
        return self.signatures != "off" and person is not None and bool(person.keys)

    @property
    def wants_proof(self) -> bool:
        """Whether there are acts that must be signed: everybody's, or those of whoever has a key."""
        known = any(person.keys or person.revoked for person in self.roster.people)
        return self.signatures == "required" or (self.signatures != "off" and known)

    @property
    def intact(self) -> bool:
        """Whether the file says what was sealed."""
        return self.sealed.version > 0 and sha256(self.record) == self.sealed.seal


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
    sealed = seal_from(data.get(SEALED, ""))
    policy = data.get("policy") or {}
    publishes = read_targets(data.get("targets", {}))
    return Newsroom(
        name.strip(),
        sources,
        targets,
        roster,
        _signatures(data),
        content_digest(data),
        sealed,
        policy if isinstance(policy, dict) else {},
        publishes,
    )


def _person(person_id: str, value: Value) -> Person:
    if not PERSON_ID.fullmatch(person_id):
        raise BrokenNewsroom(f"{FILE}: `{person_id}` is no person id: small ASCII letters, digits and `-`")
    if not isinstance(value, dict):
        raise BrokenNewsroom(f"{FILE}: people.{person_id} should hold name, emails and roles")
    where = f"people.{person_id}"
    name, left = value.get("name"), value.get("left", "")
    emails, roles, keys, revoked = (
        _words(value.get(k, []), f"{where}.{k}") for k in ("emails", "roles", "keys", "revoked")
    )
    for role in roles:
        if role not in ROLES:
            raise BrokenNewsroom(f"{FILE}: {where} has the role `{role}`; there are {', '.join(ROLES)}")
    if not isinstance(left, str) or (left and roles):
        raise BrokenNewsroom(f"{FILE}: {where} has left, and cannot have roles")
    shown = name if isinstance(name, str) and name else person_id
    return Person(person_id, shown, emails, roles, _keys(keys, where), _keys(revoked, where), left)


def _keys(words: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Public keys without their comments, so that one key is one text."""
    keys = tuple(" ".join(word.split()[:2]) for word in words)
    for key in keys:
        if not _KEY.fullmatch(key):
            raise BrokenNewsroom(f"{FILE}: {where} has a key that is none: use `ssh-ed25519 AAAA…`")
    return keys


def _signatures(data: Mapping[str, Value]) -> str:
    policy = data.get("policy") or {}
    said = policy.get("signatures", DEFAULT_SIGNATURES) if isinstance(policy, dict) else policy
    if said not in SIGNATURES:
        raise BrokenNewsroom(f"{FILE}: `policy: signatures` should be one of {', '.join(SIGNATURES)}")
    return str(said)


def _words(value: Value, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(str(item) for item in value)
    raise BrokenNewsroom(f"{FILE}: `{where}` should be a list of words")


def _check_distinct(roster: Roster) -> None:
    seen: dict[str, str] = {}
    for person in roster.people:
        for word in (*(email.casefold() for email in person.emails), *person.keys, *person.revoked):
            other = seen.setdefault(word, person.id)
            if other != person.id:
                what = "key" if " " in word else "address"
                raise BrokenNewsroom(f"{FILE}: the {what} {word} stands with both {other} and {person.id}")
        if set(person.keys) & set(person.revoked):
            raise BrokenNewsroom(f"{FILE}: a key of {person.id} is both in use and revoked")

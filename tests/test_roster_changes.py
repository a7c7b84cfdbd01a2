"""What becomes of the roster when somebody is added or taken off it, or loses a role or a key."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pure import NEWSROOM
from ssh_tools import ed25519_point

from dragoman.workflow.errors import BrokenNewsroom, DragomanError, NotAllowed, UsageProblem
from dragoman.workflow.newsroom import Newsroom, parse_newsroom
from dragoman.workflow.newsroom_text import with_person
from dragoman.workflow.people import Person, Roster
from dragoman.workflow.roster_changes import (
    ensure_changeable,
    ensure_usable_keys,
    known_person,
    with_added,
    without,
    without_key,
)
from dragoman.workflow.ssh_key import key_from_blob
from dragoman.workflow.ssh_wire import string

TODAY = "2026-11-22"


def new_key() -> str:
    """A public key's line."""
    return key_from_blob(string(b"ssh-ed25519") + string(ed25519_point(Ed25519PrivateKey.generate()))).line


OLD, NEW, LOST = new_key(), new_key(), new_key()
OLGA = Person("olga", "Olga", ("olga@example.org",), ("owner",))
OMAR = Person("omar", "Omar", ("omar@example.org", "o@second.example"), ("editor", "publisher"), (OLD,), (LOST,))
GONE = Person("nadia", "Nadia", ("nadia@example.org",), (), (), (), "2026-01-31")
ROOM = Roster((OLGA, OMAR, GONE))


def changed(person: Person) -> Roster:
    """The roster read back with this person in it, as a command would leave it."""
    text = "name: Desk\npeople:\n  olga: {name: Olga, emails: [olga@example.org], roles: [owner]}\n"
    for one in (*ROOM.people, person):
        text = with_person(text, one)
    return parse_newsroom(text).roster


# ---------------------------------------------------------------- added


def test_a_key_is_added_to_those_that_are_there_and_once() -> None:
    both = with_added(ROOM, "omar", "", "", (), NEW)
    assert both == OMAR._replace(keys=(OLD, NEW))
    assert with_added(ROOM, "omar", "", "", (), OLD) == OMAR
    assert changed(both).by_id("omar") == both


def test_a_new_person_may_come_with_a_key() -> None:
    zoe = with_added(ROOM, "zoe", "Zoë", "zoe@example.org", ("translator",), NEW)
    assert zoe == Person("zoe", "Zoë", ("zoe@example.org",), ("translator",), (NEW,))
    assert changed(zoe).by_key(NEW) == zoe


@pytest.mark.parametrize("key", [OLD, LOST], ids=["old", "lost"])
def test_a_key_is_never_two_peoples_not_even_a_revoked_one(key: str) -> None:
    with pytest.raises(NotAllowed, match="That key is omar's; one key cannot be two people"):
        with_added(ROOM, "olga", "", "", (), key)


def test_a_revoked_key_does_not_come_back() -> None:
    with pytest.raises(NotAllowed, match="was revoked") as caught:
        with_added(ROOM, "omar", "", "", ("translator",), LOST)
    assert "ssh-keygen" in caught.value.hint


def test_who_left_and_is_added_again_is_here_again_with_the_roles_said_now() -> None:
    back = with_added(ROOM, "nadia", "", "", ("editor",), NEW)
    assert back == GONE._replace(roles=("editor",), keys=(NEW,), left="")
    assert changed(back).by_id("nadia") == back


def test_an_address_in_place_of_an_id_must_be_somebodys() -> None:
    assert with_added(ROOM, "O@second.example", "", "", ("translator",)).id == "omar"
    with pytest.raises(UsageProblem, match="give a short name in small letters as ID"):
        with_added(ROOM, "zoe@example.org", "Zoë", "zoe@example.org", ())


# ---------------------------------------------------------------- taken off


def test_who_is_taken_off_keeps_id_name_and_addresses_and_no_role_or_key() -> None:
    left = without(ROOM, "omar", (), TODAY)
    assert left == OMAR._replace(roles=(), keys=(), revoked=(LOST, OLD), left=TODAY)
    after = changed(left)
    assert after.by_id("omar") == left
    assert after.name_of("omar") == "Omar"
    assert after.revoked() == {OLD, LOST}
    assert after.who(("editor",)) == "an editor (nobody has that role yet)"


def test_a_role_is_taken_away_alone_and_its_person_stays_with_keys() -> None:
    assert without(ROOM, "omar", ("editor",), TODAY) == OMAR._replace(roles=("publisher",))
    assert without(ROOM, "o@second.example", ("editor", "publisher"), TODAY) == OMAR._replace(roles=())


def test_a_role_that_is_not_theirs_cannot_be_taken() -> None:
    with pytest.raises(UsageProblem, match="omar is no translator"):
        without(ROOM, "omar", ("editor", "translator"), TODAY)


@pytest.mark.parametrize("roles", [(), ("owner",)])
def test_the_last_owner_stays(roles: tuple[str, ...]) -> None:
    with pytest.raises(NotAllowed, match="olga is the only owner"):
        without(ROOM, "olga", roles, TODAY)


@pytest.mark.parametrize("other", ["omar", "yet"])  # the second once was taken for `nobody has that role yet`
def test_an_owner_may_go_where_another_is(other: str) -> None:
    two = Roster((OLGA, OMAR._replace(id=other, roles=("owner",))))
    assert without(two, "olga", (), TODAY).left == TODAY
    assert without(two, "olga", ("owner",), TODAY).roles == ()


def test_who_left_before_left_then_and_not_today() -> None:
    assert without(ROOM, "nadia", (), TODAY) == GONE


# ---------------------------------------------------------------- a key revoked


def test_a_key_is_revoked_by_its_line_or_its_fingerprint() -> None:
    two = Roster((OMAR._replace(keys=(OLD, NEW)),))
    wanted = OMAR._replace(keys=(NEW,), revoked=(LOST, OLD))
    fingerprint = known_fingerprint(OLD)
    assert without_key(two, "omar", OLD) == without_key(two, "omar", fingerprint) == wanted
    assert changed(wanted).by_id("omar") == wanted


def known_fingerprint(line: str) -> str:
    from dragoman.workflow.ssh_key import parse_public_key

    return parse_public_key(line).fingerprint


@pytest.mark.parametrize("key", [NEW, LOST, "SHA256:", ""], ids=["new", "lost", "no fingerprint", "nothing"])
def test_a_key_that_is_not_theirs_cannot_be_revoked(key: str) -> None:
    with pytest.raises(UsageProblem, match="omar has no such key"):
        without_key(ROOM, "omar", key)


def test_a_key_that_nobody_can_use_is_in_nobodys_way_and_can_be_revoked() -> None:
    odd = "ssh-ed25519 AAAA"
    roster = Roster((OMAR._replace(keys=(odd, OLD)),))
    assert without_key(roster, "omar", known_fingerprint(OLD)).keys == (odd,)
    assert without_key(roster, "omar", odd).keys == (OLD,)


@pytest.mark.parametrize("wanted", ["nobody", "nobody@example.org", ""])
def test_somebody_unknown_is_said_to_be_that(wanted: str) -> None:
    with pytest.raises(UsageProblem, match="on the roster"):
        known_person(ROOM, wanted)
    with pytest.raises(UsageProblem, match="on the roster"):
        without(ROOM, wanted, (), TODAY)
    with pytest.raises(UsageProblem, match="on the roster"):
        without_key(ROOM, wanted, OLD)


def test_somebody_is_known_by_id_or_by_address_in_any_letter_case() -> None:
    assert known_person(ROOM, "omar") == known_person(ROOM, "O@SECOND.example") == OMAR


# ---------------------------------------------------------------- what a roster must have


def newsroom(signatures: str, *people: Person) -> Newsroom:
    return NEWSROOM._replace(signatures=signatures, roster=Roster(people))


KEYLESS = OMAR._replace(keys=())


@pytest.mark.parametrize(
    ("room", "why"),
    [
        (newsroom("off", OMAR), "names no owner"),
        (newsroom("off"), "names no owner"),
        (newsroom("off", OLGA), ""),
        (newsroom("when-available", OLGA), ""),
        (newsroom("required", OLGA, OMAR), "no owner would have a key"),
        (newsroom("required", OLGA, OMAR._replace(roles=("owner",))), ""),
    ],
)
def test_a_roster_that_nobody_could_change_any_more_is_refused(room: Newsroom, why: str) -> None:
    if not why:
        ensure_changeable(room)
        return
    with pytest.raises(NotAllowed, match=why):
        ensure_changeable(room)


def test_a_key_written_by_hand_must_be_one() -> None:
    ensure_usable_keys(newsroom("off", OLGA, OMAR))
    with pytest.raises(BrokenNewsroom, match=r"a key of people\.omar cannot be taken") as caught:
        ensure_usable_keys(newsroom("off", OLGA, OMAR._replace(keys=(OLD, "ssh-ed25519 AAAA"))))
    assert isinstance(caught.value, DragomanError)

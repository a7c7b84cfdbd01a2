"""Who leaves, or loses a key, takes their approvals along: what is not published yet needs them anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import ENGLISH
from signers import give_key, signatures, signs_with

if TYPE_CHECKING:
    from conftest import Room

LEFT = "is void: omar has left."
REVOKED = "is void: the key that signed it was revoked."


@pytest.fixture
def second(room: Room) -> Room:
    """The newsroom with a second editor, nadia."""
    said = ("--name", "Nadia", "--email", "nadia@example.org", "--role", "editor")
    room.ok("olga", "person", "add", "nadia", *said)
    return room


def ids(room: Room, slug: str = "water") -> list[str]:
    """The problems that ``show`` has with an article."""
    shown = json.loads(room.ok("nobody", "show", slug, "--json"))
    return [problem["id"] for problem in shown["problems"]]


def refused(room: Room, person: str, *argv: str) -> str:
    ran = room.run(person, *argv)
    assert ran.code == 1, ran
    return ran.err


def test_what_somebody_approved_who_left_is_void_until_another_approves_it(second: Room) -> None:
    second.bring("edited")
    assert ids(second) == []
    second.ok("olga", "person", "remove", "omar")
    assert ids(second) == ["approvals-valid"]
    said = refused(second, "nadia", "disclaim", "water")
    assert said.count("✗") == 1
    assert f"`edit` by omar (2026-11-22T12:00:00Z) {LEFT} [approvals-valid]" in said
    assert "who: an editor or publisher (sara, nadia)" in said
    assert 'do:  dragoman return water/en --to translated --reason "omar has left", then edit again' in said
    ran = second.run("nobody", "check")
    assert (ran.code, ran.out.count("[approvals-valid]")) == (1, 1)
    second.ok("nadia", "return", "water", "--to", "translated", "--reason", "omar has left")
    assert ids(second) == []
    for act, person in (("edit", "nadia"), ("disclaim", "nadia"), ("publish", "sara")):
        second.ok(person, act, "water")


def test_every_standing_act_of_theirs_is_void_and_the_publication_too(second: Room) -> None:
    second.bring("disclaimer-attached")
    second.ok("olga", "person", "remove", "omar")
    said = refused(second, "sara", "publish", "water")
    assert [said.count(f"`{act}` by omar (2026-11-22T12:00:00Z) {LEFT}") for act in ("edit", "disclaim")] == [1, 1]


def test_a_translation_whose_translator_left_is_not_edited(second: Room) -> None:
    second.bring("translated")
    second.ok("olga", "person", "remove", "lina")
    said = refused(second, "omar", "edit", "water")
    assert "`translate` by lina (2026-11-22T12:00:00Z) is void: lina has left." in said
    assert "dragoman return water/en --to sourced" in said
    second.ok("omar", "return", "water", "--to", "sourced", "--reason", "lina has left")
    second.ok("tarek", "translate", "water", "--file", "-", stdin=ENGLISH)
    second.ok("omar", "edit", "water")


def test_a_source_that_somebody_took_in_who_left_stays(second: Room) -> None:
    second.source()
    second.ok("olga", "person", "remove", "lina")
    assert ids(second) == []
    second.ok("tarek", "translate", "water", "--file", "-", stdin=ENGLISH)


def test_what_is_published_is_flagged_and_breaks_nothing(second: Room) -> None:
    second.bring("published")
    second.ok("olga", "person", "remove", "omar")
    ran = second.run("nobody", "check")
    assert ran.code == 0
    assert ran.out.count("[approval-flagged]") == 2
    assert "`edit` by omar (2026-11-22T12:00:00Z) should be looked at again: omar has left." in ran.out
    assert set(ids(second)) == {"approval-flagged"}
    assert "editor      Omar" in second.ok("nobody", "show", "water")


def test_taking_roles_away_lets_earlier_approvals_stand(second: Room) -> None:
    second.bring("edited")
    second.ok("olga", "person", "remove", "omar", "--role", "editor")
    assert ids(second) == []
    assert "[role]" in refused(second, "omar", "disclaim", "water")
    second.ok("nadia", "disclaim", "water")
    second.ok("sara", "publish", "water")


def test_an_act_returned_since_is_nobodys_approval_any_more(second: Room) -> None:
    second.bring("edited")
    second.ok("omar", "return", "water", "--to", "translated", "--reason", "once more")
    second.ok("nadia", "edit", "water")
    second.ok("olga", "person", "remove", "omar")
    assert ids(second) == []
    second.ok("nadia", "disclaim", "water")


def test_other_articles_and_other_peoples_approvals_stand(second: Room) -> None:
    second.bring("edited")
    second.bring("translated", "bread")
    second.ok("nadia", "edit", "bread")
    second.ok("olga", "person", "remove", "omar")
    assert (ids(second), ids(second, "bread")) == (["approvals-valid"], [])


# ---------------------------------------------------------------- keys


def test_what_was_signed_with_a_key_revoked_since_is_void_and_signed_anew_it_holds(room: Room) -> None:
    lost, new = give_key(room, "omar", "lost"), give_key(room, "omar", "new")
    room.bring("translated")
    room.ok("omar", "edit", "water", **signs_with(lost))
    room.ok("omar", "disclaim", "water", **signs_with(new))
    assert [name[8:-13] for name in signatures(room)] == ["edit", "disclaim"]
    room.ok("olga", "person", "revoke-key", "omar", lost.public.fingerprint)
    said = refused(room, "sara", "publish", "water")
    assert said.count("✗") == 1
    assert f"`edit` by omar (2026-11-22T12:00:00Z) {REVOKED} [approvals-valid]" in said
    room.ok("sara", "return", "water", "--to", "translated", "--reason", "a key was lost")
    room.ok("omar", "edit", "water", **signs_with(new))
    room.ok("omar", "disclaim", "water", **signs_with(new))
    room.ok("sara", "publish", "water")
    assert room.ok("nobody", "check").endswith("Every promise is kept.\n")


def test_a_revoked_key_signs_nothing_any_more(room: Room) -> None:
    lost = give_key(room, "omar", "lost")
    room.ok("olga", "person", "revoke-key", "omar", lost.public.line)
    room.bring("translated")
    room.ok("omar", "edit", "water", **signs_with(lost))
    assert signatures(room) == []


def test_what_was_done_without_the_key_does_not_hang_on_it(room: Room) -> None:
    room.bring("edited")
    lost = give_key(room, "omar", "lost")
    room.ok("olga", "person", "revoke-key", "omar", lost.public.line)
    assert ids(room) == []


def test_what_is_published_with_a_key_revoked_since_is_flagged(room: Room) -> None:
    lost = give_key(room, "omar", "lost")
    room.bring("translated")
    room.ok("omar", "edit", "water", **signs_with(lost))
    room.ok("sara", "disclaim", "water")
    room.ok("sara", "publish", "water")
    room.ok("olga", "person", "revoke-key", "omar", lost.public.line)
    assert ids(room) == ["approval-flagged"]
    assert "the key that signed it was revoked" in room.run("nobody", "check").out
    assert room.run("nobody", "check").code == 0


def test_a_key_revoked_while_a_correction_is_open_voids_what_it_approved_there_and_flags_what_readers_have(
    second: Room,
) -> None:
    lost = give_key(second, "omar", "lost")
    env = signs_with(lost)
    second.bring("translated")
    second.ok("omar", "edit", "water", **env)
    second.ok("sara", "disclaim", "water")
    second.ok("sara", "publish", "water")
    second.ok("lina", "correct", "water", "--kind", "update", "--note", "More.")
    second.ok("omar", "edit", "water", **env)
    second.ok("olga", "person", "revoke-key", "omar", lost.public.line)
    assert ids(second) == ["approvals-valid", "approval-flagged"]
    assert REVOKED in refused(second, "sara", "disclaim", "water")
    second.ok("sara", "return", "water", "--to", "translated", "--reason", "a key was lost")
    assert ids(second) == ["approval-flagged"], "readers still have what it approved"
    second.ok("nadia", "edit", "water")
    second.ok("sara", "disclaim", "water")
    second.ok("sara", "publish", "water")
    assert ids(second) == []
    second.ok("nobody", "verify", "--history")


def test_who_leaves_takes_the_keys_along(second: Room) -> None:
    key = give_key(second, "omar")
    second.bring("translated")
    second.ok("omar", "edit", "water", **signs_with(key))
    second.ok("olga", "person", "remove", "omar")
    second.ok("olga", "person", "add", "omar", "--role", "editor")
    assert ids(second) == ["approvals-valid"], "here again, and the key still is not"
    assert REVOKED in refused(second, "nadia", "disclaim", "water")

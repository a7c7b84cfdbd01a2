"""What is only claimed, or forged, is built on by nothing: the next act, `check`, `show` and `build` refuse it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import ENGLISH
from signers import give_key, set_policy, signatures, signs_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Room

CLAIM = "is not signed, though omar has a key: it is only a claim. [unsigned]"
WANTED = "is not signed, and the newsroom wants signatures. [signature-missing]"


@pytest.fixture
def keyed(room: Room) -> tuple[Room, dict[str, str]]:
    """A newsroom with a translated article, whose editor signs; and the environment in which git has his key."""
    env = signs_with(give_key(room, "omar"))
    room.bring("translated")
    return room, env


def strip(room: Room, act: str = "edit") -> None:
    """Take the signature of an act away, and commit that."""
    file = next(room.root.glob(f"articles/*/*/water/signatures/*-{act}-*.sig"))
    room.git("rm", "-q", str(file))
    room.git("commit", "-q", "-m", "tidy up")


def forge(room: Room, act: str = "edit") -> None:
    """Spoil the signature of an act, and commit that."""
    file = next(room.root.glob(f"articles/*/*/water/signatures/*-{act}-*.sig"))
    text = file.read_text(encoding="ascii").splitlines()
    text[2] = text[2][::-1]
    file.write_text("\n".join(text) + "\n", encoding="ascii")
    room.git("commit", "-q", "-a", "-m", "mend")


def ids(room: Room) -> list[tuple[str, str]]:
    """What ``show`` has against the article."""
    shown = json.loads(room.ok("nobody", "show", "water", "--json"))
    return [(problem["id"], problem["severity"]) for problem in shown["problems"]]


def test_nothing_is_built_on_an_approval_without_the_signature_its_editor_could_have_made(
    keyed: tuple[Room, dict[str, str]],
) -> None:
    room, env = keyed
    room.ok("omar", "edit", "water", **env)
    assert ids(room) == []
    strip(room)
    for person, extra in (("omar", env), ("sara", {})):
        ran = room.run(person, "disclaim", "water", **extra)
        assert (ran.code, ran.err.count("✗")) == (1, 1)
        assert CLAIM in ran.err
        assert "return the article; omar does it again with their key" in ran.err
    assert ids(room) == [("unsigned", "error")]
    for argv in (("check",), ("check", "water"), ("check", "--all"), ("check", "--all", "--for", "disclaim")):
        ran = room.run("nobody", *argv)
        assert (ran.code, ran.out.count(CLAIM)) == (1, 1), argv
    assert room.ok("nobody", "check", "--all-ready", "--json").count("water") == 0
    room.ok("omar", "return", "water", "--to", "translated", "--reason", "no signature")
    room.ok("omar", "edit", "water", **env)
    assert ids(room) == []
    room.ok("omar", "disclaim", "water", **env)


def test_nothing_is_built_on_an_approval_with_a_forged_signature(keyed: tuple[Room, dict[str, str]]) -> None:
    room, env = keyed
    room.ok("omar", "edit", "water", **env)
    forge(room)
    for argv in (("disclaim", "water"), ("disclaim", "water", "--dry-run")):
        ran = room.run("omar", *argv, **env)
        assert ran.code == 1
        assert "[signature-bad]" in ran.err
    assert ids(room) == [("signature-bad", "error")]
    assert "[signature-bad]" in room.run("nobody", "check").out


def test_whoever_has_a_key_signs_and_whoever_has_none_need_not(keyed: tuple[Room, dict[str, str]]) -> None:
    room, env = keyed
    ran = room.run("omar", "edit", "water")
    assert ran.code == 1
    assert "no key is at hand that the roster has for omar. [signature]" in ran.err
    room.ok("omar", "edit", "water", **env)
    room.ok("sara", "disclaim", "water")
    room.ok("sara", "publish", "water")
    assert [name[8:-13] for name in signatures(room)] == ["edit"]
    assert ids(room) == []


def test_to_stop_an_article_and_to_send_it_back_takes_no_key(keyed: tuple[Room, dict[str, str]]) -> None:
    room, env = keyed
    room.ok("omar", "hold", "water", "--reason", "wait")
    ran = room.run("omar", "release", "water")
    assert "[signature]" in ran.err
    room.ok("omar", "release", "water", **env)
    room.ok("omar", "edit", "water", **env)
    room.ok("omar", "return", "water", "--to", "sourced", "--reason", "once more")
    assert ids(room) == []


def test_a_hold_is_not_ended_by_a_release_that_nobody_signed(keyed: tuple[Room, dict[str, str]]) -> None:
    room, env = keyed
    room.ok("omar", "edit", "water", **env)
    room.ok("omar", "disclaim", "water", **env)
    room.ok("sara", "hold", "water", "--reason", "wait")
    room.ok("omar", "release", "water", **env)
    strip(room, "release")
    assert CLAIM in room.run("sara", "publish", "water").err
    room.ok("sara", "hold", "water", "--reason", "wait")
    room.ok("sara", "release", "water")
    room.ok("sara", "publish", "water")


def test_what_was_taken_back_needs_no_proof(keyed: tuple[Room, dict[str, str]]) -> None:
    room, env = keyed
    room.ok("omar", "edit", "water", **env)
    strip(room)
    room.ok("sara", "return", "water", "--to", "sourced", "--reason", "once more")
    room.ok("lina", "translate", "water", "--file", "-", stdin=ENGLISH.replace("Monday", "Tuesday"))
    assert ids(room) == []


def test_an_act_from_before_its_person_had_a_key_stands(room: Room) -> None:
    room.bring("edited")
    env = signs_with(give_key(room, "omar"))
    assert ids(room) == []
    room.ok("omar", "disclaim", "water", **env)
    room.ok("sara", "publish", "water")


def test_where_signatures_are_off_nobody_asks_for_them(keyed: tuple[Room, dict[str, str]]) -> None:
    room, env = keyed
    room.ok("omar", "edit", "water", **env)
    strip(room)
    set_policy(room, "'off'")
    assert ids(room) == []
    room.ok("omar", "disclaim", "water")


def test_where_signatures_are_required_each_act_that_counts_must_have_its_own(
    keyed: tuple[Room, dict[str, str]],
) -> None:
    room, env = keyed
    owner = signs_with(give_key(room, "olga"))
    sara = signs_with(give_key(room, "sara"))
    set_policy(room, "required", **owner)
    room.ok("omar", "edit", "water", **env)
    strip(room)
    assert WANTED in room.run("omar", "disclaim", "water", **env).err
    assert ids(room) == [("signature-missing", "error")]
    room.ok("sara", "return", "water", "--to", "translated", "--reason", "no signature", **sara)
    room.ok("omar", "edit", "water", **env)
    room.ok("omar", "disclaim", "water", **env)
    room.ok("sara", "publish", "water", **sara)


def test_many_articles_at_once_are_asked_for_the_same_proof(keyed: tuple[Room, dict[str, str]]) -> None:
    room, env = keyed
    room.bring("translated", "bread")
    room.ok("omar", "edit", "water", "bread", **env)
    strip(room)
    ran = room.run("omar", "disclaim", "water", "bread", "--keep-going", **env)
    assert (ran.code, ran.err.count("[unsigned]")) == (1, 1)
    assert room.git("log", "-1", "--format=%s") == "disclaim: bread/en (edited → disclaimer-attached)\n"


@pytest.mark.parametrize("spoil", [strip, forge])
def test_readers_are_not_given_what_only_claims_to_be_approved(
    keyed: tuple[Room, dict[str, str]], spoil: Callable[[Room], None]
) -> None:
    room, env = keyed
    file = room.root / "newsroom.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}targets: {{site: {{kind: site, url: https://desk.example/}}}}\n", encoding="utf-8")
    room.ok("olga", "save", "newsroom.yaml")
    room.ok("omar", "edit", "water", **env)
    room.ok("sara", "disclaim", "water")
    room.ok("sara", "publish", "water")
    built = room.root.parent / "built"
    room.ok("nobody", "build", "--output", str(built))
    assert "water" in str(list(built.rglob("*.html")))
    spoil(room)
    again = room.root.parent / "again"
    ran = room.run("nobody", "build", "--output", str(again))
    assert "water" not in str(list(again.rglob("*.html")))
    assert "omar" in ran.out + ran.err


def test_naming_the_roster_from_before_a_person_had_a_key_saves_nobody_the_signature(room: Room) -> None:
    room.bring("translated")
    room.ok("omar", "edit", "water")
    forged = room.article().read_bytes()
    room.git("reset", "-q", "--hard", "HEAD~1")
    env = signs_with(give_key(room, "omar"))
    room.article().write_bytes(forged)  # as anybody can who knows no key of his
    room.git("commit", "-q", "-a", "-m", "edit", "--author", "Omar <omar@example.org>")
    ran = room.run("sara", "disclaim", "water")
    assert ran.code == 1
    assert "by version 6 of the roster it should have been. [unsigned]" in ran.err
    assert ids(room) == [("unsigned", "error")]
    assert room.run("nobody", "check").code == 1
    assert "[unsigned]" in room.ok("nobody", "verify", "--history")
    room.ok("sara", "return", "water", "--to", "translated", "--reason", "no signature")
    room.ok("omar", "edit", "water", **env)
    room.ok("sara", "disclaim", "water")

"""newsroom.yaml changed by hand: it counts once an owner, by the version sealed last, has sealed it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import ENGLISH
from signers import give_key, signs_with
from snapshot import assert_whole

from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.newsroom_text import with_seal

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Room

TRANSLATOR = "emails: [tarek@example.org], roles: [translator]"


def by_hand(room: Room, old: str = TRANSLATOR, new: str = TRANSLATOR.replace("[tr", "[editor, tr")) -> None:
    """Change newsroom.yaml as somebody does in their editor; as it is, it makes tarek an editor."""
    file = room.root / "newsroom.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def commit_by_hand(room: Room) -> None:
    room.git("add", "--all", ".")
    room.git("commit", "-q", "-m", "by hand")


def version(room: Room) -> int:
    return int(json.loads(room.ok("nobody", "person", "list", "--json"))["roster"])


def kept(room: Room) -> list[str]:
    """The versions that the last commit keeps."""
    return room.git("ls-tree", "--name-only", "HEAD", "rosters/").split()


def test_an_owner_seals_a_hand_edit_as_the_next_version(room: Room) -> None:
    room.bring("translated")
    by_hand(room)
    said = room.ok("olga", "save", "newsroom.yaml", "-m", "Tarek edits from today")
    assert said.startswith("✓ save: newsroom.yaml version 6  ")
    assert version(room) == 6
    assert kept(room)[-1] == "rosters/0006.yaml"
    assert room.git("show", "HEAD:rosters/0006.yaml") == room.git("show", "HEAD:newsroom.yaml")
    assert room.git("log", "-1", "--format=%s%n%b").startswith("newsroom: version 6\nTarek edits from today\n")
    assert_whole(room)
    room.ok("tarek", "edit", "water")


def test_saving_it_once_more_saves_nothing(room: Room) -> None:
    by_hand(room)
    room.ok("olga", "save", "newsroom.yaml")
    before = room.git("rev-parse", "HEAD")
    for name in ("newsroom.yaml", "./newsroom.yaml"):
        assert room.ok("olga", "save", name) == "nothing to save: newsroom.yaml version 6\n"
    assert room.ok("olga", "save", "newsroom.yaml", "--dry-run") == "nothing to save: newsroom.yaml version 6\n"
    assert room.git("rev-parse", "HEAD") == before


def test_a_dry_run_says_which_version_it_would_seal_and_changes_nothing(room: Room) -> None:
    by_hand(room)
    before = room.git("rev-parse", "HEAD"), (room.root / "newsroom.yaml").read_bytes()
    assert room.ok("olga", "save", "newsroom.yaml", "--dry-run") == "would seal: newsroom.yaml version 6\n"
    assert (room.git("rev-parse", "HEAD"), (room.root / "newsroom.yaml").read_bytes()) == before


def test_a_comment_alone_is_saved_too_so_that_the_roster_can_be_changed_again(room: Room) -> None:
    by_hand(room, "people:", "# who we are\npeople:")
    refused = room.run("olga", "person", "add", "omar", "--role", "publisher")
    assert refused.code == 1
    assert "dragoman save newsroom.yaml" in refused.err
    room.ok("olga", "save", "newsroom.yaml")
    room.ok("olga", "person", "add", "omar", "--role", "publisher")
    assert "# who we are\n" in room.git("show", "HEAD:newsroom.yaml")


@pytest.mark.parametrize("person", ["lina", "omar", "stranger"])
def test_nobody_but_an_owner_seals(room: Room, person: str) -> None:
    by_hand(room)
    ran = room.run(person, "save", "newsroom.yaml")
    assert ran.code == 1
    assert "olga" in ran.err
    assert version(room) == 5
    assert kept(room)[-1] == "rosters/0005.yaml"


def test_owner_is_who_was_one_in_the_version_sealed_last_and_not_who_says_so_now(room: Room) -> None:
    by_hand(room, TRANSLATOR, TRANSLATOR.replace("[tr", "[owner, tr"))
    by_hand(room, "roles: [owner]", "roles: [editor]")
    for committed in (False, True):
        if committed:
            commit_by_hand(room)
        ran = room.run("tarek", "save", "newsroom.yaml")
        assert ran.code == 1
        assert "an owner (olga)" in ran.err
    room.ok("olga", "save", "newsroom.yaml")  # she may, and hands over
    assert room.run("olga", "person", "add", "omar", "--role", "publisher").code == 1
    room.ok("tarek", "person", "add", "omar", "--role", "publisher")


def test_a_hand_edit_committed_by_plain_git_stops_every_act_until_an_owner_seals_it(room: Room) -> None:
    room.bring("translated")
    by_hand(room)
    commit_by_hand(room)
    acts = [
        ("tarek", "edit", "water"),
        ("omar", "edit", "water"),
        ("omar", "return", "water", "--to", "sourced", "--reason", "x"),
        ("lina", "save", "water"),
        ("lina", "source", "-", "--no-url", "--outlet", "X", "--slug", "bread"),
        ("olga", "person", "add", "omar", "--role", "publisher"),
        ("olga", "person", "remove", "omar"),
    ]
    for person, *argv in acts:
        ran = room.run(person, *argv, stdin="# A\n\nWords enough for anybody to read here.\n")
        assert ran.code == 1, (argv, ran)
        assert "not as an owner sealed it" in ran.err
        assert "ask an owner (olga) to look at it and run: dragoman save newsroom.yaml" in ran.err
    for reading in ("status", "show water", "log water", "person list"):
        room.ok("lina", *reading.split())
    room.ok("olga", "save", "newsroom.yaml")
    room.ok("tarek", "edit", "water")


def test_a_hand_edit_that_was_taken_back_on_the_disk_alone_can_be_sealed(room: Room) -> None:
    by_hand(room)
    commit_by_hand(room)
    room.git("checkout", "-q", "HEAD~1", "--", "newsroom.yaml")
    assert room.ok("olga", "save", "newsroom.yaml").startswith("✓ save: newsroom.yaml version 6")
    room.bring("translated")
    assert "[role]" in room.run("tarek", "edit", "water").err


def test_a_newsroom_that_nobody_can_read_is_mended_and_sealed(room: Room) -> None:
    by_hand(room, "people:", "people")
    commit_by_hand(room)
    assert room.run("omar", "status").code == 3
    broken = room.run("olga", "save", "newsroom.yaml")
    assert broken.code == 3
    by_hand(room, "people", "people:")
    room.ok("olga", "save", "newsroom.yaml")
    room.bring("translated")


def copied(room: Room) -> str:
    return (room.root / "newsroom.yaml").read_text(encoding="utf-8")


def junk_above(room: Room) -> None:
    (room.root / "rosters/9999.yaml").write_text("name: [\n", encoding="utf-8")


def unsealed_above(room: Room) -> None:
    text = copied(room).replace(TRANSLATOR, TRANSLATOR.replace("[tr", "[owner, tr"))
    (room.root / "rosters/0006.yaml").write_text(text, encoding="utf-8")


def tampered_last(room: Room) -> None:
    text = copied(room).replace(TRANSLATOR, TRANSLATOR.replace("[tr", "[owner, tr"))
    (room.root / "rosters/0005.yaml").write_text(text, encoding="utf-8")


def link_above(room: Room) -> None:
    (room.root / "rosters/0006.yaml").symlink_to("../newsroom.yaml")


@pytest.mark.parametrize(
    ("tamper", "in_the_way"),
    [(junk_above, ""), (unsealed_above, "0006"), (tampered_last, "0005"), (link_above, "0006")],
)
def test_a_file_put_among_the_versions_by_hand_makes_nobody_an_owner(
    room: Room, tamper: Callable[[Room], None], in_the_way: str
) -> None:
    by_hand(room, TRANSLATOR, TRANSLATOR.replace("[tr", "[owner, tr"))
    tamper(room)
    commit_by_hand(room)
    ran = room.run("tarek", "save", "newsroom.yaml")
    assert ran.code == 1
    assert "looked after by an owner (olga" in ran.err
    mended = room.run("olga", "save", "newsroom.yaml")
    if in_the_way:
        assert mended.code == 1
        assert f"rosters/{in_the_way}.yaml is not as an owner sealed it" in mended.err
        room.git("rm", "-q", f"rosters/{in_the_way}.yaml")
        room.git("commit", "-q", "-m", "put right")
        room.ok("olga", "save", "newsroom.yaml")
    room.bring("translated")


def test_a_newsroom_written_by_hand_begins_its_versions_with_the_first(room: Room) -> None:
    room.git("rm", "-q", "-r", "rosters")
    (room.root / ".git/dragoman/trust.json").unlink()  # nobody founded it here
    by_hand(room)
    commit_by_hand(room)
    room.ok("olga", "save", "newsroom.yaml")
    assert kept(room) == ["rosters/0001.yaml"]
    assert version(room) == 1
    assert "previous" not in room.git("show", "HEAD:newsroom.yaml")
    room.bring("translated")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("roles: [owner]", "roles: [editor]", "names no owner"),
        ("signatures: when-available", "signatures: required", "no owner would have a key"),
        ("signatures: when-available", "signatures: sometimes", "should be one of off, when-available, required"),
        ("roles: [editor]", "roles: [editor], keys: [ssh-ed25519 AAAA]", "a key of people.omar cannot be taken"),
        ("omar@example.org", "olga@example.org", "stands with both"),
    ],
)
def test_what_would_lock_everybody_out_or_makes_no_sense_is_not_sealed(
    room: Room, old: str, new: str, why: str
) -> None:
    by_hand(room, old, new)
    ran = room.run("olga", "save", "newsroom.yaml")
    assert ran.code in {1, 3}
    assert why in ran.err
    assert kept(room)[-1] == "rosters/0005.yaml"


def test_windows_line_ends_are_no_hand_edit(room: Room) -> None:
    room.git("config", "core.autocrlf", "true")
    (room.root / "newsroom.yaml").unlink()
    room.git("checkout", "-q", "--", "newsroom.yaml")
    assert b"\r\n" in (room.root / "newsroom.yaml").read_bytes()
    assert "nothing to save" in room.ok("olga", "save", "newsroom.yaml")
    by_hand(room)
    room.ok("olga", "save", "newsroom.yaml")
    assert room.git("status", "--porcelain") == ""
    room.ok("olga", "person", "add", "omar", "--role", "publisher")
    assert room.git("status", "--porcelain") == ""


def test_a_version_is_signed_where_the_owner_has_a_key(room: Room) -> None:
    key = give_key(room, "olga")
    by_hand(room)
    room.ok("olga", "save", "newsroom.yaml", **signs_with(key))
    assert kept(room)[-2:] == ["rosters/0007.sig", "rosters/0007.yaml"]


def test_a_version_that_was_only_claimed_is_sealed_once_more_when_the_key_is_at_hand(room: Room) -> None:
    key = give_key(room, "olga")  # version 6, and nobody had a key to sign it with
    by_hand(room)
    room.ok("olga", "save", "newsroom.yaml")
    assert "Version 7 of newsroom.yaml is olga's only by its own word" in room.ok("nobody", "verify")
    assert room.ok("olga", "save", "newsroom.yaml") == "nothing to save: newsroom.yaml version 7\n"
    assert "newsroom.yaml version 8  " in room.ok("olga", "save", "newsroom.yaml", **signs_with(key))
    assert kept(room)[-2:] == ["rosters/0008.sig", "rosters/0008.yaml"]
    said = room.ok("olga", "save", "newsroom.yaml", **signs_with(key))
    assert said == "nothing to save: newsroom.yaml version 8\n"


def test_a_version_that_its_owner_did_not_sign_is_told_with_every_act_until_an_owner_signs(room: Room) -> None:
    key = give_key(room, "olga")
    by_hand(room)
    room.ok("olga", "save", "newsroom.yaml")
    room.bring("sourced")
    ran = room.run("tarek", "translate", "water", "--file", "-", stdin=ENGLISH)
    assert ran.code == 0
    for said in (ran.err, room.ok("nobody", "check"), room.run("omar", "edit", "--all-ready", "--dry-run").err):
        assert "Version 7 of newsroom.yaml is olga's only by its own word" in said
        assert "[roster-unsigned]" in said
        assert "dragoman save newsroom.yaml" in said
    room.ok("olga", "save", "newsroom.yaml", **signs_with(key))
    assert room.run("omar", "edit", "water").err == ""


def seal_by_hand(room: Room, by: str) -> None:
    """Make tarek an owner by a next version that ``by`` seals without asking dragoman, as a forger would."""
    by_hand(room, TRANSLATOR, TRANSLATOR.replace("[tr", "[owner, editor, tr"))
    file = room.root / "newsroom.yaml"
    text = file.read_text(encoding="utf-8")
    sealed = with_seal(text, by, "2026-11-22T12:00:00Z", parse_newsroom(text).sealed)
    for path in (file, room.root / "rosters/0006.yaml"):
        path.write_text(sealed, encoding="utf-8")
    commit_by_hand(room)


def test_a_version_that_somebody_sealed_who_was_no_owner_gives_nobody_a_role(room: Room) -> None:
    room.bring("translated")
    seal_by_hand(room, "tarek")
    for argv in (("edit", "water"), ("person", "remove", "olga"), ("save", "newsroom.yaml")):
        ran = room.run("tarek", *argv)
        assert ran.code == 1, argv
        assert "was made by tarek, who was no owner before" in ran.err or "looked after by an owner (olga)" in ran.err
    assert "so nobody's role can be taken from it" in room.run("omar", "edit", "water").err
    ran = room.run("nobody", "check")
    assert (ran.code, ran.out.count("[roster-not-owner]")) == (1, 1)
    room.git("rm", "-q", "rosters/0006.yaml")
    room.git("commit", "-q", "-m", "put right")
    room.ok("olga", "save", "newsroom.yaml")
    room.ok("omar", "edit", "water")


def test_no_act_is_done_by_another_newsrooms_roster_than_the_pinned_one(room: Room) -> None:
    room.bring("translated")
    (room.root / ".git/dragoman/trust.json").unlink()
    room.ok("omar", "edit", "water", "--dry-run")
    room.run("olga", "trust", "--pin", "0" * 64)
    for person, argv in (("omar", ("edit", "water")), ("olga", ("person", "remove", "tarek"))):
        ran = room.run(person, *argv)
        assert ran.code == 1
        assert "The first roster is not the one pinned in .git" in ran.err
    ran = room.run("nobody", "check")
    assert (ran.code, ran.out.count("[root-mismatch]")) == (1, 1)
    assert "The first roster is not the one pinned" in room.run("nobody", "build").err


def test_where_the_first_roster_is_pinned_no_other_chain_is_begun(room: Room) -> None:
    room.git("rm", "-rq", "rosters")
    room.git("commit", "-qm", "gone")
    refused = room.run("olga", "save", "newsroom.yaml")
    assert refused.code == 1
    assert "pinned" in refused.err
    (room.root / ".git/dragoman/trust.json").unlink()
    assert room.run("olga", "save", "newsroom.yaml").code == 0

"""Whether acts carry their person's signature: by the newsroom's policy, with a key that the roster has."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import ARABIC, ENGLISH, Room, make_room
from signers import give_key, set_policy, signatures, signs_with
from ssh_tools import Pair, openssh_takes, pair

from dragoman.workflow.article import parse_article
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.seal import record

if TYPE_CHECKING:
    from pathlib import Path

WAY = (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara"))
WORDS = "open sesame"
PEOPLE = ("olga", "lina", "omar", "sara")


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Pair]]:
    """A newsroom whose people have keys; to be copied, not worked in."""
    room = make_room(tmp_path_factory.mktemp("keyed") / "desk")
    return room.root, {person: give_key(room, person) for person in PEOPLE}


@pytest.fixture
def signing(keyed: tuple[Path, dict[str, Pair]], tmp_path: Path) -> tuple[Room, dict[str, dict[str, str]]]:
    """A newsroom of one's own whose people have keys, and for each the environment in which git signs with theirs."""
    root, keys = keyed
    shutil.copytree(root, tmp_path / "desk", symlinks=True)
    return Room(tmp_path / "desk"), {person: signs_with(key) for person, key in keys.items()}


def source(room: Room, **extra: str) -> None:
    said = ("--no-url", "--outlet", "Al-Furat Paper", "--slug", "water")
    room.ok("lina", "source", "-", *said, stdin=ARABIC, **extra)


def all_the_way(room: Room, env: dict[str, dict[str, str]]) -> None:
    """Source, translate, edit, disclaim, publish, each with the person's key."""
    source(room, **env["lina"])
    room.ok("lina", "translate", "water", "--file", "-", stdin=ENGLISH, **env["lina"])
    for act, person in WAY:
        room.ok(person, act, "water", **env[person])


NOBODY: dict[str, dict[str, str]] = {person: {} for person in PEOPLE}


def test_each_act_has_a_signature_that_openssh_itself_takes_for_that_persons(
    signing: tuple[Room, dict[str, dict[str, str]]],
) -> None:
    room, env = signing
    all_the_way(room, env)
    room.ok("sara", "return", "water", "--to", "edited", "--reason", "a word", **env["sara"])
    file = room.article()
    article = parse_article(file.read_text(encoding="utf-8"), str(file.relative_to(room.root)))
    roster = parse_newsroom((room.root / "newsroom.yaml").read_text(encoding="utf-8")).roster
    acts = [entry.act for entry in article.history]
    assert acts == ["source", "translate", "edit", "disclaim", "publish", "return"]
    wanted = [f"en-{n:04}-{entry.act}-{entry.seal[:8]}.sig" for n, entry in enumerate(article.history, 1)]
    assert signatures(room) == sorted(wanted)
    before = ""
    for name, entry in zip(wanted, article.history, strict=True):
        armour = (file.parent / "signatures" / name).read_text(encoding="ascii")
        message = record(article.name, article.source["sha256"], entry, before).encode()
        for person in ("lina", "omar", "sara"):
            key = next(one for one in roster.people if one.id == person).keys[0]
            assert openssh_takes(message, armour, key) == (person == entry.by)
        assert not openssh_takes(message + b" ", armour, roster.people[0].keys[0])
        before = entry.seal


def test_a_signature_is_in_the_commit_of_its_act(signing: tuple[Room, dict[str, dict[str, str]]]) -> None:
    room, env = signing
    all_the_way(room, env)
    changed = room.git("show", "--name-status", "--format=", "HEAD").splitlines()
    assert [line.split("\t")[0] for line in changed] == ["M", "A"]
    assert "/signatures/en-0005-publish-" in changed[1]
    assert room.git("status", "--porcelain") == ""
    assert room.ok("olga", "check").endswith("Every promise is kept.\n")


def test_without_a_key_at_hand_nothing_is_approved_by_whoever_has_one_and_an_article_can_be_sent_back(
    signing: tuple[Room, dict[str, dict[str, str]]], tmp_path: Path
) -> None:
    room, env = signing
    all_the_way(room, env)
    before = signatures(room)
    stranger = signs_with(pair(tmp_path / "stranger"))
    room.ok("sara", "return", "water", "--to", "edited", "--reason", "x", **stranger)
    for extra in ({}, stranger, env["omar"]):  # somebody else's key is not hers
        assert "[signature]" in room.run("sara", "disclaim", "water", **extra).err
    assert signatures(room) == before


def test_where_signatures_are_off_there_are_none_even_with_a_key(
    signing: tuple[Room, dict[str, dict[str, str]]],
) -> None:
    room, env = signing
    set_policy(room, "'off'", **env["olga"])
    all_the_way(room, env)
    room.ok("olga", "person", "add", "omar", "--role", "publisher", **env["olga"])
    assert signatures(room) == []
    assert not list(room.root.glob("rosters/0011.sig"))


def test_where_signatures_are_required_an_act_without_one_is_refused_by_name(
    signing: tuple[Room, dict[str, dict[str, str]]], tmp_path: Path
) -> None:
    room, env = signing
    set_policy(room, "required", **env["olga"])
    source(room, **env["lina"])
    room.ok("lina", "translate", "water", "--file", "-", stdin=ENGLISH, **env["lina"])
    before = room.git("rev-parse", "HEAD")
    for extra in ({}, env["sara"], signs_with(pair(tmp_path / "stranger"))):
        ran = room.run("omar", "edit", "water", **extra)
        assert ran.code == 1
        assert ran.err.count("✗") == 1
        assert "no key is at hand that the roster has for omar. [signature]" in ran.err
        assert "who: omar, with an owner (olga)" in ran.err
        assert "dragoman person add omar --key FILE.pub" in ran.err
    for person, *argv in (
        ("omar", "return", "water", "--to", "sourced", "--reason", "x"),
        ("lina", "source", "-", "--no-url", "--outlet", "X", "--slug", "bread"),
        ("olga", "person", "add", "omar", "--role", "publisher"),
        ("olga", "person", "remove", "omar"),
    ):
        ran = room.run(person, *argv, stdin=ARABIC + "More words.\n")
        assert ran.code == 1, argv
        assert "no key is at hand" in ran.err
    assert room.git("rev-parse", "HEAD") == before
    assert room.run("nobody", "check", "water").code == 0  # a CI job has no key, and does no act
    for act, person in WAY:
        room.ok(person, act, "water", **env[person])
    assert len(signatures(room)) == 5


def test_work_in_progress_is_saved_without_a_key(signing: tuple[Room, dict[str, dict[str, str]]]) -> None:
    room, env = signing
    set_policy(room, "required", **env["olga"])
    source(room, **env["lina"])
    file = room.article()
    file.write_text(file.read_text(encoding="utf-8") + "\nBegun.\n", encoding="utf-8")
    assert room.ok("lina", "save", "water").startswith("✓ save: water/en")


def test_every_version_of_the_roster_is_signed_by_its_owner(
    signing: tuple[Room, dict[str, dict[str, str]]],
) -> None:
    room, env = signing
    room.ok("olga", "person", "add", "omar", "--role", "publisher", **env["olga"])
    text = (room.root / "newsroom.yaml").read_text(encoding="utf-8")
    newsroom = parse_newsroom(text)
    assert newsroom.sealed.version == 10
    armour = (room.root / "rosters/0010.sig").read_text(encoding="ascii")
    assert openssh_takes(newsroom.record.encode(), armour, newsroom.roster.people[0].keys[0])
    assert room.git("show", "--name-only", "--format=").split() == [
        "newsroom.yaml", "rosters/0010.sig", "rosters/0010.yaml",
    ]  # fmt: skip


def test_the_last_key_of_the_owners_cannot_go_where_signatures_are_required(
    signing: tuple[Room, dict[str, dict[str, str]]],
) -> None:
    room, env = signing
    set_policy(room, "required", **env["olga"])
    key = json.loads(room.ok("olga", "person", "list", "--json"))["people"][0]["keys"][0]
    ran = room.run("olga", "person", "revoke-key", "olga", key, **env["olga"])
    assert ran.code == 1
    assert "no owner would have a key" in ran.err
    spare = pair(room.root.parent / "spare")
    room.ok("olga", "person", "add", "olga", "--key", f"{spare.path}.pub", **env["olga"])
    room.ok("olga", "person", "revoke-key", "olga", key, **signs_with(spare))
    room.ok("olga", "person", "add", "omar", "--role", "publisher", **signs_with(spare))


def test_a_key_that_does_not_sign_stops_the_act_and_nothing_is_changed(
    signing: tuple[Room, dict[str, dict[str, str]]],
) -> None:
    room, env = signing
    locked = pair(room.root.parent / "locked", passphrase=WORDS)
    room.ok("olga", "person", "add", "omar", "--key", f"{locked.path}.pub")
    source(room, **env["lina"])
    room.ok("lina", "translate", "water", "--file", "-", stdin=ENGLISH, **env["lina"])
    before = room.git("rev-parse", "HEAD"), room.article().read_bytes()
    ran = room.run("omar", "edit", "water", SSH_ASKPASS="false", SSH_ASKPASS_REQUIRE="force", **signs_with(locked))
    assert ran.code == 3
    assert "ssh-keygen did not sign" in ran.err
    assert (room.git("rev-parse", "HEAD"), room.article().read_bytes()) == before
    assert room.git("status", "--porcelain") == ""


@pytest.mark.parametrize("policy", ["required", "when-available"])
def test_a_newsroom_is_founded_with_its_owners_key_and_signed_from_the_first_version(
    tmp_path: Path, policy: str
) -> None:
    key = pair(tmp_path / "olga")
    found = ("init", "desk", "--name", "Desk", "--from", "ar", "--to", "en", "--signatures", policy)
    Room(tmp_path).ok("olga", *found, "--key", f"{key.path}.pub", **signs_with(key))
    text = (tmp_path / "desk/newsroom.yaml").read_text(encoding="utf-8")
    newsroom = parse_newsroom(text)
    assert (newsroom.signatures, newsroom.roster.people[0].keys) == (policy, (key.public.line,))
    armour = (tmp_path / "desk/rosters/0001.sig").read_text(encoding="ascii")
    assert openssh_takes(newsroom.record.encode(), armour, key.public.line)


def test_a_newsroom_that_wants_signatures_is_not_founded_without_one(tmp_path: Path) -> None:
    key = pair(tmp_path / "olga")
    found = ("init", "desk", "--name", "Desk", "--from", "ar", "--to", "en", "--signatures", "required")
    for more in ((), ("--key", f"{key.path}.pub")):
        ran = Room(tmp_path).run("olga", *found, *more)
        assert ran.code == 1
        assert "begins with yours" in ran.err
        assert "gpg.format ssh" in ran.err
        assert list((tmp_path / "desk").iterdir()) == []
    Room(tmp_path).ok("olga", *found, "--key", key.public.line, **signs_with(key))

"""``dragoman person``: who is put on the roster, taken off it, and whose key counts; only owners say so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from signers import give_key
from ssh_tools import Pair, pair

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Room


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    folder = tmp_path_factory.mktemp("keys")
    return {name: pair(folder / name) for name in ("one", "other")}


def listed(room: Room, person: str) -> dict[str, Any]:
    """What ``person list --json`` says of somebody."""
    people: list[dict[str, Any]] = json.loads(room.ok("nobody", "person", "list", "--json"))["people"]
    return next(found for found in people if found["id"] == person)


def version(room: Room) -> int:
    return int(json.loads(room.ok("nobody", "person", "list", "--json"))["roster"])


def test_a_key_is_added_from_its_file_and_from_its_text(room: Room, keys: dict[str, Pair]) -> None:
    said = room.ok("olga", "person", "add", "omar", "--key", f"{keys['one'].path}.pub")
    assert said == "✓ omar Omar: editor · 1 key\n"
    said = room.ok("olga", "person", "add", "omar", "--key", f"{keys['other'].public.line} omar@desk")
    assert said == "✓ omar Omar: editor · 2 keys\n"
    assert listed(room, "omar")["keys"] == [keys["one"].public.line, keys["other"].public.line]
    assert "omar@desk" not in (room.root / "newsroom.yaml").read_text(encoding="utf-8")
    table = room.ok("omar", "person", "list")
    assert "KEYS" in table.splitlines()[0]
    assert [line.split()[2] for line in table.splitlines() if line.startswith("omar")] == ["2"]


def test_the_path_of_a_key_may_begin_with_the_home_folder(room: Room, keys: dict[str, Pair]) -> None:
    home = str(keys["one"].path.parent)
    room.ok("olga", "person", "add", "omar", "--key", "~/one.pub", HOME=home)
    assert listed(room, "omar")["keys"] == [keys["one"].public.line]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("no.pub", None, "no such file"),
        ("folder", "folder", "is a directory"),
        ("private", "", "private half"),
        ("words.pub", "hello there\n", "is no kind of key"),
        ("two.pub", "ssh-ed25519 AAAA\nssh-ed25519 BBBB\n", "more than one line"),
        ("empty.pub", "", "there is nothing"),
    ],
)
def test_what_is_no_public_key_is_refused_and_changes_nothing(
    room: Room, keys: dict[str, Pair], tmp_path: Path, name: str, text: str | None, why: str
) -> None:
    path = tmp_path / name
    if text == "folder":
        path.mkdir()
    elif name == "private":
        path = keys["one"].path
    elif text is not None:
        path.write_text(text, encoding="utf-8")
    before = room.git("rev-parse", "HEAD")
    ran = room.run("olga", "person", "add", "omar", "--key", str(path))
    assert ran.code == 2
    assert why in ran.err
    assert room.git("rev-parse", "HEAD") == before


def test_one_key_is_never_two_peoples(room: Room, keys: dict[str, Pair]) -> None:
    room.ok("olga", "person", "add", "omar", "--key", keys["one"].public.line)
    ran = room.run("olga", "person", "add", "sara", "--key", keys["one"].public.line)
    assert ran.code == 1
    assert "omar's" in ran.err


def test_each_change_is_one_commit_of_the_next_version_and_its_copy(room: Room) -> None:
    before = version(room)
    room.ok("olga", "person", "remove", "tarek")
    assert version(room) == before + 1
    copy = f"rosters/{before + 1:04}.yaml"
    assert room.git("show", "--name-only", "--format=").split() == ["newsroom.yaml", copy]
    assert room.git("show", f"HEAD:{copy}") == room.git("show", "HEAD:newsroom.yaml")
    assert room.git("log", "-1", "--format=%s|%an").strip() == "person remove: tarek (left)|Olga"
    seal = room.git("show", "HEAD:newsroom.yaml").partition("seal: ")[2][:64]
    wanted = f"Dragoman-Roster: {before + 1}\nDragoman-Seal: {seal}"
    assert room.git("log", "-1", "--format=%(trailers:only,unfold)").strip() == wanted
    assert room.git("status", "--porcelain") == ""


def test_who_left_may_read_and_acts_on_nothing_and_keeps_the_name_in_credits(room: Room) -> None:
    room.bring("published")
    said = room.ok("olga", "person", "remove", "lina")
    assert said == "✓ lina Lina: left 2026-11-22\n"
    assert listed(room, "lina") == {
        "id": "lina", "name": "Lina", "emails": ["lina@example.org"], "roles": [], "keys": [], "revoked": [],
        "left": "2026-11-22",
    }  # fmt: skip
    assert "left 2026-11-22" in room.ok("omar", "person", "list")
    assert "translator  Lina" in room.ok("lina", "show", "water")
    for argv in (("save", "water"), ("return", "water", "--to", "edited", "--reason", "x")):
        ran = room.run("lina", *argv)
        assert ran.code == 1
        assert "lina left this newsroom on 2026-11-22" in ran.err
        assert "dragoman person add lina" in ran.err
    again = room.ok("olga", "person", "remove", "lina")
    assert again == said
    room.ok("olga", "person", "add", "lina", "--role", "translator")
    room.source("bread")


def test_an_address_in_place_of_the_id_does_for_every_change(room: Room, keys: dict[str, Pair]) -> None:
    room.ok("olga", "person", "add", "Omar@Example.org", "--key", keys["one"].public.line)
    room.ok("olga", "person", "revoke-key", "OMAR@example.org", keys["one"].public.line)
    room.ok("olga", "person", "remove", "omar@EXAMPLE.org")
    assert (listed(room, "omar")["left"], listed(room, "omar")["revoked"]) == (
        "2026-11-22", [keys["one"].public.line],
    )  # fmt: skip
    ran = room.run("olga", "person", "add", "zoe@example.org", "--name", "Zoë", "--email", "zoe@example.org")
    assert ran.code == 2
    assert "short name" in ran.err


def test_a_role_is_taken_away_and_the_person_stays(room: Room) -> None:
    room.ok("olga", "person", "add", "omar", "--role", "publisher")
    assert room.ok("olga", "person", "remove", "omar", "--role", "editor") == "✓ omar Omar: publisher\n"
    assert room.ok("olga", "person", "remove", "omar", "--role", "publisher") == "✓ omar Omar: no role yet\n"
    assert listed(room, "omar")["left"] is None
    ran = room.run("olga", "person", "remove", "omar", "--role", "editor")
    assert ran.code == 2
    assert "omar is no editor" in ran.err


def test_the_last_owner_stays(room: Room) -> None:
    for argv in (("olga",), ("olga", "--role", "owner")):
        ran = room.run("olga", "person", "remove", *argv)
        assert ran.code == 1
        assert "only owner" in ran.err
    room.ok("olga", "person", "add", "sara", "--role", "owner")
    room.ok("olga", "person", "remove", "olga")
    assert room.run("olga", "person", "add", "omar", "--role", "owner").code == 1
    room.ok("sara", "person", "add", "omar", "--role", "owner")


@pytest.mark.parametrize("how", ["file", "text", "fingerprint"])
def test_a_key_is_revoked_by_file_text_or_fingerprint_and_does_not_come_back(
    room: Room, keys: dict[str, Pair], how: str
) -> None:
    key = keys["one"]
    said = {"file": f"{key.path}.pub", "text": key.public.line, "fingerprint": key.public.fingerprint}[how]
    room.ok("olga", "person", "add", "omar", "--key", key.public.line)
    assert room.ok("olga", "person", "revoke-key", "omar", said) == "✓ omar Omar: editor\n"
    assert (listed(room, "omar")["keys"], listed(room, "omar")["revoked"]) == ([], [key.public.line])
    back = room.run("olga", "person", "add", "omar", "--key", key.public.line)
    assert back.code == 1
    assert "was revoked" in back.err
    again = room.run("olga", "person", "revoke-key", "omar", said)
    assert again.code == 2
    assert "no such key" in again.err


def test_only_an_owner_takes_off_or_revokes(room: Room) -> None:
    key = give_key(room, "omar")
    before = (room.root / "newsroom.yaml").read_bytes()
    for argv in (
        ("remove", "omar"),
        ("remove", "omar", "--role", "editor"),
        ("revoke-key", "omar", key.public.fingerprint),
        ("add", "lina", "--role", "owner"),
    ):
        for person in ("lina", "omar", "stranger"):
            ran = room.run(person, "person", *argv)
            assert ran.code == 1
            assert "olga" in ran.err
    assert (room.root / "newsroom.yaml").read_bytes() == before


def test_a_person_written_in_any_form_is_changed_and_comments_stay(room: Room, keys: dict[str, Pair]) -> None:
    file = room.root / "newsroom.yaml"
    text = file.read_text(encoding="utf-8")
    block = "  zoe:\n    # our first\n    name: Zoë\n    emails:\n    - zoe@example.org\n    roles: [editor]\n"
    file.write_text(text.replace("sealed:", block + "sealed:"), encoding="utf-8")
    room.ok("olga", "save", "newsroom.yaml")
    for person, name in (("zoe", "one"), ("omar", "other")):
        room.ok("olga", "person", "add", person, "--key", keys[name].public.line)
        room.ok("olga", "person", "revoke-key", person, keys[name].public.line)
        room.ok("olga", "person", "remove", person)
        room.ok("olga", "person", "add", person, "--role", "publisher")
        assert listed(room, person)["roles"] == ["publisher"]
    assert "# our first\n" in file.read_text(encoding="utf-8")


def test_the_roster_as_json_tells_version_and_policy(room: Room) -> None:
    data = json.loads(room.ok("nobody", "person", "list", "--json"))
    assert (data["version"], data["roster"], data["signatures"]) == (1, 5, "when-available")
    assert [person["id"] for person in data["people"]] == ["olga", "lina", "tarek", "omar", "sara"]

"""What a journal is for: the act that it tells of is finished or taken back, and what others did since is theirs.

Which faults leave one behind is in ``faults/``.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest
from faults.busy import head, own_work
from faults.forked import do, ok
from snapshot import assert_whole, litter

if TYPE_CHECKING:
    from conftest import Room

pytest_plugins = ("faults.fixtures",)


@pytest.fixture
def translated(busy_room: Room) -> Room:
    """A newsroom with a translation that waits to be edited, and somebody's own work, staged and not."""
    ok(busy_room, "lina", "save", "meadow")
    return busy_room


class Interrupted:
    """An act that was done, to be put back into any moment of its making."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.file = room.article("bread")
        self.path = str(self.file.relative_to(room.root))
        self.old, self.before = head(room), self.file.read_bytes()
        self.old_entry = self._entry()
        ok(room, "omar", "edit", "bread")
        self.new, self.after = head(room), self.file.read_bytes()
        self.new_entry = self._entry()

    def _entry(self) -> str:
        return self.room.git("ls-files", "--stage", self.path).replace(" 0\t", "\t").strip()

    def put(self, *, branch: str, file: bytes, entry: str) -> None:
        self.room.git("update-ref", "refs/heads/main", branch)
        self.file.write_bytes(file)
        mode, name = entry.split("\t", maxsplit=1)[0].split()
        self.room.git("update-index", "--cacheinfo", f"{mode},{name},{self.path}")

    def journal(self, **changed: Any) -> None:
        change = {
            "path": self.path,
            "before": base64.b64encode(self.before).decode(),
            "after": base64.b64encode(self.after).decode(),
            "tracked": True,
        }
        known = {
            "version": 1,
            "branch": "refs/heads/main",
            "commit": self.new,
            "index": self.new_entry + "\0",
            "files": [change],
        }
        desk = self.room.root / ".git/dragoman"
        desk.mkdir(exist_ok=True)
        (desk / "journal.json").write_text(json.dumps(known | changed), encoding="ascii")
        # Beside it, what a kill in the middle of a write leaves.
        (desk / "journal.json.4711").write_text("{", encoding="ascii")
        (desk / "index.4711").write_bytes(b"DIRC")
        (self.file.parent / ".en.md.4711.dragoman").write_bytes(b"half")


@pytest.fixture
def interrupted(translated: Room) -> Interrupted:
    return Interrupted(translated)


@pytest.fixture(params=["status", "save bread", "show bread", "check bread", "doctor"])
def next_command(request: pytest.FixtureRequest) -> list[str]:
    words: str = request.param
    return words.split()


@pytest.mark.parametrize("file", ["before", "after"])
@pytest.mark.parametrize("entry", ["old_entry", "new_entry"])
def test_a_committed_act_is_finished(
    interrupted: Interrupted, file: str, entry: str, next_command: list[str]
) -> None:
    room = interrupted.room
    own = own_work(room)
    interrupted.put(branch=interrupted.new, file=getattr(interrupted, file), entry=getattr(interrupted, entry))
    interrupted.journal()
    do(room.root, "omar", *next_command)
    assert (head(room), interrupted.file.read_bytes()) == (interrupted.new, interrupted.after)
    assert_whole(room)
    assert own_work(room) == own


@pytest.mark.parametrize("file", ["before", "after"])
@pytest.mark.parametrize("commit", ["", "made", "never written"])
def test_an_act_that_was_not_committed_is_taken_back(
    interrupted: Interrupted, file: str, commit: str, next_command: list[str]
) -> None:
    room = interrupted.room
    own = own_work(room)
    interrupted.put(branch=interrupted.old, file=getattr(interrupted, file), entry=interrupted.old_entry)
    interrupted.journal(commit={"": "", "made": interrupted.new, "never written": "1" * 40}[commit])
    do(room.root, "omar", *next_command)
    assert (head(room), interrupted.file.read_bytes()) == (interrupted.old, interrupted.before)
    assert_whole(room)
    assert own_work(room) == own


def test_a_file_edited_since_the_crash_is_left_alone(interrupted: Interrupted) -> None:
    room = interrupted.room
    theirs = interrupted.after + b"and one more line\n"
    for branch, entry in ((interrupted.new, interrupted.new_entry), (interrupted.old, interrupted.old_entry)):
        interrupted.put(branch=branch, file=theirs, entry=entry)
        interrupted.journal()
        ok(room, "omar", "status")
        assert interrupted.file.read_bytes() == theirs
        assert litter(room) == []


def test_what_was_committed_by_hand_since_the_crash_is_not_reverted(interrupted: Interrupted) -> None:
    room = interrupted.room
    theirs = interrupted.after + b"\nA line by hand.\n"
    interrupted.put(branch=interrupted.new, file=theirs, entry=interrupted.old_entry)
    room.git("commit", "-q", "-m", "by hand", "--", interrupted.path)
    interrupted.journal()
    ok(room, "omar", "status")
    assert room.git("diff", "HEAD", "--", "articles") == ""
    assert room.git("diff", "--cached", "--", "articles") == ""
    assert interrupted.file.read_bytes() == theirs


def test_a_branch_switched_to_since_the_crash_gets_nothing_of_the_act(interrupted: Interrupted) -> None:
    room = interrupted.room
    room.git("stash", "-q")
    room.git("switch", "-q", "-c", "night", interrupted.old)
    interrupted.journal()
    ok(room, "omar", "status")
    assert interrupted.file.read_bytes() == interrupted.before
    assert room.git("diff", "--cached") == ""


def test_the_next_act_goes_on_from_the_one_it_finished(interrupted: Interrupted) -> None:
    interrupted.put(branch=interrupted.new, file=interrupted.before, entry=interrupted.old_entry)
    interrupted.journal()
    ok(interrupted.room, "omar", "disclaim", "bread")
    assert_whole(interrupted.room)


def test_a_journal_cannot_write_outside_the_newsroom(interrupted: Interrupted) -> None:
    room = interrupted.room
    victim = room.root.parent / "victim"
    victim.write_bytes(b"before")
    for path in ("../victim", str(victim), ".git/config", "articles/../../victim"):
        change = {"path": path, "before": base64.b64encode(b"after").decode(), "tracked": False}
        change["after"] = base64.b64encode(b"before").decode()
        config = (room.root / ".git/config").read_bytes()
        interrupted.journal(files=[change], commit="")
        ran = do(room.root, "omar", "disclaim", "bread")
        assert ran.code == 3, ran
        assert victim.read_bytes() == b"before"
        assert (room.root / ".git/config").read_bytes() == config


def test_leftovers_without_a_journal_are_swept(translated: Room) -> None:
    desk = translated.root / ".git/dragoman"
    for name in ("journal.json.4711", "index.4711", "index.4711.lock", "COMMIT_EDITMSG.4711"):
        (desk / name).write_bytes(b"half")
    ok(translated, "omar", "edit", "bread")
    assert litter(translated) == []

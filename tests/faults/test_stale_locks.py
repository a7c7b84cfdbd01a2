"""Git's locks, left behind or in use: an act waits a moment, then says whose it is, before anything has changed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from faults.busy import appears, copied, hook, own_work
from faults.forked import do, ok, start
from snapshot import litter, snapshot

if TYPE_CHECKING:
    from conftest import Room

pytest_plugins = ("faults.fixtures",)

GIT_LOCKS = ("index.lock", "HEAD.lock", "refs/heads/main.lock")
FAILED = 3


@pytest.fixture
def locked(busy_room: Room) -> dict[str, Room]:
    """A newsroom for each lock, which somebody left in it; all at once, because each is waited for."""
    rooms = {name: copied(busy_room, busy_room.root.with_name(name.replace("/", "-"))) for name in GIT_LOCKS}
    for name, room in rooms.items():
        (room.root / ".git" / name).write_bytes(b"")
    return rooms


@pytest.mark.slow
def test_a_lock_that_git_left_stops_an_act_before_it_begins(locked: dict[str, Room]) -> None:
    before = {name: snapshot(room) for name, room in locked.items()}
    forks = {name: start(room.root, "omar", "edit", "bread") for name, room in locked.items()}
    for name, room in locked.items():
        ended = forks[name].wait()
        assert ended.code == FAILED, ended
        assert ended.err.startswith("Error: ")
        assert "lock" in ended.err
        assert snapshot(room) == before[name]
        for reader in ("status", "show bread", "check bread", "log bread"):
            begun = time.monotonic()
            assert "Error" not in do(room.root, "omar", *reader.split()).err
            assert time.monotonic() - begun < 2
        ok(room, "omar", "doctor", "--unlock")
        ok(room, "omar", "edit", "bread")
        assert litter(room) == []


@pytest.mark.slow
def test_a_lock_that_goes_within_a_second_fails_no_act(locked: dict[str, Room]) -> None:
    def free() -> None:
        for name, room in locked.items():
            (room.root / ".git" / name).unlink()

    forks = [start(room.root, "omar", "edit", "bread") for room in locked.values()]
    timer = threading.Timer(1.2, free)
    timer.start()
    for fork in forks:
        ended = fork.wait()
        assert ended.code == 0, ended
    timer.join()
    assert [litter(room) for room in locked.values()] == [[], [], []]


@pytest.mark.slow
def test_a_stale_index_lock_is_named_with_what_to_do_and_one_in_use_with_whose_it_is(busy_room: Room) -> None:
    lock = busy_room.root / ".git/index.lock"
    lock.write_bytes(b"")
    stale = start(busy_room.root, "omar", "edit", "bread")
    other = copied(busy_room, busy_room.root.with_name("other"))
    held = other.root / ".git/index.lock"
    held.unlink()
    code = f"import time; file = open({str(held)!r}, 'w'); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code]) as holder:
        assert appears(held, 20)
        ended = do(other.root, "omar", "edit", "bread")
        holder.kill()
    assert ended.code == FAILED
    assert f"process {holder.pid}" in ended.err
    said = stale.wait().err
    assert "not running any more" in said
    assert "dragoman doctor --unlock" in said


@pytest.mark.slow
def test_an_index_locked_in_the_middle_is_followed_up_by_the_next_command(busy_room: Room) -> None:
    room = busy_room
    lock = room.root / ".git/index.lock"
    hook(room, f"touch '{lock}'\n")
    ended = do(room.root, "omar", "edit", "bread")
    assert ended.code == FAILED
    assert "The act is recorded" in ended.err
    assert "act: edit" in room.article("bread").read_text(encoding="utf-8")
    lock.unlink()
    own = own_work(room)
    ok(room, "olga", "status")
    assert litter(room) == []
    assert room.git("diff", "HEAD", "--", "articles/2026/11/bread", "newsroom.yaml") == ""
    assert own_work(room) == own

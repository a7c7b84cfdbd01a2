"""A disk that fills up at every moment of an act, of bytes or of names: the old state or the new one, and no less."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from effort import LONG
from faults.busy import ACTS, Act, copied, hook
from faults.disks import MEGABYTES, PAGE, fill, fill_names, mounted
from faults.forked import do, ok
from snapshot import snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Room

pytest_plugins = ("faults.fixtures",)
pytestmark = pytest.mark.slow

FAILED = 3
# A short run tries each act at a few of the moments, and not the same ones of each.
STEP = 1 if LONG else 5
NAMES = 1000
# The branch has moved and git's index found no room: the new state, which the next command that finds room completes.
RECORDED = "The act is recorded"


@pytest.fixture
def small(memory: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    place = memory / "small"
    place.mkdir(exist_ok=True)
    with ExitStack() as stack:
        mounted(stack, "-t", "tmpfs", "-o", f"size={MEGABYTES}m,nr_inodes={NAMES}", "tmpfs", str(place))
        yield place


@pytest.mark.parametrize("name", ACTS)
def test_a_disk_that_is_full_of_bytes(busy: Room, small: Path, name: str) -> None:
    every(busy, small, ACTS[name], lambda free: fill(small / "filler", free * PAGE))


@pytest.mark.parametrize("name", ACTS)
def test_a_disk_that_is_full_of_names(busy: Room, small: Path, name: str) -> None:
    every(busy, small, ACTS[name], lambda free: fill_names(small / "filler", free))


def every(original: Room, place: Path, act: Act, fill_up: Callable[[int], None]) -> None:
    """Do the act with no room left, with room for one more thing, for two … until it is enough."""
    for text in original.root.parent.glob("*.md"):
        shutil.copy(text, place)
    room = copied(original, place / "desk")
    before, outcomes = snapshot(room), []
    first = list(ACTS.values()).index(act) % STEP
    for free in range(first, 200, STEP):
        fill_up(free)
        ended = do(room.root, act.person, *act.argv)
        outcomes.append(ended.code)
        assert ended.code in {0, FAILED}, ended
        if ended.code == 0:
            break
        assert ended.err.startswith("Error: "), ended
        assert "Traceback" not in ended.err
        if RECORDED in ended.err:
            empty(place / "filler")
            ok(room, "olga", "status")
            break
        ok(room, "olga", "status")
        assert snapshot(room) == before, (free, ended)
    assert outcomes[0] == FAILED
    assert outcomes[-1] == 0 or RECORDED in ended.err
    done = copied(original, original.root.with_name("done"))
    ok(done, act.person, *act.argv)
    assert snapshot(room) == snapshot(done)
    assert room.git("fsck", "--strict", "--no-dangling") == ""


def empty(filler: Path) -> None:
    """Give the room back."""
    if filler.is_dir():
        shutil.rmtree(filler)
    else:
        filler.unlink()


def test_a_disk_that_fills_up_in_the_middle_is_seen_to_by_the_next_command_that_finds_room(
    busy: Room, small: Path
) -> None:
    """Somebody else's file takes the last byte while the hook runs: not even the old text can be put back."""
    room = copied(busy, small / "desk")
    hook(room, "exec 2>/dev/null; cat /dev/zero > ../filler; true\n")
    before = snapshot(room)
    ended = do(room.root, "omar", "edit", "bread")
    assert ended.code == FAILED, ended
    assert "space" in ended.err or "full" in ended.err, ended
    for reader in ("status", "show bread", "check"):
        assert "Traceback" not in do(room.root, "olga", *reader.split()).err
    (small / "filler").unlink()
    ok(room, "olga", "status")
    assert snapshot(room) == before

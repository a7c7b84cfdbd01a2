"""``kill -9`` at any moment, with its gits or without: the old state or the new, once the next command has come."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from effort import KILLS
from faults.busy import appears, copied
from faults.forked import Fork, do, ok, start
from faults.seen import Seen
from faults.wheel import Wheel
from snapshot import litter

if TYPE_CHECKING:
    from conftest import Room

pytest_plugins = ("faults.fixtures",)
pytestmark = pytest.mark.slow

# A newsroom that has grown by so many acts is left for a fresh one.
FRESH = 80
READERS = ("status", "show bread", "check", "doctor")


@dataclass
class Tally:
    """What came of the kills: how often there was something ``left`` to settle, how often the ``new`` state stood."""

    killed: int = 0
    left: int = 0
    new: int = 0


@pytest.mark.parametrize("group", [False, True], ids=["dragoman alone", "its gits too"])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_state(busy_room: Room, group: bool) -> None:
    chance, tally = random.Random(20261122), Tally()  # noqa: S311
    lengths = measured(copied(busy_room, busy_room.root.with_name("measured")))
    for trial in range(4 * KILLS):  # some come too late
        if tally.killed == KILLS:
            break
        if trial % FRESH == 0:
            mortal = copied(busy_room, busy_room.root.with_name("mortal"))
            wheel = Wheel(mortal)
        act = wheel.next()
        seen = Seen(mortal, act)
        fork = start(mortal.root, act.person, *act.argv, group=group)
        wait(mortal, lengths[act.argv[0]], chance, late=trial % 4 > 1)
        killed = kill(fork, group=group)
        left = bool(litter(mortal))
        if group:
            unlock(mortal)
        settle(mortal, trial)
        new = seen.is_new(must=not killed)
        tally = Tally(tally.killed + killed, tally.left + (killed and left), tally.new + (killed and new))
    print(f"{tally.killed} kills in {trial} acts, {tally.left} left something to settle, {tally.new} acts stood")
    assert mortal.git("fsck", "--strict", "--no-dangling") == ""
    ok(mortal, "omar", "check")
    assert tally.killed == KILLS, "the kills must come while the act is at work"
    assert tally.left > KILLS // 20, "and often enough where there is something to settle"


def measured(room: Room) -> dict[str, float]:
    """How long each kind of act takes, in seconds."""
    wheel, lengths = Wheel(room), {}
    for _ in range(2 * 12):
        act, begun = wheel.next(), time.monotonic()
        ok(room, act.person, *act.argv)
        lengths[act.argv[0]] = time.monotonic() - begun
    return lengths


def wait(room: Room, length: float, chance: random.Random, *, late: bool) -> None:
    """Until any moment of the act, or a ``late`` one: where files, branch and index follow each other."""
    if late:
        appears(room.root / ".git/dragoman/journal.json", length * 1.5)
    time.sleep(chance.uniform(0, length * (0.2 if late else 1)))


def kill(fork: Fork, *, group: bool) -> bool:
    """Whether it came in time."""
    with contextlib.suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(fork.pid, signal.SIGKILL)
    return fork.wait().code == -signal.SIGKILL


def unlock(room: Room) -> None:
    """What the error says to do about a lock of git's; a git that was killed may be on its way out for a moment."""
    end = time.monotonic() + 5
    while list((room.root / ".git").rglob("*.lock")):
        do(room.root, "olga", "doctor", "--unlock")
        assert time.monotonic() < end


def settle(room: Room, trial: int) -> None:
    """The next command: one that reads, or an act's way in, which finds nothing to do."""
    if trial % 2:
        do(room.root, "olga", *READERS[trial // 2 % len(READERS)].split())
    else:
        ok(room, "lina", "save", "water")

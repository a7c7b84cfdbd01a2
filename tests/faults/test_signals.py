"""Being told to end, by Ctrl-C, a closed terminal or a shutdown: the act is taken back, or it stands; at once."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import environment
from effort import LONG
from faults.busy import appears, hook
from faults.forked import ok, start
from faults.seen import Seen
from faults.wheel import Wheel
from snapshot import snapshot

if TYPE_CHECKING:
    from conftest import Room

pytest_plugins = ("faults.fixtures",)

INTERRUPTED = 130
TIMES = 100 if LONG else 12


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda sent: sent.name)
def test_being_told_to_end_is_an_orderly_end(busy_room: Room, sent: signal.Signals) -> None:
    room, chance, codes = busy_room, random.Random(20261122), []  # noqa: S311
    wheel, length = Wheel(room), 0.05
    for turn in range(8 * TIMES):
        if turn >= TIMES and INTERRUPTED in codes:
            break
        act = wheel.next()
        seen, begun = Seen(room, act), time.monotonic()
        fork = start(room.root, act.person, *act.argv)
        time.sleep(chance.uniform(0.003, length))
        with contextlib.suppress(ProcessLookupError):
            os.kill(fork.pid, sent)
        codes.append(fork.wait().code)
        length = length if codes[-1] else max(length, time.monotonic() - begun)
        seen.is_new(must=codes[-1] == 0)
    assert room.git("fsck", "--strict", "--no-dangling") == ""
    assert set(codes) <= {0, INTERRUPTED, -sent}, codes  # the last: it was told before it had begun
    assert INTERRUPTED in codes


@pytest.mark.slow
def test_being_told_again_and_again_leaves_nothing_that_the_next_command_does_not_settle(busy_room: Room) -> None:
    """Somebody leans on Ctrl-C, and the terminal is closed as well."""
    room, chance = busy_room, random.Random(20261122)  # noqa: S311
    wheel = Wheel(room)
    for _ in range(TIMES):
        act = wheel.next()
        seen, fork = Seen(room, act), start(room.root, act.person, *act.argv)
        time.sleep(chance.uniform(0.003, 0.04))
        with contextlib.suppress(ProcessLookupError):
            for number in range(8):
                os.kill(fork.pid, (signal.SIGINT, signal.SIGHUP)[number % 2])
                time.sleep(chance.uniform(0, 0.002))
        code = fork.wait().code
        ok(room, "olga", "status")
        seen.is_new(must=code == 0)
    assert room.git("fsck", "--strict", "--no-dangling") == ""


@pytest.mark.slow
def test_an_interrupted_act_is_taken_back_at_once(busy_room: Room) -> None:
    """The hook is where an act waits longest; Ctrl-C goes to it as well."""
    room = busy_room
    hook(room, "touch ../waiting; sleep 30\n")
    before = snapshot(room)
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman.cli", "edit", "bread"],
        cwd=room.root,
        env=environment("omar"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        assert appears(room.root.parent / "waiting", 20)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == INTERRUPTED
    assert err.decode().strip() == "Interrupted."
    assert snapshot(room) == before

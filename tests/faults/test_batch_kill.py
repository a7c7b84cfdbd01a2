"""A batch that is killed or interrupted at any moment leaves whole acts only, and the next one does the rest."""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest
from desk_of_many import TRANSLATED, borrowed, made, names
from effort import KILLS
from faults.busy import appears
from faults.forked import do, ok, start
from snapshot import litter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Room
    from faults.forked import Ended

pytest_plugins = ("faults.fixtures",)
pytestmark = pytest.mark.slow

ACTS, PIECE = 40, 8
INTERRUPTED = 130
TRIALS = max(KILLS // 8, 5)


@pytest.fixture
def desk(memory: Path) -> Iterator[Room]:
    with borrowed(made(memory, 5 * ACTS)) as room:
        (room.root / "own.txt").write_text("staged\n", encoding="utf-8")
        room.git("add", "own.txt")
        yield room


def in_pieces() -> Callable[[], int]:
    """Let the forked process record in small pieces."""
    sys.modules["dragoman.workflow.batch"].PIECE = PIECE  # type: ignore[attr-defined]
    return lambda: 0


@pytest.mark.parametrize(
    ("sent", "group"),
    [(signal.SIGKILL, False), (signal.SIGKILL, True), (signal.SIGINT, True), (signal.SIGTERM, False)],
    ids=["killed", "killed with its gits", "Ctrl-C", "told to end"],
)
def test_whole_acts_are_all_there_ever_is(desk: Room, sent: signal.Signals, group: bool) -> None:
    chance, slugs = random.Random(20261122), sorted(names(TRANSLATED, ACTS))  # noqa: S311
    first, partly = desk.git("rev-parse", "HEAD").strip(), 0
    length = measured(desk)
    for trial in range(TRIALS):
        put_back(desk, first)
        fork = start(desk.root, "omar", "edit", *slugs, plant=in_pieces, group=True)
        if trial % 2:
            appears(desk.root / ".git/dragoman/journal.json", length)
        time.sleep(chance.uniform(0, length * (0.5 if trial % 2 else 1)))
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(fork.pid, sent)
        ended = fork.wait()
        assert ended.code in {0, INTERRUPTED, -sent}, ended
        if sent != signal.SIGKILL:
            assert litter(desk) == []  # what was under way was taken back before the command ended
        while list((desk.root / ".git").rglob("*.lock")):
            do(desk.root, "sara", "doctor", "--unlock")
        ok(desk, "sara", "status")
        acts = done(desk, first, slugs)
        assert ended.code != INTERRUPTED or acts == told_of(ended), ended
        partly += 0 < acts < ACTS
        told = do(desk.root, "omar", "edit", "--all-ready").out.splitlines()
        assert told[-1] == f"edit: {ACTS - acts} done", told
        assert done(desk, first, slugs) == ACTS
    print(f"{partly} of {TRIALS} batches stood in part")
    assert desk.git("fsck", "--strict", "--no-dangling") == ""
    assert partly or TRIALS < ACTS


def told_of(ended: Ended) -> int:
    """How many acts an interrupted batch says that it did."""
    found = re.search(r"edit: ([0-9]+) were done before it was stopped", ended.err)
    return int(found[1]) if found else 0


def measured(desk: Room) -> float:
    """How long the batch takes, in seconds."""
    begun = time.monotonic()
    assert do(desk.root, "omar", "edit", *names(TRANSLATED, ACTS), plant=in_pieces).code == 0
    return time.monotonic() - begun


def put_back(desk: Room, commit: str) -> None:
    """Make it as it was before the batch, with the user's own work in it."""
    desk.git("reset", "-q", "--hard", commit)
    (desk.root / "own.txt").write_text("staged\n", encoding="utf-8")
    desk.git("add", "own.txt")


def done(desk: Room, first: str, slugs: list[str]) -> int:
    """How many acts stand: a whole number of pieces, from the first on; files, index and branch say the same."""
    assert litter(desk) == []
    subjects = desk.git("log", "--reverse", "--format=%s", f"{first}..HEAD").splitlines()
    assert subjects == [f"edit: {slug}/en (translated → edited)" for slug in slugs[: len(subjects)]]
    assert len(subjects) % PIECE == 0
    assert desk.git("status", "--porcelain").split() == ["A", "own.txt"]
    return len(subjects)

"""A command in a forked process says and does what it does in one that starts from nothing."""

from __future__ import annotations

import os
import subprocess
import warnings
from typing import TYPE_CHECKING

import pytest
from conftest import ARABIC, Ran, Room, dragoman, environment, started
from sweeper import starts_alike, sweeper

if TYPE_CHECKING:
    from pathlib import Path

LINES = [
    ("olga", "--version", ""), ("olga", "--help", ""), ("olga", "nonsense", ""), ("omar", "status --json", ""),
    ("omar", "show water", ""), ("lina", "edit water", ""), ("omar", "edit nowhere", ""), ("lina", "save water", ""),
    ("lina", "translate water --file -", "\udcff"), ("lina", "translate water --file - -m é", "# A\n\nWater.\n"),
    ("lina", "source - --outlet O --no-url", ARABIC), ("omar", "check", ""), ("omar", "verify", ""),
    ("nobody", "status --mine", ""),
]  # fmt: skip


def left(room: Room) -> tuple[str, bytes]:
    """What a command left behind."""
    return room.git("log", "--format=%H %an %ae %aI %s"), room.article().read_bytes()


@pytest.fixture(scope="module")
def sourced(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = Room(tmp_path_factory.mktemp("sourced") / "desk")
    subprocess.run(["cp", "-a", founded, room.root], check=True)
    room.source()
    return room.root


@pytest.mark.parametrize(("person", "line", "stdin"), LINES, ids=lambda word: word[:20])
def test_a_forked_command_is_the_same_as_a_started_one(
    sourced: Path, tmp_path: Path, person: str, line: str, stdin: str
) -> None:
    answers: list[tuple[Ran, tuple[str, bytes]]] = []
    for number, how in enumerate((started, dragoman)):
        subprocess.run(["cp", "-a", sourced, tmp_path / "desk"], check=True)
        room = Room(tmp_path / "desk")
        answers.append((how(room.root, line.split(), environment(person), stdin), left(room)))
        room.root.rename(tmp_path / str(number))
    assert answers[0] == answers[1]
    assert sweeper().server.poll() is None


@pytest.mark.parametrize("name", ["PATH", "LANG", "LC_ALL", "PYTHONUTF8", "GIT_PYTHON_GIT_EXECUTABLE"])
def test_what_is_read_when_a_process_starts_is_not_left_to_a_fork(name: str) -> None:
    assert starts_alike(environment("olga") | {"COLUMNS": "40", "EDITOR": "ed"})
    assert not starts_alike(environment("olga") | {name: "other"})


def test_whoever_was_forked_from_the_tests_has_a_sweeper_of_their_own() -> None:
    ours = sweeper()
    assert sweeper() is ours
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # A runner of tests in parallel has a second thread, which holds nothing that we need.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            own = sweeper()
            own.close()
            os.write(writing, b"its own" if own is not ours else b"ours")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        assert pipe.read() == b"its own"

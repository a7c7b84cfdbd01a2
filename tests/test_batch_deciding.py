"""What a batch decides on all cores is what it decides on one, refusals and all."""

from __future__ import annotations

import contextlib
import os
import pickle
from typing import TYPE_CHECKING

import pytest
from desk_of_many import TRANSLATED, borrowed, made, names

from dragoman.workflow.errors import BadText, DiskFailed, DragomanError, NotDelivered, Refused
from dragoman.workflow.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Room

pytest_plugins = ("faults.fixtures",)

MANY = 600
NO = 1


@pytest.fixture(scope="module")
def original(memory: Path) -> Path:
    return made(memory, MANY)


@contextlib.contextmanager
def cores(most: int) -> Iterator[None]:
    """So many cores for whatever starts now."""
    every = os.sched_getaffinity(0)
    if len(every) < most:
        pytest.skip(f"this machine lets us use {len(every)} core(s) only")
    os.sched_setaffinity(0, sorted(every)[:most])
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)


def batch(room: Room, most: int, *words: str) -> tuple[int, str, str, str]:
    """Edit every article but what cannot be: the exit code, both outputs, and the last commit."""
    translated = names(TRANSLATED, 2)
    room.article(translated[0]).write_bytes(b"---\ntitle: [\n---\n\n\xff\n")
    text = room.article(translated[1]).read_text(encoding="utf-8")
    room.article(translated[1]).write_text(text.replace("translator: lina", "translator: omar"), encoding="utf-8")
    every = "\n".join(f"report-{number}" for number in range(MANY))
    with cores(most):
        ran = room.run("omar", "edit", "-", *words, stdin=every)
    return ran.code, ran.out, ran.err, room.git("rev-parse", "HEAD")


@pytest.mark.parametrize("words", [("--keep-going",), ("--keep-going", "--json"), ("--keep-going", "--dry-run"), ()])
def test_two_cores_make_the_same_commits_and_say_the_same_as_one(original: Path, words: tuple[str, ...]) -> None:
    with borrowed(original) as alone, borrowed(original) as together:
        one, two = batch(alone, 1, *words), batch(together, 2, *words)
        assert one == two
        assert one[0] == NO
        done = MANY // 5 - 2 if words in (("--keep-going",), ("--keep-going", "--json")) else 0
        assert int(together.git("rev-list", "--count", "HEAD")) == 1 + done
        assert together.git("status", "--porcelain") == alone.git("status", "--porcelain")
        assert together.git("fsck", "--strict", "--no-dangling") == ""


def test_many_saves_are_shared_too_and_stay_in_order(original: Path) -> None:
    heads = []
    for most in (1, 2):
        with borrowed(original) as room, cores(most):
            for number in range(MANY):
                file = room.article(f"report-{number}")
                file.write_text(file.read_text(encoding="utf-8").replace(" city ", " town ", 1), encoding="utf-8")
            room.ok("lina", "save", "--all-ready")
            heads.append(room.git("log", "--format=%H %s"))
    assert heads[0] == heads[1]
    assert len(heads[0].splitlines()) > MANY // 2


@pytest.mark.parametrize(
    "error",
    [
        Refused("`edit` of water/en", (Problem("role", "No.", who="omar", fix="ask"),)),
        BadText("articles/2026/11/water/en.md", 3, "is odd"),
        NotDelivered("The target failed.", "mend it", DiskFailed("No room.")),
        DragomanError("One sentence.", "and a hint"),
    ],
)
def test_an_error_is_the_same_in_another_process(error: DragomanError) -> None:
    there = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    assert type(there) is type(error)
    assert (str(there), there.sentence, there.hint) == (str(error), error.sentence, error.hint)
    assert {key: repr(value) for key, value in vars(there).items()} == {
        key: repr(value) for key, value in vars(error).items()
    }

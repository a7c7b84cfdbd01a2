"""A partial clone: git may not fetch what it lacks, since the clone's own configuration says by which program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import Room, environment

from dragoman.workflow import git
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.objects import Reader

if TYPE_CHECKING:
    from pathlib import Path

PARTIAL = "This clone is partial"


@pytest.fixture
def clone(room: Room, tmp_path: Path) -> tuple[Room, Path]:
    """A partial clone of a newsroom, whose configuration names a program to fetch with, and the trace it leaves."""
    room.bring("published")
    room.git("config", "uploadpack.allowFilter", "true")
    room.git("config", "uploadpack.allowAnySHA1InWant", "true")
    room.git("clone", "-q", "--filter=blob:none", f"file://{room.root}", str(tmp_path / "clone"))
    there, trace = Room(tmp_path / "clone"), tmp_path / "trace"
    there.git("config", "remote.origin.uploadpack", f"touch {trace}; git-upload-pack")
    return there, trace


@pytest.mark.parametrize(
    ("person", "argv", "code"),
    [
        ("nobody", ("verify",), 0),
        ("nobody", ("verify", "--history"), 3),
        ("nobody", ("verify", "--base", "HEAD~3"), 3),
        ("nobody", ("verify", "HEAD~2"), 3),
        ("nobody", ("check",), 0),
        ("nobody", ("status",), 0),
        ("nobody", ("show", "water"), 0),
        ("nobody", ("log", "water"), 0),
        ("nobody", ("diff", "water", "--since", "translate"), 3),
        ("sara", ("return", "water", "--to", "edited", "--reason", "x"), 0),
    ],
)
def test_no_command_fetches_by_what_the_clone_names(
    clone: tuple[Room, Path], person: str, argv: tuple[str, ...], code: int
) -> None:
    room, trace = clone
    ran = room.run(person, *argv)
    assert not trace.exists()
    assert ran.code == code, ran
    if code:
        assert PARTIAL in ran.err
        assert "git fetch --refetch --no-filter" in ran.err


def test_verify_says_in_a_sentence_what_such_a_clone_cannot_show(clone: tuple[Room, Path]) -> None:
    room, trace = clone
    told = json.loads(room.ok("nobody", "verify", "--json"))
    assert [limit for limit in told["limits"] if PARTIAL in limit]
    room.git("config", "--unset", "remote.origin.uploadpack")
    room.git(*git.WHOLE.split()[1:])
    room.ok("nobody", "verify", "--history")
    assert not trace.exists()


def test_a_git_that_knows_no_word_against_it_finds_no_protocol(
    clone: tuple[Room, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, trace = clone
    blob = room.git("rev-parse", f"HEAD~2:{room.article().relative_to(room.root)}").strip()
    for key in set(git.UNFETCHED) - {"GIT_ALLOW_PROTOCOL"}:
        monkeypatch.delitem(git._FIXED, key)
    for key, value in environment("nobody").items():
        monkeypatch.setenv(key, value)
    with Reader(str(room.root)) as reader, pytest.raises(GitFailed, match=PARTIAL):
        reader.find(blob)
    assert not trace.exists()


def test_a_whole_clone_is_not_called_partial(room: Room) -> None:
    room.bring("translated")
    assert PARTIAL not in room.ok("nobody", "verify")

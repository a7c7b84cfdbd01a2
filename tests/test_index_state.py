"""The index is digested when it may have changed, and is known to be whole only as the file that git left."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from dragoman.workflow import index_lock
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.index_lock import ensure_usable
from dragoman.workflow.index_state import is_known_whole
from dragoman.workflow.repository import open_repository

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Room


def damage(index: Path) -> None:
    """Spoil bytes in the middle; times, size and the digest at the end stay as they were."""
    seen, data = index.stat(), bytearray(index.read_bytes())
    data[40] ^= 1
    index.write_bytes(data)
    os.utime(index, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def test_what_an_act_leaves_is_known_to_be_whole_and_not_digested_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.bring("translated")
    repository = open_repository(str(room.root))
    monkeypatch.setattr(index_lock, "digests", None)
    assert is_known_whole(repository)
    ensure_usable(repository)


def test_what_another_git_has_written_since_is_digested(room: Room) -> None:
    room.bring("translated")
    (room.root / "note").write_text("mine", encoding="utf-8")
    room.git("add", "note")
    repository = open_repository(str(room.root))
    assert not is_known_whole(repository)
    ensure_usable(repository)
    damage(room.root / ".git/index")
    with pytest.raises(GitFailed, match="Git's index is damaged"):
        ensure_usable(repository)


def test_a_damaged_index_stops_an_act_before_anything_is_recorded(room: Room) -> None:
    room.bring("translated")
    before = room.git("rev-parse", "HEAD")
    index = room.root / ".git/index"
    data = bytearray(index.read_bytes())
    data[40] ^= 1
    index.write_bytes(data)
    ended = room.run("omar", "edit", "water")
    assert ended.code != 0
    assert "Git's index is damaged" in ended.err
    assert room.git("rev-parse", "HEAD") == before


def test_without_an_index_or_a_note_of_it_nothing_is_known(room: Room) -> None:
    room.bring("translated")
    repository = open_repository(str(room.root))
    (room.root / ".git/index").unlink()
    assert not is_known_whole(repository)
    (room.root / ".git/dragoman/whole").write_text("none", encoding="ascii")
    assert not is_known_whole(repository)
    (room.root / ".git/dragoman/whole").unlink()
    assert not is_known_whole(repository)
    (room.root / ".git/dragoman/whole").write_bytes(b"\xff")
    assert not is_known_whole(repository)

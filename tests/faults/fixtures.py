"""Fixtures of the tests of faults, which name this module as a plugin: a second ``conftest`` would hide the first."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from faults.busy import copied, make_busy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Room

_NEEDED = 64 * 2**20


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder whose disk is memory: thousands of acts would else wait for a disk that they do not test."""
    place = Path("/dev/shm")  # noqa: S108  # a folder of our own in it, below
    if not os.access(place, os.W_OK) or shutil.disk_usage(place).free < _NEEDED:
        yield tmp_path_factory.mktemp("memory")
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-", dir=place, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def busy(founded: Path, memory: Path) -> Room:
    """A busy newsroom, to be copied."""
    return make_busy(founded, memory / "busy/desk")


@pytest.fixture
def busy_room(busy: Room) -> Iterator[Room]:
    """A busy newsroom of one's own."""
    place = busy.root.parents[1] / "own"
    shutil.copytree(busy.root.parent, place, symlinks=True)
    yield copied(busy, place / "desk")
    shutil.rmtree(place)

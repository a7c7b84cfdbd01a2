"""Real disks for a test's length: small ones that fill up; only root can mount them, others are told loudly."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from conftest import Room

PAGE = 4096
MEGABYTES = 3


def mounted(stack: ExitStack, *words: str) -> None:
    """Mount something for the length of the test."""
    if os.geteuid() or shutil.which("mount") is None:
        pytest.skip("THE DISK'S FAULTS ARE NOT TESTED: only root can mount a small or a read-only disk")
    done = subprocess.run(["mount", *words], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"THE DISK'S FAULTS ARE NOT TESTED: {done.stderr.decode().strip()}")
    if "remount,ro,bind" not in words:
        stack.callback(subprocess.run, ["umount", "-l", words[-1]], check=True)


def small_disk(room: Room, stack: ExitStack, free: int) -> None:
    """Put the newsroom on a disk of its own with ``free`` bytes left."""
    away = room.root.with_name("moved")
    room.root.rename(away)
    room.root.mkdir()
    mounted(stack, "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(room.root))
    shutil.copytree(away, room.root, symlinks=True, dirs_exist_ok=True)
    fill(room.root / "filler", free)


def fill(file: Path, free: int) -> None:
    """Fill a disk up but for ``free`` bytes."""
    with file.open("wb", buffering=0) as filler:
        try:
            while filler.write(b"x" * PAGE) == PAGE:
                pass
        except OSError:
            filler.truncate(max(filler.tell() - free, 0))


def fill_names(folder: Path, free: int) -> None:
    """Take all the names a disk can hold but for ``free``; there is room for bytes still."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    made: list[Path] = []
    while True:
        try:
            (folder / str(len(made))).touch()
        except OSError:
            break
        made.append(folder / str(len(made)))
    for path in made[:free]:
        path.unlink()

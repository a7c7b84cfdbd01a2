"""Tell one state of the user's index from another, and remember which one git left whole.

To digest the index takes longer than everything else that an act decides on where there are many files. What git has
just written for us is whole, and stays so as long as it is the same file.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from dragoman.workflow.places import WHOLE

if TYPE_CHECKING:
    from dragoman.workflow.repository import Repository

_NO_INDEX = "none"


def index_id(folder: str) -> str:
    """What tells one state of a git folder's index from another: its time, its size and its own digest."""
    try:
        with open(os.path.join(folder, "index"), "rb") as file:
            found = os.fstat(file.fileno())
            file.seek(max(0, found.st_size - 32))
            return f"{found.st_mtime_ns} {found.st_size} {found.st_ino} {file.read().hex()}"
    except OSError:
        return _NO_INDEX


def is_known_whole(repository: Repository) -> bool:
    """Whether the index is the one that git left whole."""
    with contextlib.suppress(OSError, ValueError), open(_file(repository), encoding="ascii") as file:
        known = file.read()
        return known != _NO_INDEX and known == index_id(repository.git_dir)
    return False


def remember_whole(repository: Repository) -> None:
    """The index as it is now is whole. A disk that says no only makes us forgetful."""
    with contextlib.suppress(OSError), open(_file(repository), "w", encoding="ascii") as file:
        file.write(index_id(repository.git_dir))


def _file(repository: Repository) -> str:
    return os.path.join(repository.desk, WHOLE)

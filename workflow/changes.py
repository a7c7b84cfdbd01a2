"""A commit and what it changed, as data: what the stream hands over and the rules judge."""

from __future__ import annotations

from typing import NamedTuple

ABSENT = "000000"
PLAIN = ("100644", "100755", "100664")


class FileChanged(NamedTuple):
    """One path in a commit, before and after; git's octal modes, ``000000`` where there is nothing."""

    path: str
    old_mode: str
    new_mode: str
    old: str
    new: str


class Commit(NamedTuple):
    """A commit; ``changes`` are against its parent, and left empty for a merge. ``email`` is its author's."""

    id: str
    tree: str
    parents: tuple[str, ...]
    email: str
    changes: tuple[FileChanged, ...]


def is_plain(mode: str) -> bool:
    """Whether git's mode is a plain file's."""
    return mode in PLAIN

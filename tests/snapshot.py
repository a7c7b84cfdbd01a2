"""A newsroom as it is at one moment, to be compared with another: branch, index and every file with its mode."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.places import STAYS

if TYPE_CHECKING:
    from conftest import Room


class Snapshot(NamedTuple):
    head: str
    refs: str
    staged: str
    files: dict[str, tuple[int, str]]
    litter: list[str]


def snapshot(room: Room) -> Snapshot:
    return Snapshot(
        (room.root / ".git/HEAD").read_text(encoding="utf-8"),
        room.git("for-each-ref"),
        # The flags too: an intent-to-add is one. The times of a refresh are not part of what is staged.
        index_entries(room),
        files(room.root),
        litter(room),
    )


def index_entries(room: Room) -> str:
    lines = room.git("ls-files", "--stage", "--debug").splitlines()
    return "\n".join(line.partition("flags:")[2] or line for line in lines if "flags:" in line or line[:1] != " ")


def files(root: Path) -> dict[str, tuple[int, str]]:
    """Every path below the newsroom outside .git: its mode, and a digest of its bytes or its link's target."""
    found = {}
    for folder, names, leaves in os.walk(root):
        names[:] = [name for name in names if name != ".git"]
        for name in [*names, *leaves]:
            path = Path(folder, name)
            mode = path.lstat().st_mode
            content = b""
            if stat.S_ISLNK(mode):
                content = os.fsencode(path.readlink())
            elif stat.S_ISREG(mode):
                content = path.read_bytes()
            found[str(path.relative_to(root))] = (mode, hashlib.sha256(content).hexdigest())
    return found


def litter(room: Room) -> list[str]:
    """What an act may leave nowhere: half-written copies, journals, private indexes, git's locks and temporaries."""
    git_dir = room.root / ".git"
    desk = [path.name for path in (git_dir / "dragoman").glob("*") if path.name not in STAYS]
    locks = [str(path.relative_to(git_dir)) for path in git_dir.rglob("*.lock")]
    copies = [str(path.relative_to(room.root)) for path in room.root.rglob("*.dragoman")]
    return sorted([*desk, *locks, *copies])


def assert_whole(room: Room) -> None:
    """Nothing is left over, nothing is broken, and file, index and last commit say the same of every article."""
    assert litter(room) == [], litter(room)
    assert room.git("fsck", "--strict", "--no-dangling") == ""
    assert room.git("status", "--porcelain", "--", "articles", "newsroom.yaml") == ""
    assert room.git("diff", "HEAD", "--", "articles", "newsroom.yaml") == ""

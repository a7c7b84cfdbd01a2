"""A newsroom with an article in each state and somebody's own work in it, staged and not."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from conftest import ARABIC, ENGLISH, Room
from faults.forked import ok
from snapshot import files

if TYPE_CHECKING:
    from pathlib import Path

SAID = ("--no-url", "--outlet", "Al-Furat Paper", "--byline", "Salma Khatib", "--again")


@dataclass(frozen=True)
class Act:
    """A command that changes something in the busy newsroom, and who may give it."""

    person: str
    argv: tuple[str, ...]


# `../x` because the texts lie beside the newsroom, where no snapshot of it looks.
ACTS = {
    "source": Act("lina", ("source", "../arabic.md", *SAID, "--slug", "new")),
    "save": Act("lina", ("save", "meadow")),
    "translate": Act("lina", ("translate", "water", "--file", "../english.md")),
    "edit": Act("omar", ("edit", "bread")),
    "edit many": Act("omar", ("edit", "bread", "toast")),
    "disclaim": Act("omar", ("disclaim", "flour")),
    "publish": Act("sara", ("publish", "bridge")),
    "return": Act("omar", ("return", "river", "--to", "sourced", "--reason", "again")),
    "person add": Act(
        "olga", ("person", "add", "nadia", "--name", "Nadia", "--email", "nadia@example.org", "--role", "editor")
    ),
}
_STATES = {"water": 0, "meadow": 0, "bread": 1, "toast": 1, "flour": 2, "bridge": 3, "river": 4}
_WAY = (
    ("lina", "translate", "--file", "../english.md"),
    ("omar", "edit"),
    ("omar", "disclaim"),
    ("sara", "publish"),
)


def make_busy(founded: Path, root: Path) -> Room:
    """Make it out of a founded newsroom."""
    shutil.copytree(founded, root, symlinks=True)
    room = Room(root)
    room.file("arabic.md", ARABIC)
    room.file("english.md", ENGLISH)
    for slug, steps in _STATES.items():
        ok(room, "lina", "source", "../arabic.md", *SAID, "--slug", slug)
        for person, act, *more in _WAY[:steps]:
            ok(room, person, act, slug, *more)
    meadow = room.article("meadow")
    meadow.write_text(meadow.read_text(encoding="utf-8") + "\nA first sentence, not saved yet.\n", encoding="utf-8")
    leave_own_work(room)
    return room


def leave_own_work(room: Room) -> None:
    """A file of the user's own, committed, changed, staged and changed again, and one that git does not know."""
    own = room.root / "own.txt"
    own.write_text("committed\n", encoding="utf-8")
    room.git("add", "own.txt")
    room.git("commit", "-q", "-m", "own")
    own.write_text("staged\n", encoding="utf-8")
    room.git("add", "own.txt")
    own.write_text("and more\n", encoding="utf-8")
    (room.root / "untracked.txt").write_text("untracked\n", encoding="utf-8")


def own_work(room: Room) -> tuple[object, ...]:
    """The same, to be compared: both files, and what is staged."""
    known = files(room.root)
    return known["own.txt"], known["untracked.txt"], room.git("ls-files", "--stage", "own.txt")


def head(room: Room) -> str:
    """The last commit."""
    return room.git("rev-parse", "HEAD").strip()


def copied(room: Room, root: Path) -> Room:
    """The newsroom once more, where nothing is lost if it breaks; it may have been copied there before."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(room.root, root, symlinks=True)
    return Room(root)


def appears(path: Path, seconds: float) -> bool:
    """Wait for a file; whether it came."""
    end = time.monotonic() + seconds
    while not path.exists():
        if time.monotonic() > end:
            return False
        time.sleep(0.0002)
    return True


def hook(room: Room, script: str) -> None:
    """Give the newsroom a pre-commit hook."""
    path = room.root / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    path.chmod(0o755)

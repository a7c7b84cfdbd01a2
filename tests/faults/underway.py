"""What the random stories begin with: a hub, its clones, two articles on their way, and somebody's own files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from conftest import ARABIC, Room
from faults.clone import BODY, TITLES
from faults.forked import ok
from faults.model import Order, Words
from faults.sharing import SharedDesks

if TYPE_CHECKING:
    from pathlib import Path


def begin(founded: Path, place: Path, clones: int) -> SharedDesks:
    """A bare hub, its clones, the texts that are handed in, and two articles on their way."""
    shutil.copytree(founded, place / "clone-0", symlinks=True)
    room = Room(place / "clone-0")
    ok(room, "olga", "person", "add", "tarek", "--role", "editor")
    (room.root / "own.txt").write_text("committed\n", encoding="utf-8")
    room.git("add", "own.txt")
    room.git("commit", "-q", "-m", "own")
    room.git("clone", "-q", "--bare", ".", "../hub")
    room.file("arabic.md", ARABIC)
    for title, line in TITLES.items():
        for weeks in ("6", "16", "[?]"):
            room.file(f"{title}-{weeks}.md", f"# {line}\n{BODY.format(weeks)}")
    room.git("remote", "add", "origin", "../hub")
    for number in range(clones):
        clone = Room(place / f"clone-{number}")
        if number:
            room.git("clone", "-q", "../hub", str(clone.root))
        clone.git("config", "remote.origin.url", "../hub")
        (clone.root / "untracked.txt").write_text("mine\n", encoding="utf-8")
    return underway(SharedDesks(place, clones))


def underway(desks: SharedDesks) -> SharedDesks:
    """One article waits to be edited, another one to be published, in every clone."""
    for slug, acts in (("water", 2), ("bread", 4)):
        for person, act in (("lina", "source"), ("lina", "translate"), ("omar", "edit"), ("omar", "disclaim"))[:acts]:
            desks.give(desks.clones[0], Order(person, act, slug, Words("back", "16")))
    desks.push(desks.clones[0])
    for clone in desks.clones[1:]:
        desks.give_up(clone)
    return desks

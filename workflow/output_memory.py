"""What a target remembers of its folder between runs: which article made which files, and out of what.

It lies below ``.git`` and can be deleted at any time: then everything is made again. Beside it lies, while work is
going on, where files may be that it does not know of yet; after a crash they are looked for there.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.workflow.disk import disk_errors, replace_whole
from dragoman.workflow.output_folder import Made
from dragoman.workflow.teaser import Teaser, from_list
from dragoman.workflow.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMAT = f"1 {VERSION}"
# Some disks keep times by two seconds (ns).
_COARSE = 2_000_000_000


class Remembered(NamedTuple):
    """What came of one article: its teaser, its files, and why it is held back (empty: it is not)."""

    teaser: Teaser | None
    files: tuple[Made, ...] = ()
    held: str = ""


class Pending(NamedTuple):
    """Where an interrupted run may have left something, and since when (ns): what is older is somebody else's."""

    places: tuple[str, ...] = ()
    since: int = 0


@dataclass(slots=True)
class Memory:
    """Stories by folder: out of what each was made, and what came of its articles by name; and the other files."""

    stories: dict[str, tuple[str, dict[str, Remembered]]] = field(default_factory=dict)
    rest: dict[str, tuple[str, Made]] = field(default_factory=dict)

    def paths(self) -> set[str]:
        """Every file it knows."""
        files = (made for _, articles in self.stories.values() for one in articles.values() for made in one.files)
        return {made.path for made in files} | set(self.rest)


class MemoryFile:
    """Where a memory is kept: two files whose names begin with ``path``."""

    def __init__(self, path: str) -> None:
        self._path, self._pending = f"{path}.json", f"{path}.pending.json"

    def read(self) -> Memory:
        """What is remembered; nothing where there is no file, a spoilt one, or one of another release."""
        try:
            with open(self._path, encoding="utf-8") as file:
                data = json.load(file)
            if data["format"] != _FORMAT:
                return Memory()
            return Memory(
                {folder: (key, _articles(kept)) for folder, (key, kept) in data["stories"].items()},
                {path: (key, Made._make(made)) for path, (key, made) in data["rest"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Memory()

    def write(self, memory: Memory) -> None:
        """Keep it; nothing is pending then.

        Raises:
            DiskFailed: the disk said no.
        """
        # Named tuples are lists in JSON: nothing need be made of them.
        self._put(self._path, {"format": _FORMAT, "stories": memory.stories, "rest": memory.rest})
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._pending)

    def pending(self) -> Pending:
        """The files and folders in which an interrupted run may have left something."""
        try:
            with open(self._pending, encoding="utf-8") as file:
                data = json.load(file)
            return Pending(tuple(str(path) for path in data["places"]), int(data["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Pending()

    def expect(self, paths: Iterable[str]) -> None:
        """Say where files may be from now on, besides where they were expected before.

        Raises:
            DiskFailed: the disk said no.
        """
        before = self.pending()
        places, since = sorted({*before.places, *paths}), before.since
        if not since:
            self._put(self._pending, {"since": 0, "places": places})
            # The disk's own clock is what the files will be dated by.
            since = os.stat(self._pending).st_mtime_ns - _COARSE
        self._put(self._pending, {"since": since, "places": places})

    def _put(self, path: str, data: object) -> None:
        with disk_errors("the .git folder"):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            replace_whole(path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def _articles(kept: dict[str, list[Any]]) -> dict[str, Remembered]:
    return {
        name: Remembered(from_list(teaser) if teaser else None, tuple(map(Made._make, files)), held)
        for name, (teaser, files, held) in kept.items()
    }

"""Remember between two runs of verify what the last one came to, one small file for each clone.

It is kept in the user's own cache folder, and a clone is known by more than its path: whoever hands over a
repository, ``.git`` and all, can bring no such file along, nor have another clone's count for theirs.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os

from dragoman.workflow import git
from dragoman.workflow.disk import replace_whole
from dragoman.workflow.memory import ensure_own, memory_folder

# Files of clones that were not verified for longest go first.
_MOST = 200


class VerifiedFile:
    """What is kept for the clone at ``root``. A disk that says no, or a spoilt file, only makes it forgetful."""

    def __init__(self, root: str) -> None:
        place = os.path.realpath(git.common_folder(root))
        self._folder = os.path.join(memory_folder(), "verified-1")
        name = hashlib.sha256(place.encode(errors="surrogateescape")).hexdigest()
        self._path = os.path.join(self._folder, f"{name}.json")
        # Nobody can set a file's time of change: another one unpacked in this place is not this one.
        self._clone = [place.encode(errors="surrogateescape").hex()]
        with contextlib.suppress(OSError):
            folder, config = os.stat(place), os.stat(os.path.join(place, "config"))
            self._clone += [str(n) for n in (folder.st_dev, folder.st_ino, config.st_ino, config.st_ctime_ns)]

    def load(self) -> object:
        """What was kept, as JSON gives it; None where there is nothing, or not of this clone, or it is spoilt."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            ensure_own(self._path)
            with open(self._path, encoding="utf-8") as file:
                kept = json.load(file)
            if kept["clone"] == self._clone and kept["digest"] == _digest(kept["known"]):
                return kept["known"]
        return None

    def save(self, known: object) -> None:
        """Keep this, in the place of what was kept."""
        with contextlib.suppress(OSError):
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            kept = {"clone": self._clone, "digest": _digest(known), "known": known}
            replace_whole(self._path, json.dumps(kept).encode())
            self._make_room()

    def _make_room(self) -> None:
        paths = [os.path.join(self._folder, name) for name in os.listdir(self._folder)]
        for path in sorted(paths, key=os.path.getmtime)[:-_MOST]:
            os.remove(path)


def _digest(known: object) -> str:
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()

"""Remember what a person saw of an article at their last look, one small file for each in this clone's ``.git``.

It is a convenience and proves nothing: whoever hands over a repository, ``.git`` and all, hands it over too.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os

from dragoman.workflow.disk import replace_whole
from dragoman.workflow.places import DESK, SEEN
from dragoman.workflow.shelf import git_dir


class SeenFile:
    """What the person of this address has seen of an article. A disk that says no only makes it forgetful."""

    def __init__(self, root: str, email: str, article: str) -> None:
        who = hashlib.sha256(email.casefold().encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._git_dir = git_dir(root)
        self._folder = os.path.join(self._git_dir, DESK, SEEN, who)
        self._path = os.path.join(self._folder, f"{article.replace('/', '.')}.json")

    def load(self) -> tuple[frozenset[str], str] | None:
        """What was seen, and when; None where there was no look, or the file is spoilt."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            with open(self._path, encoding="ascii") as file:
                kept = json.load(file)
            seen, when = kept["seen"], kept["at"]
            if kept["version"] == 1 and isinstance(when, str) and all(isinstance(one, str) for one in seen):
                return frozenset(seen), when
        return None

    def save(self, seen: frozenset[str], when: str) -> None:
        """Keep this, in the place of what was kept."""
        if not os.path.isdir(self._git_dir):
            return
        with contextlib.suppress(OSError):
            os.makedirs(self._folder, exist_ok=True)
            replace_whole(self._path, json.dumps({"version": 1, "at": when, "seen": sorted(seen)}).encode())

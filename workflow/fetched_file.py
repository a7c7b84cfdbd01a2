"""Remember what servers said of the originals' pages, for this clone: asked with it, they need not send them again.

It proves nothing and can be deleted at any time: then the pages come once more. What was remembered counts only
for the very text that it was remembered with.
"""

from __future__ import annotations

import contextlib
import json
import os

from dragoman.workflow.disk import replace_whole
from dragoman.workflow.places import DESK, FETCHED
from dragoman.workflow.shelf import git_dir

_KEYS = ("url", "known", "etag", "last_modified")


class FetchedFile:
    """The validators of pages, by the path of their source. A disk that says no only makes it forgetful."""

    def __init__(self, root: str) -> None:
        self._git_dir = git_dir(root)
        self._path = os.path.join(self._git_dir, DESK, FETCHED)
        self._kept: dict[str, dict[str, str]] = {}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            with open(self._path, encoding="utf-8") as file:
                kept = json.load(file)
            if kept["version"] == 1:
                self._kept = {path: {key: str(one[key]) for key in _KEYS} for path, one in kept["pages"].items()}

    def conditions(self, source: str, url: str, known: str) -> dict[str, str]:
        """The headers that ask for a page only if it is not as when the text of this digest was found there."""
        one = self._kept.get(source, {})
        if (one.get("url"), one.get("known")) != (url, known):
            return {}
        said = {"If-None-Match": one["etag"], "If-Modified-Since": one["last_modified"]}
        return {name: value for name, value in said.items() if value and value.isascii() and value.isprintable()}

    def keep(self, source: str, url: str, known: str, etag: str, last_modified: str) -> None:
        """Remember what a server said of a page in which the text of this digest was found."""
        self._kept[source] = dict(zip(_KEYS, (url, known, etag, last_modified), strict=True))

    def save(self) -> None:
        """Write it down for the next time."""
        if not os.path.isdir(self._git_dir):
            return
        with contextlib.suppress(OSError):
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            replace_whole(self._path, json.dumps({"version": 1, "pages": self._kept}).encode())

"""Which articles an act, a save or a check could be about when nobody names them: quick looks, no verdicts."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.places import FOLDER, NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

# As dragoman writes it. A file that says its state in another way, or far down, is read by those who read properly.
_STATE = re.compile(rb"^state:[ \t]*([a-z-]+)[ \t]*\r?$", re.MULTILINE)
_HEAD = 4096


def in_states(root: str, states: Collection[str]) -> Iterator[str]:
    """The paths of the articles git knows whose files say one of these states, or do not say it plainly.

    Raises:
        GitFailed: git could not list them.
    """
    wanted = {state.encode() for state in states}
    for path in _articles(git.run(root, "ls-files", "-z", "--", FOLDER)):
        found = _STATE.search(_head(os.path.join(root, path)))
        if found is None or found[1] in wanted:
            yield path


def unsaved(root: str, config: Mapping[str, str]) -> list[str]:
    """The paths of the articles that may differ from the last commit, or have something beside them that does.

    Raises:
        GitFailed: git could not say.
    """
    words = ("diff-index", "--name-only", "--no-renames", "-z", "HEAD", "--", FOLDER)
    changed = git.run(root, *words, extra=git.without_filters(config)).decode("utf-8", "surrogateescape").split("\0")
    stories = {"/".join(path.split("/")[:4]) for path in changed if path}
    every = _articles(git.run(root, "ls-files", "-z", "--", FOLDER)) if stories else ()
    return [path for path in every if path.rpartition("/")[0] in stories]


def _articles(told: bytes) -> Iterator[str]:
    for path in told.split(b"\0"):
        if path.endswith(b".md"):
            name = path.decode("utf-8", "surrogateescape")
            if NAME.fullmatch(name):
                yield name


def _head(full: str) -> bytes:
    """How a file begins; nothing of what cannot be read."""
    try:
        handle = os.open(full, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        return os.read(handle, _HEAD)
    except OSError:
        return b""
    finally:
        os.close(handle)

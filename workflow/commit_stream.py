"""A history as git log prints it, taken apart: each commit with what it changed, oldest first. Judges nothing."""

from __future__ import annotations

import contextlib
from itertools import chain
from typing import TYPE_CHECKING

from dragoman.workflow import git_log
from dragoman.workflow.changes import Commit, FileChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def commits(root: str, *revisions: str) -> Iterator[Commit]:
    """The commits that git log gives for the revisions (``A``, ``^B``, ``A..B``), parents before children.

    Raises:
        GitFailed: git knows no such revision, or lost an object on the way.
    """
    with contextlib.closing(git_log.pieces(root, revisions)) as pieces:
        yield from commits_in(pieces)


def commits_in(pieces: Iterable[bytes], wanted: Callable[[str], bool] | None = None) -> Iterator[Commit]:
    """The same out of what git log prints; of what a commit changed, only the paths that are ``wanted``.

    Where that breaks off the commits end, the last perhaps with less: whoever started git says that it failed.
    """
    words = chain.from_iterable(_words(pieces))
    with contextlib.suppress(StopIteration):
        word = next(words)
        while word:
            name, tree, parents, email, changes = word, next(words), next(words), next(words), []
            word = next(words, "")
            while word[:1] == ":" or word[:2] == "\n:":
                path = next(words)
                if wanted is None or wanted(path):
                    old_mode, new_mode, old, new, _ = word.lstrip("\n:").split(" ", 4)
                    changes.append(FileChanged(path, old_mode, new_mode, old, new))
                word = next(words, "")
            yield Commit(name, tree, tuple(parents.split()), email, tuple(changes))


def _words(pieces: Iterable[bytes]) -> Iterator[list[str]]:
    """The words that end in each piece; what git did not end is no word."""
    rest = b""
    for piece in pieces:
        whole, nul, tail = piece.rpartition(b"\0")
        if nul:
            yield (rest + whole).decode("utf-8", "surrogateescape").split("\0")
        rest = tail if nul else rest + tail

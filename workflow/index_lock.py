"""The user's index, which follows every act: see beforehand that it can, or say what stands in the way.

Git's lock on it is waited for if it is about to go; if it stays, we say whose it is. An index that is damaged would
be found out only when the branch has moved already.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from dragoman.workflow import digests
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.index_state import is_known_whole

if TYPE_CHECKING:
    from dragoman.workflow.repository import Repository

# A `git status` or `git add` beside us holds it for some milliseconds, a commit with slow hooks for longer.
SECONDS = 2.0
_PAUSE = 0.01


def lock_file(repository: Repository) -> str:
    """The lock on the index of this work tree."""
    return os.path.join(repository.git_dir, "index.lock")


def wait_until_free(repository: Repository, seconds: float = SECONDS) -> None:
    """Wait until nobody holds the index; it is never taken from them: their work may be in it.

    Raises:
        GitFailed: somebody held it all that time, or died and left it.
    """
    path, end = lock_file(repository), time.monotonic() + seconds
    while os.path.lexists(path):
        if time.monotonic() > end:
            raise _locked(repository, path)
        time.sleep(_PAUSE)


def ensure_usable(repository: Repository) -> None:
    """See that the index can follow an act: nobody holds it, and it is whole.

    Raises:
        GitFailed: it is locked, or damaged.
    """
    wait_until_free(repository)
    if is_known_whole(repository):
        return
    path = os.path.join(repository.git_dir, "index")
    try:
        with open(path, "rb") as file:
            data = memoryview(file.read())
    except FileNotFoundError:
        return  # as in a repository in which nothing was added yet
    except OSError as error:
        raise GitFailed(f"Git's index cannot be read: {os.strerror(error.errno or 0).lower()}.") from error
    content, digest = data[: -repository.id_width], data[-repository.id_width :]
    made = digests.new(repository.algorithm, content).digest()
    # Zeros: `index.skipHash` spares large repositories the digest.
    if bytes(content[:4]) != b"DIRC" or (bytes(digest) != made and any(digest)):
        raise GitFailed("Git's index is damaged.", f"rm {path} && git reset (the work tree stays as it is)")


def _locked(repository: Repository, path: str) -> GitFailed:
    from dragoman.workflow import processes

    try:
        seen = os.lstat(path)
    except OSError:
        return GitFailed("Git's index was locked until a moment ago.", "try again")
    here = processes.at_work([repository.root, repository.git_dir], [seen.st_uid])
    gits = (*processes.holding(path), *(process for process in here if process.is_git))
    if gits:
        return GitFailed(f"Git's index is locked by {gits[0]}.", "wait until it is done, then try again")
    age = f"{time.time() - seen.st_mtime:.0f}"
    message = f"Git's index was locked {age} seconds ago by a git that is not running any more."
    return GitFailed(message, "dragoman doctor --unlock")

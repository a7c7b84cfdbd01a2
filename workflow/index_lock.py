"""The user's index, which follows every act: see beforehand that it can, or say what stands in the way.

Git's lock on it is waited for if it is about to go; if it stays, we say whose it is. An index that is damaged would
be found out only when the branch has moved already.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from typing import TYPE_CHECKING

from dragoman.workflow.errors import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    path = os.path.join(repository.git_dir, "index")
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return  # as in a repository in which nothing was added yet
    except OSError as error:
        raise GitFailed(f"Git's index cannot be read: {os.strerror(error.errno or 0).lower()}.") from error
    content, digest = data[: -repository.id_width], data[-repository.id_width :]
    made = hashlib.new(repository.algorithm, content, usedforsecurity=False).digest()
    # Zeros: `index.skipHash` spares large repositories the digest.
    if not content.startswith(b"DIRC") or (digest != made and any(digest)):
        raise GitFailed("Git's index is damaged.", f"rm {path} && git reset (the work tree stays as it is)")


def _locked(repository: Repository, path: str) -> GitFailed:
    holder = next(_holders(repository, path), "")
    if holder:
        return GitFailed(f"Git's index is locked by {holder}.", "wait until it is done, then try again")
    age = ""
    with contextlib.suppress(OSError):
        age = f" {time.time() - os.lstat(path).st_mtime:.0f} seconds ago"
    message = f"Git's index was locked{age} by a git that is not running any more."
    return GitFailed(message, f"if no git runs here: rm {path}")


def _holders(repository: Repository, path: str) -> Iterator[str]:
    """The processes that have the lock open, then the gits at work in this work tree; Linux only."""
    with contextlib.suppress(OSError):
        pids = [pid for pid in os.listdir("/proc") if pid.isdigit() and pid != str(os.getpid())]
        yield from (_name(pid) for pid in pids if path in _open_files(pid))
        yield from (_name(pid) for pid in pids if _is_git_in(pid, repository.root))


def _open_files(pid: str) -> set[str]:
    found = set()
    with contextlib.suppress(OSError):
        for handle in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):
                found.add(os.readlink(f"/proc/{pid}/fd/{handle}"))
    return found


def _is_git_in(pid: str, root: str) -> bool:
    with contextlib.suppress(OSError):
        folder = os.readlink(f"/proc/{pid}/cwd")
        inside = folder == root or folder.startswith(root + os.sep)
        return inside and os.path.basename((_command(pid) or [""])[0]) == "git"
    return False


def _name(pid: str) -> str:
    return f"process {pid} ({' '.join(_command(pid)[:2]) or 'unknown'})"


def _command(pid: str) -> list[str]:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
        return file.read(300).decode("utf-8", "replace").rstrip("\0").split("\0")
    return []

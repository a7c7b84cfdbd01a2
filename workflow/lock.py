"""One act at a time in one clone: a lock that the kernel frees when its holder dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from typing import TYPE_CHECKING

from dragoman.workflow.disk import disk_errors, make_folders
from dragoman.workflow.errors import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.repository import Repository

SECONDS = 60.0
_PAUSE = 0.005
_held: set[int] = set()


def lock_file(common_dir: str) -> str:
    """The lock of a repository, shared by its work trees: they share its branches."""
    return os.path.join(common_dir, "dragoman", "lock")


@contextlib.contextmanager
def held(repository: Repository, seconds: float = SECONDS) -> Iterator[None]:
    """Hold the lock, waiting for it as long as ``seconds``.

    Raises:
        GitFailed: somebody held it all that time.
        DiskFailed: the lock cannot be made.
    """
    path = lock_file(repository.common_dir)
    with disk_errors("the .git folder"):
        make_folders(os.path.dirname(path))
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    try:
        _acquire(handle, seconds)
        with disk_errors("the .git folder"):
            os.truncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        _held.add(handle)
        yield
    finally:
        _held.discard(handle)
        os.close(handle)


def handles() -> tuple[int, ...]:
    """The locks this process holds, for a git that changes branch or index to hold on to.

    It may outlive us by a moment when we are killed; whoever comes next must not judge things before it is done.
    """
    return tuple(_held)


def holder(common_dir: str) -> int:
    """The process id of whoever holds the lock now; 0 for nobody."""
    try:
        handle = os.open(lock_file(common_dir), os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return 0
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.pread(handle, 20, 0) or b"0")
    else:
        return 0
    finally:
        os.close(handle)


def _acquire(handle: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                pid = os.pread(handle, 20, 0).decode() or "unknown"
                message = f"Another dragoman (process {pid}) has been at work here for {seconds:.0f} seconds."
                raise GitFailed(message, "dragoman doctor") from None
            time.sleep(_PAUSE)

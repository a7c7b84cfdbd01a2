"""Hand bytes to a git that works beside us: it reads them by itself, and nobody has to feed it meanwhile."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from dragoman.workflow.disk import disk_errors, make_folders
from dragoman.workflow.git import Started

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def reading(root: str, desk: str, data: bytes, *args: str) -> Iterator[Started]:
    """A git in ``root`` that reads ``data``, from a file in ``desk`` that has no name any more.

    Raises:
        DiskFailed: the file cannot be written.
        GitFailed: there is no git.
    """
    handle = _nameless(desk, data)
    try:
        with Started(root, *args, stdin=handle) as started:
            yield started
    finally:
        os.close(handle)


def _nameless(desk: str, data: bytes) -> int:
    """An open file that holds the data; what a kill in its first moment leaves is swept away with the journal's."""
    path = os.path.join(desk, f"handed.{os.getpid()}")
    with disk_errors("the .git folder"):
        make_folders(desk)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            os.unlink(path)
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
            os.lseek(handle, 0, os.SEEK_SET)
        except BaseException:
            os.close(handle)
            raise
    return handle

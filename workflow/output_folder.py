"""A folder of files made for readers: each is whole or not there, and what somebody else changed is noticed.

What is here can be made again at any time, so nothing waits for the disk; a reader never gets half a file.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.disk import disk_errors, inside, read_bytes, replace_whole
from dragoman.workflow.errors import ChangedMeanwhile, DiskFailed

if TYPE_CHECKING:
    from collections.abc import Iterator


class Made(NamedTuple):
    """A file as we left it: its path in the folder, its size, and when it was written (ns)."""

    path: str
    size: int
    time: int


class OutputFolder:
    """The folder at ``full``; ``shown`` is what people call it."""

    def __init__(self, full: str, shown: str) -> None:
        self.full, self.shown = full, shown

    def stands(self, made: Made) -> bool:
        """Whether a file still is as we left it."""
        try:
            found = os.lstat(f"{self.full}/{made.path}")
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and (found.st_size, found.st_mtime_ns) == (made.size, made.time)

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is none.

        Raises:
            DiskFailed: something else stands there.
        """
        return read_bytes(self.full, path)

    def write(self, path: str, data: bytes) -> tuple[Made, bool]:
        """Put a file there in one step, unless it says the same already; and whether it had to be written.

        Raises:
            DiskFailed: the disk said no.
        """
        full = inside(self.full, path)
        with disk_errors(f"{self.shown}/{path}"):
            try:
                changed = read_bytes(self.full, path, len(data) + 1) != data
            except (DiskFailed, ChangedMeanwhile):  # longer than ours, a folder, a link: not what it should be
                changed = True
            if changed:
                try:
                    replace_whole(full, data)
                except FileNotFoundError:
                    os.makedirs(os.path.dirname(full), exist_ok=True)
                    replace_whole(full, data)
            found = os.lstat(full)
        return Made(path, found.st_size, found.st_mtime_ns), changed

    def remove(self, path: str) -> bool:
        """Take a file away, and the folders that this leaves empty; whether it was there."""
        full = inside(self.full, path)
        with disk_errors(f"{self.shown}/{path}"):
            try:
                os.unlink(full)
            except (FileNotFoundError, NotADirectoryError):
                return False
            folder = os.path.dirname(full)
            while folder != self.full:
                try:
                    os.rmdir(folder)
                except OSError:
                    break
                folder = os.path.dirname(folder)
        return True

    def everything(self) -> Iterator[str]:
        """What is in it but folders, by its path; a link to a folder leads readers elsewhere and counts too."""
        for at, folders, names in os.walk(self.full):
            links = (name for name in folders if os.path.islink(os.path.join(at, name)))
            for name in (*names, *links):
                yield os.path.relpath(os.path.join(at, name), self.full)

    def below(self, folder: str, since: int) -> list[str]:
        """The files in one of its folders, and in the folders below, that were written ``since`` a time (ns).

        A file is all there is below itself.
        """
        top = f"{self.full}/{folder}"
        every = (
            [top]
            if os.path.isfile(top)
            else [os.path.join(at, name) for at, _, names in os.walk(top) for name in names]
        )
        return [os.path.relpath(path, self.full) for path in every if os.lstat(path).st_mtime_ns >= since]

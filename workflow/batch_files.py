"""Write the files of many acts at once: each whole or not at all, and the disk is asked to keep up once for all.

A sync a file is what an act costs most of where disks are slow. Where the system can sync a whole filesystem
(``syncfs``, Linux), the copies of all files are synced together before the first gets its name, and all names after.
"""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

from dragoman.workflow.disk import disk_errors, inside, make_folders, read_bytes, sync_folder
from dragoman.workflow.errors import ChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dragoman.workflow.journal import FileChange


@contextlib.contextmanager
def written(root: str, files: Sequence[FileChange]) -> Iterator[Callable[[], None]]:
    """Write copies of all files, and hand out the function that gives them their names; else they go away again.

    Raises:
        ChangedMeanwhile: one is not any more what it was before; one that stays the same is only looked at.
        DiskFailed: the disk said no. The function may raise both when some have their names: the journal knows them.
    """
    for file in files:
        if file.before == file.after:
            _ensure_unchanged(root, file)
    changing = [(inside(root, file.path), file) for file in files if file.before != file.after]
    copies: dict[str, str] = {}
    try:
        for full, file in changing:
            copies[full] = _copy_name(full)
            with disk_errors(file.path):
                _write(copies[full], full, file.after)
        yield lambda: _place(root, changing, copies)
    except BaseException:
        _remove(copies)
        raise


def _place(root: str, changing: Sequence[tuple[str, FileChange]], copies: Mapping[str, str]) -> None:
    with disk_errors("the newsroom"):
        _sync(copies.values(), _sync_file)
    for full, file in changing:
        _ensure_unchanged(root, file)
        with disk_errors(file.path):
            os.replace(copies[full], full)
    with disk_errors("the newsroom"):
        _sync(dict.fromkeys(map(os.path.dirname, copies)), sync_folder)


def _ensure_unchanged(root: str, file: FileChange) -> None:
    if read_bytes(root, file.path) != file.before:
        raise ChangedMeanwhile(f"{file.path} changed while the command ran; nothing was overwritten.")


def _copy_name(full: str) -> str:
    """The name of a half-written copy; the journal sweeps away what has this ending."""
    folder, name = os.path.split(full)
    return os.path.join(folder, f".{name[:200]}.{os.getpid()}.dragoman")


def _write(copy: str, full: str, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        handle = os.open(copy, flags, 0o666)
    except FileNotFoundError:
        make_folders(os.path.dirname(copy))
        handle = os.open(copy, flags, 0o666)
    with open(handle, "wb", buffering=0) as file:
        with contextlib.suppress(FileNotFoundError):
            os.fchmod(handle, stat.S_IMODE(os.stat(full, follow_symlinks=False).st_mode))
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]


def _remove(copies: Mapping[str, str]) -> None:
    for copy in copies.values():
        with contextlib.suppress(OSError):
            os.unlink(copy)


def _sync(paths: Iterable[str], each: Callable[[str], None]) -> None:
    """Make these files or folders last: all together where the system can, or else ``each`` by itself."""
    together = _syncfs()
    if together is None:
        for path in paths:
            each(path)
        return
    done: set[int] = set()  # a newsroom may reach over several filesystems
    for path in paths:
        device = os.stat(path, follow_symlinks=False).st_dev
        if device not in done:
            done.add(device)
            together(path)


def _sync_file(path: str) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _syncfs() -> Callable[[str], None] | None:
    """A function that syncs the filesystem a path is on; None where the system has none."""
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError, TypeError):
        return None

    def sync(path: str) -> None:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if call(handle):
                error = ctypes.get_errno()
                raise OSError(error, os.strerror(error))
        finally:
            os.close(handle)

    return sync

"""The one door to the disk: plain files inside the newsroom only, read whole, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING

from dragoman.workflow.errors import ChangedMeanwhile, DiskFailed
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXT = 16 * 1024 * 1024
MAX_RAW = 64 * 1024 * 1024

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "no permission",
    errno.EPERM: "no permission",
    errno.ELOOP: "it is a symbolic link, which is not followed here",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "the name is too long",
}


_PASSING = frozenset({errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EINTR, errno.EAGAIN})


@contextlib.contextmanager
def disk_errors(what: str) -> Iterator[None]:
    """Turn the system's errors into one sentence about ``what``.

    Raises:
        DiskFailed: in place of any OSError.
    """
    try:
        yield
    except OSError as error:
        why = _WORDS.get(error.errno or 0) or os.strerror(error.errno or 0).lower()
        failure = DiskFailed(f"Cannot use {what}: {why}.")
        failure.passing = error.errno in _PASSING
        raise failure from error


def read_bytes(root: str, path: str, limit: int = MAX_RAW) -> bytes | None:
    """The bytes of a plain file at ``path`` (relative, with slashes) below ``root``; None where there is none.

    Raises:
        DiskFailed: it is a link, a folder, a device, outside the newsroom, too large or not readable.
    """
    full = inside(root, path)
    with disk_errors(path):
        try:
            handle = os.open(full, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            return None
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise DiskFailed(f"Cannot use {path}: it is not a plain file.")
            if status.st_size > limit:
                raise DiskFailed(f"Cannot use {path}: it is larger than {limit // 2**20} MB.")
            data = os.read(handle, status.st_size + 1)
            while more := os.read(handle, 2**16):
                data += more
            return data
        finally:
            os.close(handle)


def names(root: str, folder: str) -> list[str]:
    """The names of the plain files in a folder below ``root``, in order; none where there is no such folder.

    Raises:
        DiskFailed: it leads out of ``root``, or cannot be read.
    """
    full = inside(root, folder)
    with disk_errors(folder), contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(full) as entries:
        return sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
    return []


def read_text(root: str, path: str) -> str | None:
    """The text of a UTF-8 file, its line ends and BOM as they are; None where there is none.

    Raises:
        DiskFailed: as ``read_bytes``.
        BadText: it is not UTF-8.
    """
    data = read_bytes(root, path, MAX_TEXT)
    return None if data is None else decode(data, path)


def inside(root: str, path: str) -> str:
    """The full path of ``path`` below ``root``.

    Raises:
        DiskFailed: it leads out of ``root``, by ``..``, by being absolute or through a linked folder.
    """
    parts = path.split("/")
    if not all(part not in ("", ".", "..") and "\0" not in part for part in parts) or ".git" in map(str.lower, parts):
        raise DiskFailed(f"{path!r} is no place inside the newsroom.")
    folder = root
    for part in parts[:-1]:
        folder = f"{folder}/{part}"
        try:
            if stat.S_ISLNK(os.lstat(folder).st_mode):
                raise DiskFailed(f"Cannot use {path}: a folder on the way is a symbolic link.")
        except (FileNotFoundError, NotADirectoryError):
            break
    return os.path.join(root, *parts)


def write_bytes(root: str, path: str, data: bytes, expected: bytes | None) -> None:
    """Put ``data`` at ``path`` in one step that survives power loss; ``expected`` is what must be there now.

    Write, fsync, rename, fsync of the folder. ``expected`` None: there must be no such file.

    Raises:
        ChangedMeanwhile: something else is there.
        DiskFailed: the disk said no; the old file is as it was.
    """
    full = inside(root, path)
    folder, name = os.path.split(full)
    with disk_errors(path):
        make_folders(folder)
        temporary = os.path.join(folder, f".{name[:200]}.{os.getpid()}.dragoman")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            with open(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fchmod(handle, _mode(full))
                os.fsync(handle)
            if read_bytes(root, path) != expected:
                raise ChangedMeanwhile(  # noqa: TRY301  # it must pass by the clean-up below
                    f"{path} changed while the command ran; nothing was overwritten."
                )
            os.replace(temporary, full)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
        sync_folder(folder)


def replace_whole(full: str, data: bytes) -> None:
    """Put ``data`` at a full path in one step: for what can be made again at any time, so nothing waits for the disk.

    Raises:
        OSError: the system said no; what was there is as it was.
    """
    folder, name = os.path.split(full)
    temporary = os.path.join(folder, f".{name[:200]}.{os.getpid()}.dragoman")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        with open(handle, "wb", buffering=0) as file:
            left = memoryview(data)
            while left:
                left = left[file.write(left) :]
        os.replace(temporary, full)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def remove(root: str, path: str) -> None:
    """Remove a file we made, and the folders above it that this leaves empty, up to ``root``."""
    full = inside(root, path)
    with disk_errors(path):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(full)
        folder = os.path.dirname(full)
        while folder != root:
            try:
                os.rmdir(folder)
            except OSError:
                break
            folder = os.path.dirname(folder)
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            sync_folder(folder)


def make_folders(folder: str) -> None:
    """Make a folder and those above it that are missing, to last: each is a name in the one above it."""
    missing, above = [], folder
    while not os.path.isdir(above):
        missing.append(above)
        above = os.path.dirname(above)
    os.makedirs(folder, exist_ok=True)
    for made in reversed(missing):
        sync_folder(os.path.dirname(made))


def sync_folder(folder: str) -> None:
    """Make the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mode(full: str) -> int:
    try:
        return stat.S_IMODE(os.stat(full, follow_symlinks=False).st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

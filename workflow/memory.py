"""Remember which signatures were found good, so that each is worked out once per person's machine.

It is kept in the user's own cache folder, never in the repository: whoever hands over a repository, ``.git`` and
all, could bring a forged memory along. Only good ones are remembered, by the digest of all that was judged.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING, Self

from dragoman.workflow import digests

if TYPE_CHECKING:
    import sqlite3
    from types import TracebackType

_OTHERS, _OTHERS_WRITE = stat.S_IRWXG | stat.S_IRWXO, stat.S_IWGRP | stat.S_IWOTH
_TABLE = "CREATE TABLE IF NOT EXISTS good (digest BLOB PRIMARY KEY) WITHOUT ROWID"


def memory_folder() -> str:
    """Where this person's memory is, by the XDG base directory rules."""
    folder = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(folder):
        folder = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(folder, "dragoman")


def memory_file() -> str:
    """Where the good signatures are."""
    return os.path.join(memory_folder(), "signatures-1.sqlite")


def ensure_own(path: str) -> None:
    """See that nobody else can have written a file in the memory's folder, if it is there.

    Raises:
        OSError: somebody else may have, or there is no such folder.
    """
    folder = os.stat(os.path.dirname(path))
    _ensure(folder, folder.st_mode & _OTHERS_WRITE)
    with contextlib.suppress(FileNotFoundError):
        file = os.lstat(path)
        _ensure(file, not stat.S_ISREG(file.st_mode) or (folder.st_mode & _OTHERS and file.st_mode & _OTHERS_WRITE))


def _ensure(found: os.stat_result, doubt: int) -> None:
    if found.st_uid not in (os.geteuid(), 0) or doubt:  # root can write anywhere
        raise PermissionError(errno.EPERM, "somebody else may have written there")


class Memory:
    """Good signatures of earlier runs; use it in a ``with``, or it knows of none.

    A disk that says no, and a file that others can write, only make it forgetful.
    """

    def __init__(self) -> None:
        self._known: frozenset[bytes] | None = frozenset()
        self._new: set[bytes] = set()

    def __enter__(self) -> Self:
        self._known = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._new:
            with contextlib.suppress(Exception), contextlib.closing(_open()) as table, table:
                table.executemany("INSERT OR IGNORE INTO good VALUES (?)", [(digest,) for digest in self._new])

    def knows(self, digest: bytes) -> bool:
        """Whether this was found good before."""
        if self._known is None:
            self._known = _all_known()  # not before: most of what is verified again asks for no signature
        return digest in self._known or digest in self._new

    def add(self, digest: bytes) -> None:
        """Remember a good one."""
        self._new.add(digest)


def digest_of(*parts: str) -> bytes:
    """What a judgement is remembered by: all that went into it."""
    words = [part.encode("utf-8", "surrogatepass") for part in parts]
    return digests.sha256(b"".join(len(word).to_bytes(8, "big") + word for word in words)).digest()


def _all_known() -> frozenset[bytes]:
    with contextlib.suppress(Exception), contextlib.closing(_open()) as table:
        return frozenset(row[0] for row in table.execute("SELECT digest FROM good"))
    return frozenset()


def _open() -> sqlite3.Connection:
    import sqlite3

    path = memory_file()
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    ensure_own(path)
    table = sqlite3.connect(path, timeout=10)
    table.execute(_TABLE)
    return table

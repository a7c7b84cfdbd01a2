"""Where a target keeps what it remembers: an SQLite file, so that what one article changes costs one article.

It lies below ``.git`` and can be deleted at any time: then everything is made again. Beside it lies, while work is
going on, where files may be that it does not know of yet; after a crash they are looked for there.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from typing import TYPE_CHECKING, TypeVar

from dragoman.workflow.disk import disk_errors, replace_whole
from dragoman.workflow.errors import DiskFailed
from dragoman.workflow.output_folder import Made
from dragoman.workflow.output_memory import Memory, Pending, Remembered
from dragoman.workflow.teaser import Teaser, from_row, to_row
from dragoman.workflow.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dragoman.workflow.output_memory import Story

T = TypeVar("T")

_FORMAT = f"2 {VERSION}"
_WORDS = ", ".join(Teaser._fields)
_TABLES = f"""
CREATE TABLE made_by (word TEXT);
CREATE TABLE article (folder TEXT, name TEXT, key TEXT, held TEXT, files TEXT, {_WORDS}, PRIMARY KEY (folder, name))
    WITHOUT ROWID;
CREATE TABLE rest (path TEXT PRIMARY KEY, key TEXT, size INTEGER, time INTEGER) WITHOUT ROWID;
"""
_FILES = 4  # the place of the files in a row
_INSERT = f"INSERT INTO article VALUES ({', '.join('?' * (5 + len(Teaser._fields)))})"  # noqa: S608
_NO_TEASER = (None,) * len(Teaser._fields)
# Some disks keep times by two seconds (ns).
_COARSE = 2_000_000_000


class MemoryFile:
    """Where a memory is kept: two files whose names begin with ``path``."""

    def __init__(self, path: str) -> None:
        self._path, self._pending = f"{path}.sqlite", f"{path}.pending.json"

    def read(self) -> Memory:
        """What is remembered; nothing where there is no file, a spoilt one, or one of another release."""
        if not os.path.isfile(self._path):
            return Memory()
        try:
            with contextlib.closing(sqlite3.connect(self._path)) as base:
                if base.execute("SELECT word FROM made_by").fetchall() != [(_FORMAT,)]:
                    return Memory()
                rest = base.execute("SELECT path, key, path, size, time FROM rest")
                return Memory(_stories(base), {path: (key, Made._make(made)) for path, key, *made in rest})
        except (sqlite3.Error, ValueError, TypeError):
            return Memory()

    def write(self, memory: Memory, before: Memory) -> None:
        """Keep it, where ``before`` is what was read last; nothing is pending then.

        Raises:
            DiskFailed: the disk said no.
        """
        with disk_errors("the .git folder"):
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            try:
                self._keep(memory, before)
            except sqlite3.Error as error:
                raise DiskFailed(f"Cannot use {self._path}: {error}.") from error
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._pending)

    def pending(self) -> Pending:
        """The files and folders in which an interrupted run may have left something."""
        try:
            with open(self._pending, encoding="utf-8") as file:
                data = json.load(file)
            return Pending(tuple(str(path) for path in data["places"]), int(data["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Pending()

    def expect(self, paths: Iterable[str]) -> None:
        """Say where files may be from now on, besides where they were expected before.

        Raises:
            DiskFailed: the disk said no.
        """
        before = self.pending()
        places, since = sorted({*before.places, *paths}), before.since
        if not since:
            self._put_pending(0, places)
            # The disk's own clock is what the files will be dated by.
            since = os.stat(self._pending).st_mtime_ns - _COARSE
        self._put_pending(since, places)

    def _put_pending(self, since: int, places: list[str]) -> None:
        data = json.dumps({"since": since, "places": places}, ensure_ascii=False, separators=(",", ":"))
        with disk_errors("the .git folder"):
            os.makedirs(os.path.dirname(self._pending), exist_ok=True)
            replace_whole(self._pending, data.encode())

    def _keep(self, memory: Memory, before: Memory) -> None:
        if before != Memory():
            try:
                self._change(memory, before)
            except sqlite3.OperationalError:  # no room, or somebody else has it
                raise
            except sqlite3.DatabaseError:  # spoilt where reading did not come by
                pass
            else:
                return
        self._begin(memory)

    def _begin(self, memory: Memory) -> None:
        for path in (self._path, f"{self._path}-journal"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        with _writing(self._path) as base:
            for statement in _TABLES.split(";"):
                base.execute(statement)
            base.execute("INSERT INTO made_by VALUES (?)", (_FORMAT,))
            _put(base, memory, Memory())

    def _change(self, memory: Memory, before: Memory) -> None:
        with _writing(self._path) as base:
            gone = [(folder,) for folder, _ in _new(before.stories, memory.stories)]
            base.executemany("DELETE FROM article WHERE folder = ?", gone)
            base.executemany(
                "DELETE FROM rest WHERE path = ?", [(path,) for path, _ in _new(before.rest, memory.rest)]
            )
            _put(base, memory, before)


@contextlib.contextmanager
def _writing(path: str) -> Iterator[sqlite3.Connection]:
    """A change of the file that is made whole or, whatever happens inside, not at all."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as base:
        # What can be made again at any time does not wait for the disk.
        base.execute("PRAGMA synchronous = OFF")
        base.execute("BEGIN IMMEDIATE")
        yield base
        base.execute("COMMIT")


def _put(base: sqlite3.Connection, memory: Memory, before: Memory) -> None:
    rows = (
        (folder, name, key, one.held, json.dumps(one.files), *(to_row(one.teaser) if one.teaser else _NO_TEASER))
        for folder, (key, articles) in _new(memory.stories, before.stories)
        for name, one in articles.items()
    )
    base.executemany(_INSERT, rows)
    others = ((path, key, made.size, made.time) for path, (key, made) in _new(memory.rest, before.rest))
    base.executemany("INSERT INTO rest VALUES (?, ?, ?, ?)", others)


def _new(some: Mapping[str, T], others: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    """What of some is not the same among the others."""
    return ((name, one) for name, one in some.items() if others.get(name) != one)


def _stories(base: sqlite3.Connection) -> dict[str, Story]:
    stories: dict[str, Story] = {}
    rows = base.execute("SELECT * FROM article ORDER BY folder, name").fetchall()
    # One long text is read in half the time of many short ones.
    every = json.loads(f"[{','.join([row[_FILES] for row in rows])}]")
    for (folder, name, key, held, _, *teaser), files in zip(rows, every, strict=True):
        one = Remembered(None if teaser[0] is None else from_row(teaser), tuple(map(Made._make, files)), held)
        stories.setdefault(folder, (key, {}))[1][name] = one
    return stories

"""The index: facts about articles by their content, and the articles of one committed tree, in an SQLite file.

It lies in the git folder and can be deleted at any time. Whatever is wrong with it, another one in memory serves.
Facts are kept by the id of the blob they were read from, so that a branch switch or a rebase brings nothing stale.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from dragoman.workflow.places import DESK, INDEX
from dragoman.workflow.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")

# Raised with every change of what is kept; and no release takes over what another one worked out.
_FORMAT = 4
_MADE_BY = f"{_FORMAT} {VERSION}"
_TABLES = """
CREATE TABLE glance (blob BLOB PRIMARY KEY, state TEXT, translator TEXT, live INTEGER) WITHOUT ROWID;
CREATE TABLE card (key BLOB PRIMARY KEY, data TEXT) WITHOUT ROWID;
CREATE TABLE shelf (place TEXT PRIMARY KEY, blob BLOB, story BLOB, state TEXT, translator TEXT, live INTEGER)
    WITHOUT ROWID;
CREATE INDEX by_state ON shelf (state, place);
CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
# Behind every place that begins in the same way.
_LAST = "\U0010ffff"
# Seconds to wait for somebody else who writes; longer, and memory is quicker.
_PATIENCE = 5
# So many keys are asked for in one statement; the oldest SQLite takes 999.
_AT_ONCE = 500


class Row(NamedTuple):
    """An article on the shelf. ``place`` sorts as people list articles: year, month, slug, language.

    ``blob`` and ``story`` are the ids of its file and of its folder's tree, empty for what is not committed.
    ``live`` is 1 where readers have another version while it is being corrected.
    """

    place: str
    blob: bytes
    story: bytes
    state: str
    translator: str
    live: int = 0


def consult(git_dir: str, work: Callable[[Index], T]) -> T:
    """Work with the index of a git folder; a file that proves spoilt is taken away, and work begins again in memory.

    What ``work`` hands back must not lean on the index any more.
    """
    try:
        with Index(git_dir) as index:
            return work(index)
    except sqlite3.OperationalError:
        pass
    except sqlite3.DatabaseError:
        with contextlib.suppress(OSError):
            os.remove(_file(git_dir))
    with Index() as index:
        return work(index)


class Index:
    """An open index; use it in a ``with``: what was put in is kept only when all went well."""

    def __init__(self, git_dir: str = "") -> None:
        try:
            self._base = _opened(_file(git_dir)) if git_dir else _in_memory()
        except (sqlite3.Error, OSError):
            self._base = _in_memory()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with contextlib.suppress(sqlite3.Error), contextlib.closing(self._base):
            self._base.execute("ROLLBACK" if kind else "COMMIT")

    def note(self, name: str) -> str:
        """A word kept under a name, or nothing."""
        row = self._base.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def take_note(self, name: str, value: str) -> None:
        """Keep a word under a name."""
        self._base.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def glances(self, blobs: Sequence[bytes]) -> dict[bytes, tuple[str, str, int]]:
        """What is known of these blobs."""
        rows = self._among("SELECT blob, state, translator, live FROM glance WHERE blob", blobs)
        return {row[0]: row[1:] for some in rows for row in some}

    def learn(self, found: Iterable[tuple[bytes, str, str, int]]) -> None:
        """Keep glances: blob, state, translator, live."""
        self._base.executemany("INSERT OR REPLACE INTO glance VALUES (?, ?, ?, ?)", found)

    def clear(self) -> None:
        """Empty the shelf; what is known of contents stays."""
        self._base.execute("DELETE FROM shelf")

    def put(self, rows: Iterable[Row]) -> None:
        """Put articles on the shelf."""
        self._base.executemany("INSERT OR REPLACE INTO shelf VALUES (?, ?, ?, ?, ?, ?)", rows)

    def take(self, places: Iterable[str]) -> None:
        """Take articles off the shelf."""
        self._base.executemany("DELETE FROM shelf WHERE place = ?", ((place,) for place in places))

    def put_stories(self, stories: Iterable[tuple[str, bytes]]) -> None:
        """These folders, by the beginning of their articles' places, have these trees now."""
        change = "UPDATE shelf SET story = ? WHERE place BETWEEN ? AND ?"
        self._base.executemany(change, ((tree, start, start + _LAST) for start, tree in stories))

    def counts(self) -> dict[str, int]:
        """How many articles there are in each state."""
        return dict(self._base.execute("SELECT state, count(*) FROM shelf GROUP BY state").fetchall())

    def under(self, start: str) -> list[Row]:
        """The articles whose place begins so."""
        span = (start, start + _LAST)
        return [Row(*row) for row in self._base.execute("SELECT * FROM shelf WHERE place BETWEEN ? AND ?", span)]

    def rows(self, states: Sequence[str] = (), not_by: str = "") -> Iterator[Row]:
        """The articles in their order; only those in some states, and not translated by somebody."""
        where = f"+state IN ({','.join('?' * len(states))})" if states else "1"
        query = f"SELECT * FROM shelf WHERE {where} AND (? = '' OR translator <> ?) ORDER BY place"  # noqa: S608
        return (Row(*row) for row in self._base.execute(query, (*states, not_by, not_by)))

    def shown(self, states: Sequence[str]) -> Iterator[Row]:
        """The articles in some states, and those that readers have another version of, in their order."""
        where = f"state IN ({','.join('?' * len(states))}) OR live"
        query = f"SELECT * FROM shelf WHERE {where} ORDER BY place"  # noqa: S608
        return (Row(*row) for row in self._base.execute(query, tuple(states)))

    def cards(self, keys: Iterable[bytes]) -> Iterator[str | None]:
        """What is kept under each of these keys."""
        wanted = list(keys)
        found = self._among("SELECT key, data FROM card WHERE key", wanted)
        for start, rows in zip(range(0, len(wanted), _AT_ONCE), found, strict=True):
            known = {key: str(data) for key, data in rows}
            yield from (known.get(key) for key in wanted[start : start + _AT_ONCE])

    def keep_cards(self, cards: Iterable[tuple[bytes, str]]) -> None:
        """Keep what was worked out."""
        self._base.executemany("INSERT OR REPLACE INTO card VALUES (?, ?)", cards)

    def _among(self, query: str, keys: Sequence[bytes]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows in which what the query ends with is one of the keys; of some keys after the others."""
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            yield self._base.execute(f"{query} IN ({','.join('?' * len(some))})", some).fetchall()


def _file(git_dir: str) -> str:
    return os.path.join(git_dir, DESK, INDEX)


def _in_memory() -> sqlite3.Connection:
    return _made(sqlite3.connect(":memory:", isolation_level=None))


def _opened(path: str) -> sqlite3.Connection:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        # One at a time: a shelf half brought to another tree is nobody's answer.
        base.execute("BEGIN IMMEDIATE")
        tables = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        made_by = "SELECT value FROM note WHERE name = 'made by'"
        if "note" in tables and base.execute(made_by).fetchone() == (_made_by(path),):
            return base
        for name in tables:
            base.execute(f'DROP TABLE "{name}"')
        return _made(base, _made_by(path))
    except sqlite3.DatabaseError as error:
        base.close()
        if not isinstance(error, sqlite3.OperationalError):
            os.remove(path)  # no database at all, or a torn one
        raise


def _made_by(path: str) -> str:
    """Who may read the file on: this release, and where it was made: one that came with a copy may say anything."""
    return f"{_MADE_BY} {os.stat(path).st_ino}"


def _made(base: sqlite3.Connection, by: str = "") -> sqlite3.Connection:
    for statement in _TABLES.split(";"):
        base.execute(statement)
    base.execute("INSERT INTO note VALUES ('made by', ?)", (by,))
    if not base.in_transaction:
        base.execute("BEGIN")
    return base

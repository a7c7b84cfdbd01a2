"""What a history held, by commit and by blob: articles and rosters read once, the last ones kept at hand."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.changes import is_plain
from dragoman.workflow.errors import BadText, DragomanError
from dragoman.workflow.newsroom import FILE, Newsroom, parse_newsroom
from dragoman.workflow.problems import Problem
from dragoman.workflow.trees import look_up
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.workflow.changes import Commit
    from dragoman.workflow.objects import Reader

# Articles kept parsed; a history comes back to the ones it changed last.
_KEPT = 1024


class Past:
    """Reads what commits held, through one reader; ``width`` is the number of bytes of an id."""

    def __init__(self, reader: Reader, width: int) -> None:
        self.reader = reader
        self.width = width
        self._articles: dict[tuple[str, str], Article | Problem] = {}
        self._newsrooms: dict[str, Newsroom | None] = {}
        # Blobs that were read at once, by id.
        self.ready: dict[str, bytes] = {}
        # The newsroom.yaml that counts at each commit: the last one that was changed legally.
        self._in_force: dict[str, str] = {}

    def prefetch(self, blobs: Iterable[str]) -> None:
        """Read these at once: the next commits brought them."""
        self.ready = {found.name: found.data for found in self.reader.find_all(sorted(set(blobs))) if found}

    def article(self, path: str, blob: str) -> Article | Problem | None:
        """The article a blob is at a path; a problem where it cannot be read, None where there is none."""
        if not blob.strip("0"):
            return None
        known = self._articles.pop((path, blob), None)
        if known is None:
            try:
                known = parse_article(decode(self.blob(blob) or b"", path), path)
            except BadText as error:
                known = Problem("unreadable", error.sentence, who="whoever committed it", fix="mend the file")
        self._articles[path, blob] = known
        if len(self._articles) > _KEPT:
            del self._articles[next(iter(self._articles))]
        return known

    def newsroom(self, blob: str) -> Newsroom | None:
        """The newsroom.yaml a blob is; None where it cannot be read or there is none."""
        if blob not in self._newsrooms:
            self._newsrooms[blob] = None
            data = self.blob(blob)
            with contextlib.suppress(DragomanError):
                self._newsrooms[blob] = parse_newsroom(decode(data, FILE)) if data is not None else None
        return self._newsrooms[blob]

    def in_force(self, commit: str) -> str:
        """The blob of the newsroom.yaml that counts at a commit; of one outside the replay it is looked up."""
        if commit not in self._in_force:
            self._in_force[commit] = self.blob_in(self.tree(commit), FILE)
        return self._in_force[commit]

    def put_in_force(self, commit: Commit, blob: str) -> None:
        """From this commit on, the newsroom.yaml in this blob counts."""
        self._in_force[commit.id] = blob

    def tree(self, commit: str) -> str:
        """The id of a commit's tree; empty where the copy does not have it."""
        found = self.reader.find(commit + "^{tree}")
        return found.name if found else ""

    def blob_in(self, tree: str, path: str) -> str:
        """The id of the plain file at a path below a tree; empty where there is none."""
        entry = look_up(self.reader, tree, path, self.width) if tree else None
        return entry.name if entry and is_plain(entry.mode) else ""

    def at(self, commit: Commit, path: str) -> bytes | None:
        """The bytes of a file in a commit; None where there is none."""
        return self.blob(self.blob_in(commit.tree, path))

    def blob(self, blob: str) -> bytes | None:
        """The bytes of a blob; None for an empty id or one of zeros, or where the copy has lost it."""
        if blob in self.ready:
            return self.ready[blob]
        found = self.reader.find(blob) if blob.strip("0") else None
        return found.data if found else None

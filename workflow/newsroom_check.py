"""Check the whole newsroom: each story's findings are kept by the content of its folder, and worked out once."""

from __future__ import annotations

import hashlib
import json
import os
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.checking import Finding, beside, findings
from dragoman.workflow.objects import Reader
from dragoman.workflow.places import GLOSSARY, NEWSROOM, ROSTERS, article_name, path_of
from dragoman.workflow.problems import Problem, problem_from
from dragoman.workflow.proved_acts import Prover
from dragoman.workflow.story_files import StoryFiles
from dragoman.workflow.twins import twin_problems
from dragoman.workflow.version import VERSION
from dragoman.workflow.workers import Told, each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from dragoman.workflow.examining import Examiner
    from dragoman.workflow.index_file import Index, Row
    from dragoman.workflow.listing import Listing
    from dragoman.workflow.newsroom import Newsroom

_PIECE, _WORTH_SHARING, _WORTH_EXAMINING = 10_000, 200, 8


class NewsroomCheck:
    """Every broken promise of every article, and what is unfinished as ``todo``.

    An ``examiner`` adds what the checks of each text say: what they go by (glossary, dictionaries, the release) is
    then a part of what findings are kept by.
    """

    def __init__(
        self,
        root: str,
        newsroom: Newsroom,
        now: datetime,
        index: Index,
        told: Told,
        examiner: Examiner | None = None,
    ) -> None:
        self._root, self._newsroom, self._now = root, newsroom, now
        self._index, self._told, self._examiner = index, told, examiner
        kind = f"check all {VERSION} {_words_at_hand(root)}" if examiner else "check"
        said = f"{kind} {disk.read_text(root, NEWSROOM)}{_own_files(root, 'templates')}"
        said += _own_files(root, ROSTERS) if newsroom.wants_proof else ""
        self._rules = hashlib.sha256(said.encode()).digest()

    def findings(self, listing: Listing) -> Iterator[Finding]:
        """What is found, in the order of the articles."""
        yield from beside(self._root, self._newsroom)
        yield from self._twins(listing)
        waiting = listing.rows()
        while rows := list(islice(waiting, _PIECE)):
            yield from self._piece(rows)

    def _piece(self, rows: list[Row]) -> Iterator[Finding]:
        kept = [_kept(text) for text in self._index.cards(self._key(row) for row in rows)]
        wanted = [row for row, known in zip(rows, kept, strict=True) if known is None]

        def work(own: Sequence[Row]) -> Iterator[tuple[list[Problem], bool]]:
            with Reader(self._root) as reader, Prover.on_disk(self._root, self._newsroom) as prover:
                for row in own:
                    yield self._judge(row, reader, prover)

        # Examining takes long, and is worth another process sooner.
        worth = _WORTH_EXAMINING if self._examiner else _WORTH_SHARING
        judged = each(wanted, work, "articles", worth, self._told)
        new = {row.place: one for row, one in zip(wanted, judged, strict=True)}
        sure = ((row, new[row.place][0]) for row in wanted if new[row.place][1])
        self._index.keep_cards((self._key(row), json.dumps([one._asdict() for one in found])) for row, found in sure)
        for row, known in zip(rows, kept, strict=True):
            path = path_of(row.place)
            name = article_name(path)
            problems = known if known is not None else new[row.place][0]
            yield from (Finding(name, path, problem) for problem in problems)

    def _judge(self, row: Row, reader: Reader, prover: Prover) -> tuple[list[Problem], bool]:
        """The problems of an article, and whether they follow from its story's committed files alone."""
        path = path_of(row.place)
        files = StoryFiles(self._root, reader, path.rpartition("/")[0], row.story.hex())
        found = findings(
            self._root,
            self._newsroom,
            path,
            self._now,
            read=files.read,
            names=files.names,
            examiner=self._examiner,
            prover=prover,
        )
        return [one.problem for one in found], files.sure

    def _twins(self, listing: Listing) -> Iterator[Finding]:
        """Twins among the names; looked for again only where a name can have changed."""
        noted = self._index.note("twins")
        tree, _, text = noted.partition(" ")
        if not listing.tree or tree != listing.tree:
            twins = list(twin_problems(self._root, self._newsroom.roster.who(("owner",))))
            text = json.dumps([(path, problem._asdict()) for path, problem in twins])
            if listing.tree:
                self._index.take_note("twins", f"{listing.tree} {text}")
        yield from (Finding(path, path, problem_from(problem)) for path, problem in json.loads(text))

    def _key(self, row: Row) -> bytes:
        return hashlib.sha256(self._rules + row.story + row.place.encode()).digest()[:20] if row.story else b""


def _kept(text: str | None) -> list[Problem] | None:
    try:
        return [problem_from(problem) for problem in json.loads(text or "")]
    except (ValueError, TypeError):
        return None


def _words_at_hand(root: str) -> str:
    """What tells whether the words that checks go by have changed: the newsroom's own, and the dictionaries."""
    from dragoman.workflow.hunspell import installed

    return f"{installed()} {_own_files(root, GLOSSARY)}"


def _own_files(root: str, below: str) -> str:
    """What tells whether the newsroom's files in a folder changed: their names and words."""
    found = []
    for folder, folders, files in os.walk(os.path.join(root, below)):
        folders.sort()
        for name in sorted(files):
            path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
            data = disk.read_bytes(root, path) or b""
            found.append(f"{path} {hashlib.sha256(data).hexdigest()}")
    return "\n".join(found)

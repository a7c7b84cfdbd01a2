"""Check the whole newsroom: each story's findings are kept by the content of its folder, and worked out once."""

from __future__ import annotations

import hashlib
import json
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import disk
from dragoman.workflow.checking import Finding, beside, findings
from dragoman.workflow.objects import Reader
from dragoman.workflow.own_files import files_in, words_at_hand
from dragoman.workflow.places import MONTH_LENGTH, NEWSROOM, ROSTERS, article_name, path_of
from dragoman.workflow.problems import Problem, as_kept, problem_from
from dragoman.workflow.proved_acts import Prover
from dragoman.workflow.story_files import StoryFiles
from dragoman.workflow.twins import twin_problems
from dragoman.workflow.version import VERSION
from dragoman.workflow.workers import Told, each

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from dragoman.workflow.examining import Examiner
    from dragoman.workflow.index_file import Index, Row
    from dragoman.workflow.listing import Listing
    from dragoman.workflow.newsroom import Newsroom

# So many articles at a time, or a month where it has more.
_PIECE, _WORTH_SHARING, _WORTH_EXAMINING = 10_000, 200, 8


class _Judged(NamedTuple):
    """What is found in an article; ``text`` is that as it is kept, empty where it hangs on more than the story."""

    problems: list[Problem]
    text: str


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
        kind = f"check all {VERSION} {words_at_hand(root)}" if examiner else "check"
        said = f"{kind} {disk.read_text(root, NEWSROOM)}{files_in(root, 'templates')}"
        said += files_in(root, ROSTERS) if newsroom.wants_proof else ""
        self._rules = hashlib.sha256(said.encode()).digest()

    def findings(self, listing: Listing) -> Iterator[Finding]:
        """What is found, in the order of the articles."""
        yield from beside(self._root, self._newsroom)
        yield from self._twins(listing)
        for months in _pieces(listing.rows()):
            for rows, found in zip(months, self._found(months), strict=True):
                for row, problems in zip(rows, found, strict=True):
                    if problems:
                        path = path_of(row.place)
                        name = article_name(path)
                        yield from (Finding(name, path, problem) for problem in problems)

    def _found(self, months: list[list[Row]]) -> Iterator[list[list[Problem]]]:
        """What is found in each article of some months; of a month without a change, in one question to the index."""
        keys = [self._month_key(rows) for rows in months]
        texts = self._index.cards(keys)
        kept = [_kept_month(text, len(rows)) for rows, text in zip(months, texts, strict=True)]
        anew = iter(self._each([row for rows, known in zip(months, kept, strict=True) if not known for row in rows]))
        for key, rows, known in zip(keys, months, kept, strict=True):
            if known:
                yield known
                continue
            judged = [next(anew) for _ in rows]
            if all(one.text for one in judged):
                whole = ",".join(one.text for one in judged)
                self._index.keep_cards([(key, f"[{whole}]")])
            yield [one.problems for one in judged]

    def _each(self, rows: list[Row]) -> Iterator[_Judged]:
        """What is found in each of these articles, out of what is kept or worked out, and kept."""
        kept = [_kept(text) for text in self._index.cards(map(self._key, rows))]
        wanted = [row for row, known in zip(rows, kept, strict=True) if known is None]

        def work(own: Sequence[Row]) -> Iterator[_Judged]:
            with Reader(self._root) as reader, Prover.on_disk(self._root, self._newsroom) as prover:
                for row in own:
                    yield self._judge(row, reader, prover)

        # Examining takes long, and is worth another process sooner.
        worth = _WORTH_EXAMINING if self._examiner else _WORTH_SHARING
        judged = each(wanted, work, "articles", worth, self._told)
        sure = ((row, one.text) for row, one in zip(wanted, judged, strict=True) if one.text)
        self._index.keep_cards((self._key(row), text) for row, text in sure)
        new = iter(judged)
        return (known if known is not None else next(new) for known in kept)

    def _judge(self, row: Row, reader: Reader, prover: Prover) -> _Judged:
        """The problems of an article, kept where they follow from its story's committed files alone."""
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
        problems = [one.problem for one in found]
        return _Judged(problems, json.dumps(list(map(as_kept, problems))) if row.story and files.sure else "")

    def _twins(self, listing: Listing) -> Iterator[Finding]:
        """Twins among the names; looked for again only where a name can have changed."""
        noted = self._index.note("twins")
        tree, _, text = noted.partition(" ")
        if not listing.tree or tree != listing.tree:
            twins = list(twin_problems(self._root, self._newsroom.roster.who(("owner",))))
            text = json.dumps([(path, as_kept(problem)) for path, problem in twins])
            if listing.tree:
                self._index.take_note("twins", f"{listing.tree} {text}")
        yield from (Finding(path, path, problem_from(problem)) for path, problem in json.loads(text))

    def _key(self, row: Row) -> bytes:
        return hashlib.sha256(self._rules + row.story + row.place.encode()).digest()[:20] if row.story else b""

    def _month_key(self, rows: list[Row]) -> bytes:
        said = b"".join(b"\0%b\0%b" % (row.story, row.place.encode()) for row in rows)
        return hashlib.sha256(self._rules + said).digest()[:20] if all(row.story for row in rows) else b""


def _pieces(rows: Iterable[Row]) -> Iterator[list[list[Row]]]:
    """The articles by month, some months at a time."""
    months: list[list[Row]] = []
    for _, month in groupby(rows, lambda row: row.place[:MONTH_LENGTH]):
        months.append(list(month))
        if sum(map(len, months)) >= _PIECE:
            yield months
            months = []
    if months:
        yield months


def _kept(text: str | None) -> _Judged | None:
    try:
        return _Judged([problem_from(problem) for problem in json.loads(text or "")], text or "")
    except (ValueError, TypeError):
        return None


def _kept_month(text: str | None, articles: int) -> list[list[Problem]] | None:
    try:
        found = [[problem_from(problem) for problem in problems] for problems in json.loads(text or "")]
    except (ValueError, TypeError):
        return None
    return found if len(found) == articles else None

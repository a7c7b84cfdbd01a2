"""What verifying is made of, as a task that several processes can share: the stories, and how they became so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow.article_judge import ArticleJudge, Judged
from dragoman.workflow.changes import Commit
from dragoman.workflow.commit_stream import commits_in
from dragoman.workflow.ledger import Ledger, Tally
from dragoman.workflow.memory import Memory
from dragoman.workflow.objects import Reader
from dragoman.workflow.past import Past
from dragoman.workflow.places import FOLDER, story_of
from dragoman.workflow.problems import Found
from dragoman.workflow.replaying import Replayer
from dragoman.workflow.repository import shallow_commits
from dragoman.workflow.roster_chain import NO_CHAIN, Chain
from dragoman.workflow.tips import Tips
from dragoman.workflow.verifying import verify_copy
from dragoman.workflow.witness import witness_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.workflow.copies import CommitCopy
    from dragoman.workflow.git_log import SharedLog
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.workers import Share, Told

_ARTICLES = f"{FOLDER}/"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one part of the work found."""

    found: list[Found]
    tally: Tally
    ledger: Ledger
    commits: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be judged, for several processes to share. ``log`` is that of the history, if one is wanted."""

    root: str
    commit: str
    copy: CommitCopy
    chain: Chain
    witness: str
    log: SharedLog | None = None
    before: Chain = NO_CHAIN
    base: Newsroom | None = None
    commits: int = 0

    def do(self, part: Share, told: Told) -> Answer:
        """Judge one part of the stories, as they are and as they became so."""
        tally, ledger = Tally(), Ledger()
        with Reader(self.root) as reader, Memory() as memory:
            copy = self.copy.read_by(reader)
            witness = self.witness
            seen = witness_of(self.root, reader, witness, copy) if witness else lambda _path, _article: 0
            number, replayed, judged = 0, list[Found](), dict[str, Judged]()
            if self.log:
                tips = Tips(copy, ArticleJudge(copy, self.chain, memory, seen))
                past = Past(reader, len(self.commit) // 2)
                replayer = Replayer(past, self.before, memory, self.base, part, tips)
                replayed = list(
                    replayer.judge(self._stream(self.log, part, told), frozenset(shallow_commits(self.root)))
                )
                number, judged = replayer.counts.commits, tips.judged
            told_of = partial(told, "articles")
            found = list(verify_copy(copy, self.chain, memory, tally, seen, told_of, part, ledger, judged))
            return Answer(found + replayed, tally, ledger, number)

    def _stream(self, log: SharedLog, part: Share, told: Told) -> Iterator[Commit]:
        """The commits, with those of their changes that this part judges."""

        def own(path: str) -> bool:
            return not path.startswith(_ARTICLES) or part.has(story_of(path))

        stream = commits_in(log.pieces(), None if part.of == 1 else own)
        return _counted(stream, partial(told, "commits"), self.commits)


def _counted(stream: Iterator[Commit], told: Callable[[int, int], None], total: int) -> Iterator[Commit]:
    for number, item in enumerate(stream, 1):
        if number % 500 == 0:
            told(number, total)
        yield item

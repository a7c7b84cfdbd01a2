"""Judge one article of a copy as it stands: its promises, the proof of its acts, the signatures beside it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.catalogue import unreadable
from dragoman.workflow.errors import BadText, DiskFailed
from dragoman.workflow.gather import gather
from dragoman.workflow.ledger import Tally
from dragoman.workflow.live_rules import versions_stand
from dragoman.workflow.newsroom import Newsroom
from dragoman.workflow.people import Roster
from dragoman.workflow.places import SIGNATURES, article_name
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.promises import broken_promises
from dragoman.workflow.proof import prove
from dragoman.workflow.record_files import signature_paths
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dragoman.workflow.copies import Copy
    from dragoman.workflow.memory import Memory
    from dragoman.workflow.roster_chain import Chain

_STRANGERS = Newsroom("", (), (), Roster())
# Judging an article asks for the time only where an act is wanted.
_NO_TIME = datetime.fromtimestamp(0, UTC)
_AFTER_SLASH = chr(ord("/") + 1)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of an article. ``far`` says that a file outside its own folder had a part in it."""

    found: tuple[Found, ...] = ()
    tally: Tally = field(default_factory=Tally)
    far: bool = False


class ArticleJudge:
    """Judges articles of one copy, by the last roster of its chain; ``witnessed`` as for ``verify_copy``."""

    def __init__(self, copy: Copy, chain: Chain, memory: Memory, witnessed: Callable[[str, Article], int]) -> None:
        self._copy = copy
        self._chain = chain
        self._newsroom = chain.versions[-1] if chain.versions else _STRANGERS
        self._memory = memory
        self._witnessed = witnessed

    def beside(self, path: str) -> tuple[str, ...]:
        """The paths of all files in an article's folder."""
        paths, folder = self._copy.paths, path.rpartition("/")[0]
        return paths[bisect_left(paths, f"{folder}/") : bisect_left(paths, f"{folder}{_AFTER_SLASH}")]

    def at(self, path: str) -> Judged:
        """The article at a path."""
        try:
            return self.judge(parse_article(decode(self._copy.read(path) or b"", path), path))
        except (BadText, DiskFailed) as error:
            name = article_name(path)
            return Judged((Found(unreadable(error), name, path),))

    def judge(self, article: Article) -> Judged:
        """The same of an article that has been read.

        Raises:
            BadText, DiskFailed: a file beside it cannot be read.
        """
        path, far = article.path, False
        own = path.rpartition("/")[0] + "/"

        def read(at: str) -> bytes | None:
            nonlocal far
            far = far or not at.startswith(own)
            return self._copy.read(at)

        facts = gather("", self._newsroom, article, _NO_TIME, read=read)
        problems = list(broken_promises(article, facts, compare_template=False))
        proved = list(prove(article, self._chain, read, self._memory))
        problems += [problem for one in proved for problem in one.problems]
        problems += versions_stand(article, read)
        problems += _strays(article, self.beside(path))
        signed, people = sum(one.signed for one in proved), {one.entry.by for one in proved}
        tally = Tally(1, len(proved), signed, self._witnessed(path, article), people)
        return Judged(tuple(Found(problem, article.name, path) for problem in problems), tally, far)


def _strays(article: Article, beside: Iterable[str]) -> Iterator[Problem]:
    """Signatures of acts that the history does not have: somebody took the acts out."""
    folder = article.path.rpartition("/")[0]
    start = f"{folder}/{SIGNATURES}/{article.lang}-"
    own = signature_paths(article)
    for path in beside:
        if path.startswith(start) and path[len(start) :][:4].isdigit() and path not in own:
            message = f"{path} signs an act that is not in the history: it was taken out, or comes from elsewhere."
            yield Problem("signature-stray", message, who="an owner", fix=f"git log -p -- {article.path}")

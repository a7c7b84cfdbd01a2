"""The acts that others build on: who has a key signed them, or they count for nothing.

``verify`` tells of an act that is only claimed, and goes on; whoever does the next act, or shows readers what came of
it, would make a fact of the claim.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Self

from dragoman.workflow import disk, git
from dragoman.workflow.beside import read_or_none
from dragoman.workflow.objects import Reader
from dragoman.workflow.record_files import roster_path
from dragoman.workflow.repository import shallow_commits
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import BUILT_ON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from dragoman.workflow.article import Article
    from dragoman.workflow.memory import Memory
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.problems import Problem
    from dragoman.workflow.roster_chain import Chain

    Read = Callable[[str], bytes | None]

# Acts beside the line of which only the last counts: it undid, or did again, what the others had done.
_LAST_OF = (("hold", "release"), ("embargo",), ("schedule",), ("recheck",), ("spike", "unspike"), ("withdraw",))


class Arrived:
    """What a repository had when a version of its roster came; use it in a ``with``."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._commits: dict[int, str] = {}  # by version; empty where nobody can tell
        self._reader: Reader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader:
            self._reader.__exit__(kind, error, trace)
            self._reader = None

    def before(self, version: int, path: str, seal: str) -> bool:
        """Whether an act was done by then; also where this copy cannot tell, being shallow, partial or without git.

        Raises:
            GitFailed: git went away.
        """
        if version not in self._commits:
            words = ("log", "-1", "--diff-filter=A", "--format=%H", "--no-show-signature", "HEAD", "--")
            commit = git.attempt(self._root, *words, roster_path(version)).stdout.decode().strip()
            unseen = commit and (commit in shallow_commits(self._root) or git.is_partial(self._root))
            self._commits[version] = "" if unseen else commit
        if not self._commits[version]:
            return True
        self._reader = self._reader or Reader(self._root)
        found = self._reader.find(f"{self._commits[version]}:{path}")
        return found is not None and seal.encode() in found.data


class Prover:
    """Asks for the proof of acts; use it in a ``with``. Where nobody has a key it asks for nothing.

    ``rosters`` gives the chain that ``newsroom`` is the last of. ``arrived`` tells what there was when one came: no
    act escapes by naming an older one.
    """

    def __init__(
        self, newsroom: Newsroom, rosters: Callable[[Memory], Chain], arrived: Arrived | None = None
    ) -> None:
        self._newsroom, self._rosters, self._arrived = newsroom, rosters, arrived
        self._ready: tuple[Memory, Chain] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ready:
            self._ready[0].__exit__(kind, error, trace)
            self._ready = None
        if self._arrived:
            self._arrived.__exit__(kind, error, trace)

    @classmethod
    def on_disk(cls, root: str, newsroom: Newsroom) -> Self:
        """By the versions that lie in a newsroom's folder."""
        return cls(newsroom, partial(chain_on_disk, root), Arrived(root))

    def unproved(self, article: Article, read: Read) -> tuple[Problem, ...]:
        """What is wrong with the proof of the acts that count; ``read`` gives the signatures beside the article."""
        if not self._newsroom.wants_proof:
            return ()
        if not self._ready:
            from dragoman.workflow.memory import Memory

            memory = Memory().__enter__()
            self._ready = memory, self._rosters(memory)
        memory, chain = self._ready
        return tuple(_unproved(article, chain, read, memory, self._arrived))


def chain_on_disk(root: str, memory: Memory) -> Chain:
    """The versions of newsroom.yaml as they lie in a newsroom's folder."""
    from dragoman.workflow.roster_chain import read_chain

    return read_chain(partial(read_or_none, partial(disk.read_bytes, root)), memory)


def _unproved(
    article: Article, chain: Chain, read: Read, memory: Memory, arrived: Arrived | None
) -> Iterator[Problem]:
    from dragoman.workflow.proof import prove, unsigned_since

    counting = _counting(article)
    for number, one in enumerate(prove(article, chain, read, memory)):
        if number not in counting:
            continue
        for problem in one.problems:
            if problem.id != "unsigned":
                yield problem
            elif one.entry.act in BUILT_ON:
                yield problem._replace(severity="error")
        if arrived and not (one.problems or one.signed) and one.entry.act in BUILT_ON:
            since, late = unsigned_since(one.entry, chain)
            if late and not arrived.before(since, article.path, one.entry.seal):
                yield late


def _counting(article: Article) -> set[int]:
    """The places of the acts that what comes next is built on."""
    counting = set(replayed(article).standing)
    for acts in _LAST_OF:
        last = next((n for n, entry in reversed([*enumerate(article.history)]) if entry.act in acts), None)
        if last is not None:
            counting.add(last)
    return counting

"""Replay a history: every commit judged by the roster in force before it, parents before children."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow.article import NAME, Article
from dragoman.workflow.author_rules import Doer, author_faults
from dragoman.workflow.beside_rules import beside_faults
from dragoman.workflow.changes import ABSENT, Commit, FileChanged
from dragoman.workflow.commit_rules import change_faults
from dragoman.workflow.file_rules import Kind, file_faults, kind_of
from dragoman.workflow.merge_rules import article_faults, kept_faults, roster_merge_faults
from dragoman.workflow.newsroom import FILE, Newsroom
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.record_files import signature_path
from dragoman.workflow.roster_chain import Chain, read_chain
from dragoman.workflow.roster_rules import roster_faults
from dragoman.workflow.tree_diff import tree_diff
from dragoman.workflow.trees import is_plain
from dragoman.workflow.verifying import story_of
from dragoman.workflow.workers import WHOLE, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.workflow.memory import Memory
    from dragoman.workflow.past import Past

_AT_ONCE = 500


@dataclass(slots=True)
class Counts:
    """How much a replay has judged so far."""

    commits: int = 0
    acts: int = 0


class Replayer:
    """Judges commits one after the other. ``before`` is the chain of rosters that stands where the replay starts.

    ``base``, if given, is the roster that acts are judged by besides the one before their commit: a gate's old tip.
    Of the stories only those of one ``part`` are judged, and rosters are told of in the first.
    """

    def __init__(
        self, past: Past, before: Chain, memory: Memory, base: Newsroom | None = None, part: Share = WHOLE
    ) -> None:
        self._past = past
        self._memory = memory
        self._base = base
        self._part = part
        self._versions = dict(before.by_seal)
        self.counts = Counts()

    def judge(self, commits: Iterable[Commit], start: frozenset[str] = frozenset()) -> Iterator[Found]:
        """What is wrong with each commit; those in ``start`` are where the copy begins, and are taken as they are."""
        for some in _chunks(commits):
            self._past.prefetch(change.new for commit in some for change in commit.changes if self._is_read(change))
            for commit in some:
                self.counts.commits += 1
                if commit.id in start:
                    self._versions |= read_chain(partial(self._past.at, commit), self._memory).by_seal
                elif len(commit.parents) > 1:
                    yield from self._merge(commit)
                else:
                    yield from self._plain(commit)

    def _plain(self, commit: Commit) -> Iterator[Found]:
        before = self._past.in_force(commit.parents[0]) if commit.parents else ""
        files = {change.path: change for change in commit.changes if kind_of(change.path)}
        found = list(self._roster(commit, before, files))
        changed = FILE in files and not any(one.problem.severity == "error" for one in found)
        after = files[FILE].new if changed else before
        self._past.put_in_force(commit, after)
        yield from found if self._part.number == 0 else ()
        # A newsroom's first commit may hold its first articles as well: they go by the roster they came with.
        doer = Doer(commit.email, self._past.newsroom(before or after), self._base)
        files = {path: change for path, change in files.items() if self._part.has(story_of(path))}
        own = self._signatures_of(files)
        for path, change in files.items():
            for problem in self._file(commit, change, files, doer, own):
                yield Found(problem, name_of(path), path, commit.id)

    def _roster(self, commit: Commit, before: str, files: dict[str, FileChanged]) -> Iterator[Found]:
        if not any(kind_of(path) in (Kind.ROSTER, Kind.NEWSROOM) for path in files):
            return
        old = self._past.newsroom(before)
        new = self._past.newsroom(files[FILE].new if FILE in files else before)
        problems = list(roster_faults(old, new, commit.email, files, self._past.blob, self._memory))
        if new and not any(problem.severity == "error" for problem in problems):
            self._versions[new.sealed.seal] = new
        yield from (Found(problem, path=FILE, commit=commit.id) for problem in problems)

    def _file(
        self, commit: Commit, change: FileChanged, files: dict[str, FileChanged], doer: Doer, own: set[str]
    ) -> Iterator[Problem]:
        if change.new_mode != ABSENT and not is_plain(change.new_mode):
            message = f"{change.path} became no plain file."
            yield Problem("not-a-file", message, who="an owner", fix="git revert this commit")
        elif kind_of(change.path) is Kind.ARTICLE:
            yield from self._article(commit, change, files, doer)
        else:
            yield from file_faults(change, own)

    def _article(
        self, commit: Commit, change: FileChanged, files: dict[str, FileChanged], doer: Doer
    ) -> Iterator[Problem]:
        before = self._past.article(change.path, change.old)
        new = self._past.article(change.path, change.new)
        if isinstance(new, Problem):
            yield new
            return
        old = before if isinstance(before, Article) else None
        yield from change_faults(old, new)
        start = len(old.history) if old else 0
        if new is None or len(new.history) <= start:
            return
        self.counts.acts += len(new.history) - start

        def read(path: str) -> bytes | None:
            found = files.get(path)
            if found or kind_of(path) is Kind.SIGNATURE:  # a signature comes with its act
                return self._past.blob(found.new) if found else None
            return self._past.at(commit, path)

        yield from author_faults(new, start, doer, Chain(by_seal=self._versions), read, self._memory)
        yield from beside_faults(new, start, read)

    def _signatures_of(self, files: dict[str, FileChanged]) -> set[str]:
        """Where the signatures of the acts in a commit's articles are; not worked out where it brings none."""
        if not any(kind_of(path) is Kind.SIGNATURE for path in files):
            return set()
        articles = [
            self._past.article(path, change.new) for path, change in files.items() if kind_of(path) is Kind.ARTICLE
        ]
        return {
            signature_path(article.path, number, entry)
            for article in articles
            if isinstance(article, Article)
            for number, entry in enumerate(article.history, 1)
        }

    def _merge(self, commit: Commit) -> Iterator[Found]:
        """A merge may take one side or the other; what no side had, it may only put into texts."""
        past = self._past
        sides = [past.in_force(parent) for parent in commit.parents]
        after = past.blob_in(commit.tree, FILE)
        problems = list(roster_merge_faults([past.newsroom(side) for side in sides], past.newsroom(after)))
        past.put_in_force(commit, max(sides, key=self._version) if problems else after)
        yield from (Found(problem, path=FILE, commit=commit.id) for problem in problems if self._part.number == 0)
        changed = [
            {change.path: change for change in tree_diff(past.reader, past.tree(parent), commit.tree, past.width)}
            for parent in commit.parents
        ]
        paths = {path for path in set().union(*changed) if kind_of(path) and self._part.has(story_of(path))}
        for path in sorted(paths):
            for problem in self._merged(path, [changes.get(path) for changes in changed]):
                yield Found(problem, name_of(path), path, commit.id)

    def _merged(self, path: str, sides: list[FileChanged | None]) -> Iterator[Problem]:
        kind = kind_of(path)
        if kind is Kind.ARTICLE:
            blob = next(side.new for side in sides if side)
            new = self._past.article(path, blob)
            if isinstance(new, Problem):
                yield new
                return
            olds = [self._past.article(path, side.old) if side else new for side in sides]
            yield from article_faults(tuple(old if isinstance(old, Article) else None for old in olds), new)
        elif kind is not Kind.NEWSROOM:
            yield from kept_faults(path, sides)

    def _is_read(self, change: FileChanged) -> bool:
        kind = kind_of(change.path)
        if kind is None or not is_plain(change.new_mode):
            return False
        if kind is Kind.SOURCE and not change.path.endswith(".md"):
            return False  # a page as retrieved can be large, and is read by itself
        return kind in (Kind.NEWSROOM, Kind.ROSTER) or self._part.has(story_of(change.path))

    def _version(self, blob: str) -> int:
        newsroom = self._past.newsroom(blob)
        return newsroom.sealed.version if newsroom else 0


def name_of(path: str) -> str:
    """``slug/lang`` of an article's path; empty for any other."""
    match = NAME.fullmatch(path)
    return f"{match[1]}/{match[2]}" if match else ""


def _chunks(commits: Iterable[Commit]) -> Iterator[list[Commit]]:
    some: list[Commit] = []
    for commit in commits:
        some.append(commit)
        if len(some) >= _AT_ONCE:
            yield some
            some = []
    yield some

"""Replay a history: every commit judged by the roster in force before it, parents before children."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.article import Article
from dragoman.workflow.author_rules import Doer, author_faults
from dragoman.workflow.beside_rules import beside_faults
from dragoman.workflow.changes import ABSENT, Commit, FileChanged
from dragoman.workflow.commit_rules import change_faults
from dragoman.workflow.file_rules import Kind, file_faults, kind_of, not_a_file, signed_article
from dragoman.workflow.merge_rules import (
    apart_faults,
    article_faults,
    dropped_faults,
    kept_faults,
    merged_roster_faults,
    merged_signature_faults,
    roster_merge_faults,
)
from dragoman.workflow.newsroom import FILE, Newsroom
from dragoman.workflow.places import FOLDER, NAME, ROSTERS, story_of
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.record_files import roster_path, signature_path
from dragoman.workflow.roster_chain import Chain, read_chain
from dragoman.workflow.roster_rules import another_beginning, roster_faults
from dragoman.workflow.tree_diff import tree_diff
from dragoman.workflow.trees import is_plain
from dragoman.workflow.workers import WHOLE, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.workflow.memory import Memory
    from dragoman.workflow.past import Past
    from dragoman.workflow.tips import Tips

_AT_ONCE = 500


@dataclass(slots=True)
class Counts:
    """How much a replay has judged so far."""

    commits: int = 0
    acts: int = 0


class Replayer:
    """Judges commits one after the other. ``before`` is the chain of rosters that stands where the replay starts.

    ``base``, if given, is the roster that acts are judged by besides the one before their commit: a gate's old tip.
    Of the stories only those of one ``part`` are judged, and rosters are told of in the first. ``tips`` judges what
    an article came to at last.
    """

    def __init__(
        self,
        past: Past,
        before: Chain,
        memory: Memory,
        base: Newsroom | None = None,
        part: Share = WHOLE,
        tips: Tips | None = None,
    ) -> None:
        self._past = past
        self._memory = memory
        self._base = base
        self._part = part
        self._tips = tips
        self._versions = dict(before.by_seal)
        self._replayed: set[str] = set()
        self._begun: dict[str, str] = {}
        self._deleted: set[str] = set()
        self.counts = Counts()

    def judge(self, commits: Iterable[Commit], start: frozenset[str] = frozenset()) -> Iterator[Found]:
        """What is wrong with each commit; those in ``start`` are where the copy begins, and are taken as they are."""
        for some in _chunks(commits):
            self._get_ready(some)
            for commit in some:
                self.counts.commits += 1
                if commit.id in start:
                    self._past.put_in_force(commit, self._kept_last(commit.id) or self._past.in_force(commit.id))
                elif len(commit.parents) > 1:
                    yield from self._merge(commit)
                else:
                    yield from self._plain(commit)
                self._replayed.add(commit.id)

    def _get_ready(self, some: list[Commit]) -> None:
        read = [change for commit in some for change in commit.changes if self._is_read(change)]
        last = self._tips.wanted(read) if self._tips else ()
        self._past.prefetch((*(change.new for change in read), *last))
        if self._tips:
            self._tips.lend(self._past.ready)

    def _in_force(self, parent: str) -> str:
        """The newsroom.yaml that counts at a commit; where the replay begins it is the last version that is kept."""
        if parent not in self._replayed and parent not in self._begun:
            self._begun[parent] = self._kept_last(parent)
        return self._begun.get(parent) or self._past.in_force(parent)

    def _kept_last(self, parent: str) -> str:
        """The last kept version at a commit; its newsroom.yaml may have been changed by hand, or rolled back."""
        past = self._past
        tree = past.tree(parent)
        chain = read_chain(lambda path: past.blob(past.blob_in(tree, path)), self._memory)
        self._versions |= chain.by_seal
        return past.blob_in(tree, roster_path(len(chain.versions))) if chain.versions else ""

    def _plain(self, commit: Commit) -> Iterator[Found]:
        before = self._in_force(commit.parents[0]) if commit.parents else ""
        files = {change.path: change for change in commit.changes if kind_of(change.path) or _is_odd(change)}
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
        if old is None and new and self._versions and new.sealed.seal not in self._versions:
            problems = [another_beginning()]
        if new and new.intact and not any(problem.severity == "error" for problem in problems):
            self._versions[new.sealed.seal] = new
        yield from (Found(problem, path=FILE, commit=commit.id) for problem in problems)

    def _file(
        self, commit: Commit, change: FileChanged, files: dict[str, FileChanged], doer: Doer, own: set[str]
    ) -> Iterator[Problem]:
        if _is_odd(change):
            yield not_a_file(change)
        elif kind_of(change.path) is Kind.ARTICLE:
            yield from self._article(commit, change, files, doer)
            if self._tips:
                self._tips.take(change, self._past.article(change.path, change.new))
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
        if new is None:
            self._deleted.add(change.path)
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
        return set().union(*(_signatures(article) for article in articles if isinstance(article, Article)))

    def _merge(self, commit: Commit) -> Iterator[Found]:
        """A merge may take one side or the other; what no side had, it may only put into texts."""
        past = self._past
        sides = [self._in_force(parent) for parent in commit.parents]
        after = past.blob_in(commit.tree, FILE)
        rosters, roster = [past.newsroom(side) for side in sides], past.newsroom(after)
        problems = list(roster_merge_faults(rosters, roster))
        past.put_in_force(commit, max(sides, key=self._version) if problems else after)
        yield from (Found(problem, path=FILE, commit=commit.id) for problem in problems if self._part.number == 0)
        changed = [
            {change.path: change for change in tree_diff(past.reader, past.tree(parent), commit.tree, past.width)}
            for parent in commit.parents
        ]
        taken = [one is not None and roster is not None and one.sealed == roster.sealed for one in rosters]
        # Versions of a roster that went apart from the one the merge took: nobody's act may name them any more.
        apart = set() if problems else set().union(*map(self._line, rosters)) - self._line(roster)
        paths = {path for path in set().union(*changed) if self._part.has(story_of(path))}
        for path in sorted(paths):
            sides_of = [changes.get(path) for changes in changed]
            for problem in self._merged(commit, path, sides_of, taken, apart):
                yield Found(problem, name_of(path), path, commit.id)

    def _line(self, newsroom: Newsroom | None) -> set[str]:
        """The seals of a roster and of all that it follows from."""
        seals = set()
        while newsroom:
            seals.add(newsroom.sealed.seal)
            newsroom = self._versions.get(newsroom.sealed.previous)
        return seals

    def _merged(
        self, commit: Commit, path: str, sides: list[FileChanged | None], taken: list[bool], apart: set[str]
    ) -> Iterator[Problem]:
        kind = kind_of(path)
        merged = next(side for side in sides if side)
        if all(sides) and _is_odd(merged):
            yield not_a_file(merged)
        elif kind is Kind.ARTICLE:
            new = self._past.article(path, merged.new)
            if isinstance(new, Problem):
                yield new
                return
            olds = [self._past.article(path, side.old) if side else new for side in sides]
            yield from article_faults(tuple(old if isinstance(old, Article) else None for old in olds), new)
            yield from apart_faults(new, apart)
            if new is None and path not in self._deleted:
                yield from dropped_faults(tuple(old if isinstance(old, Article) else None for old in olds))
        elif kind is Kind.SIGNATURE:
            yield from merged_signature_faults(path, sides, self._signatures_beside(commit, path))
        elif kind is Kind.ROSTER and any(taken):
            yield from merged_roster_faults(path, [side for side, is_it in zip(sides, taken, strict=True) if is_it])
        elif kind is Kind.SOURCE:
            yield from kept_faults(path, sides)

    def _signatures_beside(self, commit: Commit, signature: str) -> set[str]:
        """Where the signatures are of the article that a signature's path says it is for, as a commit has it."""
        path = signed_article(signature)
        found = self._past.article(path, self._past.blob_in(commit.tree, path)) if path else None
        return _signatures(found) if isinstance(found, Article) else set()

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


def _signatures(article: Article) -> set[str]:
    return {signature_path(article.path, number, entry) for number, entry in enumerate(article.history, 1)}


def _is_odd(change: FileChanged) -> bool:
    """Whether a link or a submodule came where only plain files are read."""
    if change.new_mode == ABSENT or is_plain(change.new_mode):
        return False
    return change.path == FILE or change.path.partition("/")[0] in (FOLDER, ROSTERS)


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

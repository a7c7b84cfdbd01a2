"""Replay a history: every commit judged by the roster in force before it, parents before children."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.article import Article
from dragoman.workflow.author_rules import Doer, author_faults, void_faults
from dragoman.workflow.beside_rules import beside_faults
from dragoman.workflow.changes import ABSENT, is_plain
from dragoman.workflow.commit_rules import change_faults
from dragoman.workflow.file_rules import Kind, file_faults, is_odd, kind_of, name_of, not_a_file, stands_for, twin
from dragoman.workflow.live_rules import live_faults
from dragoman.workflow.merging import Merges
from dragoman.workflow.newsroom import FILE, Newsroom
from dragoman.workflow.parted_rosters import stranger_faults
from dragoman.workflow.places import story_of
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.record_files import record_paths, roster_path
from dragoman.workflow.roster_chain import Chain, read_chain
from dragoman.workflow.roster_rules import another_beginning, roster_faults
from dragoman.workflow.signers import signer_of
from dragoman.workflow.snapshot_rules import snapshot_faults
from dragoman.workflow.waiver_rules import waived_article, waiver_faults
from dragoman.workflow.workers import WHOLE, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.workflow.beside import Read
    from dragoman.workflow.changes import Commit, FileChanged
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
        self._chain = Chain(by_seal=self._versions)
        self._doers: dict[tuple[str, str], Doer] = {}
        self._replayed: set[str] = set()
        self._begun: dict[str, str] = {}
        self._deleted: set[str] = set()
        self._merges = Merges(past, part, self._versions, self._deleted)
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
                    yield from self._merges.judge(commit, [self._in_force(parent) for parent in commit.parents])
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
        files = {change.path: change for change in commit.changes if _counts(change)}
        if not files:  # most commits are about the stories of other parts
            self._past.put_in_force(commit, before)
            return
        found = list(self._roster(commit, before, files))
        changed = FILE in files and not any(one.problem.severity == "error" for one in found)
        after = files[FILE].new if changed else before
        found += self._by_base(commit, before, after, files)
        self._past.put_in_force(commit, after)
        yield from found if self._part.number == 0 else ()
        # A newsroom's first commit may hold its first articles as well: they go by the roster they came with.
        doer = self._doer(commit.email, before or after)
        files = {path: change for path, change in files.items() if self._part.has(story_of(path))}
        own = self._own_of(files)
        for path, change in files.items():
            for problem in self._file(commit, change, files, doer, own):
                yield Found(problem, name_of(waived_article(path) or path), path, commit.id)

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

    def _by_base(self, commit: Commit, before: str, after: str, files: dict[str, FileChanged]) -> Iterator[Found]:
        """No push can bring along the owner, or the key, that makes the next change of the roster."""
        old, new = self._past.newsroom(before), self._past.newsroom(after)
        if self._base is None or new is None or (old and old.sealed.seal == new.sealed.seal):
            return
        read = self._reader(files)
        where = "in force until this push is in"
        for fault in stranger_faults(
            [new], self._base, lambda number: signer_of(read(roster_path(number, "sig"))), where
        ):
            problem = Problem("roster-same-push", fault, who="an owner", fix="push the roster's change first")
            yield Found(problem, path=FILE, commit=commit.id)

    def _doer(self, email: str, roster: str) -> Doer:
        """The author of a commit, by the roster in a blob."""
        known = self._doers.get((email, roster))
        if known is None:
            known = self._doers[email, roster] = Doer.of(email, self._past.newsroom(roster), self._base)
        return known

    def _file(
        self, commit: Commit, change: FileChanged, files: dict[str, FileChanged], doer: Doer, own: set[str]
    ) -> Iterator[Problem]:
        if is_odd(change):
            yield not_a_file(change)
        elif stands_for(change.path):
            yield from () if change.new_mode == ABSENT else (twin(change.path),)
        elif kind_of(change.path) is Kind.ARTICLE:
            yield from self._article(commit, change, files, doer)
            if self._tips:
                self._tips.take(change, self._past.article(change.path, change.new))
        elif kind_of(change.path) is Kind.WAIVER:
            yield from self._waiver(commit, change, doer)
        elif kind_of(change.path) is Kind.SNAPSHOT and change.old_mode == ABSENT:
            yield from snapshot_faults(change.path, self._past.blob(change.new) or b"", doer, self._reader(files))
        else:
            yield from file_faults(change, own)

    def _reader(self, files: dict[str, FileChanged]) -> Read:
        """Reads what a commit itself brought."""
        return lambda path: self._past.blob(files[path].new) if path in files else None

    def _waiver(self, commit: Commit, change: FileChanged, doer: Doer) -> Iterator[Problem]:
        data = self._past.blob(change.new)
        if data is not None:  # one that is gone waives nothing
            path = waived_article(change.path)
            article = self._past.article(path, self._past.blob_in(commit.tree, path))
            yield from waiver_faults(change.path, data, article if isinstance(article, Article) else None, doer)

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
        if new:
            yield from live_faults(old, new, change, files, self._reader(files))
        else:
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

        yield from author_faults(new, start, doer, self._chain, read, self._memory)
        yield from void_faults(new, start, doer, lambda path: self._past.at(commit, path))
        yield from beside_faults(new, start, read)

    def _own_of(self, files: dict[str, FileChanged]) -> set[str]:
        """Where the signatures and versions of a commit's articles are; not worked out where it brings none."""
        if not any(kind_of(path) in (Kind.SIGNATURE, Kind.VERSION) for path in files):
            return set()
        articles = [
            self._past.article(path, change.new) for path, change in files.items() if kind_of(path) is Kind.ARTICLE
        ]
        found = [article for article in articles if isinstance(article, Article)]
        return set().union(*map(record_paths, found))

    def _is_read(self, change: FileChanged) -> bool:
        kind = kind_of(change.path)
        if kind is None or not is_plain(change.new_mode):
            return False
        if kind in (Kind.SOURCE, Kind.SNAPSHOT) and not change.path.endswith(".md"):
            return False  # a page as retrieved can be large, and is read by itself
        return kind in (Kind.NEWSROOM, Kind.ROSTER) or self._part.has(story_of(change.path))


def _counts(change: FileChanged) -> bool:
    return bool(kind_of(change.path) or is_odd(change) or stands_for(change.path))


def _chunks(commits: Iterable[Commit]) -> Iterator[list[Commit]]:
    some: list[Commit] = []
    for commit in commits:
        some.append(commit)
        if len(some) >= _AT_ONCE:
            yield some
            some = []
    yield some

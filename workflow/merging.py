"""Judge the merges of a history: they may take one side or the other, and put what no side had only into texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.article import Article
from dragoman.workflow.changes import ABSENT
from dragoman.workflow.file_rules import (
    Kind,
    article_of,
    is_odd,
    kind_of,
    name_of,
    not_a_file,
    snapshot_removed,
    stands_for,
    twin,
)
from dragoman.workflow.merge_rules import (
    apart_faults,
    article_faults,
    dropped_faults,
    kept_faults,
    merged_roster_faults,
    merged_signature_faults,
    merged_version_faults,
    roster_merge_faults,
)
from dragoman.workflow.newsroom import FILE
from dragoman.workflow.parted_rosters import line_of, parted_faults
from dragoman.workflow.places import story_of
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.record_files import record_paths, roster_path
from dragoman.workflow.signers import signer_of
from dragoman.workflow.tree_diff import tree_diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from dragoman.workflow.changes import Commit, FileChanged
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.past import Past
    from dragoman.workflow.workers import Share


class Merges:
    """Judges merges of one ``part`` of the stories, and tells of rosters in the first part.

    ``versions`` are the rosters that were replayed so far, by seal, and ``deleted`` the articles that some commit
    deleted: both grow while the replay goes on.
    """

    def __init__(self, past: Past, part: Share, versions: Mapping[str, Newsroom], deleted: AbstractSet[str]) -> None:
        self._past = past
        self._part = part
        self._versions = versions
        self._deleted = deleted

    def judge(self, commit: Commit, sides: list[str]) -> Iterator[Found]:
        """What is wrong with a merge; ``sides`` are the newsroom.yaml in force at each of its parents."""
        past = self._past
        after = past.blob_in(commit.tree, FILE)
        rosters, roster = [past.newsroom(side) for side in sides], past.newsroom(after)
        problems = list(roster_merge_faults(rosters, roster))
        past.put_in_force(commit, max(sides, key=self._version) if problems else after)
        lines = [line_of(one, self._versions) for one in rosters]
        line = {} if problems else line_of(roster, self._versions)
        problems += [] if problems else self._parted(commit, line, lines)
        yield from (Found(problem, path=FILE, commit=commit.id) for problem in problems if self._part.number == 0)
        changed = [
            {change.path: change for change in tree_diff(past.reader, past.tree(parent), commit.tree, past.width)}
            for parent in commit.parents
        ]
        taken = [one is not None and roster is not None and one.sealed == roster.sealed for one in rosters]
        # Versions of a roster that went apart from the one the merge took: nobody's act may name them any more.
        apart = set().union(*lines) - line.keys() if line else set()
        paths = {path for path in set().union(*changed) if self._part.has(story_of(path))}
        for path in sorted(paths):
            sides_of = [changes.get(path) for changes in changed]
            for problem in self._merged(commit, path, sides_of, taken, apart):
                yield Found(problem, name_of(path), path, commit.id)

    def _parted(
        self, commit: Commit, line: dict[str, Newsroom], lines: list[dict[str, Newsroom]]
    ) -> Iterator[Problem]:
        def signer(version: int) -> str:
            return signer_of(self._past.at(commit, roster_path(version, "sig")))

        for left in lines:
            yield from parted_faults(line, left, signer)

    def _merged(
        self, commit: Commit, path: str, sides: list[FileChanged | None], taken: list[bool], apart: set[str]
    ) -> Iterator[Problem]:
        kind = kind_of(path)
        merged = next(side for side in sides if side)
        if all(sides) and (is_odd(merged) or (stands_for(path) and merged.new_mode != ABSENT)):
            yield twin(path) if stands_for(path) else not_a_file(merged)
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
            yield from merged_signature_faults(path, sides, self._beside(commit, path))
        elif kind is Kind.VERSION:
            yield from merged_version_faults(path, sides, self._beside(commit, path))
        elif kind is Kind.ROSTER and any(taken):
            yield from merged_roster_faults(path, [side for side, is_it in zip(sides, taken, strict=True) if is_it])
        elif kind is Kind.SNAPSHOT and merged.new_mode == ABSENT:
            yield snapshot_removed(path)
        elif kind in (Kind.SOURCE, Kind.WAIVER, Kind.SNAPSHOT):
            yield from kept_faults(path, sides)

    def _beside(self, commit: Commit, record: str) -> set[str]:
        """Where the records are of the article that a record's path says it is for, as a commit has it."""
        path = article_of(record)
        found = self._past.article(path, self._past.blob_in(commit.tree, path)) if path else None
        return record_paths(found) if isinstance(found, Article) else set()

    def _version(self, blob: str) -> int:
        newsroom = self._past.newsroom(blob)
        return newsroom.sealed.version if newsroom else 0

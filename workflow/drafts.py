"""Drafts: articles as they lie in the work tree, as readers would see them if they were published now."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import disk, git, shelf
from dragoman.workflow.assets import find_assets
from dragoman.workflow.beside import read_or_none
from dragoman.workflow.disclaimers import DEFAULT
from dragoman.workflow.edition import Edition, HeldBack, Item
from dragoman.workflow.editions import rows_of
from dragoman.workflow.errors import BadText, DiskFailed, UsageProblem
from dragoman.workflow.gather import read_article, read_disclaimer
from dragoman.workflow.places import FOLDER, NEWSROOM, STORY_DEPTH, article_name, path_of, story_of
from dragoman.workflow.publication import Publication, coming_correction, publication
from dragoman.workflow.seal import sha256
from dragoman.workflow.states import PUBLISHED, STATES, TAKEN_DOWN, WITHDRAWN
from dragoman.workflow.watch import look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.watch import Look
    from dragoman.workflow.workers import Told


class Draft(NamedTuple):
    """An article's path, the state it claims (empty where it cannot be read), and what it would look like.

    The same ``key`` promises the same look.
    """

    path: str
    state: str
    key: str
    shown: Publication | HeldBack


@dataclass(slots=True)
class Drafts:
    """Reads the drafts of the newsroom at ``root``, each again only when something of its story has changed."""

    root: str
    newsroom: Newsroom
    now: datetime
    _known: dict[str, tuple[Look, Draft]] = field(default_factory=dict)

    def read(self, paths: Sequence[str]) -> list[Draft]:
        """The drafts at these paths."""
        return [self._read(path) for path in paths]

    def _read(self, path: str) -> Draft:
        seen = look([f"{self.root}/{part}" for part in (story_of(path), "templates/disclaimers", NEWSROOM)])
        before, known = self._known.get(path, ((), None))
        if known is None or before != seen:
            known = self._made(path)
            self._known[path] = (seen, known)
        return known

    def _made(self, path: str) -> Draft:
        try:
            article = read_article(self.root, path)
            assets = find_assets(article, partial(read_or_none, partial(disk.read_bytes, self.root)))
        except (BadText, DiskFailed, UsageProblem) as error:
            return Draft(path, "", sha256(error.sentence), HeldBack(article_name(path), error.sentence))
        made = publication(article, self.newsroom, assets)
        words = (
            made.disclaimer
            or read_disclaimer(self.root, self.newsroom, article, article.word("disclaimer") or DEFAULT).words
        )
        today = f"{self.now:%Y-%m-%d}T00:00:00Z"  # the same all day, so that the page is not made again for it
        coming = coming_correction(article.history, today[:10])
        made = replace(
            made,
            disclaimer=words,
            date=made.date or today,
            modified=today if coming else made.modified or made.date or today,
            corrections=(*made.corrections, *coming),
        )
        return Draft(path, article.state, sha256(f"{replace(made, files=())}{assets.digest}"), made)


def being_worked_on(root: str, git_dir: str, tree: str, told: Told) -> list[str]:
    """The articles that the record does not have as published, or that are not as a committed ``tree`` has them.

    Raises:
        GitFailed: git has lost something.
    """
    rows = rows_of(root, git_dir, tree, told, lambda index: index.rows(STATES[: STATES.index(PUBLISHED)]))
    stories = {story_of(path) for path in _changed(root) if path.count("/") >= STORY_DEPTH}
    found = {path_of(row.place) for row in rows}
    for folder in stories:
        if story := shelf.story_at(root, folder):
            found |= {story.path(lang) for lang in story.languages}
    return sorted(path for path in found if disk.read_bytes(root, path) is not None)


def worth_showing(record: Edition, drafts: Sequence[Draft], named: Sequence[str]) -> list[Draft]:
    """The drafts that hold a text, or were named, and look otherwise than what the record has as published.

    What was withdrawn stays so: its text is nothing that readers would see.
    """
    known = {item.path: item for item in record.items}
    standing = [one for one in drafts if one.state not in (WITHDRAWN, TAKEN_DOWN)]
    found = [one for one in standing if one.path in named or isinstance(one.shown, HeldBack) or one.shown.body]
    published = record.read([known[one.path] for one in found if one.path in known])
    return [one for one in found if one.path not in known or next(published) != one.shown]


def with_drafts(record: Edition, drafts: Sequence[Draft]) -> Edition:
    """The record's edition with drafts in it, in place of what it has of the same articles."""
    by_path = {draft.path: draft for draft in drafts}
    items = {item.path: item for item in record.items} | {
        draft.path: Item(draft.path, f"draft {draft.key}") for draft in drafts
    }

    def read(wanted: Sequence[Item]) -> Iterator[Publication | HeldBack]:
        kept = record.read([item for item in wanted if item.path not in by_path])
        for item in wanted:
            yield by_path[item.path].shown if item.path in by_path else next(kept)

    return replace(record, items=tuple(items[path] for path in sorted(items)), read=read)


def _changed(root: str) -> set[str]:
    """The files of articles that are not as they were committed last, or never were."""
    asked = (
        ("diff", "--name-only", "-z", "--no-renames", "HEAD", "--", FOLDER),
        ("ls-files", "-z", "--others", "--exclude-standard", "--", FOLDER),
    )
    return {os.fsdecode(path) for argv in asked for path in git.attempt(root, *argv).stdout.split(b"\0") if path}

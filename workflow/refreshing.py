"""Fetch originals again, several hosts at a time, and keep what became of each: one snapshot, one commit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dragoman.workflow.affected import Words, changes
from dragoman.workflow.desk import at_desk
from dragoman.workflow.errors import BadText, ChangedMeanwhile, NoArticleFound
from dragoman.workflow.fetched_file import FetchedFile
from dragoman.workflow.guest import guest_policy
from dragoman.workflow.intake import found_in
from dragoman.workflow.moved_words import same, settled
from dragoman.workflow.snapshot_file import BACK, CHANGED, GONE
from dragoman.workflow.snapshot_keeping import Find, keep
from dragoman.workflow.turns import Turns
from dragoman.workflow.visiting import Visitor
from dragoman.workflow.visits import Errand, visits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from dragoman.workflow.affected import Change
    from dragoman.workflow.answers import Answered
    from dragoman.workflow.article import Article
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.originals import Original
    from dragoman.workflow.visiting import Visit
    from dragoman.workflow.workers import Told

Came = Literal["same", "changed", "gone", "back", "not-allowed", "failed", "no-address"]


@dataclass(frozen=True, slots=True)
class Asked:
    """How originals are to be asked for."""

    dry_run: bool = False
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of an original; ``why`` says so in a sentence where it is not there.

    ``snapshot`` and ``commit`` are what was kept, empty where nothing was. ``since`` is when it was found gone.
    ``changes`` are against what was known of it, the words in the file ``against``; ``articles`` its translations.
    """

    original: Original
    came: Came
    why: str = ""
    status: str = ""
    found_at: str = ""
    snapshot: str = ""
    commit: str = ""
    since: str = ""
    changes: tuple[Change, ...] = ()
    articles: tuple[Article, ...] = ()
    words: Words | None = None
    against: str = ""

    @property
    def good(self) -> bool:
        """Whether it is there, and says what it said."""
        return self.came in ("same", "back", "no-address")


class Refresh:
    """Looks after some originals; use it once. ``told`` hears how many are done."""

    def __init__(self, root: str, newsroom: Newsroom, now: datetime, asked: Asked) -> None:
        policy = guest_policy(newsroom)
        self._root, self._now, self._asked = root, now, asked
        self._visitor = Visitor(Turns(policy.pause), policy.contact, allow_private=asked.allow_private)
        self._memory = FetchedFile(root)

    def refresh(self, originals: Sequence[Original], told: Told) -> Iterator[Refreshed]:
        """What became of each, as the answers come in.

        Raises:
            DragomanError: what was found cannot be kept; what was kept before stands.
        """
        with_url = [one for one in originals if one.url]
        yield from (Refreshed(one, "no-address") for one in originals if not one.url)
        try:
            errands = [Errand(at, one.url, self._conditions(one)) for at, one in enumerate(with_url)]
            for done, (at, visit) in enumerate(visits(self._visitor, errands), 1):
                yield self._kept(self._judged(with_url[at], visit), visit)
                told("originals", done, len(with_url))
        finally:
            if not self._asked.dry_run:
                self._memory.save()

    def _conditions(self, original: Original) -> dict[str, str]:
        """No conditions where a page that is as it was would still be news: it had been gone."""
        if original.kept.gone_since:
            return {}
        return self._memory.conditions(original.source.path, original.url, original.known[1])

    def _judged(self, original: Original, visit: Visit) -> Refreshed:
        """What a visit means for what is known of the original."""
        plain = Refreshed(original, "same", visit.why, visit.status, visit.found_at, since=original.kept.gone_since)
        if visit.came != "page":
            return replace(plain, came=visit.came)
        assert visit.answer is not None  # noqa: S101  # a page has one
        last, _ = original.known
        try:
            now = self._words(original, visit.answer)
        except (NoArticleFound, BadText) as error:
            return replace(plain, came="failed", why=error.sentence.rstrip("."))
        if same(now, last):
            return replace(plain, came=BACK if plain.since else "same")
        articles = original.articles(self._root)
        moved = changes(last, now, original.lang, articles)
        return replace(plain, came=CHANGED, changes=moved, articles=articles, words=now, against=original.known_path)

    def _words(self, original: Original, answer: Answered) -> Words:
        """The words of a page, as `settled` tells them.

        Raises:
            NoArticleFound, BadText: there are none in it.
        """
        last, _ = original.known
        if hashlib.sha256(answer.data).hexdigest() == original.page_known:
            return last
        page = found_in(answer.data, answer.kind, answer.charset, answer.url)
        return settled(Words(page.title, page.dek, page.body), original.found_before(self._root, answer.url), last)

    def _kept(self, done: Refreshed, visit: Visit) -> Refreshed:
        """The same, with what was news written down for everybody, and what the server said for this clone."""
        if self._asked.dry_run:
            return done
        original, answer = done.original, visit.answer
        known = original.known[1]
        if done.came in (CHANGED, BACK) or (done.came == GONE and not done.since):
            try:
                kept = keep(self._root, original, _find(done, visit), self._now)
            except (ChangedMeanwhile, BadText) as error:
                return replace(done, came="failed", why=error.sentence.rstrip("."))
            known = kept.snapshot.digest if done.came == CHANGED else known
            done = replace(done, snapshot=kept.path, commit=kept.commit)
        if answer and done.came != "failed":
            validators = answer.etag, answer.last_modified
            self._memory.keep(original.source.path, original.url, known, *validators)
        return done


def may_keep(root: str) -> None:
    """See that whoever is here could keep what is found, before anybody is asked for it.

    Raises:
        NotAllowed, GitFailed: they could not.
    """
    with at_desk(root):
        pass


def kept_before(root: str, original: Original) -> Refreshed:
    """What was kept of an original, against what was looked at last, or its frozen text; nobody is asked."""
    newest, (last, _) = original.kept.newest, original.known
    if newest is None:
        return Refreshed(original, "same")
    articles = original.articles(root)
    before, against = original.seen(articles)
    moved = changes(before, last, original.lang, articles)
    came: Came = CHANGED if moved else GONE if original.kept.gone_since else "same"
    path = original.kept.snapshots[-1][0]
    since = original.kept.gone_since
    return Refreshed(
        original, came, "", newest.status, newest.found_at, path, "", since, moved, articles, None, against
    )


def _find(done: Refreshed, visit: Visit) -> Find:
    """What is to be written down of it."""
    words, answer = done.words, visit.answer
    if words is None or answer is None:
        return Find(done.came, done.status, done.found_at)
    return Find(done.came, done.status, done.found_at, words, answer)

"""The acts on many articles: each judged as if it were alone, with what they share looked up once."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

from dragoman.workflow.acting import Order, delivers, plan
from dragoman.workflow.article import parse_article
from dragoman.workflow.attest import unsigned
from dragoman.workflow.batch import run
from dragoman.workflow.batch_marks import ensure_untouched
from dragoman.workflow.batch_ready import in_states
from dragoman.workflow.batch_works import Acted, Decided
from dragoman.workflow.commit import Work
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.gather import read_article
from dragoman.workflow.objects import NewObject
from dragoman.workflow.own_pages import keeps_no_pages
from dragoman.workflow.states import BY_NAME
from dragoman.workflow.trees import plain_file
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from dragoman.workflow.article import Article
    from dragoman.workflow.batch_commit import Recorder
    from dragoman.workflow.batch_marks import Marks
    from dragoman.workflow.batch_works import Asked, Outcome, Watch
    from dragoman.workflow.desk import Desk
    from dragoman.workflow.workers import Told


def perform_all(root: str, order: Order, asked: Asked, now: datetime, watch: Watch) -> Outcome:
    """Do one act on many articles; ``order`` says which, its ``path`` and ``seen`` count for nothing.

    Raises:
        DragomanError: what stands in the way of all of them, or failed on the way; what the watcher was told stands.
    """
    hides = cache(partial(keeps_no_pages, root))
    return run(
        root,
        asked,
        watch,
        lambda desk, recorder, seen: _Acts(desk, recorder, seen, order, now, hides, watch.progress),
    )


def committed_now(desk: Desk, recorder: Recorder, article: Article) -> Article | None:
    """The article as the last commit has it; None where it has none. The same text is not read twice.

    Raises:
        GitFailed: there is a link or a folder in its place, or git has lost it.
        BadText: the committed text cannot be read.
    """
    entry = plain_file(recorder.forest.entry(article.path), article.path)
    if entry is None:
        return None
    if entry.name == NewObject("blob", article.text.encode()).name(desk.repository.algorithm):
        return article
    blob = desk.reader.find(entry.name)
    if blob is None:
        raise GitFailed(f"The object {entry.name} ({article.path}) is missing from the repository.", "git fsck")
    return parse_article(decode(blob.data, article.path), article.path)


@dataclass(frozen=True, slots=True)
class _Acts:
    """The job of a batch of acts."""

    desk: Desk
    recorder: Recorder
    seen: Marks
    order: Order
    now: datetime
    hides: Callable[[], bool]
    told: Told
    coming: dict[str, str] = field(default_factory=dict)

    @property
    def shareable(self) -> bool:
        """Unless what was decided goes to targets: it is gathered for them here."""
        return not delivers(self.desk, self.order)

    def candidates(self) -> Iterable[str]:
        """The articles in the states this act moves on from."""
        return in_states(self.desk.root, BY_NAME[self.order.act].sources)

    def decide(self, path: str) -> Decided:
        """The act on one article."""
        desk = self.desk
        article = read_article(desk.root, path)
        ensure_untouched(desk.root, path, self.seen)
        committed = committed_now(desk, self.recorder, article)
        decided = plan(desk, self.order._replace(path=path), article, committed, self.now, self.hides)
        change = decided.change
        if delivers(desk, self.order):
            self.coming[path] = change.article.text
        acted = Acted(article.name, path, self.order.act, change.before, change.after, desk.person.id, decided.pages)
        work = Work(decided.files, decided.message, self.now, desk.base)
        return Decided(acted, work, unsigned(change.article) if desk.key else None)

    @contextlib.contextmanager
    def ahead(self) -> Iterator[None]:
        """Deliver what was decided; afterwards the targets follow what of it was recorded."""
        if not (self.coming and delivers(self.desk, self.order)):
            yield
            return
        from dragoman.workflow.delivering import ahead_of_record, delivery_of, edition_with

        desk = self.desk
        delivery = delivery_of(desk, self.order.targets, self.coming if self.order.force else ())
        with ahead_of_record(desk, delivery, self.order.act, self.coming, self.told):
            yield
        delivery.deliver(edition_with(desk, {}, self.told, now=True), self.told)

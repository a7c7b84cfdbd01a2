"""Save many articles, one commit each."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.batch import run
from dragoman.workflow.batch_acting import committed_now
from dragoman.workflow.batch_marks import ensure_untouched
from dragoman.workflow.batch_ready import unsaved
from dragoman.workflow.batch_works import Acted, Decided
from dragoman.workflow.desk import is_committed
from dragoman.workflow.gather import read_article
from dragoman.workflow.objects import NewObject
from dragoman.workflow.saving import saving

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from dragoman.workflow.batch_commit import Recorder
    from dragoman.workflow.batch_marks import Marks
    from dragoman.workflow.batch_works import Asked, Outcome, Watch
    from dragoman.workflow.desk import Desk


def save_all(root: str, note: str, asked: Asked, now: datetime, watch: Watch) -> Outcome:
    """Save many articles; those with nothing to save are passed over.

    Raises:
        DragomanError: what stands in the way of all of them, or failed on the way; what the watcher was told stands.
    """
    return run(root, asked, watch, lambda desk, recorder, seen: _Saves(desk, recorder, note, now, seen))


@dataclass(frozen=True, slots=True)
class _Saves:
    """The job of a batch of saves."""

    desk: Desk
    recorder: Recorder
    note: str
    now: datetime
    seen: Marks

    @property
    def shareable(self) -> bool:
        """Each save is its own."""
        return True

    def candidates(self) -> Iterable[str]:
        """The articles that may have changed since the last commit."""
        return unsaved(self.desk.root, self.desk.repository.config)

    def ahead(self) -> AbstractContextManager[None]:
        """Nothing: what is saved goes nowhere else."""
        return contextlib.nullcontext()

    def decide(self, path: str) -> Decided | None:
        """The save of one article."""
        article = read_article(self.desk.root, path)
        ensure_untouched(self.desk.root, path, self.seen)
        committed = committed_now(self.desk, self.recorder, article)
        work, broken = saving(self.desk, article, committed, self.note, self.now, self._is_stored)
        if work is None:
            return None
        state = article.state
        acted = Acted(article.name, path, "save", state, state, self.desk.person.id, broken=broken)
        return Decided(acted, work)

    def _is_stored(self, path: str, data: bytes) -> bool:
        entry = self.recorder.forest.entry(path)
        same = entry is not None and entry.name == NewObject("blob", data).name(self.desk.repository.algorithm)
        # Only line ends can make one and the same of different bytes.
        return same or (b"\r\n" in data and is_committed(self.desk, path, data))

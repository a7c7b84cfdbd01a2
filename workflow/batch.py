"""Many articles, one commit each: all are decided before the first is recorded, and whole acts are all there ever is.

Without ``keep_going`` one refusal stops everything. What was decided is kept as far as memory should go, and decided
once more in its turn beyond that.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.workflow.attest import signed_acts
from dragoman.workflow.batch_commit import PIECE, PIECE_BYTES, Recorder
from dragoman.workflow.batch_deciding import OF_ONE, Deciding
from dragoman.workflow.batch_marks import marks
from dragoman.workflow.batch_works import Decided, NotDone, Outcome
from dragoman.workflow.catalogue import settle
from dragoman.workflow.desk import at_desk
from dragoman.workflow.errors import ChangedMeanwhile, DragomanError, HookRefused
from dragoman.workflow.places import article_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.batch_marks import Marks
    from dragoman.workflow.batch_works import Asked, Job, Watch
    from dragoman.workflow.commit import Work
    from dragoman.workflow.desk import Desk
    from dragoman.workflow.journal import FileChange

# Bytes of decided texts that are kept, before and after: about 9,000 acts.
_KEPT = 96 * 2**20


def run(root: str, asked: Asked, watch: Watch, job: Callable[[Desk, Recorder, Marks], Job]) -> Outcome:
    """Take the desk and do a job there; ``job`` makes it, with what the articles looked like before we waited.

    Raises:
        DragomanError: what stands in the way of all of them, or failed on the way; what the watcher was told stands.
    """
    settle(root)
    seen = marks(root, asked.paths or ())
    with at_desk(root) as desk:
        recorder = Recorder(desk.repository, desk.reader, desk.base)
        packs = not (asked.dry_run or recorder.one_by_one)
        deciding = Deciding(desk, recorder, {} if desk.recovered else seen, job, packs=packs)
        return Batch(desk, recorder, deciding, asked, watch).run()


class Batch:
    """A job on its way through the articles; use it at the desk."""

    def __init__(self, desk: Desk, recorder: Recorder, deciding: Deciding, asked: Asked, watch: Watch) -> None:
        self._desk, self._recorder, self._asked, self._watch = desk, recorder, asked, watch
        self._deciding = deciding
        self._refused: list[NotDone] = []
        self._waiting = 0
        self._kept = 0
        self._piece: list[Decided] = []
        self._bytes = 0
        # What the batch writes besides articles, by path: two acts may write the same page, or both hide the pages.
        self._written: dict[str, bytes] = {}

    def run(self) -> Outcome:
        """Decide and record.

        Raises:
            ChangedMeanwhile: somebody was quicker, and it is not known to whose article alone it matters.
            DragomanError: git, the disk or the person's key failed. What the watcher was told of stands.
        """
        decided = self._decided()
        if self._asked.keep_going or not self._refused:
            if self._asked.dry_run:
                self._watch.done([one.acted for one in decided])
            else:
                with self._deciding.job.ahead():
                    self._record(decided)
        return Outcome(tuple(self._refused), self._desk.recovered, self._waiting, self._desk.doubt)

    def _decided(self) -> deque[Decided]:
        named = self._asked.paths is not None
        paths = list(self._asked.paths if self._asked.paths is not None else self._deciding.job.candidates())
        decided: deque[Decided] = deque()
        for path, one in zip(paths, self._deciding.decisions(paths, self._watch.progress), strict=True):
            if isinstance(one, DragomanError):
                if named:
                    self._refused.append(NotDone(article_name(path), one))
                else:
                    self._waiting += 1
            elif one:
                decided.append(self._as_kept(one))
        return decided

    def _as_kept(self, one: Decided) -> Decided:
        """What is kept of a decision until its turn: the texts only while there is room, and no file is another's."""
        if one.work is None or self._asked.dry_run:
            return replace(one, work=None)
        self._kept += _size(one.work)
        if self._kept > _KEPT or self._is_shared(one.work):
            return replace(one, work=None)
        return replace(one, work=self._own(one.work))

    def _own(self, work: Work) -> Work:
        """The work without what an act before it in this batch writes in just the same way."""
        first, *others = work.files
        own = [file for file in others if self._written.get(file.path) != _digest(file)]
        self._written |= {file.path: _digest(file) for file in own if file.before != file.after}
        return work._replace(files=(first, *own))

    def _is_shared(self, work: Work) -> bool:
        """Whether an act before it in this batch writes one of its files in another way."""
        return any(self._written.get(file.path, _digest(file)) != _digest(file) for file in work.files[1:])

    def _record(self, decided: deque[Decided]) -> None:
        of, most = len(decided), 1 if self._recorder.one_by_one else PIECE
        while decided and self._goes_on():
            one = self._whole(decided.popleft())
            if one and one.work:
                self._piece.append(one)
                self._bytes += _size(one.work)
            if len(self._piece) >= most or self._bytes >= PIECE_BYTES:
                self._watch.progress("commits", of - len(decided) - len(self._piece), of)
                self._flush()
        if self._goes_on():
            self._flush()

    def _goes_on(self) -> bool:
        return self._asked.keep_going or not self._refused

    def _whole(self, one: Decided) -> Decided | None:
        """The decision with its texts: made once more where they were not kept."""
        if one.work is not None:
            return one
        again = self._again(one)
        if again and again.work and self._is_shared(again.work):
            self._flush()
            again = self._again(one)
        return replace(again, work=self._own(again.work)) if again and again.work else None

    def _again(self, one: Decided) -> Decided | None:
        try:
            return self._deciding.job.decide(one.acted.path)
        except OF_ONE as error:
            self._refused.append(NotDone(one.acted.article, error))
            return None

    def _flush(self) -> None:
        """Record the piece in hand."""
        piece, self._piece, self._bytes = self._piece, [], 0
        try:
            if piece:
                self._recorder.record(self._signed(piece), lambda commits: self._stand(piece, commits))
        except (ChangedMeanwhile, HookRefused) as error:
            if len(piece) > 1 and not self._asked.keep_going:
                raise
            if len(piece) == 1:
                self._refused.append(NotDone(piece[0].acted.article, error))
                return
            for one in piece:
                self._piece = [one]
                self._flush()
            return
        self._watch.pause()

    def _stand(self, piece: list[Decided], commits: tuple[str, ...]) -> None:
        self._watch.done([replace(one.acted, commit=commit) for one, commit in zip(piece, commits, strict=True)])

    def _signed(self, piece: list[Decided]) -> list[Work]:
        works = [one.work for one in piece if one.work is not None]
        key = self._desk.key
        if key is None:
            return works
        acts = [one.unsigned for one in piece if one.unsigned is not None]
        files = iter(signed_acts(key, acts))
        return [
            work._replace(files=(work.files[0], next(files), *work.files[1:])) if one.unsigned else work
            for one, work in zip(piece, works, strict=True)
        ]


def _digest(file: FileChange) -> bytes:
    return hashlib.sha256(file.after).digest()


def _size(work: Work) -> int:
    packed = len(work.ready.part) if work.ready else 0
    return packed + sum(len(file.before or b"") + len(file.after) for file in work.files)

"""Decide about the articles of a batch: each as if it were alone, and where there are many, on all cores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.workflow.batch_commit import Recorder
from dragoman.workflow.batch_pack import ready
from dragoman.workflow.errors import BadText, ChangedMeanwhile, DiskFailed, DragomanError, Refused, UsageProblem
from dragoman.workflow.objects import Reader
from dragoman.workflow.workers import each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dragoman.workflow.batch_marks import Marks
    from dragoman.workflow.batch_works import Decided, Job
    from dragoman.workflow.desk import Desk
    from dragoman.workflow.workers import Told

# Errors that are about one article; all others stop a batch.
OF_ONE = (Refused, BadText, ChangedMeanwhile, DiskFailed, UsageProblem)
# More articles than this are worth the start of a process a core.
_WORTH_SHARING = 200
# So many are decided before the answers are taken in: texts on their way are in memory twice.
_AT_ONCE = 2000
# So many articles' folders in git are read ahead.
_AHEAD = 200


class Deciding:
    """Decides; ``make`` makes the ``job`` that says how, and one more for each process that helps.

    ``packs`` is whether what is decided goes into packs.
    """

    def __init__(
        self,
        desk: Desk,
        recorder: Recorder,
        seen: Marks,
        make: Callable[[Desk, Recorder, Marks], Job],
        *,
        packs: bool = False,
    ) -> None:
        self._desk, self._recorder, self._seen, self._make, self._packs = desk, recorder, seen, make, packs
        self.job = make(desk, recorder, seen)

    def decisions(self, paths: Sequence[str], told: Told) -> Iterator[Decided | DragomanError | None]:
        """For each article, in order, its commit, None where there is nothing to commit, or why it cannot be made.

        Raises:
            DragomanError: what is not about one article alone.
        """
        if len(paths) <= _WORTH_SHARING or not self.job.shareable:
            for number, one in enumerate(_in_turn(self.job, self._recorder, paths)):
                told("articles", number, len(paths))
                yield one
            return
        for start in range(0, len(paths), _AT_ONCE):
            so_far = _so_far(told, start, len(paths))
            yield from each(paths[start : start + _AT_ONCE], self._apart, "articles", _WORTH_SHARING, so_far)

    def _apart(self, paths: Sequence[str]) -> Iterator[Decided | DragomanError | None]:
        """The same in a process of its own, which has to read git's objects by itself."""
        with Reader(self._desk.root) as reader:
            desk = self._desk._replace(reader=reader)
            recorder = Recorder(desk.repository, reader, desk.base)
            job = self._make(desk, recorder, self._seen)
            with desk.prover:
                for one in _in_turn(job, recorder, paths):
                    yield self._as_packed(one) if self._packs else one

    def _as_packed(self, one: Decided | DragomanError | None) -> Decided | DragomanError | None:
        """The decision with its article in the form that a pack has it in; here there are more hands for that."""
        if one is None or isinstance(one, DragomanError) or one.work is None:
            return one
        if b"\r\n" in one.work.files[0].after:  # what git makes of line ends is told later
            return one
        packed = ready("blob", one.work.files[0].after, self._desk.repository.algorithm)
        return replace(one, work=one.work._replace(ready=packed))


def _in_turn(job: Job, recorder: Recorder, paths: Sequence[str]) -> Iterator[Decided | DragomanError | None]:
    for number, path in enumerate(paths):
        if number % _AHEAD == 0:
            recorder.forest.forget()
            recorder.forest.expect(paths[number : number + _AHEAD])
        try:
            yield job.decide(path)
        except OF_ONE as error:
            if isinstance(error, DiskFailed) and error.passing:
                raise  # the machine is the reason, not the article
            yield error


def _so_far(told: Told, before: int, of: int) -> Told:
    return lambda what, done, _of: told(what, before + done, of)

"""What goes through a batch: articles asked for, commits decided, what came of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dragoman.workflow.errors import DragomanError, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

    from dragoman.workflow.attest import Unsigned
    from dragoman.workflow.commit import Work
    from dragoman.workflow.problems import Problem
    from dragoman.workflow.workers import Told


@dataclass(frozen=True, slots=True)
class Asked:
    """The articles a batch is about; ``paths`` None: all that are ready. With ``keep_going`` refusals stop nobody."""

    paths: tuple[str, ...] | None
    keep_going: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Acted:
    """What an article's commit does, or with ``commit`` empty would do; ``broken`` are the approvals it voids."""

    article: str
    path: str
    act: str
    before: str
    after: str
    by: str
    pages: tuple[str, ...] = ()
    broken: tuple[Problem, ...] = ()
    commit: str = ""

    def as_dict(self) -> dict[str, object]:
        """The keys of ``--json``."""
        return {
            "article": self.article,
            "path": self.path,
            "act": self.act,
            "before": self.before,
            "after": self.after,
            "by": self.by,
            "commit": self.commit or None,
            "pages": list(self.pages),
            "problems": [problem.as_dict() for problem in self.broken],
        }


@dataclass(frozen=True, slots=True)
class NotDone:
    """An article, by its name or as it was asked for, whose commit could not be made, and why."""

    article: str
    error: DragomanError

    def as_dict(self) -> dict[str, object]:
        """The keys of ``--json``."""
        problems = self.error.problems if isinstance(self.error, Refused) else ()
        return {
            "article": self.article,
            "message": self.error.sentence,
            "fix": self.error.hint,
            "problems": [problem.as_dict() for problem in problems],
        }


@dataclass(frozen=True, slots=True)
class Decided:
    """An article's commit as decided; ``work`` None: to be decided once more in its turn, memory being short."""

    acted: Acted
    work: Work | None
    unsigned: Unsigned | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a batch besides what its watcher was told; ``waiting``: not ready, where nobody named them.

    ``doubt`` says why the roster by which it was done is only a claim.
    """

    refused: tuple[NotDone, ...]
    recovered: str = ""
    waiting: int = 0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever is told how far a batch is: ``done`` hears of acts in the moment they stand, and must be quick.

    ``pause`` is called between pieces, when there is time to say what was heard.
    """

    progress: Told
    done: Callable[[Sequence[Acted]], None]
    pause: Callable[[], None]


class Job(Protocol):
    """What a batch does with each article."""

    @property
    def shareable(self) -> bool:
        """Whether several processes may decide at once: then nothing but its answers comes of ``decide``."""

    def candidates(self) -> Iterable[str]:
        """The articles it could be about, where nobody names them."""

    def decide(self, path: str) -> Decided | None:
        """The article's commit; None where there is nothing to commit.

        Raises:
            DragomanError: why it cannot be made.
        """

    def ahead(self) -> AbstractContextManager[None]:
        """What has to be done before the first of what was decided is recorded, and after the last one was.

        Raises:
            DragomanError: it cannot be done, and nothing may be recorded.
        """

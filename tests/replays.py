"""A newsroom's history, replayed by itself: what is told of which commit, what is counted, what is read at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pasts import FIRST, Step, worked, write
from proofs import act

from dragoman.workflow.commit_stream import commits
from dragoman.workflow.memory import Memory
from dragoman.workflow.objects import Reader
from dragoman.workflow.past import Past
from dragoman.workflow.replaying import Counts, Replayer
from dragoman.workflow.roster_chain import NO_CHAIN, Chain
from dragoman.workflow.states import EDITED
from dragoman.workflow.workers import WHOLE, Share

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dragoman.workflow.problems import Found

START = worked()
ROOT = len(START.steps) - 1
BREAD, WATER = START.articles["bread"], START.articles["water"]
DISCLAIMED = act(BREAD, "disclaim", "omar", FIRST)
RETURNED = act(WATER, "return", "sara", FIRST, to=EDITED, reason="x")


class Noting(Past):
    """A past that notes which blobs it was told to have ready."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader, 20)
        self.wanted: set[str] = set()

    def prefetch(self, blobs: Iterable[str]) -> None:
        some = set(blobs)
        self.wanted |= some
        super().prefetch(some)


@dataclass
class Desk:
    """A history that was written down."""

    root: Path
    ids: list[str]

    def replay(
        self, first: int = 0, *, start: tuple[int, ...] = (), before: Chain = NO_CHAIN, part: Share = WHOLE
    ) -> tuple[list[tuple[str, int]], Counts]:
        """What is told, each with the place of its commit, of the commits from a place on; and what was counted."""
        found, counts, _ = self.noted(first, start, before, part)
        return [(one.problem.id, self.ids.index(one.commit)) for one in found], counts

    def told(self, first: int = 0, *, start: tuple[int, ...] = ()) -> list[tuple[str, int]]:
        """What is told of the commits from a place on."""
        return self.replay(first, start=start)[0]

    def noted(
        self, first: int = 0, start: tuple[int, ...] = (), before: Chain = NO_CHAIN, part: Share = WHOLE
    ) -> tuple[list[Found], Counts, set[str]]:
        """The findings, the counts, and the blobs that were read at once."""
        known = [f"^{self.ids[first - 1]}"] if first else []
        with Reader(str(self.root)) as reader, Memory() as memory:
            past = Noting(reader)
            replayer = Replayer(past, before, memory, part=part)
            stream = commits(str(self.root), self.ids[-1], *known)
            found = list(replayer.judge(stream, frozenset(self.ids[place] for place in start)))
        return found, replayer.counts, past.wanted

    def blobs(self, *names: str) -> set[str]:
        """The ids of these files in the last commit."""
        with Reader(str(self.root)) as reader:
            return {found.name for found in map(reader.find, (f"{self.ids[-1]}:{name}" for name in names)) if found}


def desk(root: Path, *more: Step, before: list[Step] | None = None) -> Desk:
    """The newsroom at work with some steps more, or others ``before`` them."""
    steps = [*(START.steps if before is None else before), *more]
    return Desk(root, write(root, steps))

"""The one small interface of a target: a place where readers find articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.edition import Edition, HeldBack
    from dragoman.workflow.workers import Told

EVERYTHING = frozenset({"*"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that delivering would change: a file's name or an address, what is there and what would be."""

    name: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a target did: how much of it is new or changed and how much was taken away, and where readers find it.

    ``held`` are the articles it did not touch: their approvals do not hold, or somebody changed them there.
    """

    target: str
    where: str
    written: int = 0
    removed: int = 0
    held: tuple[HeldBack, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a target works: the newsroom's folder, name and languages, and where it may remember something.

    ``memory`` is a folder below ``.git``, which need not be there yet; ``output`` is where whoever runs the command
    wants the files instead; empty: where newsroom.yaml says. ``forced`` are the articles, by name, that go over what
    somebody changed by hand at the target: none, some, or ``EVERYTHING``.
    """

    root: str
    newsroom: str
    memory: str
    languages: tuple[str, ...]
    output: str = ""
    forced: frozenset[str] = frozenset()

    def may_force(self, name: str) -> bool:
        """Whether an article goes over what was changed by hand."""
        return name in self.forced or self.forced == EVERYTHING


class Target(Protocol):
    """A place where readers find articles. Both methods may be called at any time, in any order, again and again."""

    def differences(self, edition: Edition) -> Iterator[Difference]:
        """What ``deliver`` would change; nothing is changed.

        Raises:
            DragomanError: it could not be delivered as it is.
        """

    def deliver(self, edition: Edition, told: Told) -> Delivered:
        """Bring the place to the edition: what is missing is put there, what is not in it any more taken away.

        What is right already is not touched. Whatever was done when it failed half way, it is finished by calling it
        again.

        Raises:
            DragomanError: why it could not, and as its hint what to do.
        """

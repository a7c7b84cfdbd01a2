"""Targets: where published articles go. One small interface, and the kinds there are, other people's included.

A third party's kind is an entry point of the group ``dragoman.targets``: its name is the kind, its object is called
as ``Maker`` says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dragoman.workflow.errors import BrokenNewsroom
from dragoman.workflow.places import NEWSROOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.edition import Edition, HeldBack
    from dragoman.workflow.target_settings import TargetSettings
    from dragoman.workflow.workers import Told

GROUP = "dragoman.targets"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that delivering would change: a file's name or an address, what is there and what would be."""

    name: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a target did: how much of it is new or changed and how much was taken away, and where readers find it.

    ``held`` are the articles it did not touch, because their approvals do not hold.
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
    wants the files instead; empty: where newsroom.yaml says.
    """

    root: str
    newsroom: str
    memory: str
    languages: tuple[str, ...]
    output: str = ""


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


Maker = Callable[["TargetSettings", Place], Target]


def open_target(settings: TargetSettings, place: Place) -> Target:
    """The target that an entry of newsroom.yaml means.

    Raises:
        BrokenNewsroom: there is no such kind, or its settings are wrong.
    """
    if settings.kind == "site":
        from dragoman.workflow.site.target import make

        return make(settings, place)
    return _installed(settings)(settings, place)


def chosen(targets: Sequence[TargetSettings], names: Sequence[str]) -> tuple[TargetSettings, ...]:
    """The targets of these names, in newsroom.yaml's order; all where nobody names one.

    Raises:
        BrokenNewsroom: there is none of that name.
    """
    for name in names:
        if name not in (target.name for target in targets):
            there = ", ".join(target.name for target in targets) or "none"
            raise BrokenNewsroom(f"{NEWSROOM} has no target `{name}`; there is: {there}.")
    return tuple(target for target in targets if not names or target.name in names)


def _installed(settings: TargetSettings) -> Maker:
    from importlib.metadata import entry_points

    found = entry_points(group=GROUP)
    for one in found:
        if one.name == settings.kind:
            try:
                maker: Maker = one.load()
            except Exception as error:  # whatever somebody else's package raises
                why = f"the kind `{settings.kind}` is installed ({one.value}) and cannot be loaded"
                raise settings.wrong(f"{why}: {type(error).__name__}: {error}") from error
            return maker
    kinds = ", ".join(sorted({"site", *(one.name for one in found)}))
    raise settings.wrong(f"there is no kind of target `{settings.kind}`; there is: {kinds}")

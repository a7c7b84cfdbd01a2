"""What acts leave in the front matter beside the state: which version is live, a hold, an embargo, a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.workflow.article import Entry


class Flags(NamedTuple):
    """The keys of the front matter that acts beside the line write; what is not said is empty.

    ``live`` is the number of acts in the version that readers have while it is being corrected, ``hold`` why the
    article must not go out, ``embargo`` the time (UTC) until which others were promised silence, ``schedule`` the
    time at which we mean to publish.
    """

    live: str = ""
    hold: str = ""
    embargo: str = ""
    schedule: str = ""


NO_FLAGS = Flags()


def flags_after(flags: Flags, entry: Entry, number: int) -> Flags:
    """The flags after an act, which stands at the place ``number``, from 0, in its history."""
    change = _CHANGES.get(entry.act)
    return change(flags, entry, number) if change else flags


def _corrected(flags: Flags, _entry: Entry, number: int) -> Flags:
    return flags._replace(live=flags.live or str(number))


def _published(flags: Flags, _entry: Entry, _number: int) -> Flags:
    return Flags(hold=flags.hold)


# What each act does to the flags; the acts that are not here do nothing.
_CHANGES: dict[str, Callable[[Flags, Entry, int], Flags]] = {
    "correct": _corrected,
    "publish": _published,
    "withdraw": lambda flags, _entry, _number: Flags(live=flags.live),
    "takedown": lambda _flags, _entry, _number: Flags(),
    "spike": lambda flags, _entry, _number: flags._replace(schedule=""),
    "hold": lambda flags, entry, _number: flags._replace(hold=entry.reason),
    "release": lambda flags, _entry, _number: flags._replace(hold=""),
    "embargo": lambda flags, entry, _number: flags._replace(embargo=entry.until),
    "schedule": lambda flags, entry, _number: flags._replace(schedule=entry.until),
}


def corrected_versions(history: tuple[Entry, ...]) -> Iterator[str]:
    """How many acts each published version has that a correction was opened on."""
    live = ""
    for number, entry in enumerate(history):
        if entry.act == "correct" and not live:
            live = str(number)
            yield live
        elif entry.act == "publish":
            live = ""

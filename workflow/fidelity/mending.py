"""A second look at what nothing answers: whether it was joined to its neighbour, or its neighbour holds its place."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.model import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    # Signs and sentences of a paragraph.
    Size = tuple[int, int]
    Sizes = tuple[Sequence[Size], Sequence[Size]]

_SMOOTH = 10.0
# By how much lengths must fit better for a paragraph to have been joined to its neighbour, and how well.
_ROOM, _CLOSE, _CLOSE_APART = 0.06, 0.35, 0.5
# The same where the neighbour's translation has the sentences of both.
_ROOM_TOLD = -0.1
_TWO = 2


def mended(path: list[Group], sizes: Sizes, ratio: float) -> list[Group]:
    """The groups, with source paragraphs that nothing answers joined to a neighbour whose translation has room.

    Where the neighbour has two translated paragraphs and one of them fits, that one is its translation.
    """
    found: list[Group | None] = list(path)
    for at, group in enumerate(path):
        if group.translation or group.moved:
            continue
        beside = [one for one in (at - 1, at + 1) if 0 <= one < len(path) and found[one] is path[one]]
        for one in beside:
            if parted := _parted(group, path[one], sizes, ratio, first=one > at):
                found[min(at, one)], found[max(at, one)] = parted
                break
        else:
            _join(at, beside, path, found, (sizes, ratio))
    return [one for one in found if one is not None]


def _join(
    at: int, beside: Iterable[int], path: list[Group], found: list[Group | None], of: tuple[Sizes, float]
) -> None:
    """Join a paragraph to the neighbour with more room, if one has any."""
    fits = [(fit, one) for one in beside if (fit := _room(path[at], path[one], *of)) is not None]
    if fits:
        _, one = min(fits)
        found[one] = Group(tuple(sorted((*path[at].source, *path[one].source))), path[one].translation)
        found[at] = None


def _room(group: Group, beside: Group, sizes: Sizes, ratio: float) -> float | None:
    """How far lengths are apart if a paragraph is joined to its neighbour; None where they fit no better so."""
    if not beside.source or len(beside.translation) != 1 or beside.moved:
        return None
    alone = _apart(beside.source, beside.translation, sizes, ratio)
    joined = _apart((*beside.source, *group.source), beside.translation, sizes, ratio)
    said = sum(sizes[1][n][1] for n in beside.translation)
    own, both = (sum(sizes[0][n][1] for n in some) for some in (beside.source, (*beside.source, *group.source)))
    enough = _ROOM if said < both or said <= own else _ROOM_TOLD
    return joined if alone - joined > enough and joined < _CLOSE else None


def _parted(group: Group, beside: Group, sizes: Sizes, ratio: float, *, first: bool) -> tuple[Group, Group] | None:
    """Both paragraphs with one translation each, where their neighbour was held for the source of two.

    ``first`` tells that the lonely paragraph stands before its neighbour.
    """
    if len(beside.source) != 1 or len(beside.translation) != _TWO or beside.moved:
        return None
    one, other = (group.source, beside.source) if first else (beside.source, group.source)
    parts = Group(one, beside.translation[:1]), Group(other, beside.translation[1:])
    fits = [_apart(part.source, part.translation, sizes, ratio) for part in parts]
    return parts if max(fits) < _CLOSE_APART else None


def _apart(source: Iterable[int], translation: Iterable[int], sizes: Sizes, ratio: float) -> float:
    here = ratio * sum(sizes[0][n][0] for n in source)
    there = sum(sizes[1][n][0] for n in translation)
    return abs(log((there + _SMOOTH) / (here + _SMOOTH)))

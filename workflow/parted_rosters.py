"""Rosters that went apart: what a merge may make of two lines of versions, and a push of the server's.

Nobody who was taken off the roster comes back to it by going on from an older version of it.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from dragoman.workflow.newsroom import FILE
from dragoman.workflow.problems import Problem
from dragoman.workflow.roster_chain import is_owner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.roster_chain import Chain

_UNDO = "git revert -m 1 this commit, and merge again with the other version"


def line_of(newsroom: Newsroom | None, versions: Mapping[str, Newsroom]) -> dict[str, Newsroom]:
    """A version of the roster and all that it follows from, by seal, the newest first."""
    line: dict[str, Newsroom] = {}
    while newsroom:
        line[newsroom.sealed.seal] = newsroom
        newsroom = versions.get(newsroom.sealed.previous)
    return line


def parted_faults(
    kept: Mapping[str, Newsroom], left: Mapping[str, Newsroom], signer: Callable[[int], str]
) -> Iterator[Problem]:
    """What is wrong with a merge that kept one line of versions and left another one behind.

    Whoever made the versions that were kept, since both went apart, is an owner by the newest of those left behind,
    and used no key that this one has revoked. ``signer`` is the key that signed a version that was kept, or empty.
    """
    apart = next(iter(left.values()), None)
    if apart is None or apart.sealed.seal in kept:
        return
    since = [one for seal, one in kept.items() if seal not in left]
    where = f"by {apart.sealed.by}, which the merge left behind"
    fault = next(stranger_faults(since, apart, signer, where), "")
    newest, other = next(iter(kept.values())).sealed, apart.sealed
    if fault:
        yield Problem("roster-not-owner", fault, who="an owner", fix=_UNDO)
    else:
        message = (
            f"Two owners changed {FILE} at the same time; the merge kept version {newest.version} by {newest.by}, "
            f"and version {other.version} by {other.by} does not count."
        )
        fix = "make that change again, if it is still wanted: dragoman person"
        yield Problem("parallel-rosters", message, "warning", who=other.by, fix=fix)


def stranger_faults(
    versions: Iterable[Newsroom], judge: Newsroom, signer: Callable[[int], str], where: str = "left behind"
) -> Iterator[str]:
    """Why versions are not by owners that another one, ``judge``, has, with keys that it has: a sentence for each.

    ``where`` tells which version it is that judges.
    """
    revoked, by = judge.roster.revoked(), f"version {judge.sealed.version}, {where}"
    for one in versions:
        said = one.sealed
        if not is_owner(judge, said.by):
            yield f"Version {said.version} of {FILE} is by {said.by}, who is no owner by {by}."
        elif signer(said.version) in revoked:
            yield f"Version {said.version} of {FILE} is signed with a key of {said.by}'s that is revoked by {by}."


def lost_versions(old: Chain, new: Chain) -> Iterator[Problem]:
    """The first version of the roster that an older copy keeps and a newer one has lost."""
    for version, there in zip_longest(old.versions, new.versions[: len(old.versions)]):
        if there is None or there.sealed != version.sealed:
            said = version.sealed
            what = f"another one by {there.sealed.by} stands in its place" if there else "it is gone"
            message = f"Version {said.version} of {FILE} by {said.by} is not there any more: {what}."
            fix = f"take {FILE} and rosters/ as they were with that version, and make the change after it"
            yield Problem("roster-rewritten", message, who="an owner", fix=fix)
            return

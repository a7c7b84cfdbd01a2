"""The rules for merges: one side's history is kept whole, nothing that every side had is lost, no act is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.changes import ABSENT
from dragoman.workflow.commit_rules import WRITTEN, act_words, by_hand, lost, removed
from dragoman.workflow.newsroom import FILE
from dragoman.workflow.problems import Problem
from dragoman.workflow.standing import replayed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.article import Article, Entry
    from dragoman.workflow.changes import FileChanged
    from dragoman.workflow.newsroom import Newsroom

_UNDO = "git revert -m 1 this commit, and merge again"


def article_faults(parents: tuple[Article | None, ...], new: Article | None) -> Iterator[Problem]:
    """What is wrong with a merge that left an article as ``new``: a merge may choose among texts, and do no act."""
    there = [parent for parent in parents if parent]
    if new is None:
        if there and len(there) == len(parents):
            yield _deleted(there)
        return
    histories = [parent.history for parent in there]
    if new.history not in histories:
        yield from _new_in_merge(histories, new)
        return
    for history in histories:
        if new.history[: len(history)] == history:
            continue
        if history[: len(new.history)] == new.history:
            yield removed(history[len(new.history)], "the merge took it back")
        else:
            yield _parallel(new, history)
    state = replayed(new).state
    if state != new.state:
        yield by_hand(f"The merge left the state {new.state}; the acts lead to {state}.")
    sides = [parent.fields for parent in there if parent.history == new.history]
    for key in WRITTEN:
        if all(new.fields.get(key, "") != side.get(key, "") for side in sides):
            yield by_hand(f"The merge left `{key}` as no side with these acts had it.")


def dropped_faults(parents: tuple[Article | None, ...]) -> Iterator[Problem]:
    """What is wrong with a merge that left an article out which only some sides had, and no side had deleted."""
    there = [parent for parent in parents if parent]
    if there and len(there) < len(parents):
        yield _deleted(there)


def _deleted(there: list[Article]) -> Problem:
    last = there[0].history[-1:]
    return removed(last[0], "the merge deleted the article") if last else by_hand("The merge deleted an article.")


def _new_in_merge(histories: list[tuple[Entry, ...]], new: Article) -> Iterator[Problem]:
    longest = max(histories, key=len, default=())
    if new.history[: len(longest)] == longest:
        message = (
            f"{act_words(new.history[-1])} was done inside a merge." if new.history else "The merge made an article."
        )
        yield Problem("act-in-merge", message, who="an owner", fix=_UNDO)
    else:
        yield lost(longest, new.history)


def _parallel(new: Article, other: tuple[Entry, ...]) -> Problem:
    gone = next(entry for number, entry in enumerate(other) if new.history[number : number + 1] != (entry,))
    message = f"Two people acted at the same time; the merge kept one history, and {act_words(gone)} does not count."
    return Problem("parallel-acts", message, "warning", who=gone.by, fix="do the act again, if it is still wanted")


def apart_faults(new: Article | None, apart: set[str]) -> Iterator[Problem]:
    """Acts that name a version of the roster which went ``apart`` from the one that the merge took."""
    for entry in new.history if new else ():
        if entry.roster in apart:
            message = f"{act_words(entry)} names a roster that the merge left behind for another one."
            yield Problem("unknown-roster", message, who=entry.by, fix="do the act again, by the roster of today")


def kept_faults(path: str, sides: Sequence[FileChanged | None]) -> Iterator[Problem]:
    """What is wrong with a source, a signature or a kept roster that a merge left as no side had it.

    ``sides`` are the changes against each parent, None where the merge has what that parent had.
    """
    if all(sides):
        message = f"The merge left {path} as no side had it."
        yield Problem("record-rewritten", message, who="an owner", fix=_UNDO)


def merged_signature_faults(path: str, sides: Sequence[FileChanged | None], own: set[str]) -> Iterator[Problem]:
    """What is wrong with a signature in a merge; ``own`` are those that the article's acts have, as it was merged."""
    dropped = Problem("signature-removed", f"The merge dropped the signature {path}.", who="an owner", fix=_UNDO)
    stray = f"{path} came without the act that it should sign: the merge kept another history."
    yield from _merged_record(path, sides, own, dropped, _stray("signature-stray", stray, path))


def merged_version_faults(path: str, sides: Sequence[FileChanged | None], own: set[str]) -> Iterator[Problem]:
    """What is wrong with a version that readers had before a correction; ``own`` are those of its article."""
    message = f"The merge dropped {path}; what was published stays as readers had it."
    dropped = Problem("version-changed", message, who="an owner", fix=_UNDO)
    stray = f"{path} came without the correction that it should be kept for: the merge kept another history."
    yield from _merged_record(path, sides, own, dropped, _stray("version-stray", stray, path))


def _stray(kind: str, message: str, path: str) -> Problem:
    return Problem(kind, message, who="whoever merged", fix=f"git rm {path}, in the merge itself")


def _merged_record(
    path: str, sides: Sequence[FileChanged | None], own: set[str], dropped: Problem, stray: Problem
) -> Iterator[Problem]:
    """What is wrong with what is kept beside an article: it goes with the history that the merge kept."""
    new = next(side.new_mode for side in sides if side)
    if new == ABSENT and path in own:
        yield dropped
    elif new != ABSENT and path not in own:
        yield stray
    elif new != ABSENT:
        yield from kept_faults(path, sides)


def merged_roster_faults(path: str, taken: Sequence[FileChanged | None]) -> Iterator[Problem]:
    """What is wrong with a kept roster; ``taken`` are the changes against the sides whose newsroom.yaml it took."""
    if all(taken):
        message = f"The merge took one side's {FILE}, and left {path} otherwise than that side had it."
        yield Problem("roster-rewritten", message, who="an owner", fix=_UNDO)


def roster_merge_faults(sides: Sequence[Newsroom | None], new: Newsroom | None) -> Iterator[Problem]:
    """A merge has the newest newsroom.yaml of its sides, as it was sealed."""
    newest = max((side.sealed.version for side in sides if side), default=0)
    if not any(sides):
        return
    if new is None or not new.intact or new.sealed.seal not in {side.sealed.seal for side in sides if side}:
        message = f"The merge made a {FILE} that nobody sealed."
        yield Problem("roster-unsealed", message, who="an owner", fix=f"{_UNDO}; or an owner: dragoman save {FILE}")
    elif new.sealed.version < newest:
        message = f"The merge took version {new.sealed.version} of {FILE}, though a side had version {newest}."
        yield Problem("roster-rollback", message, who="an owner", fix=_UNDO)

"""The rule for snapshots in a history: each is committed by the person it names, with the bytes it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.beside import is_original
from dragoman.workflow.errors import BadText
from dragoman.workflow.problems import Problem
from dragoman.workflow.snapshot_file import CHANGED, language_of, parse_snapshot
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.author_rules import Doer
    from dragoman.workflow.beside import Read

_UNDO = "an owner: take it out of the history before it is pushed, or refresh the source again"


def snapshot_faults(path: str, data: bytes, doer: Doer, read: Read) -> Iterator[Problem]:
    """What is wrong with a commit that brought a snapshot; ``read`` gives the files that came with it.

    A page as retrieved is judged with the snapshot that names it; by itself it says nothing.
    """
    folder, _, name = path.rpartition("/")
    if not language_of(name):
        return
    try:
        snapshot = parse_snapshot(decode(data, path), path)
    except BadText as error:
        yield Problem("snapshot-unreadable", f"{error.sentence}.", who="whoever committed it", fix=_UNDO)
        return
    author = doer.newsroom.roster.by_email(doer.email) if doer.newsroom else None
    if author is None or author.left or author.id != snapshot.by:
        who = author.id if author and not author.left else f"{doer.email}, who is not on the roster,"
        message = f"The snapshot {path} is in {snapshot.by}'s name, and {who} committed it."
        yield Problem("snapshot-not-by-author", message, who=snapshot.by, fix=_UNDO)
    if snapshot.came == CHANGED:
        raw = read(f"{folder}/{snapshot.raw[0]}")
        if raw is None or not is_original(raw, snapshot.raw[1]):
            message = f"The snapshot {path} came without the page it was found in: {snapshot.raw[0]} is not that."
            yield Problem("snapshot-false", message, who=snapshot.by, fix=_UNDO)

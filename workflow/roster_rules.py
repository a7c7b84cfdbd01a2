"""A commit that changes newsroom.yaml or a kept version: made by an owner of the roster before, and nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.changes import ABSENT
from dragoman.workflow.file_rules import Kind, kind_of
from dragoman.workflow.newsroom import DEFAULT_SIGNATURES, FILE
from dragoman.workflow.problems import Problem
from dragoman.workflow.record_files import roster_path
from dragoman.workflow.roster_chain import claim, link_faults, signature_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dragoman.workflow.changes import FileChanged
    from dragoman.workflow.memory import Memory
    from dragoman.workflow.newsroom import Newsroom

_UNDO = "git revert this commit; then an owner makes the change"


def roster_faults(
    old: Newsroom | None,
    new: Newsroom | None,
    email: str,
    files: Mapping[str, FileChanged],
    blob: Callable[[str], bytes | None],
    memory: Memory,
) -> Iterator[Problem]:
    """What is wrong with a commit that took the roster from ``old`` to ``new``, its author's address being ``email``.

    ``files`` is what the commit touched, ``blob`` reads one of them by its id.
    """
    yield from _kept_versions(files)
    if FILE not in files:
        return
    if new is None:
        yield _problem("roster-unsealed", f"{FILE} was deleted, or cannot be read.")
        return
    if old is None and not new.sealed.version:
        return  # not a newsroom yet: somebody wrote the file, and nobody has sealed it
    if old and new.intact and new.sealed.seal == old.sealed.seal:
        return  # comments, quotes or line ends
    faults = tuple(link_faults(old, new))
    yield from faults
    if faults:
        return
    version = new.sealed.version
    signature = files.get(roster_path(version, "sig"))
    data = blob(signature.new) if signature else None
    yield from signature_faults(old, new, data, memory)
    judge = old or new
    author = judge.roster.by_email(email)
    if data is None:
        if author is None or author.id != new.sealed.by:
            message = f"Version {version} of {FILE} says it is {new.sealed.by}'s; {email} committed it."
            yield _problem("roster-not-owner", message)
        elif old and author.keys and old.signatures == DEFAULT_SIGNATURES:
            yield claim(new)
    copy = files.get(roster_path(version))
    if copy is None or copy.new != files[FILE].new:
        yield _problem("roster-unsealed", f"Version {version} of {FILE} is not kept as {roster_path(version)}.")


def another_beginning() -> Problem:
    """The finding for a newsroom.yaml that follows from none, where there is a newsroom already."""
    message = f"This {FILE} begins another newsroom, of which nothing can be merged into this one."
    return _problem("root-mismatch", message)


def _kept_versions(files: Mapping[str, FileChanged]) -> Iterator[Problem]:
    for path, change in files.items():
        if kind_of(path) is not Kind.ROSTER:
            continue
        if change.old_mode != ABSENT and change.old != change.new:
            yield _problem("roster-rewritten", f"{path} was changed or deleted; kept versions stay as they are.")
        elif FILE not in files:
            yield _problem("roster-rewritten", f"{path} came without a change of {FILE}.")


def _problem(kind: str, message: str) -> Problem:
    return Problem(kind, message, who="an owner", fix=_UNDO)

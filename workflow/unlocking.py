"""Take away the locks that a dead git left, but never one from somebody who is at work; nothing is deleted."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING

from dragoman.workflow import journal, lock, processes
from dragoman.workflow.checked import Checked
from dragoman.workflow.disk import disk_errors
from dragoman.workflow.errors import DragomanError
from dragoman.workflow.leftovers import GitLock, at_work, by_hand, git_locks
from dragoman.workflow.repository import open_repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dragoman.workflow.repository import Repository

# Seconds to wait for an act that is at work.
_PATIENCE = 2.0


def unlock(root: str, now: datetime) -> tuple[Checked, ...]:
    """Move git's locks aside, if nobody is at work in this repository, and settle what they kept from being settled.

    An act cannot begin meanwhile: we hold its lock. A git cannot take a lock that is there.
    """
    try:
        repository = open_repository(root)
        with lock.held(repository, _PATIENCE):
            done = tuple(_unlocked(repository, now))
            return (*done, *_settled(repository)) if all(checked.good for checked in done) else done
    except DragomanError as error:
        return (_refusal(error.sentence, error.hint),)


def _unlocked(repository: Repository, now: datetime) -> Iterator[Checked]:
    locks = list(git_locks(repository))
    blind = processes.blindness(found.seen.st_uid for found in locks)
    busy = [] if blind else at_work(repository, locks)
    if not locks:
        yield Checked("unlock", good=True, message="Git has left no lock here.")
    elif blind:
        yield _refusal(f"Who is at work here cannot be seen: {blind}.", by_hand(locks[0]))
    elif busy:
        fix = f"wait until it is done, then try again; or look: ps -fp {busy[0].pid}"
        yield _refusal(f"Nothing was unlocked: {busy[0]} is at work here.", fix)
    else:
        yield from (_put_aside(repository, found, now) for found in locks)


def _settled(repository: Repository) -> Iterator[Checked]:
    try:
        said = journal.recover(repository)
    except DragomanError as error:
        yield Checked("journal", good=False, message=error.sentence, fix=error.hint)
    else:
        if said:
            yield Checked("journal", good=True, message=f"{said[0].upper()}{said[1:]}.")


def _put_aside(repository: Repository, found: GitLock, now: datetime) -> Checked:
    """Give the lock a name that says what it was.

    Raises:
        DiskFailed: it cannot be renamed.
    """
    name = f"{_name_aside(found)}.stale-{now:%Y%m%dT%H%M%SZ}"
    # Below `refs/` git would take it for a branch: from there it goes to the top of git's folder.
    folder = repository.common_dir if found.name.startswith("refs/") else os.path.dirname(found.path)
    aside = next(path for path in _numbered(os.path.join(folder, name)) if not os.path.lexists(path))
    with disk_errors("the .git folder"):
        try:
            if not found.is_there():
                return _refusal(f"Git's lock {found.name} was taken anew while we looked.", "try again")
            os.rename(found.path, aside)
        except FileNotFoundError:
            return Checked("unlock", good=True, message=f"Git's lock {found.name} is gone by itself.")
    message = f"Git's lock {found.name} was left behind by a git that died; it is {os.path.basename(aside)} now."
    return Checked("unlock", good=True, message=message)


def _name_aside(found: GitLock) -> str:
    return found.name.removeprefix("refs/heads/").replace("/", "-")


def _numbered(path: str) -> Iterator[str]:
    yield path
    yield from (f"{path}-{number}" for number in itertools.count(2))


def _refusal(message: str, fix: str) -> Checked:
    return Checked("unlock", good=False, message=message, fix=fix)

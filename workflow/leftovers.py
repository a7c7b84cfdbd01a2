"""What a git or an act of ours left behind when it died: find it, and say whose it is if somebody is at work."""

from __future__ import annotations

import contextlib
import glob
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import lock, processes
from dragoman.workflow.checked import Checked
from dragoman.workflow.journal import journal_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.repository import Repository


@dataclass(frozen=True, slots=True)
class GitLock:
    """One of git's locks as it was when we looked; ``name`` is its path below git's folder."""

    path: str
    name: str
    seen: os.stat_result

    @property
    def words(self) -> str:
        """Which lock, and how old."""
        return f"Git's lock {self.name} is {max(time.time() - self.seen.st_mtime, 0):.0f} seconds old"

    def is_there(self) -> bool:
        """Whether this very lock is there still; the number of a file that is gone is soon another's.

        Raises:
            FileNotFoundError: there is none.
        """
        now = os.lstat(self.path)
        return os.path.samestat(now, self.seen) and now.st_ctime_ns == self.seen.st_ctime_ns


def git_locks(repository: Repository) -> Iterator[GitLock]:
    """Git's locks that stop an act here, in the work tree's own folder and in the one all work trees share."""
    for name in ("index.lock", "HEAD.lock", f"{repository.branch}.lock", "config.lock", "packed-refs.lock"):
        for folder in dict.fromkeys((repository.git_dir, repository.common_dir)):
            path = os.path.join(folder, name)
            with contextlib.suppress(OSError):
                yield GitLock(path, name, os.lstat(path))


def at_work(repository: Repository, locks: list[GitLock]) -> list[processes.Process]:
    """The processes that hold one of these locks, then the gits and dragomans in any work tree of the repository."""
    owners = {found.seen.st_uid for found in locks}
    there = [process for found in locks for process in processes.holding(found.path)]
    there += processes.at_work(_folders(repository), owners)
    return list(dict.fromkeys(there))


def _folders(repository: Repository) -> Iterator[str]:
    """The repository's folders: this work tree, git's own, and the other work trees that share it."""
    yield from (repository.root, repository.git_dir, repository.common_dir)
    if os.path.basename(repository.common_dir) == ".git":
        yield os.path.dirname(repository.common_dir)
    for path in glob.glob(os.path.join(glob.escape(repository.common_dir), "worktrees", "*", "gitdir")):
        with contextlib.suppress(OSError, UnicodeDecodeError), open(path, encoding="utf-8") as file:
            yield os.path.dirname(file.read().strip())


def leftovers(repository: Repository) -> Iterator[Checked]:
    """Locks, journals and half-written copies, each with what to do; one good word where there is nothing."""
    pid = lock.holder(repository.common_dir)
    if pid:
        yield _bad("lock", f"dragoman is at work here (process {pid}).", f"wait, or look: ps {pid}")
    elif os.path.lexists(journal_file(repository.desk)):
        message = "An act was interrupted and could not be settled."
        yield _bad("journal", message, "dragoman status; if it stays, see .git/dragoman")
    found = list(_locks(repository))
    yield from found
    for path in glob.glob(os.path.join(glob.escape(repository.root), "articles", "*", "*", "*", ".*.dragoman")):
        found.append(_bad("leftover", f"{os.path.relpath(path, repository.root)} was left by a crash.", f"rm {path}"))
        yield found[-1]
    if not found and not pid:
        yield Checked("leftovers", good=True, message="No locks and no leftovers.")


def _locks(repository: Repository) -> Iterator[Checked]:
    locks = list(git_locks(repository))
    if not locks:
        return
    blind = processes.blindness(found.seen.st_uid for found in locks)
    busy = [] if blind else at_work(repository, locks)
    for found in locks:
        if blind:
            yield _bad("git-lock", f"{found.words}: a git is at work, or one has died.", by_hand(found))
        elif busy:
            fix = f"wait until it is done, or look: ps -fp {busy[0].pid}"
            yield _bad("git-lock", f"{found.words}, and {busy[0]} is at work here.", fix)
        else:
            yield _bad("git-lock", f"{found.words}, and no git is at work here.", "dragoman doctor --unlock")


def by_hand(found: GitLock) -> str:
    """What to do about a lock where we cannot see who is at work."""
    return f"if no git runs here (look: ps -ef): rm {found.path}"


def _bad(name: str, message: str, fix: str) -> Checked:
    return Checked(name, good=False, message=message, fix=fix)

"""Who is at work on this machine, by Linux's ``/proc``: a lock in use is told from one that was left behind.

Processes of other machines and other containers that share the disk are not seen.
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROC = "/proc"
_PYTHON = re.compile(r"python[\d.]*|pypy[\d.]*")
_LONGEST = 128 * 1024
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Process:
    """A process: its command line, whose it is (a user's number), where it stands (empty: we may not know)."""

    pid: int
    command: tuple[str, ...]
    user: int
    folder: str

    def __str__(self) -> str:
        import pwd

        name = f"user {self.user}"
        with contextlib.suppress(KeyError):
            name = pwd.getpwuid(self.user).pw_name
        return f"process {self.pid} ({' '.join(self.command[:2])[:_SHOWN]}) of {name}"

    @property
    def is_git(self) -> bool:
        """Whether it is one of git's programs; the one that only waits for files to change takes no locks."""
        name = os.path.basename(self.command[0])
        return (name == "git" or name.startswith("git-")) and "fsmonitor--daemon" not in self.command[1:2]

    @property
    def is_dragoman(self) -> bool:
        """Whether it is one of us, by the name of the script or of the module."""
        name, *words = self.command
        script = words[:3] if _PYTHON.fullmatch(os.path.basename(name)) else []
        return any(os.path.basename(word) in ("dragoman", "dragoman.cli") for word in (name, *script))

    def is_in(self, folders: Iterable[str]) -> bool:
        """Whether it stands in one of the folders, or was pointed at one by its options or its environment."""
        places = [self.folder, *self._pointed_at()]
        return any(place == folder or place.startswith(folder + os.sep) for folder in folders for place in places)

    def _pointed_at(self) -> Iterator[str]:
        for word, following in zip(self.command, (*self.command[1:], ""), strict=True):
            option, equals, value = word.partition("=")
            if option in ("--git-dir", "--work-tree"):
                yield self._full(value if equals else following)
        for variable in _read(self.pid, "environ").split("\0"):
            name, _, value = variable.partition("=")
            if name in ("GIT_DIR", "GIT_WORK_TREE"):
                yield self._full(value)

    def _full(self, path: str) -> str:
        return os.path.realpath(os.path.join(self.folder or os.sep, path))


def blindness(users: Iterable[int]) -> str:
    """Why the processes of these users cannot be seen, as the middle of a sentence; empty where they can."""
    if not os.path.isdir(f"{PROC}/self"):
        return "this system has no /proc"
    # Where `hidepid` is on, not even the first process can be read.
    if set(users) - {os.geteuid()} and os.geteuid() and not _read(1, "cmdline"):
        return "this system hides the processes of other users"
    return ""


def running() -> Iterator[Process]:
    """Every process but ourselves; those that are done and only wait to be collected are none."""
    with contextlib.suppress(OSError):
        for pid in sorted(int(name) for name in os.listdir(PROC) if name.isdigit()):
            command = tuple(_read(pid, "cmdline").rstrip("\0").split("\0"))
            if pid != os.getpid() and command[0]:
                with contextlib.suppress(OSError):
                    yield Process(pid, command, os.stat(f"{PROC}/{pid}").st_uid, _folder(pid))


def holding(path: str) -> Iterator[Process]:
    """The processes that have a file open."""
    with contextlib.suppress(OSError):
        wanted = os.lstat(path)
        name = os.path.basename(path)
        yield from (process for process in running() if _has_open(process.pid, name, wanted))


def at_work(folders: Iterable[str], owners: Iterable[int] = ()) -> Iterator[Process]:
    """The gits and dragomans in one of the folders, and gits of ``owners`` of which we may not know where they are.

    A git that started us is one of them, too: it holds its locks while it runs a hook. One that we started is not:
    it reads objects for us.
    """
    places, above = [os.path.realpath(folder) for folder in folders], set(_ancestors())
    unseen = set(owners) - {os.geteuid()}
    for process in running():
        if not (process.is_git or (process.is_dragoman and process.pid not in above)):
            continue
        hidden = process.is_git and not process.folder and process.user in unseen
        if (hidden or process.is_in(places)) and _parent(process.pid) != os.getpid():
            yield process


def _ancestors() -> Iterator[int]:
    pid = os.getppid()
    while pid > 1:
        yield pid
        pid = _parent(pid)


def _parent(pid: int) -> int:
    """Who started a process; 0 where that cannot be seen."""
    # The name of the program stands in brackets and may hold anything.
    fields = _read(pid, "stat").rpartition(")")[2].split()
    return int(fields[1]) if len(fields) > 1 else 0


def _has_open(pid: int, name: str, wanted: os.stat_result) -> bool:
    folder = f"{PROC}/{pid}/fd"
    with contextlib.suppress(OSError):
        handles = [f"{folder}/{number}" for number in os.listdir(folder)]
        return any(_leads_to(handle, name, wanted) for handle in handles)
    return False


def _leads_to(handle: str, name: str, wanted: os.stat_result) -> bool:
    """Compare names first: to ask some files for their state is to wait for a disk that is not there any more."""
    with contextlib.suppress(OSError):
        return os.path.basename(os.readlink(handle)) == name and os.path.samestat(os.stat(handle), wanted)
    return False


def _folder(pid: int) -> str:
    with contextlib.suppress(OSError):
        return os.readlink(f"{PROC}/{pid}/cwd")
    return ""


def _read(pid: int, name: str) -> str:
    with contextlib.suppress(OSError), open(f"{PROC}/{pid}/{name}", "rb") as file:
        return file.read(_LONGEST).decode("utf-8", "replace")
    return ""

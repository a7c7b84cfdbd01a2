"""The names of the stories in each month, kept for the shell's completion where there are very many.

To list a hundred thousand names takes longer than all else that completion does. A folder's times change whenever a
name in it comes or goes: as long as they are the same, so are its names. The file can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

from dragoman.workflow.disk import replace_whole
from dragoman.workflow.places import DESK, NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    # Lists the stories in a month, given as a path below the newsroom.
    Lister = Callable[[str], list[str]]

_FORM = b"names 1"
# A name may have come in the very moment whose time the folder has: what is younger is listed again.
_SETTLED = 3 * 10**9


def starting(git_dir: str, root: str, months: Iterable[str], start: str, lister: Lister) -> list[str] | None:
    """The folders of all stories whose slug starts so; None where no names are kept."""
    kept = _read(_file(git_dir))
    return None if kept is None else _starting(git_dir, root, months, start, lister, kept)


def keep(git_dir: str, root: str, months: Iterable[str], lister: Lister) -> None:
    """List all names once, and keep them from now on."""
    _starting(git_dir, root, months, "", lister, {})


def _starting(
    git_dir: str, root: str, months: Iterable[str], start: str, lister: Lister, kept: dict[bytes, bytes]
) -> list[str]:
    found: list[str] = []
    now: dict[bytes, bytes] = {}
    sign = b"/" + os.fsencode(start)
    for month in months:
        stamp, settled = _stamp(os.path.join(root, month))
        key = os.fsencode(month)
        line = kept.get(key, b"")
        if not stamp or not line.startswith(stamp):
            line = stamp + b"".join(b"/" + os.fsencode(name) for name in lister(month))
        if settled:
            now[key] = line
        if sign in line:
            found += [f"{month}/{name}" for name in os.fsdecode(line).split("/")[1:] if name.startswith(start)]
    if now != kept:
        _write(_file(git_dir), now)
    return found


def _file(git_dir: str) -> str:
    return os.path.join(git_dir, DESK, NAMES)


def _stamp(folder: str) -> tuple[bytes, bool]:
    """What changes when a name in a folder does, and whether the next change is sure to make another."""
    try:
        seen = os.lstat(folder)
    except OSError:
        return b"", False
    latest = max(seen.st_mtime_ns, seen.st_ctime_ns)
    return b"%d %d %d " % (seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns), time.time_ns() - latest > _SETTLED


def _read(file: str) -> dict[bytes, bytes] | None:
    """Each month's stamp and names; None where nothing is kept, or in a form that is not ours."""
    try:
        with open(file, "rb") as stream:
            form, *lines = stream.read().split(b"\n")
    except OSError:
        return None
    months = (line.partition(b"\0") for line in lines)
    return {month: rest for month, _, rest in months if rest} if form == _FORM else None


def _write(file: str, months: dict[bytes, bytes]) -> None:
    lines = [_FORM, *(month + b"\0" + rest for month, rest in months.items())]
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(file), exist_ok=True)
        replace_whole(file, b"\n".join(lines))

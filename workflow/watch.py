"""Notice that files have changed, by looking at their times and sizes now and then.

Looking costs little and works on every disk, also on those that tell nobody of a change.
"""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Seconds between two looks; and of all time at most this part is spent on looking.
_PAUSE = 0.3
_SHARE = 10

Look = tuple[tuple[str, int, int], ...]


def look(paths: Sequence[str]) -> Look:
    """What is at full paths, and below those that are folders; a name, when it changed (ns), its size."""
    return tuple(entry for path in paths for entry in _at(path))


def wait_for_change(paths: Sequence[str], before: Look, until: float) -> bool:
    """Wait until something is another than before, or the clock (monotonic) says ``until``; whether it is."""
    while time.monotonic() < until:
        start = time.monotonic()
        changed = look(paths) != before
        if changed:
            return True
        cost = time.monotonic() - start
        time.sleep(min(max(_PAUSE, cost * _SHARE), max(until - time.monotonic(), 0)))
    return False


def _at(path: str) -> Iterator[tuple[str, int, int]]:
    try:
        found = os.lstat(path)
    except OSError:
        return
    yield path, found.st_mtime_ns, found.st_size
    if stat.S_ISDIR(found.st_mode):
        yield from _below(path)


def _below(folder: str) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            inner = sorted((entry.path, entry) for entry in entries if not entry.name.endswith(".dragoman"))
            for path, entry in inner:
                found = entry.stat(follow_symlinks=False)
                yield path, found.st_mtime_ns, found.st_size
                if stat.S_ISDIR(found.st_mode):
                    yield from _below(path)
    except OSError:  # it went while we looked: another look will tell
        return

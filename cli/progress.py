"""Progress of long work, on a terminal's stderr: one line that is rewritten and goes away."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Seconds of quiet before the first word: short work needs none.
_PATIENCE = 0.7
_PAUSE = 0.1


def _in_ci() -> bool:
    """Whether a CI job runs this: some give it a terminal, and keep every line that is written."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


@contextlib.contextmanager
def progress(doing: str) -> Iterator[Callable[[str, int, int], None]]:
    """Hand over a function that tells what is gone through, how much is done, and of how much."""
    if not sys.stderr.isatty() or _in_ci():
        yield lambda _what, _done, _all: None
        return
    start = last = time.monotonic()
    shown = False

    def told(what: str, done: int, of: int) -> None:
        nonlocal last, shown
        now = time.monotonic()
        if now - start < _PATIENCE or now - last < _PAUSE:
            return
        last, shown = now, True
        sys.stderr.write(f"\r\x1b[K{doing}: {done:,} of {of:,} {what}")
        sys.stderr.flush()

    try:
        yield told
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

"""Long output through a pager, as git does: ``PAGER``, else ``less``; never where nobody sits at a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
from io import StringIO
from typing import TYPE_CHECKING

from dragoman.cli.console import Console, out

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Screen(StringIO):
    """What is kept for the pager looks as on the terminal behind it."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@contextlib.contextmanager
def paged(wanted: bool) -> Iterator[Console]:
    """Hand over a console; what was said to it is paged at the end, if that is wanted and somebody is there."""
    there = sys.stdin.isatty() and sys.stdout.isatty() and out().fancy
    if not wanted or not there or os.environ.get("PAGER") in ("", "cat"):
        yield out()
        return
    import click

    # As git sets them: leave if it fits the screen, pass colours on, leave the text on the screen.
    os.environ.setdefault("LESS", "FRX")
    os.environ.setdefault("LESSCHARSET", "utf-8")
    screen = _Screen()
    yield Console(screen)
    click.echo_via_pager(screen.getvalue().removesuffix("\n"), color=True)

"""A newsroom with many articles in every state, made at once, and its people at their desks."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import Room

if TYPE_CHECKING:
    from collections.abc import Iterator

sys.path.append(str(Path(__file__).with_name("benchmarks")))  # where newsrooms are made

ROUND = 5  # every so many articles the states begin anew: sourced, translated, edited, disclaimer attached, published


def made(memory: Path, articles: int) -> Path:
    """A newsroom of that many articles; to be copied, not worked in. It is made below ``memory`` once."""
    from newsroom import make

    root = memory / f"many-{articles}/desk"
    if not root.exists():
        make(root, articles)
    return root


def own(made_once: Path, place: Path) -> Room:
    """A copy of it to work in, where there is no other yet."""
    shutil.copytree(made_once, place / "desk", symlinks=True)
    return Room(place / "desk")


@contextlib.contextmanager
def borrowed(made_once: Path) -> Iterator[Room]:
    """A copy beside it, which is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=made_once.parent, ignore_cleanup_errors=True) as place:
        yield own(made_once, Path(place))


def names(state: int, count: int, start: int = 0) -> list[str]:
    """The slugs of articles in the state of that number."""
    return [f"report-{ROUND * number + state}" for number in range(start, start + count)]


SOURCED, TRANSLATED, EDITED, ATTACHED, PUBLISHED = range(ROUND)

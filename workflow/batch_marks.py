"""Whether a file is as it was when a person asked for something to be done to it; told without reading it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dragoman.workflow.errors import ChangedMeanwhile
from dragoman.workflow.places import article_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Marks = dict[str, tuple[int, ...]]


def marks(root: str, paths: Iterable[str]) -> Marks:
    """What tells later whether a file was touched since: the text a person meant is the one from before we waited."""
    found: Marks = {}
    for path in paths:
        try:
            seen = os.lstat(os.path.join(root, path))
        except OSError:
            continue
        found[path] = (seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
    return found


def ensure_untouched(root: str, path: str, seen: Mapping[str, tuple[int, ...]]) -> None:
    """See that a file is as it was when the marks were taken.

    Raises:
        ChangedMeanwhile: it is not.
    """
    if path in seen and marks(root, [path]) != {path: seen[path]}:
        message = f"{article_name(path)} changed while the command waited; nothing was done."
        raise ChangedMeanwhile(message, f"look again: dragoman diff {article_name(path)}")

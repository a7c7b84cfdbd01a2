"""What a command sits at: the newsroom's folder, the clock, an article's name made into its path."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from dragoman.workflow import shelf
from dragoman.workflow.errors import NotANewsroom, UsageProblem
from dragoman.workflow.shelf import find_root

if TYPE_CHECKING:
    from datetime import datetime

    import click


def root_of(ctx: click.Context) -> str:
    """The folder of the newsroom the command is for.

    Raises:
        NotANewsroom: there is none.
    """
    folder = ctx.find_root().obj or "."
    if not os.path.isdir(folder):
        raise NotANewsroom(f"There is no folder {folder}.")
    return find_root(folder)


def find(root: str, article: str) -> str:
    """The path, relative to the newsroom, of the article a person named; also by a path from where they stand.

    Raises:
        UsageProblem: nothing or several things are meant.
    """
    full = os.path.realpath(article)
    if article.endswith(".md") and full.startswith(root + os.sep) and not os.path.islink(article):
        article = os.path.relpath(full, root)
    try:
        return shelf.find(root, article)
    except UsageProblem:
        _ensure_checked_out(root, article)
        raise


def _ensure_checked_out(root: str, article: str) -> None:
    """See that what was not found is not one of the articles that git was told not to check out.

    Raises:
        UsageProblem: it is.
    """
    from dragoman.workflow.places import article_name
    from dragoman.workflow.work_tree import skipped

    for path in skipped(root):
        if article in (path, article_name(path), path.split("/")[-2]):
            message = f"{article_name(path)} is not in this work tree: git was told not to check it out."
            raise UsageProblem(message, f"git sparse-checkout add {os.path.dirname(path)}") from None


def now() -> datetime:
    """The time, to the second; ``SOURCE_DATE_EPOCH`` sets it, as for reproducible builds.

    Raises:
        UsageProblem: that variable is no number of seconds.
    """
    from datetime import UTC, datetime

    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageProblem(f"SOURCE_DATE_EPOCH is {fixed!r}, not a number of seconds.") from None


def on_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()

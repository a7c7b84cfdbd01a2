"""See whether a branch elsewhere was rewritten since this clone knows it: git's own log of where it pointed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.problems import Found, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMAT = "--format=%H"


def rewritten_refs(root: str) -> Iterator[Found]:
    """Each remote branch that once pointed to a commit it does not hold any more: somebody forced a push."""
    refs = git.attempt(root, "for-each-ref", "--format=%(refname)", "refs/remotes").stdout.decode("utf-8", "replace")
    for ref in refs.split():
        log = git.attempt(root, "reflog", "show", _FORMAT, "--end-of-options", ref, "--")
        points = list(dict.fromkeys(log.stdout.decode("ascii", "replace").split()))
        if len(points) < 2:  # noqa: PLR2004  # it never moved
            continue
        # One question for all: which of the old points does the branch of today not reach?
        lost = git.attempt(root, "rev-list", "--no-walk", "--end-of-options", *points[1:], f"^{points[0]}", "--")
        for commit in lost.stdout.decode("ascii", "replace").split():
            message = f"{ref.removeprefix('refs/remotes/')} was rewritten: it held {commit[:10]} once."
            fix = f"ask who forced a push; git log {commit[:10]} shows what was there"
            yield Found(Problem("history-rewritten", message, who="whoever pushed", fix=fix), commit=commit)

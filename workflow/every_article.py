"""Check many articles, each as if it were named alone, by all cores: every one, or those a branch touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.checking import Finding, beside, check_article, findings
from dragoman.workflow.errors import DragomanError
from dragoman.workflow.examining import Examiner
from dragoman.workflow.gather import read_article
from dragoman.workflow.places import FOLDER, story_of
from dragoman.workflow.problems import Problem
from dragoman.workflow.proved_acts import Prover
from dragoman.workflow.states import SOURCED
from dragoman.workflow.work_tree import skipped
from dragoman.workflow.workers import Told, each

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from dragoman.workflow.newsroom import Newsroom

# Starting processes pays from so many articles on; comparing takes some milliseconds each.
_WORTH_SHARING = 16


def of_articles(
    root: str, newsroom: Newsroom, paths: Sequence[str], now: datetime, told: Told, act: str = ""
) -> list[Finding]:
    """What ``check_article`` finds in each of the articles, in their order; before ``act``, or each one's next.

    Nobody has answered for a text that is only sourced: what it lacks before it can be handed in is unfinished work,
    unless an act is named.
    """

    def work(own: Sequence[str]) -> Iterator[list[Finding]]:
        with Examiner(root, newsroom) as examiner, Prover.on_disk(root, newsroom) as prover:
            for path in own:
                found = list(check_article(root, newsroom, path, now, act, examiner, prover))
                yield found if act else list(_as_a_draft(root, newsroom, path, now, found))

    by_article = each(paths, work, "articles", _WORTH_SHARING, told, tell_every=5)
    return [finding for found in by_article for finding in found]


def of_newsroom(root: str, newsroom: Newsroom) -> Iterator[Finding]:
    """What is found beside the articles: in newsroom.yaml, and two files that some disks hold for one."""
    from dragoman.workflow.twins import twin_problems

    yield from beside(root, newsroom)
    for path, problem in twin_problems(root, newsroom.roster.who(("owner",))):
        yield Finding(path, path, problem)


def not_here(root: str, stories: Collection[str] | None) -> Iterator[Finding]:
    """What cannot be looked at: articles that git was told not to check out; of some stories, or (None) of all."""
    out = [path for path in skipped(root) if stories is None or story_of(path) in stories]
    if out:
        what = f"{out[0]} is" if len(out) == 1 else f"{len(out):,} articles are"
        message = f"{what} not in this work tree, and nobody looked: git was told not to check that out."
        yield Finding(FOLDER, FOLDER, Problem("not-here", message, fix="git sparse-checkout disable"))


def _as_a_draft(
    root: str, newsroom: Newsroom, path: str, now: datetime, found: Sequence[Finding]
) -> Iterable[Finding]:
    if not any(finding.problem.stops() for finding in found) or _state(root, path) != SOURCED:
        return found
    broken = [finding.problem for finding in findings(root, newsroom, path, now)]
    return [
        one._replace(problem=one.problem._replace(severity="todo"))
        if one.problem.stops() and one.problem not in broken
        else one
        for one in found
    ]


def _state(root: str, path: str) -> str:
    try:
        return read_article(root, path).state
    except DragomanError:
        return ""

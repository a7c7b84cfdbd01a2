"""Save work in progress: a commit of the article's text that is no act and approves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow.acting import committed_article
from dragoman.workflow.commit import Work, message, record
from dragoman.workflow.decide import changed_by_hand
from dragoman.workflow.desk import at_desk, is_committed
from dragoman.workflow.errors import Refused
from dragoman.workflow.gather import gather, read_article
from dragoman.workflow.journal import FileChange
from dragoman.workflow.promises import approvals_hold, assets_stand, history_intact
from dragoman.workflow.standing import stage_of
from dragoman.workflow.states import EDITED, is_earlier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from dragoman.workflow.article import Article
    from dragoman.workflow.desk import Desk
    from dragoman.workflow.facts import Facts
    from dragoman.workflow.problems import Problem


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved; ``commit`` is empty where there was nothing to save, ``broken`` the approvals this voids."""

    article: Article
    commit: str
    broken: tuple[Problem, ...]


def save(root: str, path: str, note: str, now: datetime, *, dry_run: bool = False) -> Saved:
    """Commit the article's file as it is on the disk, and the images and files it refers to.

    Raises:
        Refused: something that only acts may change was changed by hand.
        DragomanError: whatever else stands in the way; in each case nothing was changed.
    """
    with at_desk(root) as desk:
        article = read_article(root, path)
        committed = committed_article(desk, path)
        work, broken = saving(desk, article, committed, note, now, partial(is_committed, desk))
        commit = record(desk.repository, desk.reader, work) if work and not dry_run else ""
        return Saved(article, commit, broken)


def saving(
    desk: Desk,
    article: Article,
    committed: Article | None,
    note: str,
    now: datetime,
    is_stored: Callable[[str, bytes], bool],
) -> tuple[Work | None, tuple[Problem, ...]]:
    """The commit that saves an article, None where there is nothing to save; and the approvals this voids.

    ``is_stored`` says whether the last commit has a file with these bytes.

    Raises:
        Refused: something that only acts may change was changed by hand.
        DragomanError: what stands beside the article cannot be read.
    """
    facts = gather(
        desk.root, desk.newsroom, article, now, person=desk.person, committed=committed, judge_committed=True
    )
    problems = (*history_intact(article, facts.newsroom.roster), *changed_by_hand(article, facts))
    if problems:
        raise Refused(f"{article.name}: `save` is refused.", problems)
    broken = () if is_earlier(stage_of(article), EDITED) else tuple(_broken(article, facts))
    files = {article.path: article.text.encode(), **dict(facts.assets.files)}
    if all(is_stored(name, data) for name, data in files.items()):
        return None, broken
    trailers = [("Dragoman-Article", article.name), ("Dragoman-State", article.state)]
    text = message(f"save: {article.name}", trailers, note)
    return Work(tuple(FileChange(name, data, data) for name, data in files.items()), text, now, desk.base), broken


def _broken(article: Article, facts: Facts) -> Iterator[Problem]:
    yield from approvals_hold(article, facts.newsroom.roster)
    yield from assets_stand(article, facts)

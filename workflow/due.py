"""Which articles are due: ready for publication, and planned for a time that has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.batch_ready import in_states
from dragoman.workflow.errors import DragomanError
from dragoman.workflow.facts import utc_time
from dragoman.workflow.gather import read_article
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


def due(root: str, now: datetime) -> Iterator[str]:
    """The paths of the articles that `publish` should do now by their own plan, as their acts have it.

    Raises:
        GitFailed: git could not list them.
    """
    for path in in_states(root, BY_NAME["publish"].sources):
        try:
            article = read_article(root, path)
        except DragomanError:  # check and status tell of what cannot be read
            continue
        planned = utc_time(replayed(article).flags.schedule)
        if article.state in BY_NAME["publish"].sources and planned and planned <= now:
            yield path

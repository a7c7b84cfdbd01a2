"""The dates of an article that keep it from readers: an embargo, a promise to others; a schedule, our own plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.facts import utc_time
from dragoman.workflow.standing import replayed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dragoman.workflow.article import Article
    from dragoman.workflow.quick_yaml import Value


def waits_for(article: Article, key: str, now: datetime) -> Iterator[tuple[Value, datetime | None]]:
    """What of an ``embargo`` or a ``schedule`` is still to come, as it is said and as a time; None: it is none.

    By the acts and, should somebody have changed it by hand, by the file too.
    """
    acted, written = getattr(replayed(article).flags, key), article.fields.get(key, "")
    for said in (written,) if written == acted else (acted, written):
        time = utc_time(said) if isinstance(said, str) else None
        if said != "" and (time is None or now < time):
            yield said, time

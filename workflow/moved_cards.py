"""Put onto the cards of articles that their originals have changed, and nobody has looked."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.errors import BadText, DiskFailed
from dragoman.workflow.gather import read_article
from dragoman.workflow.promises import source_looked_at
from dragoman.workflow.shelf import has_snapshots
from dragoman.workflow.snapshots import read_snapshots

if TYPE_CHECKING:
    from dragoman.workflow.cards import Card
    from dragoman.workflow.newsroom import Newsroom


def with_moved(root: str, newsroom: Newsroom, card: Card) -> Card:
    """The card, with what waits for an editor who looks at its original."""
    if not card.state or not has_snapshots(root, card.path):
        return card
    with contextlib.suppress(BadText, DiskFailed):
        article = read_article(root, card.path)
        names, read = partial(disk.names, root), partial(disk.read_bytes, root)
        kept = read_snapshots(card.path, article.source.get("lang", ""), names, read)
        found = source_looked_at(article, kept, newsroom.roster)
        waits = tuple(problem for problem in found if problem.severity != "note")
        return card._replace(problems=(*card.problems, *waits))
    return card

"""Between two copies nothing may be lost: every act of the older one is in the newer one, first in its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.commit_rules import lost, removed
from dragoman.workflow.errors import BadText
from dragoman.workflow.places import NAME
from dragoman.workflow.problems import Found
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.copies import CommitCopy


def lost_acts(old: CommitCopy, new: CommitCopy) -> Iterator[Found]:
    """Every article whose acts in ``old`` are not, in their order, the first ones of its history in ``new``."""
    for path, blob in old.blobs.items():
        if not NAME.fullmatch(path) or new.blobs.get(path) == blob:
            continue
        before, after = _article(old, path), _article(new, path)
        if before is None or not before.history:
            continue
        if after is None:
            why = "the article cannot be read any more" if path in new.blobs else "the article is not there any more"
            yield Found(removed(before.history[-1], why), before.name, path)
        elif after.history[: len(before.history)] != before.history:
            yield Found(lost(before.history, after.history), before.name, path)


def _article(copy: CommitCopy, path: str) -> Article | None:
    data = copy.read(path)
    try:
        return parse_article(decode(data, path), path) if data is not None else None
    except BadText:
        return None  # told by whoever judges the copy as it is

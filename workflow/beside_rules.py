"""What stands beside an article when an act is committed: its source as sealed, the files its text refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.article_text import DETAILS
from dragoman.workflow.assets import find_assets
from dragoman.workflow.beside import find_source
from dragoman.workflow.commit_rules import act_words
from dragoman.workflow.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.article import Article
    from dragoman.workflow.beside import Read

_BOTH = "dragoman source makes both in one commit"


def beside_faults(article: Article, start: int, read: Read) -> Iterator[Problem]:
    """What is wrong with the files that the acts from the place ``start`` on were done over."""
    added = article.history[start:]
    if any(entry.act == "source" for entry in added):
        source, fault = find_source(read, article)
        sealed = article.source.get("sha256", "")
        if fault or source is None or source.digest != sealed:
            message = fault or f"{article.name} was opened over another source than the one committed with it."
            yield Problem("source-unchanged", message, who=added[0].by, fix=_BOTH)
        elif any(article.source.get(key, "") != source.fields.get(key, "") for key in DETAILS):
            message = f"{article.name} says something else of its source than the source's own file."
            yield Problem("source-unchanged", message, who=added[0].by, fix=_BOTH)
    entry = added[-1]
    if entry.text and entry.assets != find_assets(article, read).digest:
        message = f"{act_words(entry)} sealed other images or files than those committed with it."
        yield Problem("sealed-other-text", message, who=entry.by, fix="return the article, and do the act again")

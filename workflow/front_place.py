"""Where in an article's file a field of its front matter says something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dragoman.workflow.article import Article


class Place(NamedTuple):
    """Words and where they stand in a file: line and column from 1, in characters; none where nobody can say."""

    words: str
    line: int | None = None
    column: int | None = None


def front_place(article: Article, key: str, words: str) -> Place:
    """Where a field holds these words, as far as they stand there as they are read (``source.byline`` is nested).

    A value that its YAML writes in another way, by escapes or over several lines, has a line and no column.
    """
    lines = article.text.split("\n")[: article.body_line]
    above, _, name = key.rpartition(".")
    inside = not above
    for number, line in enumerate(lines, 1):
        inside = inside or bool(re.match(rf"{re.escape(above)}[ \t]*:", line))
        indent = r"(?:.*[ {,])?" if above else ""
        found = re.match(rf"{indent}{re.escape(name)}[ \t]*:", line) if inside else None
        if found:
            column = line.find(words, found.end()) + 1 if words else 0
            return Place(words, number, column or None)
    return Place(words)

"""What a gate has seen: the acts in the branch that it watches over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.article import parse_article
from dragoman.workflow.copies import CommitCopy
from dragoman.workflow.errors import BadText
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.article import Article
    from dragoman.workflow.objects import Reader
    from dragoman.workflow.tree_part import TreePart

    Committed = CommitCopy | TreePart


def witness_of(root: str, reader: Reader, ref: str, copy: CommitCopy) -> Callable[[str, Article], int]:
    """How many acts of an article at a path the watched branch has; none where there is no such branch here."""
    found = reader.find(ref + "^{commit}")
    if found is None:
        return lambda _path, _article: 0
    return seen_in(CommitCopy(root, reader, found.name), copy)


def seen_in(watched: Committed, copy: Committed) -> Callable[[str, Article], int]:
    """How many acts of an article at a path in ``copy`` the watched copy has."""

    def seen(path: str, article: Article) -> int:
        if watched.blobs.get(path) == copy.blobs.get(path):
            return len(article.history)
        try:
            there = parse_article(decode(watched.read(path) or b"", path), path)
        except BadText:
            return 0
        return sum(one == other for one, other in zip(article.history, there.history, strict=False))

    return seen

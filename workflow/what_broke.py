"""What broke an approval: the passages in which the text is not the one that was approved, out of git."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.article import parse_article
from dragoman.workflow.errors import BadText, GitFailed
from dragoman.workflow.history import text_at
from dragoman.workflow.seal import approved_digest
from dragoman.workflow.standing import TEXT_CHANGED
from dragoman.workflow.word_diff import compare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.workflow.article import Article, Entry
    from dragoman.workflow.standing import Judged
    from dragoman.workflow.word_diff import Passage


@dataclass(frozen=True, slots=True)
class Broken:
    """An act whose text has changed since; ``passages`` are None where no commit here has the text as approved."""

    entry: Entry
    passages: tuple[Passage, ...] | None


def broken_texts(root: str, article: Article, acts: Iterable[Judged]) -> list[Broken]:
    """Every one of these acts that does not hold because of the text, in their order."""
    known: dict[str, tuple[Passage, ...] | None] = {}
    broken = [judged.entry for judged in acts if judged.why == TEXT_CHANGED]
    for entry in broken:
        if entry.text not in known:
            known[entry.text] = _passages(root, article, entry)
    return [Broken(entry, known[entry.text]) for entry in broken]


def _passages(root: str, article: Article, entry: Entry) -> tuple[Passage, ...] | None:
    try:
        text = text_at(root, article.path, entry.seal)
        old = parse_article(text, article.path) if text is not None else None
    except (GitFailed, BadText):
        return None
    # After a squash the commit that has the act may have a later text.
    if old is None or approved_digest(old) != entry.text:
        return None
    return tuple(compare(old, article, owned=True))

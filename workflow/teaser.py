"""A teaser: what lists, feeds and maps say of an article, without its text."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.workflow.publication import Correction
from dragoman.workflow.seal import CANONICAL, sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.publication import Publication

_SUMMARY = 280
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`~]+|^[#>\-+ ]+|^\d+[.)] ")


class Teaser(NamedTuple):
    """The words of a publication that stand elsewhere; ``summary`` is its dek, or where its text begins.

    ``digest`` is another one where any of its words is another.
    """

    slug: str
    lang: str
    direction: str
    title: str
    summary: str
    date: str
    modified: str
    keywords: tuple[str, ...]
    outlet: str
    translator: str
    byline: str
    original_lang: str
    url: str
    withdrawn: bool
    corrections: tuple[Correction, ...]
    digest: str = ""


_KEYWORDS, _WITHDRAWN, _CORRECTIONS = map(Teaser._fields.index, ("keywords", "withdrawn", "corrections"))
_LISTS = (_KEYWORDS, _CORRECTIONS)


def teaser_of(published: Publication) -> Teaser:
    """The teaser of a publication."""
    teaser = Teaser(
        published.slug, published.lang, published.direction, published.title,
        published.dek or beginning(published.body), published.date, published.modified, published.keywords,
        published.outlet, published.translator, published.byline, published.original_lang, published.url,
        published.withdrawn, published.corrections,
    )  # fmt: skip
    return teaser._replace(digest=sha256(CANONICAL(list(teaser)))[:32])


def to_row(teaser: Teaser) -> list[Any]:
    """A teaser as words and numbers, field by field."""
    row = list(teaser)
    for number in _LISTS:
        row[number] = CANONICAL(row[number])
    return row


def from_row(row: Sequence[Any]) -> Teaser:
    """The teaser that ``to_row`` made a row of.

    Raises:
        TypeError, ValueError: it made none like that.
    """
    teaser = list(row)
    teaser[_KEYWORDS] = _words(teaser[_KEYWORDS])
    teaser[_WITHDRAWN] = bool(teaser[_WITHDRAWN])
    teaser[_CORRECTIONS] = () if row[_CORRECTIONS] == "[]" else _corrections(row[_CORRECTIONS])
    return Teaser._make(teaser)


@lru_cache(maxsize=4096)
def _words(kept: str) -> tuple[str, ...]:
    return tuple(json.loads(kept))


def _corrections(kept: str) -> tuple[Correction, ...]:
    return tuple(map(Correction._make, json.loads(kept)))


def beginning(text: str) -> str:
    """Where a Markdown text begins, as plain words, at most 280 signs long and cut between words."""
    first = next((block for block in text.split("\n\n") if block.strip() and not block.lstrip().startswith("#")), "")
    words = " ".join(_MARKS.sub(lambda found: found[1] or "", line) for line in first.split("\n"))
    flat = " ".join(words.split())
    return flat if len(flat) <= _SUMMARY else flat[:_SUMMARY].rsplit(" ", 1)[0].rstrip(",;:") + " …"

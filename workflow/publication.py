"""A published article as readers may see it. Every target reads this, and nothing internal is in it.

What people are called is here and not their ids; no address, no note, no seal. A target that shows everything it
finds here shows nothing that it should not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.assets import NONE
from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.languages import direction
from dragoman.workflow.pictures import Picture, pictures_of
from dragoman.workflow.plain import clean
from dragoman.workflow.render_yaml import render
from dragoman.workflow.seal import canonical

if TYPE_CHECKING:
    from dragoman.workflow.article import Article
    from dragoman.workflow.assets import Assets
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.quick_yaml import Value

FOLDER = "public"

# A comment in a text is a note among colleagues.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Translation:
    """The same source in another language, published too."""

    lang: str
    slug: str


class Correction(NamedTuple):
    """What readers are told of a change after publication: its ``kind``, the day it was made (UTC), the note."""

    kind: str
    date: str
    note: str


class Record(NamedTuple):
    """What ties a publication to the record: the ``seal`` it was published with, the digest of its ``source``.

    It is for targets to find again what they delivered; readers are not shown it.
    """

    seal: str = ""
    source: str = ""


NO_RECORD = Record()


@dataclass(frozen=True, slots=True)
class Publication:
    """Headline words, Markdown ``body`` and ``disclaimer``, and credits by name; dates as the files have them.

    ``date`` is when we published first (UTC), ``modified`` when last, ``original_date`` when the outlet did; what
    nobody knows is empty. ``files`` are what the text shows or links to, by path below the newsroom; ``pictures``
    are the images in it, in order. ``place`` is the article's path, where relative links in the body start from;
    ``body_html`` makes safe HTML of the body.
    """

    slug: str
    lang: str
    direction: str
    title: str
    dek: str
    body: str
    disclaimer: str
    date: str
    keywords: tuple[str, ...]
    newsroom: str
    translator: str
    editor: str
    byline: str
    outlet: str
    url: str
    original_lang: str
    original_date: str
    modified: str = ""
    place: str = ""
    pictures: tuple[Picture, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    translations: tuple[Translation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    record: Record = NO_RECORD

    @property
    def name(self) -> str:
        """``slug/lang``, as people type it."""
        return f"{self.slug}/{self.lang}"

    def path(self, ending: str) -> str:
        """Where a rendering goes: ``public/<lang>/<slug>.<ending>``."""
        return f"{FOLDER}/{self.lang}/{self.slug}.{ending}"


def publication(article: Article, newsroom: Newsroom, assets: Assets = NONE) -> Publication:
    """What of an article is for readers, without signs that act instead of being read.

    ``assets`` are the files its text refers to; which translations there are besides is for others to add.
    """
    block, source, roster = take_apart(article.body), article.source, newsroom.roster
    body = canonical(clean(_COMMENT.sub("", block.text)))
    acts = [entry for entry in article.history if entry.act == "publish"]
    published = [entry.at for entry in acts] or [article.word("date")]
    return Publication(
        slug=article.slug,
        lang=article.lang,
        direction=direction(article.lang),
        title=_line(article.word("title")),
        dek=_line(article.word("dek")),
        body=body,
        disclaimer=canonical(clean(block.words)),
        date=published[0],
        keywords=tuple(map(_line, article.keywords)),
        newsroom=_line(newsroom.name),
        translator=_line(roster.name_of(article.word("translator"))),
        editor=_line(roster.name_of(article.word("editor"))),
        byline=_line(article.word("byline") or source.get("byline", "")),
        outlet=_line(article.word("outlet") or source.get("outlet", "")),
        url=_line(source.get("url", "")),
        original_lang=source.get("lang", ""),
        original_date=source.get("published", ""),
        modified=published[-1],
        place=article.path,
        pictures=pictures_of(body, article.path, article.fields.get("images", "")),
        files=assets.files,
        record=Record(acts[-1].seal if acts else "", source.get("sha256", "")),
    )


def _line(words: str) -> str:
    return " ".join(clean(words).split())


def as_markdown(published: Publication) -> str:
    """The article as a Markdown file with the front matter that readers' tools may want."""
    original: dict[str, Value] = {
        "outlet": published.outlet,
        "url": published.url,
        "byline": published.byline,
        "lang": published.original_lang,
        "published": published.original_date,
    }
    head: dict[str, Value] = {
        "title": published.title,
        "dek": published.dek,
        "lang": published.lang,
        "date": published.date,
        "newsroom": published.newsroom,
        "translator": published.translator,
        "editor": published.editor,
        "source": {key: value for key, value in original.items() if value},
        "keywords": list(published.keywords),
    }
    lines = "".join(f"{key}: {render(value)}\n" for key, value in head.items() if value)
    return f"---\n{lines}---\n\n{published.body}\n\n{published.disclaimer}\n"

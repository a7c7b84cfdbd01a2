"""A published article as readers may see it. Every target reads this, and nothing internal is in it.

What people are called is here and not their ids; no address, no note, no seal. A target that shows everything it
finds here shows nothing that it should not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.assets import NONE
from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.languages import direction
from dragoman.workflow.pictures import Picture, pictures_of
from dragoman.workflow.places import PAGES
from dragoman.workflow.plain import clean
from dragoman.workflow.render_yaml import render
from dragoman.workflow.seal import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.article import Article, Entry
    from dragoman.workflow.assets import Assets
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.quick_yaml import Value

# A comment in a text is a note among colleagues.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Translation:
    """The same source in another language, published too."""

    lang: str
    slug: str


class Correction(NamedTuple):
    """What readers are told of a change after publication: its ``kind``, the day it was made (UTC), the note.

    The kinds are those of ``states.KINDS``, and ``withdrawn``.
    """

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
    are the images in it, in order. Of a ``withdrawn`` article only headline, credits and corrections are left; its
    last correction says why. ``place`` is the article's path, where relative links in the body start from;
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
    withdrawn: bool = False
    record: Record = NO_RECORD

    @property
    def name(self) -> str:
        """``slug/lang``, as people type it."""
        return f"{self.slug}/{self.lang}"

    def path(self, ending: str) -> str:
        """Where a rendering goes: ``public/<lang>/<slug>.<ending>``."""
        return f"{PAGES}/{self.lang}/{self.slug}.{ending}"


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
        corrections=tuple(_corrections(article.history)),
        record=Record(acts[-1].seal if acts else "", source.get("sha256", "")),
    )


def withdrawn(article: Article, version: Article, newsroom: Newsroom) -> Publication:
    """What is left for readers of an article that was withdrawn; ``version`` is the one they had last."""
    corrections = tuple(_corrections(article.history))
    shown = publication(version, newsroom)
    return replace(
        shown, dek="", body="", disclaimer="", keywords=(), pictures=(), corrections=corrections, withdrawn=True,
        modified=article.history[-1].at if article.history else shown.modified,
    )  # fmt: skip


def gone(shown: Publication, words: str) -> Publication:
    """What is left where nothing may be left: the address, and ``words`` for readers who come to it."""
    return replace(
        shown, title=words, corrections=(), translator="", editor="", byline="", outlet="", url="", original_date=""
    )


def _corrections(history: tuple[Entry, ...]) -> Iterator[Correction]:
    """What readers were told, in order: each correction with the publication that brought it."""
    opened: Entry | None = None
    for entry in history:
        if entry.act == "correct":
            opened = entry
        elif entry.act == "publish" and opened:
            yield Correction(opened.kind, entry.at[:10], _line(opened.notice))
            opened = None
        elif entry.act == "withdraw":
            yield Correction("withdrawn", entry.at[:10], _line(entry.notice))


def coming_correction(history: tuple[Entry, ...], day: str) -> tuple[Correction, ...]:
    """The correction that is being worked on, if there is one, as readers are told when it is published on a day."""
    opened = [entry for entry in history if entry.act in ("correct", "publish")][-1:]
    return tuple(Correction(entry.kind, day, _line(entry.notice)) for entry in opened if entry.act == "correct")


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
        "corrections": [{"kind": o.kind, "date": o.date, "note": o.note} for o in published.corrections],
    }
    lines = "".join(f"{key}: {render(value)}\n" for key, value in head.items() if value)
    notice = published.corrections[-1].note if published.withdrawn and published.corrections else ""
    text = "\n\n".join(filter(None, (published.body, published.disclaimer, notice)))
    return f"---\n{lines}---\n\n{text}\n"

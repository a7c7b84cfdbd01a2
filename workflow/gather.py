"""Gather the facts about one article from the disk: its source, the raw bytes, the disclaimer's template."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.built_in import template
from dragoman.workflow.disclaimers import DEFAULT, Disclaimer, fill, template_file
from dragoman.workflow.errors import BadText, DiskFailed, UsageProblem
from dragoman.workflow.facts import Facts
from dragoman.workflow.source_file import Source, parse_source

if TYPE_CHECKING:
    from datetime import datetime

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person


def read_article(root: str, path: str) -> Article:
    """The article at a path, as it is on the disk now.

    Raises:
        UsageProblem: there is none.
        BadText, DiskFailed: it cannot be read.
    """
    text = disk.read_text(root, path)
    if text is None:
        raise UsageProblem(f"There is no article {path}.", "dragoman status lists what there is")
    return parse_article(text, path)


def gather(
    root: str,
    newsroom: Newsroom,
    article: Article,
    now: datetime,
    *,
    person: Person | None = None,
    committed: Article | None = None,
    judge_committed: bool = False,
    wording: str = "",
) -> Facts:
    """The facts for judging one article; ``wording`` names another disclaimer than the default one."""
    source, fault = _source(root, article)

    def disclaimer(case: Article) -> Disclaimer:
        return read_disclaimer(root, newsroom, case, case.word("disclaimer") or wording or DEFAULT)

    return Facts(newsroom, person, now, source, fault, committed, judge_committed, disclaimer)


def read_disclaimer(root: str, newsroom: Newsroom, article: Article, name: str) -> Disclaimer:
    """The disclaimer of that name filled in for an article: the newsroom's own template, else the built-in one."""
    for lang in dict.fromkeys((article.lang, article.lang.split("-")[0])):
        file = template_file(name, lang)
        text = template(root, f"disclaimers/{file}")
        if text is not None:
            return fill(name, text, _names(newsroom, article))
    return Disclaimer(name)


def _names(newsroom: Newsroom, article: Article) -> dict[str, str]:
    """What a disclaimer may name; people by their names, never their ids or addresses."""
    source, roster = article.source, newsroom.roster
    return {
        "newsroom": newsroom.name,
        "author": article.word("byline") or source.get("byline", ""),
        "outlet": article.word("outlet") or source.get("outlet", ""),
        "url": source.get("url", ""),
        "source_language": source.get("lang", ""),
        "published": source.get("published", ""),
        "translator": roster.name_of(article.word("translator")),
        "editor": roster.name_of(article.word("editor")),
    }


def _source(root: str, article: Article) -> tuple[Source | None, str]:
    """The article's source and what is wrong with it in one sentence, or nothing."""
    folder = article.path.rsplit("/", 1)[0]
    path = f"{folder}/source.{article.source.get('lang', '')}.md"
    try:
        text = disk.read_text(root, path)
        if text is None:
            return None, ""
        source = parse_source(text, path)
        name, digest = source.raw
        if not name:
            return source, ""
        raw = disk.read_bytes(root, f"{folder}/{name}")
    except (BadText, DiskFailed) as error:
        return None, error.sentence
    if raw is None:
        return source, f"The original as retrieved is gone: there is no {folder}/{name}."
    if not _is_original(raw, digest):
        return source, f"The original as retrieved has changed since: {folder}/{name}."
    return source, ""


def _is_original(raw: bytes, digest: str) -> bool:
    """Whether these are the bytes as retrieved; git may have changed their line ends on the way to this disk."""
    if hashlib.sha256(raw).hexdigest() == digest:
        return True
    unix = raw.replace(b"\r\n", b"\n")
    return digest in (hashlib.sha256(form).hexdigest() for form in (unix, unix.replace(b"\n", b"\r\n")))

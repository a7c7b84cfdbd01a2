"""Gather the facts about one article from the disk: its source, the raw bytes, the disclaimer's template."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.assets import find_assets
from dragoman.workflow.beside import Read, find_live, find_signers, find_source, read_or_none
from dragoman.workflow.built_in import template
from dragoman.workflow.disclaimers import DEFAULT, Disclaimer, fill, template_file
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.facts import Facts
from dragoman.workflow.snapshots import read_snapshots

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person
    from dragoman.workflow.proved_acts import Prover


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
    can_sign: bool = True,
    read: Read | None = None,
    names: Callable[[str], Sequence[str]] | None = None,
    prover: Prover | None = None,
) -> Facts:
    """The facts for judging one article; ``wording`` names another disclaimer than the default one.

    ``read`` gives a file's bytes by its path, and ``names`` the names in a folder: off the disk, unless a commit's
    files are to be judged. Who can read, and not list, knows of no snapshots. Proof of the acts is asked for by a
    ``prover``.
    """
    names = names or (partial(disk.names, root) if read is None else lambda _folder: ())
    read = read or partial(disk.read_bytes, root)
    source, fault = find_source(read, article)
    assets = find_assets(article, partial(read_or_none, read))
    signers = find_signers(read, article) if newsroom.roster.revoked() else {}

    def disclaimer(case: Article) -> Disclaimer:
        return read_disclaimer(root, newsroom, case, case.word("disclaimer") or wording or DEFAULT)

    live, live_fault = find_live(read, article)
    return Facts(
        newsroom,
        person,
        now,
        source,
        fault,
        committed,
        judge_committed,
        disclaimer,
        assets,
        signers,
        can_sign,
        live=live,
        live_fault=live_fault,
        kept=read_snapshots(article.path, article.source.get("lang", ""), names, read),
        unproved=prover.unproved(article, partial(read_or_none, read)) if prover else (),
    )


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

"""Gather the facts about one article from the disk: its source, the raw bytes, the disclaimer's template."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.assets import find_assets
from dragoman.workflow.attest import signature_path
from dragoman.workflow.built_in import template
from dragoman.workflow.disclaimers import DEFAULT, Disclaimer, fill, template_file
from dragoman.workflow.errors import BadSignature, BadText, DiskFailed, UsageProblem
from dragoman.workflow.facts import Facts
from dragoman.workflow.source_file import Source, parse_source

if TYPE_CHECKING:
    from datetime import datetime

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person

Read = Callable[[str], bytes | None]


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
) -> Facts:
    """The facts for judging one article; ``wording`` names another disclaimer than the default one.

    ``read`` gives a file's bytes by its path: off the disk, unless a commit's files are to be judged.
    """
    read = read or partial(disk.read_bytes, root)
    source, fault = find_source(read, article)
    assets = find_assets(article, partial(_read_or_none, read))
    signers = find_signers(read, article) if newsroom.roster.revoked() else {}

    def disclaimer(case: Article) -> Disclaimer:
        return read_disclaimer(root, newsroom, case, case.word("disclaimer") or wording or DEFAULT)

    return Facts(
        newsroom, person, now, source, fault, committed, judge_committed, disclaimer, assets, signers, can_sign
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


def find_source(read: Read, article: Article) -> tuple[Source | None, str]:
    """The article's source and what is wrong with it in one sentence, or nothing."""
    folder = article.path.rsplit("/", 1)[0]
    path = f"{folder}/source.{article.source.get('lang', '')}.md"
    try:
        data = read(path)
        if data is None:
            return None, ""
        source = parse_source(disk.decode(data, path), path)
        name, digest = source.raw
        if not name:
            return source, ""
        raw = read(f"{folder}/{name}")
    except (BadText, DiskFailed) as error:
        return None, error.sentence
    if raw is None:
        return source, f"The original as retrieved is gone: there is no {folder}/{name}."
    if not _is_original(raw, digest):
        return source, f"The original as retrieved has changed since: {folder}/{name}."
    return source, ""


def find_signers(read: Read, article: Article) -> dict[str, str]:
    """The key in each signature of the article's acts, by seal; whether it is good is not judged here."""
    from dragoman.workflow.ssh_signature import parse_signature

    signers = {}
    for number, entry in enumerate(article.history, 1):
        data = _read_or_none(read, signature_path(article.path, number, entry))
        if data is not None:
            with contextlib.suppress(BadSignature):
                signers[entry.seal] = parse_signature(data.decode("ascii", "replace")).key.line
    return signers


def _read_or_none(read: Read, path: str) -> bytes | None:
    try:
        return read(path)
    except DiskFailed:
        return None


def _is_original(raw: bytes, digest: str) -> bool:
    """Whether these are the bytes as retrieved; git may have changed their line ends on the way to this disk."""
    if hashlib.sha256(raw).hexdigest() == digest:
        return True
    unix = raw.replace(b"\r\n", b"\n")
    return digest in (hashlib.sha256(form).hexdigest() for form in (unix, unix.replace(b"\n", b"\r\n")))

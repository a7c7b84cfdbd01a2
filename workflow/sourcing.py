"""Record a source and the articles that will be its translations: one act, one commit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dragoman.workflow import disk
from dragoman.workflow.article import Article, Entry, entry_value, parse_article
from dragoman.workflow.article_text import new_article, rewritten
from dragoman.workflow.attest import signed_act
from dragoman.workflow.commit import Work, message, record
from dragoman.workflow.desk import Desk, at_desk
from dragoman.workflow.errors import AlreadySourced, BadText, NotAllowed, UsageProblem
from dragoman.workflow.facts import stamp
from dragoman.workflow.journal import FileChange
from dragoman.workflow.people import no_key
from dragoman.workflow.places import FOLDER
from dragoman.workflow.seal import sealed
from dragoman.workflow.shelf import Story, stories
from dragoman.workflow.slugs import checked_slug, slug_from
from dragoman.workflow.source_file import Provenance, Source, body_digest, parse_source, source_text
from dragoman.workflow.splice import Append
from dragoman.workflow.states import BY_NAME, SOURCED

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source to be recorded: where it is from, its text, its bytes as retrieved, and the languages wanted."""

    provenance: Provenance
    body: str
    raw: bytes
    targets: tuple[str, ...]
    slug: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Sourced:
    """What was recorded; ``commit`` is empty for a dry run."""

    articles: tuple[Article, ...]
    source: str
    commit: str


def record_source(root: str, new: NewSource, now: datetime, *, dry_run: bool = False) -> Sourced:
    """Freeze a source and open an article for each language.

    Raises:
        NotAllowed: the person has no role for it.
        AlreadySourced: the newsroom has this source already, and ``again`` was not said.
        UsageProblem: the slug is taken or none, or a language is the source's own.
    """
    with at_desk(root) as desk:
        _check_role(desk)
        there = list(stories(root))
        if not new.again:
            _check_new(root, new, there)
        taken = {story.slug for story in there}
        slug = checked_slug(new.slug, taken) if new.slug else slug_from(new.provenance.title, taken)
        folder = f"{FOLDER}/{now:%Y}/{now:%m}/{slug}"
        path = f"{folder}/source.{new.provenance.lang}.md"
        text = source_text(new.provenance, new.body)
        source = parse_source(text, path)
        articles = _articles(desk, source, folder, new.targets, now)
        files = (
            FileChange(path, None, text.encode()),
            FileChange(f"{folder}/{new.provenance.raw}", None, new.raw),
        )
        return Sourced(articles, path, "" if dry_run else _record(desk, articles, files, now))


def add_languages(
    root: str, story: Story, targets: tuple[str, ...], now: datetime, *, dry_run: bool = False
) -> Sourced:
    """Open articles in more languages for a source that is there.

    Raises:
        NotAllowed, UsageProblem: as ``record_source``; also where the language is there already.
    """
    with at_desk(root) as desk:
        _check_role(desk)
        text = disk.read_text(root, story.source) if story.source else None
        if text is None:
            raise UsageProblem(f"{story.slug} has no source file.")
        for lang in targets:
            if lang in story.languages:
                raise UsageProblem(f"{story.slug}/{lang} is there already.", f"dragoman show {story.slug}/{lang}")
        articles = _articles(desk, parse_source(text, story.source), story.folder, targets, now)
        return Sourced(articles, story.source, "" if dry_run else _record(desk, articles, (), now))


def raw_digest(raw: bytes) -> str:
    """The SHA-256 of bytes as retrieved."""
    return hashlib.sha256(raw).hexdigest()


def same_address(one: str, other: str) -> bool:
    """Whether two URLs lead to one page: host's case, a final slash, a fragment or tracking words aside."""
    return bool(one) and _bare(one) == _bare(other)


def _bare(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k[:4] != "utm_"])
    return urlunsplit(("", parts.netloc.lower(), parts.path.rstrip("/"), query, ""))


def _check_role(desk: Desk) -> None:
    roles = BY_NAME["source"].roles
    if not desk.person.may(roles):
        who = desk.newsroom.roster.who(roles)
        owner = desk.newsroom.roster.who(("owner",))
        raise NotAllowed(
            f"`source` is for {who}; {desk.person.id} is not one.",
            f"ask {owner} to run: dragoman person add {desk.person.id} --role {roles[0]}",
        )
    if desk.newsroom.signatures == "required" and desk.key is None:
        raise NotAllowed(*no_key(desk.person.id, desk.newsroom.roster.who(("owner",))))


def _check_new(root: str, new: NewSource, there: list[Story]) -> None:
    """See that no story has this source: the same address, the same bytes or the same words."""
    digests = (new.provenance.raw_sha256, body_digest(new.body))
    for story in there:
        try:
            text = (disk.read_text(root, story.source) if story.source else None) or ""
            if not any(digest in text for digest in digests) and not (new.provenance.url and "url:" in text):
                continue
            known = parse_source(text, story.source)
        except BadText:
            continue
        url = known.fields.get("url", "")
        same_url = isinstance(url, str) and same_address(new.provenance.url, url)
        if same_url or known.raw[1] == digests[0] or known.fields.get("sha256") == digests[1]:
            why = "from the same address" if same_url else "with the same text"
            names = ", ".join(f"{story.slug}/{lang}" for lang in story.languages) or story.slug
            raise AlreadySourced(
                f"This source is here already, {why}: {names}.",
                f"another language: dragoman source {story.slug} --to LANG; a second article from it: --again",
            )


def _articles(
    desk: Desk, source: Source, folder: str, targets: tuple[str, ...], now: datetime
) -> tuple[Article, ...]:
    lang = source.fields.get("lang")
    if lang in targets:
        raise UsageProblem(f"The source is in {lang} itself; name another language with --to.")
    return tuple(_article(desk, source, f"{folder}/{target}.md", target, now) for target in targets)


def _article(desk: Desk, source: Source, path: str, lang: str, now: datetime) -> Article:
    article = parse_article(new_article(source, lang), path)
    role = desk.person.role_for(BY_NAME["source"].roles)
    roster = desk.newsroom.sealed.seal
    entry = Entry("source", desk.person.id, stamp(now), seal="", role=role, roster=roster)
    entry = sealed(article.name, source.digest, entry, "")
    return rewritten(article, [Append(("history",), entry_value(entry))], article.body)


def _record(desk: Desk, articles: tuple[Article, ...], files: tuple[FileChange, ...], now: datetime) -> str:
    names = ", ".join(article.name for article in articles)
    trailers = [("Dragoman-Article", article.name) for article in articles]
    trailers += [("Dragoman-Act", "source"), ("Dragoman-State", SOURCED)]
    trailers += [("Dragoman-Seal", article.history[-1].seal) for article in articles]
    new = tuple(FileChange(article.path, None, article.text.encode()) for article in articles)
    new += tuple(file for article in articles for file in signed_act(desk.key, article))
    return record(
        desk.repository,
        desk.reader,
        Work((*files, *new), message(f"source: {names} (→ {SOURCED})", trailers), now, desk.base),
    )

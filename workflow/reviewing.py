"""Review an article: read both sides, judge them, and say what is new to whoever looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.article import parse_article
from dragoman.workflow.beside import find_source
from dragoman.workflow.catalogue import git_settings
from dragoman.workflow.errors import DiskFailed, GitFailed, UsageProblem
from dragoman.workflow.examining import Examiner
from dragoman.workflow.facts import stamp
from dragoman.workflow.gather import read_article
from dragoman.workflow.problems import Problem
from dragoman.workflow.repository import identity
from dragoman.workflow.review.judgement import judgement
from dragoman.workflow.review.newness import digests, with_news
from dragoman.workflow.review.rows import Review, rows_of
from dragoman.workflow.review.sides import side_of_article, side_of_source
from dragoman.workflow.seen_file import SeenFile

if TYPE_CHECKING:
    from datetime import datetime

    from dragoman.workflow.article import Article
    from dragoman.workflow.newsroom import Newsroom


def review(root: str, newsroom: Newsroom, path: str) -> Review:
    """An article beside its source, with what was found, as it is on the disk now; nothing in it is new.

    Raises:
        UsageProblem: there is no article.
        BadText, DiskFailed: one of them cannot be read, or the source is gone.
    """
    return _review(root, newsroom, read_article(root, path))


def with_last_look(root: str, seen: Review) -> Review:
    """The same with what is new since this person's last look; everything, where there was none."""
    known = _seen_file(root, seen).load()
    if known is None:
        return _marked(seen, frozenset(), "")
    return _marked(seen, known[0], f"since your last look, {known[1]}")


def with_changes_since(root: str, newsroom: Newsroom, seen: Review, act: str) -> Review:
    """The same with what is new since the last act of that name.

    Raises:
        UsageProblem: there was none.
        GitFailed: no commit of this copy has the text of then.
    """
    from dragoman.workflow.history import text_at

    article = read_article(root, seen.path)
    entry = next((one for one in reversed(article.history) if one.act == act), None)
    if entry is None:
        raise UsageProblem(f"{article.name} has no `{act}` in its history.", f"dragoman log {article.name}")
    old = text_at(root, seen.path, entry.seal)
    if old is None:
        raise GitFailed(f"No commit here holds `{act}` of {entry.at}.", "git fetch --unshallow, if this is a part")
    then = _review(root, newsroom, parse_article(old, seen.path))
    return _marked(seen, digests(then.rows, then.general), f"since `{act}` by {entry.by}, {entry.at}")


def remember(root: str, seen: Review, now: datetime) -> None:
    """Everything here was seen by this person now."""
    _seen_file(root, seen).save(digests(seen.rows, seen.general), stamp(now))


def _review(root: str, newsroom: Newsroom, article: Article) -> Review:
    original, fault = find_source(partial(disk.read_bytes, root), article)
    lang = article.source.get("lang", "")
    if original is None:
        folder = article.path.rpartition("/")[0]
        raise DiskFailed(fault or f"The original is gone: there is no {folder}/source.{lang}.md.", "git checkout")
    sides = side_of_source(original, lang), side_of_article(article)
    with Examiner(root, newsroom) as examiner:
        examined = examiner.examine(article, original)
    judged = judgement(sides, examined.groups, examined.problems, examined.limits)
    rows, general = rows_of(*sides, judged, article.text)
    if fault:
        general.insert(0, Problem("source-unchanged", fault))
    facts = article.source
    return Review(
        article=article.name,
        path=article.path,
        state=article.state,
        source_path=original.path,
        langs=(lang, article.lang),
        credits=tuple(filter(None, (facts.get("outlet"), facts.get("byline"), facts.get("published")))),
        rows=tuple(rows),
        general=tuple(general),
        limits=judged.limits,
    )


def _marked(seen: Review, known: frozenset[str], since: str) -> Review:
    from dataclasses import replace

    return replace(seen, rows=with_news(seen.rows, known), since=since)


def _seen_file(root: str, seen: Review) -> SeenFile:
    config = git_settings(root)
    return SeenFile(root, identity(config).email if config is not None else "", seen.article)

"""The rule for waivers in a history: each is committed by whoever it names, and they may waive in that article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.errors import BadText
from dragoman.workflow.problems import Problem
from dragoman.workflow.utf8 import decode
from dragoman.workflow.waiver_file import no_right, parse_waiver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.article import Article
    from dragoman.workflow.author_rules import Doer

_WAIVER = re.compile(r"(articles/\d{4}/\d\d/[a-z0-9-]+)/waivers/([^/]+)/[^/]+\.yaml")


def waived_article(path: str) -> str:
    """The path of the article that a waiver's path says it is for; empty where it says none."""
    match = _WAIVER.fullmatch(path)
    return f"{match[1]}/{match[2]}.md" if match else ""


def waiver_faults(path: str, data: bytes, article: Article | None, doer: Doer) -> Iterator[Problem]:
    """What is wrong with a commit that brought or changed a waiver. One that cannot be read waives nothing."""
    try:
        waiver = parse_waiver(decode(data, path), path)
    except BadText:
        return
    fix = f"git revert this commit, or dragoman waive ARTICLE {waiver.key} --withdraw"
    roster = doer.newsroom.roster if doer.newsroom else None
    author = roster.by_email(doer.email) if roster else None
    if author is None or author.id != waiver.last_by:
        who = author.id if author else doer.email
        message = f"The waiver {waiver.key} is in {waiver.last_by}'s name, and {who} committed it."
        yield Problem("waiver-not-by-author", message, who=waiver.last_by, fix=fix)
        return
    why = no_right(author.id, article, roster) if article and roster else ""
    if why:
        yield Problem("waiver-no-right", f"The waiver {waiver.key} waives nothing: {why}.", who=author.id, fix=fix)

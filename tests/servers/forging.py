"""What somebody can forge who knows the formats as well as dragoman does, and has no key but their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.article import Article, Entry, entry_value, parse_article
from dragoman.workflow.article_text import rewritten
from dragoman.workflow.newsroom import Newsroom, parse_newsroom
from dragoman.workflow.newsroom_text import with_seal
from dragoman.workflow.roster_seal import RosterSeal
from dragoman.workflow.seal import sealed, text_digest
from dragoman.workflow.splice import Append, Edit, Set
from dragoman.workflow.states import BY_NAME

if TYPE_CHECKING:
    from servers.hub import Clone

_AT = "2026-11-22T12:00:00Z"
_CREDITS = {"translate": "translator", "edit": "editor"}


@dataclass(frozen=True)
class Forged:
    """An act as its person's own dragoman would never have done it."""

    act: str
    by: str
    role: str
    to: str = ""
    reason: str = ""


def newsroom_of(clone: Clone) -> Newsroom:
    """newsroom.yaml as it lies in a clone."""
    return parse_newsroom((clone.root / "newsroom.yaml").read_text(encoding="utf-8"))


def article_of(clone: Clone, slug: str) -> Article:
    """An article as it lies in a clone."""
    path = clone.article(slug)
    return parse_article(path.read_text(encoding="utf-8"), path.relative_to(clone.root).as_posix())


def forge_act(clone: Clone, slug: str, forged: Forged) -> None:
    """Write an act into an article's file, its seal as it should be."""
    article = article_of(clone, slug)
    act = BY_NAME[forged.act]
    edits: list[Edit] = [Set(("state",), forged.to or act.target)]
    if forged.act in _CREDITS:
        edits.append(Set((_CREDITS[forged.act],), forged.by))
    article = rewritten(article, edits, article.body)
    entry = Entry(
        forged.act,
        forged.by,
        _AT,
        seal="",
        role=forged.role,
        text=text_digest(article.fields, article.body) if act.seals_text else "",
        roster=newsroom_of(clone).sealed.seal,
        to=forged.to,
        reason=forged.reason,
    )
    previous = article.history[-1].seal if article.history else ""
    entry = sealed(article.name, article.source.get("sha256", ""), entry, previous)
    done = rewritten(article, [Append(("history",), entry_value(entry))], article.body)
    clone.article(slug).write_text(done.text, encoding="utf-8")


def forge_roster(clone: Clone, text: str, by: str, before: RosterSeal) -> None:
    """Write newsroom.yaml as the version after ``before``, its seal as it should be, and its kept copy."""
    new = with_seal(text, by, _AT, before)
    (clone.root / "newsroom.yaml").write_text(new, encoding="utf-8")
    (clone.root / f"rosters/{before.version + 1:04}.yaml").write_text(new, encoding="utf-8")

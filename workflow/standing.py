"""Replay an article's history by the table: which state it backs, and which approvals still stand and hold."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.seal import approved_digest, broken_links, disclaimer_digest
from dragoman.workflow.states import BY_NAME, STATES, Move, is_earlier
from dragoman.workflow.walk import Replay, replay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.article import Article, Entry


TEXT_CHANGED = "the text has changed since"


class Judged(NamedTuple):
    """One act of a history, whether it still holds, and if not, why in a few words."""

    entry: Entry
    holds: bool
    why: str


# Each article is judged by several rules in turn.
@lru_cache(maxsize=16)
def replayed(article: Article) -> Replay:
    """Where an article's history leads."""
    return replay(article.history)


def stage_of(article: Article) -> str:
    """The state on the line whose promises count: the one claimed, or that from which the article was taken off."""
    return article.state if article.state in STATES else replayed(article).stage or STATES[0]


def standing_entry(article: Article, act: str) -> Entry | None:
    """The act of that name that has not been returned, if there is one."""
    return _standing(article).get(act)


@lru_cache(maxsize=16)
def _standing(article: Article) -> Mapping[str, Entry]:
    """The last standing act of each name."""
    entries = (article.history[number] for number in replayed(article).standing)
    return {entry.act: entry for entry in entries}


def judge(article: Article, assets: str | None = None) -> tuple[Judged, ...]:
    """Say of each act whether it holds over the article as it stands, in the order of the history.

    ``assets`` is the digest of the files the text refers to; None leaves them out.
    """
    result = replayed(article)
    broken = broken_links(article)
    text = approved_digest(article)
    disclaimer = disclaimer_digest(article.body)

    def why(number: int, entry: Entry) -> str:
        if number in broken:
            return "its record was changed by hand"
        act = BY_NAME.get(entry.act)
        if (act is None or act.move is Move.ON) and number not in result.standing:
            return _taken_back(article.history, number)
        if entry.text and entry.text != text:
            return TEXT_CHANGED
        if entry.text and assets is not None and entry.assets != assets:
            return "an image or file it refers to has changed since"
        if entry.disclaimer and entry.disclaimer != disclaimer:
            return "the disclaimer has changed since"
        return ""

    told = ((entry, why(number, entry)) for number, entry in enumerate(article.history))
    return tuple(Judged(entry, not reason, reason) for entry, reason in told)


def _taken_back(history: tuple[Entry, ...], number: int) -> str:
    """Why an act of the line stands no more: a return or a correction went back beyond it."""
    reached = BY_NAME[history[number].act].target if history[number].act in BY_NAME else ""
    for entry in history[number + 1 :]:
        act = BY_NAME.get(entry.act)
        if act and act.move is Move.BACK and reached and is_earlier(act.target or entry.to, reached):
            return "corrected since" if act.name == "correct" else "returned since"
    return "it is not legal"

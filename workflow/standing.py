"""Replay an article's history by the table: which state it backs, and which approvals still stand and hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.seal import approved_digest, broken_links, disclaimer_digest
from dragoman.workflow.states import BY_NAME, STATES, is_earlier

if TYPE_CHECKING:
    from dragoman.workflow.article import Article, Entry


TEXT_CHANGED = "the text has changed since"


class Replay(NamedTuple):
    """The state a history ends in, the places of the acts still standing, and the first illegal step in words."""

    state: str
    standing: tuple[int, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One act of a history, whether it still holds, and if not, why in a few words."""

    entry: Entry
    holds: bool
    why: str


# Each article is judged by several rules in turn.
@lru_cache(maxsize=16)
def replayed(article: Article) -> Replay:
    """Where an article's history leads."""
    return replay(article.history)


def replay(history: tuple[Entry, ...]) -> Replay:
    """Walk the acts through the table; a ``return`` takes back every act beyond the state it returns to."""
    state, standing = "", list[int]()
    for number, entry in enumerate(history):
        fault = _fault(entry, state, history, number)
        if fault:
            return Replay(state, tuple(standing), fault)
        state = BY_NAME[entry.act].target or entry.to
        if entry.act == "return":
            standing = [n for n in standing if not is_earlier(state, BY_NAME[history[n].act].target)]
        else:
            standing.append(number)
    return Replay(state, tuple(standing))


def _fault(entry: Entry, state: str, history: tuple[Entry, ...], number: int) -> str:
    act = BY_NAME.get(entry.act)
    if act is None:
        return f"`{entry.act}` is no act"
    if state not in (act.sources or ("",)):
        return f"`{entry.act}` by {entry.by} does not follow from {state or 'nothing'}"
    if act.name == "return" and not (entry.to in STATES and is_earlier(entry.to, state)):
        return f"`return` by {entry.by} does not go back: from {state} to {entry.to or 'nowhere'}"
    if act.name == "edit" and entry.by == latest(history[:number], "translate"):
        return f"{entry.by} edited their own translation"
    return ""


def latest(history: tuple[Entry, ...], act: str) -> str:
    """Who did this act last, or an empty string."""
    return next((entry.by for entry in reversed(history) if entry.act == act), "")


def standing_entry(article: Article, act: str) -> Entry | None:
    """The act of that name that has not been returned, if there is one."""
    history = article.history
    for number in reversed(replayed(article).standing):  # asked for each act of a history, many times over
        if history[number].act == act:
            return history[number]
    return None


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
        if entry.act != "return" and number not in result.standing:
            return "returned since"
        if entry.text and entry.text != text:
            return TEXT_CHANGED
        if entry.text and assets is not None and entry.assets != assets:
            return "an image or file it refers to has changed since"
        if entry.disclaimer and entry.disclaimer != disclaimer:
            return "the disclaimer has changed since"
        return ""

    told = ((entry, why(number, entry)) for number, entry in enumerate(article.history))
    return tuple(Judged(entry, not reason, reason) for entry, reason in told)

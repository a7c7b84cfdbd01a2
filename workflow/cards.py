"""A card: what lists of articles tell of one of them, in the form in which it is kept and printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.workflow.flags import Flags
from dragoman.workflow.places import article_name
from dragoman.workflow.states import BY_NAME, next_acts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.workflow.article import Article
    from dragoman.workflow.people import Person
    from dragoman.workflow.problems import Problem


class Card(NamedTuple):
    """An article in a list; ``state`` is empty where its file cannot be read, which ``problems`` then say.

    ``translated_by`` is who translated it last by its history, ``translator`` whom its front matter credits.
    ``flags`` are those of ``Flags`` that its front matter has.
    """

    path: str
    problems: tuple[Problem, ...]
    state: str = ""
    title: str = ""
    dek: str = ""
    translator: str = ""
    editor: str = ""
    translated_by: str = ""
    source: Mapping[str, str] | None = None
    flags: Mapping[str, str] | None = None

    @property
    def name(self) -> str:
        """``slug/lang``."""
        return article_name(self.path)


def card_of(article: Article, problems: Iterable[Problem]) -> Card:
    """The card of an article that could be read."""
    from dragoman.workflow.walk import latest

    words = {key: article.word(key) for key in ("state", "title", "dek", "translator", "editor")}
    by = latest(article.history, "translate")
    flags = {key: word for key in Flags._fields if (word := article.word(key))}
    return Card(article.path, tuple(problems), **words, translated_by=by, source=dict(article.source), flags=flags)


def as_text(card: Card) -> str:
    """The card as it is kept."""
    from dragoman.workflow.problems import as_kept

    return json.dumps({**card._asdict(), "problems": [as_kept(one) for one in card.problems]}, ensure_ascii=False)


def from_text(text: str | None) -> Card | None:
    """A card that was kept; None where there is none, or where it was spoilt."""
    try:
        known = json.loads(text or "")
        return Card(problems=_problems(known.pop("problems")), **known)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _problems(kept: list[Mapping[str, Any]]) -> tuple[Problem, ...]:
    if not kept:  # as almost always
        return ()
    from dragoman.workflow.problems import problem_from

    return tuple(problem_from(problem) for problem in kept)


def waits_for(state: str, translated_by: str, person: Person) -> bool:
    """Whether the next act of an article in this state is one this person may do."""
    acts = [BY_NAME[name] for name in next_acts(state)] if state else []
    return any(person.may(act.roles) and not (act.name == "edit" and translated_by == person.id) for act in acts)

"""A case: an act that somebody wants to do, as the rules of acts are asked about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.problems import Problem

if TYPE_CHECKING:
    from dragoman.workflow.article import Article
    from dragoman.workflow.facts import Facts, Request
    from dragoman.workflow.states import Act

# What people must say with an act besides the article.
_MUST = {
    "return": ("--to STATE", "--reason WHY"),
    "correct": ("--kind KIND", "--note WORDS"),
    "withdraw": ("--note WORDS",),
    "takedown": ("--reason REASON",),
    "spike": ("--reason WHY",),
    "hold": ("--reason WHY",),
    "embargo": ("--until TIME",),
    "schedule": ("--at TIME",),
}


class Case(NamedTuple):
    """An act somebody wants to do on an article, and the world around it."""

    article: Article
    act: Act
    facts: Facts
    request: Request

    def command(self, verb: str, *rest: str) -> str:
        """A command line to propose, with what ``verb`` cannot be run without where ``rest`` does not say it."""
        return " ".join(("dragoman", verb, self.article.name, *(rest or _MUST.get(verb, ()))))

    @property
    def actor(self) -> str:
        """Who can meet a requirement about the text: whoever may do this act."""
        return self.facts.newsroom.roster.who(self.act.roles)


Rule = Callable[[Case], Iterator[Problem]]

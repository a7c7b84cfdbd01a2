"""The rules an act must meet besides the role: each a function that says in one sentence why not, and who helps.

The table in ``states.py`` names them by their ids. A rule about the person is silent where nobody acts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.facts import TIME_FORMAT, Facts, Request
from dragoman.workflow.front_place import Place, front_place
from dragoman.workflow.problems import Problem
from dragoman.workflow.promises import (
    approvals_hold,
    approvals_stand,
    assets_stand,
    disclaimer_stands,
    source_stands,
)
from dragoman.workflow.seal import canonical
from dragoman.workflow.standing import latest
from dragoman.workflow.states import STATES, Act, is_earlier
from dragoman.workflow.text_rules import (
    conflict_marker,
    in_language,
    open_queries,
    placeholder_credits,
)

if TYPE_CHECKING:
    from dragoman.workflow.article import Article


@dataclass(frozen=True, slots=True)
class Case:
    """An act somebody wants to do on an article, and the world around it."""

    article: Article
    act: Act
    facts: Facts
    request: Request

    def command(self, verb: str, *rest: str) -> str:
        """A command line to propose."""
        return " ".join(("dragoman", verb, self.article.name, *rest))

    @property
    def actor(self) -> str:
        """Who can meet a requirement about the text: whoever may do this act."""
        return self.facts.newsroom.roster.who(self.act.roles)


Rule = Callable[[Case], Iterator[Problem]]


def has_title(case: Case) -> Iterator[Problem]:
    """A headline is there."""
    if not case.article.word("title").strip():
        fix = f"write `title:` in {case.article.path}"
        yield Problem("has-title", "The article has no title yet.", who=case.actor, fix=fix)


def has_body(case: Case) -> Iterator[Problem]:
    """A text is there."""
    if not canonical(take_apart(case.article.body).text).strip():
        fix = f"write the text into {case.article.path}, or {case.command(case.act.name, '--file FILE')}"
        yield Problem("has-body", "The article has no text yet.", who=case.actor, fix=fix)


def target_language(case: Case) -> Iterator[Problem]:
    """The text is in the language the article is for."""
    text = f"{case.article.word('title')}\n{take_apart(case.article.body).text}"
    found = in_language(text, case.article.lang, case.article.source.get("lang", ""))
    if found:
        message = f"The text should be in {case.article.lang}; it reads as {found}."
        yield Problem("target-language", message, who=case.actor, fix=f"translate {case.article.path}")


def not_the_source(case: Case) -> Iterator[Problem]:
    """The translation is not the original once more."""
    source = case.facts.source
    body = canonical(take_apart(case.article.body).text)
    if source and body and body == canonical(source.body):
        message = "The text is the source's own, word for word."
        yield Problem("not-the-source", message, who=case.actor, fix=f"translate {case.article.path}")


def no_placeholders(case: Case) -> Iterator[Problem]:
    """No credit or headline only holds a place: LEAVE BLANK, TK, X, TODO."""
    for where, words in placeholder_credits(case.article):
        message = f"`{where}` still holds the placeholder {words!r}."
        fix = f"fill `{where}` in {case.article.path}"
        yield _placed("no-placeholders", message, case.actor, fix, front_place(case.article, where, words))


def no_open_queries(case: Case) -> Iterator[Problem]:
    """No question is left open: TK, CQ, [?]."""
    for place in open_queries(case.article):
        message = f"The query {place.words} is still open."
        where = f"line {place.line}" if place.line else "`title` or `dek`"
        fix = f"settle it in {case.article.path}, {where}"
        yield _placed("no-open-queries", message, case.actor, fix, place)


def no_conflict_markers(case: Case) -> Iterator[Problem]:
    """No merge was left half done."""
    place = conflict_marker(case.article)
    if place:
        message = "The text holds a merge conflict marker."
        fix = f"settle the conflict in {case.article.path}, line {place.line}"
        yield _placed("no-conflict-markers", message, case.actor, fix, place)


def _placed(name: str, message: str, who: str, fix: str, place: Place) -> Problem:
    width = len(place.words) if place.column else 0
    return Problem(name, message, who=who, fix=fix, line=place.line, column=place.column, width=width)


def four_eyes(case: Case) -> Iterator[Problem]:
    """The editor is not the translator; people are compared, not addresses."""
    translator = latest(case.article.history, "translate")
    if case.facts.person and case.facts.person.id == translator:
        yield Problem(
            "four-eyes",
            f"{translator} translated this; an edit needs another pair of eyes.",
            who=case.facts.newsroom.roster.who(case.act.roles, but=translator),
            fix=f"ask them to run: {case.command('edit')}",
        )


def seals_hold(case: Case) -> Iterator[Problem]:
    """The text is still the one that was approved."""
    yield from approvals_hold(case.article, case.facts.newsroom.roster)


def approvals_valid(case: Case) -> Iterator[Problem]:
    """Nobody whose approval this builds on has left, and no key that signed one was revoked."""
    yield from approvals_stand(case.article, case.facts)


def assets_there(case: Case) -> Iterator[Problem]:
    """Every image that the text shows is there."""
    for name in case.facts.assets.missing:
        fix = f"put it beside {case.article.path}, or take it out of the text"
        yield Problem("assets-there", f"The text shows {name}, which is not there.", who=case.actor, fix=fix)


def assets_unchanged(case: Case) -> Iterator[Problem]:
    """The images and files that the text refers to are the ones that were approved."""
    yield from assets_stand(case.article, case.facts)


def disclaimer_template(case: Case) -> Iterator[Problem]:
    """The disclaimer's template exists for the language and every name in it is filled."""
    article = case.article
    filled = case.facts.disclaimer(article)
    who = case.facts.newsroom.roster.who(("editor", "owner"))
    if filled.fault:
        message = f"The disclaimer template {filled.name!r} for {article.lang} cannot be used: {filled.fault}."
        yield Problem("disclaimer-template", message, who=who, fix="mend templates/disclaimers/")
    for name in filled.missing:
        message = f"The disclaimer names `{name}`, and nothing fills it."
        fix = f"fill it in the source's details, or change the template for {article.lang}"
        yield Problem("disclaimer-template", message, who=who, fix=fix)
    if not (filled.words or filled.fault or filled.missing):
        message = f"There is no disclaimer {filled.name!r} for {article.lang}."
        fix = f"write templates/disclaimers/{article.lang}.md"
        yield Problem("disclaimer-template", message, who=who, fix=fix)
    fault = take_apart(article.body).fault
    if fault:
        message = f"The body's disclaimer cannot be replaced: {fault}."
        yield Problem("disclaimer-template", message, who=case.actor, fix=f"remove it from {article.path}")


def disclaimer_intact(case: Case) -> Iterator[Problem]:
    """The disclaimer is there, once, as sealed, and as its template renders it today."""
    yield from disclaimer_stands(case.article, case.facts, compare_template=True)


def source_unchanged(case: Case) -> Iterator[Problem]:
    """The original and its raw bytes are what they were when it was sourced."""
    yield from source_stands(case.article, case.facts)


def embargo_over(case: Case) -> Iterator[Problem]:
    """No promise to others is broken by publishing now."""
    embargo = case.article.fields.get("embargo", "")
    if embargo == "":
        return
    who = case.facts.newsroom.roster.who(case.act.roles)
    over = _utc_time(embargo) if isinstance(embargo, str) else None
    if over is None:
        message = f"`embargo: {embargo}` is no UTC time like 2026-12-01T06:00Z."
        yield Problem("embargo-over", message, who=who, fix=f"mend `embargo:` in {case.article.path}")
    elif case.facts.now < over:
        message = f"The article is under embargo until {embargo}."
        yield Problem("embargo-over", message, who=who, fix="wait until then")


def _utc_time(words: str) -> datetime | None:
    """``2026-12-01T06:00Z``, with seconds or without, as a time; None for anything else."""
    for form in (TIME_FORMAT, TIME_FORMAT.replace(":%S", "")):
        with contextlib.suppress(ValueError):
            return datetime.strptime(words, form).replace(tzinfo=UTC)
    return None


def has_reason(case: Case) -> Iterator[Problem]:
    """Whoever sends back says why."""
    if not case.request.reason.strip():
        fix = case.command("return", f"--to {case.request.to or 'STATE'} --reason WHY")
        yield Problem("has-reason", "A return needs a reason.", who=case.actor, fix=fix)


def goes_back(case: Case) -> Iterator[Problem]:
    """A return goes to an earlier state."""
    if case.request.to not in STATES or not is_earlier(case.request.to, case.article.state):
        message = f"{case.article.name} is {case.article.state}; a return goes to an earlier state."
        yield Problem("goes-back", message, who=case.actor, fix="name an earlier state with --to")


REQUIREMENTS: dict[str, Rule] = {
    "has-title": has_title,
    "has-body": has_body,
    "target-language": target_language,
    "not-the-source": not_the_source,
    "no-placeholders": no_placeholders,
    "no-open-queries": no_open_queries,
    "no-conflict-markers": no_conflict_markers,
    "four-eyes": four_eyes,
    "seals-hold": seals_hold,
    "approvals-valid": approvals_valid,
    "assets-there": assets_there,
    "assets-unchanged": assets_unchanged,
    "disclaimer-template": disclaimer_template,
    "disclaimer-intact": disclaimer_intact,
    "source-unchanged": source_unchanged,
    "embargo-over": embargo_over,
    "has-reason": has_reason,
    "goes-back": goes_back,
}

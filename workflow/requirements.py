"""The rules an act must meet besides the role: each a function that says in one sentence why not, and who helps.

The table in ``states.py`` names them by their ids. A rule about the person is silent where nobody acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.after_rules import (
    embargo_over,
    has_notice,
    held,
    known_kind,
    live_approved,
    never_published,
    not_held,
    one_date,
    readers_have_it,
    schedule_due,
    time_ahead,
)
from dragoman.workflow.cases import Case, Rule
from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.front_place import Place, front_place
from dragoman.workflow.problems import Problem
from dragoman.workflow.promises import (
    approvals_hold,
    approvals_stand,
    assets_stand,
    disclaimer_stands,
    looked_at,
    source_looked_at,
    source_stands,
)
from dragoman.workflow.seal import canonical
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import ROLES, STATES, is_earlier
from dragoman.workflow.text_rules import (
    conflict_marker,
    in_language,
    open_queries,
    placeholder_credits,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def has_title(case: Case) -> Iterator[Problem]:
    """A headline is there."""
    if not case.article.word("title").strip():
        fix = f"write `title:` in {case.article.path}"
        yield Problem("has-title", "The article has no title yet.", who=case.actor, fix=fix)


def has_body(case: Case) -> Iterator[Problem]:
    """A text is there."""
    if not take_apart(case.article.body).text.strip():
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
    """The editor wrote neither the translation nor a correction; people are compared, not addresses."""
    writers = replayed(case.article).writers
    person = case.facts.person.id if case.facts.person else ""
    if person and person in writers:
        did = "translated" if person == writers[0] else "corrected"
        what = "an edit" if case.act.name == "edit" else f"a {case.act.name}"
        yield Problem(
            "four-eyes",
            f"{person} {did} this; {what} needs another pair of eyes.",
            who=case.facts.newsroom.roster.who(case.act.roles, *writers),
            fix=f"ask them to run: {case.command(case.act.name)}",
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


def has_looked_at_source(case: Case) -> Iterator[Problem]:
    """An editor has looked at what the original has become since."""
    yield from source_looked_at(case.article, case.facts.kept, case.facts.newsroom.roster)


def source_moved(case: Case) -> Iterator[Problem]:
    """The original has become something that nobody has looked at yet."""
    kept = case.facts.kept
    if kept.digest == looked_at(case.article):
        message = f"Nothing was found of the original of {case.article.name} that an editor has not looked at."
        fix = f"dragoman source refresh {case.article.name}"
        yield Problem("source-moved", message, who=case.facts.newsroom.roster.who(ROLES), fix=fix)


def has_reason(case: Case) -> Iterator[Problem]:
    """Whoever does it says why."""
    if not case.request.reason.strip():
        said = f"--to {case.request.to or 'STATE'} --reason WHY" if case.act.name == "return" else "--reason WHY"
        message = f"A {case.act.name} needs a reason."
        yield Problem("has-reason", message, who=case.actor, fix=case.command(case.act.name, said))


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
    "source-looked-at": has_looked_at_source,
    "source-moved": source_moved,
    "has-reason": has_reason,
    "goes-back": goes_back,
    "readers-have-it": readers_have_it,
    "never-published": never_published,
    "live-approved": live_approved,
    "known-kind": known_kind,
    "has-notice": has_notice,
    "held": held,
    "not-held": not_held,
    "embargo-over": embargo_over,
    "schedule-due": schedule_due,
    "time-ahead": time_ahead,
    "one-date": one_date,
}

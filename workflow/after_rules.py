"""The rules of the acts beside the line: what readers have, holds, embargoes and plans. See ``requirements``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.dates import waits_for
from dragoman.workflow.facts import utc_time
from dragoman.workflow.problems import Problem
from dragoman.workflow.promises import approvals_hold
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import BY_NAME, KINDS, PUBLISHED
from dragoman.workflow.walk import latest, readers_have

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.cases import Case


def readers_have_it(case: Case) -> Iterator[Problem]:
    """Only what readers have can be corrected, withdrawn or taken down."""
    if not readers_have(replayed(case.article)):
        message = f"{case.article.name} is {case.article.state}: readers do not have it."
        fix = case.command("spike") if case.act.name != "correct" else f"change {case.article.path}"
        yield Problem("readers-have-it", message, who=case.actor, fix=fix)


def never_published(case: Case) -> Iterator[Problem]:
    """It was never published: after that a story is corrected or withdrawn, in the open."""
    if latest(case.article.history, "publish"):
        message = f"{case.article.name} has been published; `{case.act.name}` is for before that."
        fix = f"{case.command('correct')}, or {case.command('withdraw')}"
        yield Problem("never-published", message, who=case.facts.newsroom.roster.who(("publisher",)), fix=fix)


def live_approved(case: Case) -> Iterator[Problem]:
    """The version that stays up while it is being corrected is the one that was approved."""
    live = case.facts.committed or case.article
    if live.state == PUBLISHED:
        yield from approvals_hold(live, case.facts.newsroom.roster)


def known_kind(case: Case) -> Iterator[Problem]:
    """Readers are told what kind of change it is."""
    if case.request.kind not in KINDS:
        message = f"A correction is one of {', '.join(KINDS)}."
        yield Problem("known-kind", message, who=case.actor, fix=case.command("correct"))


def has_notice(case: Case) -> Iterator[Problem]:
    """Readers are told what happened, in a sentence."""
    if not case.request.notice.strip():
        message = "Readers are owed a sentence that says what happened."
        fix = case.command(case.act.name, '--note "WHAT READERS ARE TOLD"')
        yield Problem("has-notice", message, who=case.actor, fix=fix)


def held(case: Case) -> Iterator[Problem]:
    """Only what is on hold can be released."""
    if not replayed(case.article).flags.hold:
        yield Problem("held", f"{case.article.name} is not on hold.", who=case.actor, fix=case.command("publish"))


def not_held(case: Case) -> Iterator[Problem]:
    """Nobody said that the article must not go out."""
    why = replayed(case.article).flags.hold
    if why:
        by = latest(case.article.history, "hold")
        who = case.facts.newsroom.roster.who(BY_NAME["release"].roles)
        message = f"{case.article.name} is on hold: {why} ({by})."
        yield Problem("not-held", message, who=who, fix=case.command("release"))


def embargo_over(case: Case) -> Iterator[Problem]:
    """No promise to others is broken by publishing now."""
    yield from _not_before(case, "embargo", "embargo-over", "under embargo until")


def schedule_due(case: Case) -> Iterator[Problem]:
    """What we planned for later does not go out by accident."""
    yield from _not_before(case, "schedule", "schedule-due", "scheduled for")


def _not_before(case: Case, key: str, rule: str, words: str) -> Iterator[Problem]:
    who = case.facts.newsroom.roster.who(case.act.roles)
    for said, time in waits_for(case.article, key, case.facts.now):
        if time is None:
            message = f"`{key}: {said}` is no UTC time like 2026-12-01T06:00Z."
            yield Problem(rule, message, who=who, fix=f"mend `{key}:` in {case.article.path}")
        else:
            message = f"{case.article.name} is {words} {said}."
            yield Problem(rule, message, who=who, fix=f"wait until then, or {case.command(key, '--lift')}")


def time_ahead(case: Case) -> Iterator[Problem]:
    """The time is still to come; what is lifted was there."""
    verb, until = case.act.name, case.request.until
    time = utc_time(until)
    if until and time and time > case.facts.now:
        return
    if not until and getattr(replayed(case.article).flags, verb):
        return
    why = ": an embargo is about a time to come" if verb == "embargo" else ""
    message = f"{until} is past{why}." if until else f"{case.article.name} has no {verb} to lift."
    yield Problem("time-ahead", message, who=case.actor, fix=case.command(verb))


def one_date(case: Case) -> Iterator[Problem]:
    """A promise to others and a plan of ours are not both on one article."""
    other, both = ("schedule", "an embargo") if case.act.name == "embargo" else ("embargo", "a schedule")
    said = getattr(replayed(case.article).flags, other)
    if said and case.request.until:
        message = f"{case.article.name} has the {other} {said}; it cannot have {both} besides."
        yield Problem("one-date", message, who=case.actor, fix=case.command(other, "--lift"))

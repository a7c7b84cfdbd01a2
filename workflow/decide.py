"""Decide an act: text in, new text or every reason why not out. Writes nothing, knows no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.article import OWNED, Article, Entry, entry_value
from dragoman.workflow.article_text import rewritten
from dragoman.workflow.cases import Case
from dragoman.workflow.disclaimer_block import attach, detach
from dragoman.workflow.facts import Facts, Request, stamp
from dragoman.workflow.flags import Flags
from dragoman.workflow.people import no_key
from dragoman.workflow.problems import Problem
from dragoman.workflow.promises import history_intact
from dragoman.workflow.requirements import REQUIREMENTS
from dragoman.workflow.seal import disclaimer_digest, sealed, text_digest
from dragoman.workflow.splice import Append, Remove, Set, edited
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import (
    BUILT_ON,
    BY_NAME,
    DISCLAIMER_ATTACHED,
    EDITED,
    PUBLISHED,
    SPIKED,
    TRANSLATED,
    WITHDRAWN,
    Act,
    Move,
    is_earlier,
    next_acts,
)
from dragoman.workflow.walk import replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.people import Person

# Which field each state adds; an act that goes back to an earlier state takes it away again.
_ADDED = {
    TRANSLATED: "translator",
    EDITED: "editor",
    DISCLAIMER_ATTACHED: "disclaimer",
    PUBLISHED: "date",
}


class Change(NamedTuple):
    """An act that may be done: the article as it will be, and the entry its history gains."""

    article: Article
    entry: Entry
    before: str
    after: str


class Refusal(NamedTuple):
    """An act that may not be done, and every reason why."""

    problems: tuple[Problem, ...]


def decide(article: Article, act: Act, facts: Facts, request: Request) -> Change | Refusal:
    """Judge an act by a known person on an article as it stands, and work out the text it leads to.

    ``facts.person`` must be there: an act without anybody can be asked about (``unmet``), not done.

    Raises:
        BadText: the front matter holds a key we own in a form that cannot be edited safely.
    """
    case = Case(article, act, facts, request)
    problems = tuple(unmet(case))
    if any(problem.severity == "error" for problem in problems):
        return Refusal(problems)
    assert facts.person is not None  # noqa: S101  # as the docstring demands; the desk lets nobody act unknown
    begun = Entry(
        act.name,
        facts.person.id,
        stamp(facts.now),
        seal="",
        role=facts.person.role_for(act.roles),
        roster=facts.newsroom.sealed.seal,
        to=request.to,
        reason=request.reason.strip(),
        note=request.note.strip(),
        kind=request.kind,
        until=request.until,
        notice=" ".join(request.notice.split()),
        snapshots=facts.kept.digest if act.name == "recheck" else "",
    )
    led_to = replay((*article.history, begun))
    edits, body = _led_to(case, led_to.state, led_to.flags)
    if act.seals_text:
        begun = begun._replace(
            text=text_digest(edited(article.fields, edits), body),
            disclaimer=disclaimer_digest(body) if act.name in ("disclaim", "publish") else "",
            assets=facts.assets.digest,
        )
    previous = article.history[-1].seal if article.history else ""
    entry = sealed(article.name, article.source.get("sha256", ""), begun, previous)
    history = Append(("history",), entry_value(entry))
    return Change(rewritten(article, [*edits, history], body), entry, article.state, led_to.state)


def unmet(case: Case) -> Iterator[Problem]:
    """Every requirement the act does not meet; where the state is wrong, only that."""
    article, act, facts = case.article, case.act, case.facts
    intact = tuple(history_intact(article, facts.newsroom.roster))
    if intact:
        yield from intact
        return
    yield from changed_by_hand(article, facts)
    if article.state not in act.sources:
        yield _wrong_state(case)
        return
    if facts.person and not facts.person.may(act.roles):
        yield _not_your_role(case, facts.person)
    if not facts.can_sign and _must_be_signed(case):
        yield _no_key(case)
    if act.seals_text:
        yield from facts.unproved
    for name in act.requires:
        yield from REQUIREMENTS[name](case)
    yield from facts.demanded


def _not_your_role(case: Case, person: Person) -> Problem:
    roster, act = case.facts.newsroom.roster, case.act
    return Problem(
        "role",
        f"{person.id} is {' and '.join(person.roles) or 'without a role'}; `{act.name}` is not for that role.",
        who=roster.who(act.roles),
        fix=f"ask them to run: {case.command(act.name)}; or {roster.who(('owner',))}: "
        f"dragoman person add {person.id} --role {act.roles[0]}",
    )


def _must_be_signed(case: Case) -> bool:
    """Whether an act counts only with a signature: by policy, or since whoever does it has a key."""
    newsroom = case.facts.newsroom
    return newsroom.signatures == "required" or (case.act.name in BUILT_ON and newsroom.signs(case.facts.person))


def _no_key(case: Case) -> Problem:
    person = case.facts.person.id if case.facts.person else "you"
    owner = case.facts.newsroom.roster.who(("owner",))
    message, fix = no_key(person, owner)
    return Problem("signature", message, who=f"{person}, with {owner}", fix=fix)


# What is to be done in a state from which no act leads on.
_ELSE = {PUBLISHED: "correct", SPIKED: "unspike", WITHDRAWN: "takedown"}


def _wrong_state(case: Case) -> Problem:
    article, act = case.article, case.act
    last = article.history[-1]
    verb = next(iter(next_acts(article.state)), "") or _ELSE.get(article.state, "source")
    needs = " or ".join(act.sources) or "a text that is not in the newsroom yet"
    return Problem(
        "state",
        f"{article.name} is {article.state} (`{last.act}` by {last.by}, {last.at}); `{act.name}` needs {needs}.",
        who=case.facts.newsroom.roster.who(BY_NAME[verb].roles),
        fix=case.command(verb) if verb != "source" else "dragoman source WHAT --again",
    )


def changed_by_hand(article: Article, facts: Facts) -> Iterator[Problem]:
    """What dragoman writes must not differ from the last commit: only acts may change it."""
    committed, roster = facts.committed, facts.newsroom.roster
    if not facts.judge_committed:
        return
    if committed is None:
        message = f"{article.path} is in no commit: dragoman did not make it."
        yield Problem("by-hand", message, who=roster.who(("translator",)), fix="dragoman source WHAT")
        return
    for key in OWNED:
        if article.fields.get(key, "") != committed.fields.get(key, ""):
            message = f"`{key}` was changed by hand; only acts change it."
            fix = f"git diff HEAD -- {article.path}, and put `{key}` back"
            yield Problem("by-hand", message, who=roster.who(("owner",)), fix=fix)


def _led_to(case: Case, after: str, flags: Flags) -> tuple[list[Set | Remove], str]:
    """What the act does to the fields, but for the history, and the body that it leads to."""
    article, act, facts = case.article, case.act, case.facts
    person = facts.person.id if facts.person else ""
    edits: list[Set | Remove] = [Set(("state",), after)]
    before = replayed(article).flags
    for key, now in flags._asdict().items():
        if now != getattr(before, key):
            edits.append(Set((key,), now) if now else Remove((key,)))
    body = article.body
    if act.move is Move.BACK:
        edits += [Remove((key,)) for state, key in _ADDED.items() if is_earlier(after, state)]
        if is_earlier(after, DISCLAIMER_ATTACHED):
            body = detach(body)
    elif act.name in ("translate", "edit"):
        edits.append(Set((_ADDED[after],), person))
    elif act.name == "disclaim":
        filled = facts.disclaimer(article)
        edits.append(Set((_ADDED[after],), filled.name))
        body = attach(body, filled.name, filled.words)
    elif act.name == "publish":
        edits.append(Set((_ADDED[after],), stamp(facts.now)))
    return edits, body

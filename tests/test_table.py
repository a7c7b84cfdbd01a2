"""Every state, act and role: an act is allowed where the table says, and a refusal says everything at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import pytest
from pure import (
    NEWSROOM,
    NOON,
    PATH,
    ROSTER,
    attached,
    changed,
    do,
    facts,
    in_round,
    reach,
    refusals,
    source,
    try_act,
)
from test_snapshots import FOUND, LOST

from dragoman.workflow.article import Article, Entry, entry_value, parse_article
from dragoman.workflow.article_text import rewritten
from dragoman.workflow.assets import Assets
from dragoman.workflow.cases import Case
from dragoman.workflow.decide import Change, Refusal, unmet
from dragoman.workflow.disclaimer_block import attach, take_apart
from dragoman.workflow.disclaimers import Disclaimer
from dragoman.workflow.facts import Facts, Request
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.people import Person
from dragoman.workflow.promises import broken_promises
from dragoman.workflow.requirements import REQUIREMENTS
from dragoman.workflow.seal import broken_links, sealed
from dragoman.workflow.snapshots import Kept
from dragoman.workflow.splice import Append, Edit, Set
from dragoman.workflow.states import (
    ACTS,
    ALL_STATES,
    BY_NAME,
    DISCLAIMER_ATTACHED,
    EDITED,
    PUBLISHED,
    ROLES,
    SOURCED,
    SPIKED,
    STATES,
    TAKEN_DOWN,
    TRANSLATED,
    WITHDRAWN,
    Move,
    act_reaching,
    acts_from,
    is_earlier,
    next_acts,
)
from dragoman.workflow.walk import replay

DESK = {"editor", "publisher"}
ALL = {"translator", "editor", "publisher"}
# The whole policy once more and by hand: who may do what where.
ALLOWED = {
    (SOURCED, "translate"): {"translator"},
    (TRANSLATED, "edit"): {"editor"},
    (EDITED, "disclaim"): {"editor", "publisher"},
    (DISCLAIMER_ATTACHED, "publish"): {"publisher"},
    **{(state, "return"): DESK for state in STATES[1:]},
    **{(state, "correct"): ALL for state in STATES[1:]},
    **{(state, "withdraw"): {"publisher"} for state in STATES},
    **{(state, "takedown"): {"publisher"} for state in (*STATES, WITHDRAWN)},
    **{(state, act): DESK for state in STATES[:-1] for act in ("spike", "embargo", "schedule")},
    (SPIKED, "unspike"): DESK,
    **{(state, "recheck"): {"editor"} for state in STATES[1:]},
    **{(state, "hold"): ALL for state in STATES},
    **{(state, "release"): DESK for state in STATES},
}
MOVED = Kept((("snapshots/a.ar.md", FOUND),))
LATER = "2026-12-01T06:00:00Z"
EVERYTHING = Request(to=SOURCED, reason="why", kind="correction", until=LATER, notice="A name was wrong.")


def fit_for(act: str, state: str) -> Article:
    """An article in a state on which the act is possible, if the table allows it at all."""
    corrects = {"correct": STATES[1:-1], "withdraw": STATES[:-1], "takedown": STATES[:-1]}.get(act, ())
    if state in corrects:
        return in_round(state)
    if act == "release" and state in STATES:
        return do(reach(state), "hold", "omar", reason="a doubt")
    return reach(state)


def led_to(act: str, state: str) -> str:
    """Where an act leads from a state, if the person names the first one where it is theirs to name."""
    target = BY_NAME[act].target
    return target or {"return": SOURCED, "unspike": TRANSLATED}.get(act, state)


def world_of(article: Article) -> Facts:
    """The world of an article as nobody acts in it."""
    return facts(None)._replace(live=reach(PUBLISHED) if article.word("live") else None)


def as_role(role: str, act: str) -> Facts:
    """The world with somebody new in it, who has this one role."""
    person = Person("nadia", "Nadia", ("nadia@example.org",), (role,))
    return world_for(act, facts())._replace(person=person)


def world_for(act: str, world: Facts) -> Facts:
    """The world in which an act is possible: for a recheck an original that has moved."""
    return world._replace(kept=MOVED) if act == "recheck" else world


def ids(problems: tuple[object, ...]) -> list[str]:
    return [getattr(problem, "id", "") for problem in problems]


@pytest.mark.parametrize(("state", "act", "role"), list(product(ALL_STATES, BY_NAME, ROLES)))
def test_an_act_is_allowed_exactly_where_the_table_says(state: str, act: str, role: str) -> None:
    answer = try_act(fit_for(act, state), act, as_role(role, act), EVERYTHING)
    row = BY_NAME[act]
    assert (state in row.sources and role in row.roles) == (role in ALLOWED.get((state, act), set()))
    if role in ALLOWED.get((state, act), set()):
        assert isinstance(answer, Change), answer
        assert (answer.before, answer.after, answer.article.state) == (state, led_to(act, state), answer.after)
        assert answer.entry.act == act
        assert not broken_links(answer.article)
        assert not list(broken_promises(answer.article, world_of(answer.article)))
    else:
        assert isinstance(answer, Refusal)
        assert ids(answer.problems) == ["state" if state not in row.sources else "role"]
        assert all(problem.who and problem.fix for problem in answer.problems)


def test_somebody_without_a_role_may_do_nothing() -> None:
    for state, act in ALLOWED:
        world = world_for(act, facts())._replace(person=Person("nadia", "Nadia", (), ()))
        problems = refusals(fit_for(act, state), act, world, EVERYTHING)
        assert ids(problems) == ["role"]
        assert "without a role" in problems[0].message


def test_the_table_and_the_requirements_name_each_other() -> None:
    assert {name for act in ACTS for name in act.requires} == set(REQUIREMENTS)


def test_the_table_leads_through_every_state_once_and_knows_only_known_words() -> None:
    assert [act.target for act in ACTS if act.move is Move.ON] == list(STATES)
    assert [act.target for act in ACTS if act.move is Move.OFF] == [WITHDRAWN, TAKEN_DOWN, SPIKED]
    assert {role for act in ACTS for role in act.roles} <= set(ROLES)
    assert {state for act in ACTS for state in act.sources} <= set(ALL_STATES)
    for earlier, later in pairwise(STATES):
        assert is_earlier(earlier, later)
        assert not is_earlier(later, earlier)
        assert next_acts(earlier) == (act_reaching(later).name,)
        assert acts_from(later)[: len(next_acts(later)) + 1] == (*next_acts(later), "return")
    assert next_acts(PUBLISHED) == ()


BLOCK = f"<!-- disclaimer: {attached(reach(EDITED)).name} -->"


def edited(old: str, new: str) -> Article:
    return changed(reach(EDITED), old, new)


OMAR_LEFT = parse_newsroom(ROSTER.replace("roles: [editor]}", "roles: [], left: 2026-11-21}"))
OTHER_PICTURE = Assets(digest="0" * 64)

# For each requirement: an article and a world in which it alone fails, and a word of why.
FAILS: dict[str, tuple[Article, str, Facts, Request, str]] = {
    "has-title": (
        changed(reach(SOURCED), 'title: "Water station back at work"', 'title: ""'),
        "translate", facts("lina"), Request(), "no title",
    ),
    "has-body": (
        rewritten(reach(SOURCED), [], "\n<!-- disclaimer: x -->\nwords\n<!-- /disclaimer -->\n"),
        "translate", facts("lina"), Request(), "no text",
    ),
    "target-language": (
        rewritten(reach(SOURCED), [], source().body + "وهكذا."),
        "translate", facts("lina"), Request(), "should be in en",
    ),
    "not-the-source": (
        rewritten(reach(SOURCED), [], "\nThe same words.  \n"),
        "translate", facts("lina", found=source()._replace(body="\nThe same words.\n")), Request(), "word for word",
    ),
    "no-placeholders": (
        changed(reach(SOURCED), 'dek: ""', "dek: LEAVE BLANK"),
        "translate", facts("lina"), Request(), "'LEAVE BLANK'",
    ),
    "no-open-queries": (
        changed(reach(TRANSLATED), "on Monday", "on Monday [?]"),
        "edit", facts("omar"), Request(), "[?]",
    ),
    "no-conflict-markers": (
        changed(reach(TRANSLATED), "The pumps", "<<<<<<< HEAD\nThe pumps"),
        "edit", facts("omar"), Request(), "conflict marker",
    ),
    "four-eyes": (
        do(reach(SOURCED), "translate", "lina"),
        "edit", facts("lina"), Request(), "another pair of eyes",
    ),
    "seals-hold": (
        edited("on Monday", "on Tuesday"),
        "disclaim", facts("omar"), Request(), "changed since omar approved it",
    ),
    "approvals-valid": (
        reach(EDITED),
        "disclaim", facts("sara")._replace(newsroom=OMAR_LEFT), Request(), "void: omar has left",
    ),
    "assets-there": (
        reach(TRANSLATED),
        "edit", facts("omar")._replace(assets=Assets(missing=("quay.png",))), Request(), "shows quay.png",
    ),
    "assets-unchanged": (
        reach(EDITED),
        "disclaim", facts("omar")._replace(assets=OTHER_PICTURE), Request(), "has changed since omar approved it",
    ),
    "disclaimer-template": (
        reach(EDITED),
        "disclaim", facts("omar", disclaimer=lambda _: Disclaimer("odd")), Request(), "no disclaimer 'odd' for en",
    ),
    "disclaimer-intact": (
        changed(reach(DISCLAIMER_ATTACHED), "lies with the author", "lies with nobody"),
        "publish", facts("sara"), Request(), "has changed since omar attached it",
    ),
    "source-unchanged": (
        reach(DISCLAIMER_ATTACHED),
        "publish", facts("sara", found=source(byline="Another")), Request(), "changed since it was frozen",
    ),
    "source-looked-at": (
        reach(DISCLAIMER_ATTACHED),
        "publish", facts("sara")._replace(kept=MOVED), Request(), "not what was translated any more: lina found so",
    ),
    "source-moved": (reach(EDITED), "recheck", facts("omar"), Request(), "Nothing was found of the original"),
    "embargo-over": (
        do(do(do(changed(reach(SOURCED), "keywords: []", "keywords: []\nembargo: 2026-12-01T06:00Z"),
                 "translate", "tarek"), "edit", "omar"), "disclaim", "omar"),
        "publish", facts("sara"), Request(), "under embargo until 2026-12-01T06:00Z",
    ),
    "has-reason": (reach(EDITED), "return", facts("omar"), Request(to=SOURCED, reason=" \n"), "needs a reason"),
    "goes-back": (reach(EDITED), "return", facts("omar"), Request(to=PUBLISHED, reason="why"), "earlier state"),
    "readers-have-it": (
        reach(EDITED), "correct", facts("omar"), EVERYTHING, "is edited: readers do not have it",
    ),
    "never-published": (in_round(EDITED), "spike", facts("omar"), EVERYTHING, "has been published"),
    "live-approved": (
        reach(PUBLISHED), "correct", facts("omar")._replace(committed=changed(reach(PUBLISHED), "Monday", "Friday")),
        EVERYTHING, "changed since omar approved it",
    ),
    "known-kind": (reach(PUBLISHED), "correct", facts("omar"), EVERYTHING._replace(kind="slip"), "is one of"),
    "has-notice": (
        reach(PUBLISHED), "withdraw", facts("sara"), EVERYTHING._replace(notice=" \n"), "are owed a sentence",
    ),
    "held": (reach(EDITED), "release", facts("omar"), EVERYTHING, "is not on hold"),
    "not-held": (
        do(reach(DISCLAIMER_ATTACHED), "hold", "tarek", reason="the ministry denies it"),
        "publish", facts("sara"), Request(), "is on hold: the ministry denies it (tarek)",
    ),
    "schedule-due": (
        do(reach(DISCLAIMER_ATTACHED), "schedule", "sara", until=LATER),
        "publish", facts("sara"), Request(), f"is scheduled for {LATER}",
    ),
    "time-ahead": (
        reach(EDITED), "embargo", facts("omar"), EVERYTHING._replace(until="2026-11-22T12:00:00Z"), "is past",
    ),
    "one-date": (
        do(reach(EDITED), "schedule", "omar", until=LATER),
        "embargo", facts("omar"), EVERYTHING, f"has the schedule {LATER}",
    ),
}  # fmt: skip


def test_every_requirement_is_tried() -> None:
    assert set(FAILS) == set(REQUIREMENTS)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_a_requirement_unmet_alone_is_told_alone_with_who_and_fix(name: str) -> None:
    article, act, world, request, why = FAILS[name]
    assert name in BY_NAME[act].requires
    told = {"live-approved": "seals-hold", "source-looked-at": "source-changed"}.get(name, name)
    (problem,) = refusals(article, act, world, request)
    assert problem.id == told
    assert why in problem.message
    assert problem.message.endswith(".")
    assert problem.severity == "error"
    assert problem.who
    assert problem.fix


@pytest.mark.parametrize("act", [act.name for act in ACTS if act.sources])
def test_without_a_person_only_rules_about_the_text_are_judged(act: str) -> None:
    before = BY_NAME[act].sources[0]
    case = Case(fit_for(act, before), BY_NAME[act], world_for(act, facts(None)), EVERYTHING)
    assert list(unmet(case)) == []


@pytest.mark.parametrize("to", ["", "nowhere", SOURCED.upper(), *STATES[2:]])
def test_a_return_that_goes_nowhere_is_refused_and_never_a_crash(to: str) -> None:
    assert ids(refusals(reach(EDITED), "return", facts("omar"), Request(to=to, reason="why"))) == ["goes-back"]


@pytest.mark.parametrize(
    ("article", "act", "world", "wanted"),
    [
        pytest.param(
            rewritten(changed(reach(SOURCED), 'title: "Water station back at work"', "title: ''"), [], "\n"),
            "translate", facts("sara"), ["role", "has-title", "has-body"], id="translate",
        ),
        pytest.param(
            changed(changed(changed(do(reach(SOURCED), "translate", "lina"), "The pumps", "TK The pumps CQ"),
                            '"Water station back at work"', "TODO"), "on Monday", "on Monday\n>>>>>>> theirs\n"),
            "edit", facts("lina"),
            ["four-eyes", "no-placeholders", "no-open-queries", "no-open-queries", "no-conflict-markers"], id="edit",
        ),
        pytest.param(
            edited("on Monday", "on Tuesday"),
            "disclaim", facts("lina", disclaimer=lambda _: Disclaimer("x", missing=("author", "url"))),
            ["seals-hold", "disclaimer-template", "disclaimer-template"], id="disclaim",
        ),
        pytest.param(
            changed(changed(changed(reach(DISCLAIMER_ATTACHED), "on Monday", "on Tuesday"), "lies with", "is of"),
                    "keywords: []", "keywords: []\nembargo: tomorrow"),
            "publish", facts("tarek", gone=True)._replace(assets=OTHER_PICTURE._replace(missing=("a.png", "b.png")),
                               newsroom=OMAR_LEFT),
            ["role", "seals-hold", "approvals-valid", "approvals-valid", "assets-there", "assets-there",
             "assets-unchanged", "disclaimer-intact", "source-unchanged", "embargo-over"], id="publish",
        ),
        pytest.param(reach(EDITED), "return", facts("lina"), ["has-reason", "goes-back"], id="return"),
    ],
)  # fmt: skip
def test_a_refusal_lists_every_unmet_requirement(article: Article, act: str, world: Facts, wanted: list[str]) -> None:
    problems = refusals(article, act, world)
    assert ids(problems) == wanted
    assert all(problem.who and problem.fix and problem.message for problem in problems)


@pytest.mark.parametrize("email", ["lina@example.org", "LINA@example.ORG", "lina.k@example.net"])
def test_four_eyes_are_two_people_and_not_two_addresses(email: str) -> None:
    person = NEWSROOM.roster.by_email(email)
    article = do(reach(SOURCED), "translate", "lina")
    (problem,) = refusals(article, "edit", facts()._replace(person=person))
    assert problem.id == "four-eyes"
    assert problem.who == "an editor (omar)"


def test_four_eyes_count_the_latest_translator() -> None:
    article = do(reach(SOURCED), "translate", "lina")
    article = do(article, "return", "omar", to=SOURCED, reason="again")
    article = do(article, "translate", "tarek")
    assert isinstance(try_act(article, "edit", facts("lina")), Change)


@pytest.mark.parametrize(
    ("words", "moment", "why"),
    [
        ("2026-11-22T12:00:01Z", NOON, "under embargo"),
        ("2026-11-22T12:01Z", NOON, "under embargo"),
        ("2026-11-22T12:00:00Z", NOON, ""),
        ("2026-11-22T12:00Z", NOON, ""),
        ("2026-11-22T12:00Z", NOON + timedelta(seconds=30), ""),
        ("2026-11-22T12:00Z", NOON - timedelta(seconds=1), "under embargo"),
        ("1999-01-01T00:00Z", NOON, ""),
        ("9999-12-31T23:59:59Z", NOON, "under embargo"),
        ("", NOON, ""),
        ("2026-12-01", NOON, "is no UTC time"),
        ("2026-11-22T12:00:00+03:00", NOON, "is no UTC time"),
        ("2026-13-45T99:99Z", NOON, "is no UTC time"),
        ("2026-02-30T00:00Z", NOON, "is no UTC time"),
        ("tomorrow", NOON, "is no UTC time"),
        ("'2026-11-21T12:00Z '", NOON, "is no UTC time"),
        ("[2026-11-21T12:00Z]", NOON, "is no UTC time"),
        ("{a: b}", NOON, "is no UTC time"),
        ("٢٠٢٧-١١-٢١T١٢:٠٠Z", NOON, "is no UTC time"),
    ],
)
def test_an_embargo_holds_until_its_moment_and_an_unclear_one_holds_too(
    words: str, moment: datetime, why: str
) -> None:
    article = changed(reach(SOURCED), "keywords: []", f"keywords: []\nembargo: {words}")
    for act, person in (("translate", "tarek"), ("edit", "omar"), ("disclaim", "omar")):
        article = do(article, act, person)
    answer = try_act(article, "publish", facts("sara", now=moment))
    if why:
        assert isinstance(answer, Refusal)
        assert ids(answer.problems) == ["embargo-over"]
        assert why in answer.problems[0].message
    else:
        assert isinstance(answer, Change)


ADDED = {TRANSLATED: "translator", EDITED: "editor", DISCLAIMER_ATTACHED: "disclaimer", PUBLISHED: "date"}


@pytest.mark.parametrize("state", STATES)
def test_each_state_adds_one_field_to_those_before_it(state: str) -> None:
    article = reach(state)
    wanted = {field for reached, field in ADDED.items() if not is_earlier(state, reached)}
    assert {field for field in ADDED.values() if article.word(field)} == wanted
    assert bool(take_apart(article.body).name) == (not is_earlier(state, DISCLAIMER_ATTACHED))


@pytest.mark.parametrize(("state", "to"), [pair for pair in product(STATES, STATES) if is_earlier(pair[1], pair[0])])
def test_a_return_drops_fields_and_approvals_beyond_its_state_and_nothing_else(state: str, to: str) -> None:
    article = do(reach(state), "return", "omar", to=to, reason="a word is wrong")
    before = reach(to)
    fields = {key: value for key, value in article.fields.items() if key != "history"}
    assert fields == {key: value for key, value in before.fields.items() if key != "history"}
    assert article.body.rstrip() == before.body.rstrip()
    standing = replay(article.history).standing
    assert [article.history[n].act for n in standing if article.history[n].act != "return"] == [
        entry.act for entry in before.history
    ]
    assert not list(broken_promises(article, facts(None)))


@pytest.mark.parametrize("to", STATES[:-1])
def test_an_article_returned_can_go_all_the_way_again(to: str) -> None:
    article = do(reach(PUBLISHED), "return", "sara", to=to, reason="a word is wrong")
    for act, person in (("translate", "tarek"), ("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        if act in next_acts(article.state):
            article = do(article, act, person)
    assert article.state == PUBLISHED
    assert take_apart(article.body) == take_apart(reach(PUBLISHED).body)


def test_the_reason_of_a_return_is_kept_and_sealed() -> None:
    article = do(reach(EDITED), "return", "omar", to=TRANSLATED, reason="  two names: 'A' & «ب»\nare wrong ")
    entry = article.history[-1]
    assert (entry.act, entry.to, entry.reason) == ("return", TRANSLATED, "two names: 'A' & «ب»\nare wrong")
    assert broken_links(article) == []
    tampered = changed(article, "are wrong", "are right")
    assert broken_links(tampered) == [len(article.history) - 1]


def test_a_note_is_kept_and_sealed() -> None:
    article = do(reach(SOURCED), "translate", "tarek", note="checked with the author")
    assert article.history[-1].note == "checked with the author"
    assert broken_links(changed(article, "checked with", "never met")) == [1]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("state: edited", "state: published", "state-backed"),
        ("state: edited", "state: translated", "state-backed"),
        ("by: omar", "by: sara", "history-intact"),
        ("translator: tarek", "translator: omar", "credits-match"),
        ("lang: en\nstate", "lang: fr\nstate", "lang-matches"),
    ],
)
def test_what_acts_wrote_and_people_changed_is_a_broken_promise(old: str, new: str, wanted: str) -> None:
    article = edited(old, new)
    assert wanted in {problem.id for problem in broken_promises(article, facts(None))}


def test_an_article_whose_history_was_changed_takes_no_act() -> None:
    for problems in (refusals(edited("by: omar", "by: sara"), "disclaim", facts("omar")),):
        assert set(ids(problems)) == {"history-intact"}


def test_a_forged_edit_by_the_translator_is_not_legal_even_with_a_right_seal() -> None:
    article = reach(TRANSLATED)
    entry = sealed(
        article.name,
        article.source["sha256"],
        reach(EDITED).history[-1]._replace(by="tarek"),
        article.history[-1].seal,
    )
    edits: list[Edit] = [Set(("state",), EDITED), Set(("editor",), "tarek"), Append(("history",), entry_value(entry))]
    forged = rewritten(article, edits, article.body)
    assert broken_links(forged) == []
    problems = refusals(forged, "disclaim", facts("omar"))
    assert ids(problems) == ["history-intact"]
    assert "tarek edited their own translation" in problems[0].message


def test_fields_that_acts_own_may_not_differ_from_the_last_commit() -> None:
    article = reach(EDITED)
    world = facts("omar")._replace(judge_committed=True, committed=reach(TRANSLATED))
    problems = refusals(article, "disclaim", world)
    assert ids(problems) == ["by-hand"] * 3
    assert [problem.message.split("`")[1] for problem in problems] == ["state", "editor", "history"]
    never = refusals(article, "disclaim", world._replace(committed=None))
    assert ids(never) == ["by-hand"]
    assert isinstance(try_act(article, "disclaim", world._replace(committed=article)), Change)


def test_publishing_dates_the_article_by_the_clock_of_the_facts() -> None:
    moment = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
    answer = try_act(reach(DISCLAIMER_ATTACHED), "publish", facts("sara", now=moment))
    assert isinstance(answer, Change)
    assert answer.article.word("date") == answer.entry.at == "2027-01-02T03:04:05Z"


@pytest.mark.parametrize("tail", ["\u00a0\n", "\u2003", "\u200f\n\n", " \t\n \n", "\x0b", "\u3000"])
def test_odd_blanks_at_the_end_of_a_text_break_no_seal_on_the_way(tail: str) -> None:
    article = rewritten(reach(SOURCED), [], reach(SOURCED).body.rstrip() + tail)
    for act, person in (("translate", "tarek"), ("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        article = do(article, act, person)
    back = do(article, "return", "sara", to=EDITED, reason="why")
    for one in (article, back):  # some of them are worth a warning
        assert {problem.id for problem in broken_promises(one, facts(None))} <= {"hidden-text"}


def test_a_body_with_broken_markers_gets_no_disclaimer() -> None:
    article = reach(SOURCED)
    article = rewritten(article, [], attach(article.body, "old", "words") + "more words behind\n")
    article = do(do(article, "translate", "tarek"), "edit", "omar")
    (problem,) = refusals(article, "disclaim", facts("omar"))
    assert problem.id == "disclaimer-template"
    assert "there is text behind it" in problem.message


def test_a_disclaimer_template_that_changed_since_stops_publishing_and_only_warns_later() -> None:
    world = facts("sara", disclaimer=lambda _: Disclaimer("translated-and-edited", "Other words."))
    (problem,) = refusals(reach(DISCLAIMER_ATTACHED), "publish", world)
    assert (problem.id, problem.severity) == ("disclaimer-current", "error")
    (later,) = broken_promises(reach(PUBLISHED), world)
    assert (later.id, later.severity) == ("disclaimer-current", "warning")


def test_an_article_with_windows_line_ends_goes_all_the_way_in_them() -> None:
    text = reach(SOURCED).text.replace("\n", "\r\n")
    article = parse_article("\ufeff" + text, PATH)
    for act, person in (("translate", "tarek"), ("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        article = do(article, act, person)
    assert article.text.startswith("\ufeff---\r\n")
    assert "\n" not in article.text.replace("\r\n", "")
    assert [entry.text for entry in article.history] == [entry.text for entry in reach(PUBLISHED).history]


def rechecked(article: Article, kept: Kept) -> Article:
    """The article after omar looked at what its original has become."""
    change = try_act(article, "recheck", facts("omar")._replace(kept=kept))
    assert isinstance(change, Change), change
    return change.article


def told_of(article: Article, kept: Kept) -> list[tuple[str, str]]:
    """What an article's promises say of what its original has become."""
    found = broken_promises(article, world_of(article)._replace(kept=kept))
    return [(one.id, one.severity) for one in found]


@pytest.mark.parametrize("state", ALL_STATES)
def test_an_original_that_moved_is_told_in_each_state_with_a_translation_until_an_editor_has_looked(
    state: str,
) -> None:
    article = reach(state)
    severity = "error" if state == DISCLAIMER_ATTACHED else "warning"
    wanted = [("source-changed", severity)] if state in STATES[1:] else []
    assert told_of(article, MOVED) == wanted
    if wanted:
        looked = rechecked(article, MOVED)
        assert looked.state == state
        assert looked.history[-1].snapshots == MOVED.digest
        assert told_of(looked, MOVED) == []
        assert not broken_links(looked)


def test_whoever_looked_has_looked_at_what_was_there_and_at_nothing_that_comes_later() -> None:
    looked = rechecked(reach(DISCLAIMER_ATTACHED), MOVED)
    more = Kept((*MOVED.snapshots, ("snapshots/b.ar.md", FOUND._replace(retrieved="2020-01-01T00:00:00Z"))))
    assert told_of(looked, more) == [("source-changed", "error")]
    assert told_of(looked, Kept((*MOVED.snapshots, ("snapshots/c.ar.md", LOST)))) == [("source-gone", "note")]
    assert ids(refusals(looked, "recheck", facts("omar")._replace(kept=MOVED))) == ["source-moved"]
    assert isinstance(try_act(looked, "recheck", facts("omar")._replace(kept=more)), Change)
    assert isinstance(try_act(looked, "publish", facts("sara")._replace(kept=MOVED)), Change)
    assert ids(refusals(looked, "publish", facts("sara")._replace(kept=more))) == ["source-changed"]


def test_a_snapshot_that_cannot_be_read_waits_for_an_editor_as_well() -> None:
    spoilt = Kept(faults=(("snapshots/x.ar.md: it is no snapshot", "0" * 64),))
    article = reach(DISCLAIMER_ATTACHED)
    assert told_of(article, spoilt) == [("snapshot-unreadable", "error")]
    assert told_of(rechecked(article, spoilt), spoilt) == []


def test_nobody_looks_at_the_original_of_their_own_translation() -> None:
    article = do(reach(SOURCED), "translate", "lina")
    (problem,) = refusals(article, "recheck", facts("lina")._replace(kept=MOVED))
    assert (problem.id, problem.who, problem.fix) == (
        "four-eyes", "an editor (omar)", "ask them to run: dragoman recheck water/en"
    )  # fmt: skip
    forged = with_record(article, Entry("recheck", "lina", "2026-11-22T12:00:00Z", "", "editor", snapshots="0" * 64))
    assert "looked at the original for their own translation" in replay(forged.history).fault


def with_record(article: Article, entry: Entry) -> Article:
    """The article with a record more, whoever says so."""
    entry = sealed(article.name, article.source.get("sha256", ""), entry, article.history[-1].seal)
    return rewritten(article, [Append(("history",), entry_value(entry))], article.body)

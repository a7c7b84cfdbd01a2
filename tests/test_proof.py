"""What the record of each act proves, by the roster it names: role, order of rosters, signature."""

from __future__ import annotations

import pytest
from proofs import (
    OFF,
    REQUIRED,
    act,
    brought,
    but,
    chain,
    line,
    opened,
    proved,
    recipe,
    resealed,
    said,
    signature,
    signed,
    version,
    with_keys,
)
from pure import PATH, ROSTER, otherwise

from dragoman.workflow.article import Article
from dragoman.workflow.memory import Memory
from dragoman.workflow.problems import Problem
from dragoman.workflow.proof import prove, unsigned_since
from dragoman.workflow.record_files import signature_path
from dragoman.workflow.seal import record
from dragoman.workflow.states import EDITED, PUBLISHED, TRANSLATED

ACTS = ["source", "translate", "edit", "disclaim", "publish"]
PLAIN = version(ROSTER)
KEYED = version(with_keys(ROSTER, "tarek", "omar", "sara"))
CHAIN = chain(PLAIN, version(PLAIN, PLAIN))
DONE = brought(PLAIN)
SIGNED = brought(KEYED)


def faults(article: Article, *versions: str) -> list[list[str]]:
    return [problems for _, _, problems in proved(article, chain(*versions))]


def test_honest_acts_without_keys_are_claims_and_nothing_is_wrong_with_them() -> None:
    assert proved(DONE, CHAIN) == [(act, False, []) for act in ACTS]


def test_honest_acts_with_their_signatures_are_signed() -> None:
    assert proved(SIGNED, chain(KEYED), signed(SIGNED, *range(5))) == [(act, True, []) for act in ACTS]


def test_a_roster_that_is_not_in_the_chain_proves_nothing_not_even_with_a_good_signature() -> None:
    found = proved(SIGNED, CHAIN, signed(SIGNED, *range(5)))
    assert found == [(act, False, ["unknown-roster"]) for act in ACTS]
    assert faults(resealed(DONE, 2, roster=""), PLAIN) == [[], [], ["unknown-roster"], [], []]


def test_by_a_roster_that_is_only_claimed_no_signature_counts() -> None:
    known = chain(KEYED)
    files = signed(SIGNED, *range(5))
    assert [one.signed for one in prove(SIGNED, known, files.get, Memory())] == [True] * 5
    claimed = known._replace(claimed=frozenset({known.root}))
    assert [(one.signed, one.problems) for one in prove(SIGNED, claimed, files.get, Memory())] == [(False, ())] * 5
    other = known._replace(claimed=frozenset({"0" * 64}))
    assert [one.signed for one in prove(SIGNED, other, files.get, Memory())] == [True] * 5


def test_a_person_that_the_named_roster_does_not_know_is_told() -> None:
    assert faults(resealed(DONE, 2, by="eve"), PLAIN) == [[], [], ["unknown-person"], [], []]


def test_a_strangers_signature_does_not_count_as_one() -> None:
    forged = resealed(SIGNED, 2, by="eve")
    assert proved(forged, chain(KEYED), signed(forged, 2, by="omar"), start=2)[0] == (
        "edit",
        False,
        ["unknown-person"],
    )


@pytest.mark.parametrize(
    ("place", "by", "role", "fault"),
    [
        (2, "omar", "editor", []),
        (2, "omar", "publisher", ["role-missing"]),  # not theirs, nor the table's
        (2, "omar", "translator", ["role-missing"]),
        (2, "tarek", "editor", ["role-missing"]),  # the table's, not theirs
        (2, "tarek", "translator", ["role-missing"]),  # theirs, not the table's
        (2, "omar", "", ["role-missing"]),
        (2, "lina", "editor", []),
        (3, "sara", "publisher", []),
        (3, "sara", "editor", ["role-missing"]),
        (4, "omar", "editor", ["role-missing"]),
        (4, "olga", "owner", ["role-missing"]),
    ],
)
def test_the_role_is_the_persons_by_the_roster_and_the_acts_by_the_table(
    place: int, by: str, role: str, fault: list[str]
) -> None:
    assert faults(resealed(DONE, place, by=by, role=role), PLAIN)[place] == fault


def test_an_act_that_is_none_is_left_to_the_table() -> None:
    assert faults(resealed(DONE, 4, act="bless"), PLAIN) == [[], [], [], [], []]


NEXT = version(but(PLAIN, "lina", roles=("editor",)), PLAIN)
LAST = version(but(NEXT, "lina", roles=()), NEXT)


def test_acts_may_name_later_and_later_rosters_and_never_an_older_one_again() -> None:
    article = act(brought(PLAIN, TRANSLATED), "edit", "omar", NEXT)
    article = act(article, "disclaim", "omar", LAST)
    later = act(article, "publish", "sara", LAST)
    assert faults(later, PLAIN, NEXT, LAST) == [[]] * 5
    for older in (PLAIN, NEXT):
        back = act(article, "publish", "sara", older)
        assert faults(back, PLAIN, NEXT, LAST) == [[], [], [], [], ["roster-rollback"]]


def test_after_a_step_back_every_act_by_an_old_roster_is_told_and_none_by_the_newest() -> None:
    article = act(brought(NEXT, TRANSLATED), "edit", "omar", LAST)
    article = act(article, "disclaim", "omar", NEXT)
    assert faults(act(article, "publish", "sara", NEXT), PLAIN, NEXT, LAST) == [
        [], [], [], ["roster-rollback"], ["roster-rollback"],
    ]  # fmt: skip
    assert faults(act(article, "publish", "sara", LAST), PLAIN, NEXT, LAST)[4] == []


def test_a_roster_that_is_rolled_back_to_proves_no_signed_act() -> None:
    keyed = version(but(KEYED, "lina", roles=()), KEYED)
    article = act(brought(keyed, TRANSLATED), "edit", "omar", KEYED)
    found = proved(article, chain(KEYED, keyed), signed(article, 0, 1, 2))
    assert found[2] == ("edit", False, ["roster-rollback"])


@pytest.mark.parametrize(
    ("policy", "person", "fault"),
    [
        ("", "omar", ["unsigned"]),
        ("", "lina", []),  # has no key
        (OFF, "omar", []),
        (OFF, "lina", []),
        (REQUIRED, "omar", ["signature-missing"]),
        (REQUIRED, "lina", ["signature-missing"]),
    ],
)
def test_a_missing_signature_is_judged_by_the_policy_of_the_roster_that_the_act_names(
    policy: str, person: str, fault: list[str]
) -> None:
    roster = version(policy + with_keys(ROSTER, "omar"))
    article = act(brought(roster, TRANSLATED), "edit", person, roster)
    act_name, is_signed, problems = proved(article, chain(roster))[2]
    assert (act_name, is_signed, problems) == ("edit", False, fault)


def test_only_the_missing_signature_that_the_policy_wants_is_an_error() -> None:
    for policy, severity in (("", "warning"), (REQUIRED, "error")):
        roster = version(policy + with_keys(ROSTER, "tarek", "omar"))
        article = brought(roster, EDITED)
        found = list(prove(article, chain(roster), lambda _path: None, Memory()))
        assert {problem.severity for one in found for problem in one.problems} == {severity}


@pytest.mark.parametrize("policy", ["", OFF, REQUIRED])
def test_a_signature_that_does_not_hold_is_an_error_under_every_policy(policy: str) -> None:
    roster = version(policy + with_keys(ROSTER, "tarek", "omar", "sara"))
    article = brought(roster)
    path = signature_path(PATH, 3, article.history[2])
    good = said(article, 2)
    bad = {
        "another person's": signature("sara", good),
        "a stranger's": signature("eve", good),
        "over other words": signature("omar", good + " "),
        "over the act before": signature("omar", said(article, 1)),
        "for git": recipe("omar").but(namespace=b"git").made(good.encode()).encode(),
        "empty": b"",
        "no text": b"\xff\xfe",
    }
    honest = signed(article, *range(5))
    for data in bad.values():
        found = proved(article, chain(roster), honest | {path: data})
        assert [problems for _, _, problems in found] == [[], [], ["signature-bad"], [], []]
        assert [one for _, one, _ in found] == [True, True, False, True, True]


def test_a_key_counts_only_where_the_roster_that_the_act_names_has_it() -> None:
    new = version(but(KEYED, "omar", keys=(line("omar-2"),)), KEYED)
    article = brought(KEYED, EDITED)
    assert proved(article, chain(KEYED, new), signed(article, 2, by="omar"))[2] == ("edit", True, [])
    assert proved(article, chain(KEYED, new), signed(article, 2, by="omar-2"))[2][2] == ["signature-bad"]
    later = act(brought(KEYED, TRANSLATED), "edit", "omar", new)
    assert proved(later, chain(KEYED, new), signed(later, 2, by="omar-2"))[2] == ("edit", True, [])
    assert proved(later, chain(KEYED, new), signed(later, 2, by="omar"))[2][2] == ["signature-bad"]


def test_from_a_place_on_only_those_acts_are_told_and_the_rosters_before_it_still_count() -> None:
    article = act(brought(LAST, TRANSLATED), "edit", "omar", PLAIN)
    assert proved(article, chain(PLAIN, NEXT, LAST), start=2) == [("edit", False, ["roster-rollback"])]
    for start in range(6):
        assert proved(DONE, CHAIN, start=start) == [(act, False, []) for act in ACTS[start:]]


def test_what_an_unknown_roster_says_does_not_count_for_the_order_of_rosters() -> None:
    article = resealed(act(brought(PLAIN, TRANSLATED), "edit", "omar", LAST), 1, roster="0" * 64)
    assert faults(article, PLAIN, NEXT, LAST) == [[], ["unknown-roster"], []]


def test_a_record_of_another_article_or_source_needs_a_signature_of_its_own() -> None:
    moved = opened(KEYED, path="articles/2026/11/other/en.md")
    there = {signature_path(moved.path, 1, moved.history[0]): signature("tarek", said(opened(KEYED), 0))}
    assert proved(moved, chain(KEYED), there) == [("source", False, ["signature-bad"])]
    other = otherwise(SIGNED, fields={**SIGNED.fields, "source": {"sha256": "0" * 64}})
    assert proved(other, chain(KEYED), signed(SIGNED, 4))[4][2] == ["signature-bad"]
    assert SIGNED.state == PUBLISHED


def test_what_is_told_says_which_act_by_whom_and_who_can_mend_it() -> None:
    def only(article: Article, *versions: str, start: int = 0) -> Problem:
        (one,) = prove(article, chain(*versions), lambda _path: b"x", Memory(), start)
        return one.problems[0]

    bad = only(brought(KEYED, EDITED), KEYED, start=2)
    assert bad.message.startswith("The signature on `edit` by omar (2026-11-22T12:00:00Z) does not hold")
    assert signature_path(PATH, 3, brought(KEYED, EDITED).history[2]) in bad.fix
    back = only(act(brought(NEXT, TRANSLATED), "edit", "omar", PLAIN), PLAIN, NEXT, start=2)
    assert (back.id, back.who) == ("roster-rollback", "an owner (olga)")
    assert PATH in back.fix
    roles = list(prove(resealed(brought(PLAIN, EDITED), 2, by="lina", role=""), CHAIN, lambda _p: None, Memory(), 2))
    assert "they had translator and editor" in roles[0].problems[0].message
    gone = version(but(PLAIN, "lina", roles=()))
    nothing = list(prove(resealed(brought(gone, EDITED), 2, by="lina"), chain(gone), lambda _p: None, Memory(), 2))
    assert "they had no role" in nothing[0].problems[0].message


def test_a_broken_chain_is_named_as_the_reason_why_a_roster_is_unknown() -> None:
    broken = chain(PLAIN)._replace(by_seal={}, problems=(Problem("roster-link", "x"),))
    for known, words in ((broken, "which is broken"), (broken._replace(problems=()), "not in the chain")):
        found = next(prove(DONE, known, lambda _path: None, Memory()))
        assert words in found.problems[0].message
        assert ("which is broken" in found.problems[0].message) == (known is broken)


def test_all_acts_are_judged_unless_a_place_is_named() -> None:
    assert len(list(prove(DONE, CHAIN, lambda _path: None, Memory()))) == len(DONE.history)


def test_a_record_without_a_source_is_signed_as_one_with_an_empty_digest() -> None:
    bare = otherwise(SIGNED, fields={key: word for key, word in SIGNED.fields.items() if key != "source"})
    first = record(bare.name, "", bare.history[0], "")
    there = {signature_path(PATH, 1, bare.history[0]): signature("tarek", first)}
    assert proved(bare, chain(KEYED), there)[0] == ("source", True, [])


def since(person: str, named: str, *versions: str) -> int:
    """The version by which an act that names another one should have been signed; 0: by none."""
    edited = resealed(opened(named), -1, by=person)
    number, problem = unsigned_since(edited.history[-1], chain(*versions))
    assert (number > 0) == (problem is not None)
    if problem:
        assert (problem.id, problem.severity, problem.who) == ("unsigned", "error", person)
        assert f"by version {number} of the roster" in problem.message
    return number


def test_by_which_later_version_an_unsigned_act_should_have_been_signed() -> None:
    one = version(ROSTER)
    two = version(but(one, "lina", name="L"), one)
    three = version(with_keys(two, "omar"), two)
    four = version(but(three, "lina", name="Lina"), three)
    assert since("omar", one, one, two, three, four) == 3
    assert since("omar", two, one, two, three, four) == 3
    assert since("omar", three, one, two, three, four) == 4, "its own version is judged elsewhere"
    assert since("omar", four, one, two, three, four) == 0
    assert since("tarek", one, one, two, three, four) == 0
    assert since("nobody", one, one, two, three, four) == 0
    assert since("omar", one, two, three) == 0, "a version that is none of the chain"


def test_by_a_later_policy_everybody_should_have_signed_or_nobody() -> None:
    one = version(ROSTER)
    strict = version(REQUIRED + one, one)
    off = version(OFF + with_keys(one, "omar"), one)
    assert (since("tarek", one, one, strict), since("nobody", one, one, strict)) == (2, 2)
    assert since("omar", one, one, off) == 0

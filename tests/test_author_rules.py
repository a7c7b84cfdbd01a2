"""Who did the acts of a commit: its author, in a role they had when it was made, or whoever signed them."""

from __future__ import annotations

import pytest
from proofs import OFF, REQUIRED, Files, act, brought, but, chain, ids, line, opened, resealed, signed, version
from proofs import with_keys as keyed
from pure import ROSTER

from dragoman.workflow.article import Article
from dragoman.workflow.author_rules import Doer, author_faults, void_faults
from dragoman.workflow.memory import Memory
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.problems import Problem
from dragoman.workflow.states import EDITED, PUBLISHED, TRANSLATED

PLAIN = version(ROSTER)
KEYED = version(keyed(ROSTER, "tarek", "omar", "sara"))
OMAR = "omar@example.org"


def judge(
    article: Article, email: str, roster: str, *, base: str = "", start: int = 2, files: Files | None = None
) -> list[Problem]:
    doer = Doer.of(email, parse_newsroom(roster) if roster else None, parse_newsroom(base) if base else None)
    known = chain(*(text for text in (PLAIN, KEYED, NEXT, STRICT, GONE, OTHER_KEY) if text))
    return list(author_faults(article, start, doer, known, (files or {}).get, Memory()))


def found(
    article: Article, email: str, roster: str, *, base: str = "", start: int = 2, files: Files | None = None
) -> list[str]:
    return ids(judge(article, email, roster, base=base, start=start, files=files))


NEXT = version(but(PLAIN, "omar", roles=("publisher",)), PLAIN)
STRICT = version(REQUIRED + KEYED, KEYED)
GONE = version(but(KEYED, "omar", keys=(), revoked=(line("omar"),)), KEYED)
OTHER_KEY = version(but(KEYED, "omar", keys=(line("omar-2"),)), KEYED)
EDITED_PLAIN = brought(PLAIN, EDITED)
EDITED_KEYED = brought(KEYED, EDITED)
SIGNED = signed(EDITED_KEYED, 2)


def test_the_author_of_the_commit_is_who_did_the_act() -> None:
    assert found(EDITED_PLAIN, OMAR, PLAIN) == []
    assert found(EDITED_PLAIN, OMAR, PLAIN, base=PLAIN) == []


def test_an_address_counts_in_any_case_and_so_does_a_second_one() -> None:
    assert found(EDITED_PLAIN, "OMAR@Example.ORG", PLAIN) == []
    by_lina = act(brought(PLAIN, TRANSLATED), "edit", "lina", PLAIN)
    for email in ("lina@example.org", "Lina.K@Example.NET", "lina.k@example.net"):
        assert found(by_lina, email, PLAIN) == []


@pytest.mark.parametrize("email", ["sara@example.org", "tarek@example.org", "eve@example.org", "", "omar"])
def test_an_unsigned_act_that_another_committed_is_told(email: str) -> None:
    problems = judge(EDITED_PLAIN, email, PLAIN)
    assert ids(problems) == ["not-by-author"]
    assert problems[0].severity == "error"
    assert f"{email.partition('@')[0] if email in ADDRESSES else email} committed it" in problems[0].message


ADDRESSES = ("sara@example.org", "tarek@example.org")


def test_a_signed_act_that_another_committed_is_in_order_as_after_a_rebase() -> None:
    for email in ("sara@example.org", "eve@example.org", OMAR):
        assert found(EDITED_KEYED, email, KEYED, files=SIGNED) == []
        assert found(EDITED_KEYED, email, STRICT, base=STRICT, files=SIGNED) == []


def test_an_act_with_a_bad_signature_is_not_signed() -> None:
    for bad in (signed(EDITED_KEYED, 2, by="sara"), dict.fromkeys(SIGNED, b"")):
        assert found(EDITED_KEYED, OMAR, KEYED, files=bad) == ["signature-bad"]
        assert found(EDITED_KEYED, "sara@example.org", KEYED, files=bad) == ["signature-bad", "not-by-author"]


def test_by_no_roster_at_all_nobody_is_the_author() -> None:
    assert found(EDITED_PLAIN, OMAR, "") == ["not-by-author"]
    assert found(EDITED_KEYED, OMAR, "", files=SIGNED) == []


def test_a_role_that_was_lost_before_the_commit_does_not_count_though_the_act_names_an_older_roster() -> None:
    problems = judge(EDITED_PLAIN, OMAR, NEXT)
    assert ids(problems) == ["role-missing"]
    assert "version 2" in problems[0].message
    assert found(EDITED_KEYED, OMAR, NEXT, files=SIGNED) == ["role-missing"]


def test_a_person_who_is_not_on_the_roster_in_force_has_no_role() -> None:
    stranger = version("\n".join(text for text in PLAIN.split("\n") if "omar" not in text), "")
    assert found(EDITED_PLAIN, OMAR, stranger) == ["role-missing", "not-by-author"]


def test_a_role_that_a_push_brings_along_itself_does_not_count() -> None:
    before = NEXT  # the gate's roster: omar is no editor
    problems = judge(EDITED_PLAIN, OMAR, PLAIN, base=before)
    assert ids(problems) == ["roster-same-push"]
    assert "olga" in problems[0].who
    assert found(EDITED_KEYED, OMAR, KEYED, base=before, files=SIGNED) == ["roster-same-push"]


def test_a_role_that_neither_roster_gives_is_told_once() -> None:
    assert found(EDITED_PLAIN, OMAR, NEXT, base=NEXT) == ["role-missing"]


def test_an_act_that_is_none_is_left_to_the_table() -> None:
    assert found(resealed(EDITED_PLAIN, 2, act="bless"), OMAR, NEXT, base=NEXT) == []


def test_a_key_that_was_revoked_before_the_commit_proves_nothing() -> None:
    assert found(EDITED_KEYED, OMAR, GONE, files=SIGNED) == ["key-revoked"]
    assert found(EDITED_KEYED, OMAR, KEYED, base=GONE, files=SIGNED) == ["key-revoked"]
    assert found(EDITED_KEYED, OMAR, GONE, base=GONE, files=SIGNED) == ["key-revoked"]
    assert found(EDITED_KEYED, OMAR, "", base=GONE, files=SIGNED) == ["key-revoked"]


def test_a_key_that_was_revoked_matters_only_for_the_acts_it_signed_in_this_commit() -> None:
    by_lina = act(brought(KEYED, TRANSLATED), "edit", "lina", KEYED)
    assert found(by_lina, "lina@example.org", GONE) == []
    later = brought(GONE, PUBLISHED)
    assert "key-revoked" not in found(later, "sara@example.org", GONE, start=4, files=signed(later, 2, by="omar"))


def void(
    article: Article, roster: str, *, base: str = "", start: int = 3, files: Files | None = None
) -> list[Problem]:
    doer = Doer.of(
        "sara@example.org", parse_newsroom(roster) if roster else None, (base and parse_newsroom(base)) or None
    )
    return list(void_faults(article, start, doer, (files or {}).get))


DISCLAIMED = act(EDITED_KEYED, "disclaim", "sara", KEYED)
LEFT = version(but(KEYED, "omar", roles=(), left="2026-11-23"), KEYED)


@pytest.mark.parametrize(
    ("roster", "base"), [(GONE, ""), (KEYED, GONE), (GONE, GONE), ("", GONE), (LEFT, ""), (KEYED, LEFT)]
)
def test_nothing_is_built_on_an_approval_that_was_void_by_then(roster: str, base: str) -> None:
    problems = void(DISCLAIMED, roster, base=base, files=SIGNED)
    assert ids(problems) == ["approval-void"]
    assert "`disclaim` by sara" in problems[0].message
    assert "on `edit` by omar" in problems[0].message
    assert problems[0].who == "sara"
    assert "--to translated" in problems[0].fix


def test_what_is_not_void_or_not_built_on_is_no_matter() -> None:
    assert void(DISCLAIMED, GONE) == [], "omar did not sign with that key"
    assert void(DISCLAIMED, KEYED, base=KEYED, files=SIGNED) == []
    assert void(DISCLAIMED, GONE, start=2, files=SIGNED) == [], "it came in the same commit"
    for name, said in (("hold", {"reason": "x"}), ("return", {"to": TRANSLATED, "reason": "x"})):
        beside = act(EDITED_KEYED, name, "sara" if name == "return" else "tarek", KEYED, **said)
        assert void(beside, GONE, files=SIGNED) == []
    again = act(act(EDITED_KEYED, "return", "sara", KEYED, to=TRANSLATED, reason="x"), "edit", "lina", PLAIN)
    assert void(again, GONE, start=4, files=SIGNED) == []


def test_what_is_no_act_is_built_on_nothing() -> None:
    odd = resealed(DISCLAIMED, -1, act="bless")
    assert void(odd, GONE, files=SIGNED) == []


def test_an_unsigned_act_by_an_older_roster_is_a_claim_where_its_person_had_a_key_by_then() -> None:
    for roster, base in ((KEYED, ""), (PLAIN, KEYED), (KEYED, KEYED)):
        problems = judge(EDITED_PLAIN, OMAR, roster, base=base)
        assert [(one.id, one.severity) for one in problems] == [("unsigned", "warning")], (roster, base)
    off = version(OFF + KEYED)
    assert found(EDITED_PLAIN, OMAR, off) == []
    assert found(EDITED_KEYED, OMAR, KEYED) == ["unsigned"], "once"
    assert found(EDITED_PLAIN, OMAR, PLAIN) == []


def test_a_correction_is_not_published_over_an_approval_by_a_key_revoked_meanwhile() -> None:
    opened = act(brought(KEYED), "correct", "tarek", KEYED, kind="update", notice="More.")
    edited = act(opened, "edit", "omar", KEYED)
    last = act(edited, "disclaim", "sara", KEYED)
    files = {**SIGNED, **signed(edited, len(edited.history) - 1)}
    assert [one.message.count("edit") for one in void(last, GONE, start=len(edited.history), files=files)] == [1]
    assert void(last, GONE, start=len(edited.history), files=SIGNED) == [], "the one before the correction"


def test_the_keys_of_those_who_left_are_revoked_ones() -> None:
    left = version(but(KEYED, "omar", roles=(), left="2026-11-01"), KEYED)
    assert "key-revoked" in found(EDITED_KEYED, OMAR, left, files=SIGNED)


@pytest.mark.parametrize("gate", ["", STRICT])
def test_naming_an_older_roster_does_not_escape_the_wish_for_signatures(gate: str) -> None:
    problems = judge(EDITED_PLAIN, OMAR, PLAIN if gate else STRICT, base=gate)
    assert ids(problems) == ["signature-missing"]
    assert problems[0].severity == "error"


def test_a_warning_about_the_record_does_not_stand_for_the_signature_that_is_missing() -> None:
    assert found(EDITED_KEYED, OMAR, STRICT) == ["unsigned", "signature-missing"]
    assert found(EDITED_KEYED, OMAR, NEXT) == ["unsigned", "role-missing"]
    assert found(EDITED_PLAIN, OMAR, version(OFF + KEYED, KEYED)) == []


def test_a_record_that_has_the_wrong_role_or_person_is_told_once() -> None:
    by_tarek = resealed(EDITED_PLAIN, 2, by="tarek")
    assert found(by_tarek, "tarek@example.org", PLAIN) == ["role-missing"]
    assert found(by_tarek, "tarek@example.org", PLAIN, base=PLAIN) == ["role-missing"]
    by_eve = resealed(EDITED_PLAIN, 2, by="eve")
    assert found(by_eve, "eve@example.org", PLAIN) == ["unknown-person", "not-by-author"]


def test_a_missing_signature_is_told_once() -> None:
    article = act(brought(STRICT, TRANSLATED), "edit", "omar", STRICT)
    assert found(article, OMAR, STRICT, base=STRICT) == ["signature-missing"]
    assert found(article, OMAR, STRICT, files=dict.fromkeys(signed(article, 2), b"x")) == ["signature-bad"]


def test_what_the_policy_leaves_to_people_is_a_warning() -> None:
    problems = judge(EDITED_KEYED, OMAR, KEYED)
    assert [(one.id, one.severity) for one in problems] == [("unsigned", "warning")]
    assert found(brought(version(OFF + KEYED), EDITED), OMAR, KEYED) == ["unknown-roster"]


def test_several_acts_in_one_commit_are_an_error_unless_each_is_signed() -> None:
    whole = brought(KEYED, PUBLISHED)
    everybody = signed(whole, 2, 3, 4)
    squashed = judge(whole, OMAR, KEYED, files=everybody)
    assert [(one.id, one.severity) for one in squashed] == [("several-acts", "warning")]
    for missing in everybody:
        files = {path: data for path, data in everybody.items() if path != missing}
        problems = judge(whole, OMAR, KEYED, files=files)
        assert ("several-acts", "error") in [(one.id, one.severity) for one in problems]
    unsigned = brought(PLAIN, PUBLISHED)
    assert found(unsigned, OMAR, PLAIN) == ["not-by-author", "several-acts"]


def test_one_act_alone_is_not_several() -> None:
    assert found(opened(PLAIN), "tarek@example.org", PLAIN, start=0) == []
    assert found(EDITED_PLAIN, OMAR, PLAIN, start=1) == ["not-by-author", "several-acts"]


def test_what_is_wrong_with_the_record_itself_is_told_too() -> None:
    assert found(resealed(EDITED_PLAIN, 2, roster="0" * 64), OMAR, PLAIN) == ["unknown-roster"]
    assert found(resealed(EDITED_PLAIN, 2, role="publisher"), OMAR, PLAIN) == ["role-missing"]

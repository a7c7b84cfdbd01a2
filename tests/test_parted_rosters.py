"""Rosters that went apart: whose line a merge may keep, and what a copy keeps of an older one's."""

from __future__ import annotations

import pytest
from proofs import but, chain, line, version, with_keys
from pure import ROSTER

from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.newsroom_text import with_person
from dragoman.workflow.parted_rosters import line_of, lost_versions, parted_faults, stranger_faults
from dragoman.workflow.people import Person

EVE = Person("eve", "Eve", ("eve@example.org",), ("owner",), (line("eve"),))
FIRST = version(with_person(with_keys(ROSTER, "olga"), EVE))
WITHOUT = version(but(FIRST, "eve", roles=(), keys=(), revoked=EVE.keys, left="2026-11-22"), FIRST)
LINA = version(but(FIRST, "lina", roles=("editor",)), FIRST)
MORE = version(but(LINA, "lina", roles=("editor", "owner")), LINA, by="eve")
BY_EVE = version(but(FIRST, "lina", roles=("owner",)), FIRST, by="eve")
REVOKED = version(but(FIRST, "eve", keys=(), revoked=EVE.keys), FIRST)


def told(kept: tuple[str, ...], left: tuple[str, ...], signers: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    def signer(number: int) -> str:
        return signers[number - 1] if number <= len(signers) else ""

    lines = [line_of(chain(*texts).versions[-1] if texts else None, chain(*texts).by_seal) for texts in (kept, left)]
    return [(one.id, one.severity) for one in parted_faults(lines[0], lines[1], signer)]


def test_a_line_has_the_newest_version_first_and_ends_at_the_first_or_where_one_is_missing() -> None:
    known = chain(FIRST, LINA, MORE)
    assert list(line_of(known.versions[-1], known.by_seal).values()) == list(reversed(known.versions))
    assert list(line_of(known.versions[-1], {}).values()) == [known.versions[-1]]
    assert line_of(None, known.by_seal) == {}


@pytest.mark.parametrize(
    ("kept", "left"),
    [((FIRST, LINA), (FIRST,)), ((FIRST, LINA), (FIRST, LINA)), ((FIRST, LINA), ()), ((FIRST, BY_EVE), (FIRST,))],
)
def test_a_side_that_only_stayed_behind_went_not_apart(kept: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert told(kept, left) == []


def test_of_two_owners_at_the_same_time_one_is_told_that_their_change_does_not_count() -> None:
    assert told((FIRST, LINA), (FIRST, BY_EVE)) == [("parallel-rosters", "warning")]
    assert told((FIRST, BY_EVE), (FIRST, LINA)) == [("parallel-rosters", "warning")]


def test_whoever_the_other_side_took_off_does_not_come_back_by_going_on_from_an_older_version() -> None:
    assert told((FIRST, BY_EVE), (FIRST, WITHOUT)) == [("roster-not-owner", "error")]
    assert told((FIRST, LINA, MORE), (FIRST, WITHOUT)) == [("roster-not-owner", "error")]
    assert told((FIRST, WITHOUT), (FIRST, BY_EVE)) == [("parallel-rosters", "warning")]
    # What she made before both went apart was her right.
    older = version(but(BY_EVE, "eve", roles=(), left="2026-11-22"), BY_EVE)
    newer = version(but(BY_EVE, "tarek", roles=("editor",)), BY_EVE)
    assert told((FIRST, BY_EVE, newer), (FIRST, BY_EVE, older)) == [("parallel-rosters", "warning")]


def test_a_key_that_the_other_side_revoked_signs_no_version_that_is_kept() -> None:
    assert told((FIRST, BY_EVE), (FIRST, REVOKED), ("", line("eve"))) == [("roster-not-owner", "error")]
    assert told((FIRST, BY_EVE), (FIRST, REVOKED), ("", line("olga"))) == [("parallel-rosters", "warning")]
    assert told((FIRST, BY_EVE), (FIRST, REVOKED), (line("eve"), "")) == [("parallel-rosters", "warning")]


def test_the_sentences_say_which_version_is_whose_and_by_which_one_it_is_not() -> None:
    versions = [parse_newsroom(text) for text in (BY_EVE, LINA)]
    judge = parse_newsroom(WITHOUT)
    assert list(stranger_faults(versions, judge, lambda _number: "", "in force here")) == [
        "Version 2 of newsroom.yaml is by eve, who is no owner by version 2, in force here."
    ]
    assert list(stranger_faults(versions[1:], judge, lambda _number: line("eve"))) == [
        "Version 2 of newsroom.yaml is signed with a key of olga's that is revoked by version 2, left behind."
    ]


def test_every_version_of_an_older_copy_is_in_a_newer_one() -> None:
    old = chain(FIRST, LINA)
    assert list(lost_versions(old, chain(FIRST, LINA))) == []
    assert list(lost_versions(old, chain(FIRST, LINA, MORE))) == []
    assert list(lost_versions(chain(), chain(FIRST))) == []
    for new, words in (
        (chain(FIRST), "it is gone"),
        (chain(FIRST, BY_EVE), "another one by eve stands in its place"),
    ):
        (problem,) = lost_versions(old, new)
        assert (problem.id, problem.severity) == ("roster-rewritten", "error")
        assert problem.message == f"Version 2 of newsroom.yaml by olga is not there any more: {words}."
    (problem,) = lost_versions(old, chain()._replace(versions=()))
    assert problem.message.startswith("Version 1 of newsroom.yaml")

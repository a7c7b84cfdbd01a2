"""The chain of rosters, link by link: what may follow what, who may make it, and where the walk ends."""

from __future__ import annotations

import pytest
from proofs import OFF, REQUIRED, Files, but, ids, kept, line, recipe, signature, version, with_keys
from pure import NOON, ROSTER

from dragoman.workflow.facts import stamp
from dragoman.workflow.memory import Memory
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.newsroom_text import with_seal
from dragoman.workflow.roster_chain import NO_CHAIN, is_owner, link_faults, pinned, read_chain, signature_faults
from dragoman.workflow.roster_seal import UNSEALED
from dragoman.workflow.trust import Trust

KEYED = with_keys(ROSTER, "olga", "omar")
ONE = version(KEYED)
TWO = version(but(ONE, "omar", roles=("editor", "publisher")), ONE)
THREE = version(but(TWO, "sara", roles=("publisher", "owner")), TWO)
FOUR = version(but(THREE, "olga", roles=(), left="2026-11-22"), THREE, by="sara")
OTHER = version(but(KEYED, "sara", roles=("owner",)))
TWICE = version(but(ONE, "lina", roles=("translator",)), ONE)


def link(old: str, new: str) -> list[str]:
    return ids(link_faults(parse_newsroom(old) if old else None, parse_newsroom(new)))


def walk(files: Files) -> list[str]:
    return ids(read_chain(files.get, Memory()).problems)


def test_the_first_roster_is_the_one_that_was_pinned() -> None:
    honest = read_chain(kept(ONE, signers=("olga",)).get, Memory())
    seal = parse_newsroom(ONE).sealed.seal
    assert list(pinned(honest, Trust(root=seal))) == []
    assert list(pinned(honest, Trust())) == []
    assert list(pinned(NO_CHAIN, Trust(root=seal))) == []
    assert list(pinned(NO_CHAIN, Trust())) == []
    for other in ("0" * 64, "f" * 64):
        (problem,) = pinned(honest, Trust(root=other, where="somewhere"))
        assert (problem.id, problem.severity) == ("root-mismatch", "error")
        assert "somewhere" in problem.message


def test_an_honest_chain_is_walked_to_its_end() -> None:
    found = read_chain(kept(ONE, TWO, THREE, FOUR, signers=("olga", "olga", "olga", "")).get, Memory())
    versions = tuple(map(parse_newsroom, (ONE, TWO, THREE, FOUR)))
    assert found.problems == ()
    assert found.versions == versions
    assert found.by_seal == {one.sealed.seal: one for one in versions}
    assert found.root == versions[0].sealed.seal
    assert NO_CHAIN.root == ""


# What an attacker makes who has no owner's key: a version in olga's name that gives her a key of theirs.
STOLEN = version(but(ONE, "olga", keys=(line("olga"), line("eve"))), ONE)
AFTER = version(but(STOLEN, "lina", roles=("editor",)), STOLEN)
KEYLESS = version(ROSTER)
FIRST_KEY = version(but(KEYLESS, "olga", keys=(line("olga"),)), KEYLESS)
NEXT = version(but(FIRST_KEY, "lina", roles=("editor",)), FIRST_KEY)
HALF = version(but(with_keys(ROSTER, "sara"), "sara", roles=("owner",)))
BY_SARA = version(but(HALF, "lina", roles=("editor",)), HALF, by="sara")
OMARS = version(with_keys(ROSTER, "omar"))
SILENT = version(OFF + KEYED)
UNSIGNED = version(but(SILENT, "lina", roles=("editor",)), SILENT)


@pytest.mark.parametrize(
    ("versions", "signers", "claims", "warned"),
    [
        pytest.param((ONE, TWO, THREE), ("olga", "olga", "olga"), "", "", id="each is signed"),
        pytest.param((ONE, TWO), ("", "olga"), "", "", id="the first is taken on its own word or pinned"),
        pytest.param((ONE, TWO), ("olga", ""), "2", "2", id="not signed, though there is a key"),
        pytest.param((ONE, TWO, THREE), ("olga", "", "olga"), "2", "2", id="what comes after it is sure again"),
        pytest.param((ONE, TWO, THREE), ("olga", "", ""), "23", "23", id="neither is signed"),
        pytest.param((ONE, STOLEN, AFTER), ("olga", "", "eve"), "23", "23", id="with a key that only a claim gave"),
        pytest.param((ONE, STOLEN, AFTER), ("olga", "", "olga"), "2", "2", id="with the key from before"),
        pytest.param((ONE, TWO, THREE, FOUR), ("olga", "olga", "olga", ""), "4", "4", id="by another, without a key"),
        pytest.param((KEYLESS, FIRST_KEY, NEXT), ("", "", "olga"), "", "", id="nobody had a key to sign with"),
        pytest.param((KEYLESS, FIRST_KEY, NEXT), ("", "", ""), "3", "3", id="nobody had one at first"),
        pytest.param((SILENT, UNSIGNED), ("", ""), "2", "", id="signatures are off"),
        pytest.param((HALF, BY_SARA), ("", ""), "2", "2", id="one of two owners has a key"),
        pytest.param((HALF, BY_SARA), ("", "sara"), "", "", id="one of two owners has a key and signed"),
        pytest.param((OMARS, version(OMARS, OMARS)), ("", ""), "", "", id="only an editor has a key"),
    ],
)
def test_a_version_is_only_claimed_unless_it_is_as_sure_as_what_it_follows(
    versions: tuple[str, ...], signers: tuple[str, ...], claims: str, warned: str
) -> None:
    found = read_chain(kept(*versions, signers=signers).get, Memory())
    assert found.problems == ()
    assert found.claimed == {parse_newsroom(versions[int(number) - 1]).sealed.seal for number in claims}
    assert [(one.id, one.severity) for one in found.doubts] == [("roster-unsigned", "warning")] * len(warned)
    assert [one.message[:9] for one in found.doubts] == [f"Version {number}" for number in warned]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param("", ONE, [], id="the first"),
        pytest.param(ONE, TWO, [], id="the next"),
        pytest.param(THREE, FOUR, [], id="by an owner who was made one in the version before"),
        pytest.param(TWO, ONE, ["roster-rollback"], id="back"),
        pytest.param(THREE, ONE, ["roster-rollback"], id="two back"),
        pytest.param(TWO, TWICE, ["roster-rollback"], id="another one with the same number"),
        pytest.param(ONE, ONE, ["roster-rollback"], id="the same again"),
        pytest.param(ONE, THREE, ["roster-link"], id="a link skipped"),
        pytest.param(ONE, FOUR, ["roster-link"], id="two links skipped"),
        pytest.param("", TWO, ["roster-link"], id="the second without the first"),
        pytest.param(OTHER, TWO, ["roster-link"], id="the right number, but after another one"),
        pytest.param(ONE, version(ONE, ONE, by="omar"), ["roster-not-owner"], id="by an editor"),
        pytest.param(ONE, version(ONE, ONE, by="eve"), ["roster-not-owner"], id="by a stranger"),
        pytest.param("", version(KEYED, by="omar"), ["roster-not-owner"], id="the first, by an editor"),
        pytest.param(
            ONE, version(but(ONE, "sara", roles=("owner",)), ONE, by="sara"), ["roster-not-owner"], id="by oneself"
        ),
        pytest.param(ONE, TWO.replace("Tarek", "Eve"), ["roster-unsealed"], id="words nobody sealed"),
        pytest.param(ONE, KEYED, ["roster-unsealed"], id="no seal"),
        pytest.param("", KEYED, ["roster-unsealed"], id="the first, without a seal"),
    ],
)
def test_a_version_follows_the_one_before_or_it_is_told_why_not(old: str, new: str, fault: list[str]) -> None:
    assert link(old, new) == fault


def test_a_first_version_that_names_one_before_it_lacks_a_link() -> None:
    before = UNSEALED._replace(seal=parse_newsroom(ONE).sealed.seal)
    forged = parse_newsroom(with_seal(KEYED, "olga", stamp(NOON), before))
    assert forged.intact
    assert forged.sealed.version == 1
    assert ids(link_faults(None, forged)) == ["roster-link"]


def test_a_version_that_names_the_one_before_it_and_skips_a_number_lacks_a_link() -> None:
    before = parse_newsroom(ONE).sealed._replace(version=2)
    forged = parse_newsroom(with_seal(KEYED, "olga", stamp(NOON), before))
    assert (forged.intact, forged.sealed.version, forged.sealed.previous) == (True, 3, before.seal)
    assert ids(link_faults(parse_newsroom(ONE), forged)) == ["roster-link"]


WORDS = parse_newsroom(TWO).record


@pytest.mark.parametrize(
    ("old", "data", "fault"),
    [
        pytest.param(ONE, None, [], id="none is wanted"),
        pytest.param(version(OFF + KEYED), None, [], id="none is wanted at all"),
        pytest.param(version(REQUIRED + KEYED), None, ["roster-unsigned"], id="wanted and missing"),
        pytest.param(version(REQUIRED + KEYED), signature("olga", WORDS), [], id="wanted and there"),
        pytest.param(ONE, signature("olga", WORDS), [], id="good"),
        pytest.param(ONE, signature("omar", WORDS), ["roster-unsigned"], id="another person's"),
        pytest.param(ONE, signature("eve", WORDS), ["roster-unsigned"], id="a stranger's"),
        pytest.param(ONE, signature("olga", WORDS + "\n"), ["roster-unsigned"], id="over other words"),
        pytest.param(ONE, b"", ["roster-unsigned"], id="empty"),
        pytest.param(ONE, b"\xff", ["roster-unsigned"], id="no text"),
        pytest.param(
            ONE, recipe("olga").but(namespace=b"git").made(WORDS.encode()).encode(), ["roster-unsigned"], id="git's"
        ),
        pytest.param(version(ROSTER), signature("olga", WORDS), ["roster-unsigned"], id="with a key that is new"),
    ],
)
def test_a_signature_is_judged_by_the_version_before(old: str, data: bytes | None, fault: list[str]) -> None:
    assert ids(signature_faults(parse_newsroom(old), parse_newsroom(TWO), data, Memory())) == fault


def test_the_first_version_is_judged_by_itself() -> None:
    first = parse_newsroom(version(REQUIRED + KEYED))
    assert ids(signature_faults(None, first, None, Memory())) == ["roster-unsigned"]
    assert ids(signature_faults(None, first, signature("olga", first.record), Memory())) == []


def test_the_version_that_begins_to_want_signatures_needs_none_and_the_one_that_ends_it_does() -> None:
    wanting = version(REQUIRED + ONE, ONE)
    ending = version(ONE, wanting)
    assert walk(kept(ONE, wanting)) == []
    assert walk(kept(ONE, wanting, ending)) == ["roster-unsigned"]
    assert walk(kept(ONE, wanting, ending, signers=("", "", "olga"))) == []


@pytest.mark.parametrize("odd", [b"", b"\xff", b"name: [", TWO.replace("Tarek", "Eve").encode()])
def test_the_walk_stops_at_the_first_fault_and_what_comes_after_it_counts_for_nothing(odd: bytes) -> None:
    files = kept(ONE, TWO, THREE, FOUR) | {"rosters/0002.yaml": odd}
    found = read_chain(files.get, Memory())
    assert ids(found.problems) == ["roster-unsealed"]
    assert ("sealed as version 2" if b"Eve" in odd else "rosters/0002.yaml") in found.problems[0].message
    assert found.versions == (parse_newsroom(ONE),)
    assert list(found.by_seal) == [parse_newsroom(ONE).sealed.seal]


def test_a_version_with_a_bad_signature_ends_the_walk() -> None:
    found = read_chain(kept(ONE, TWO, THREE, signers=("olga", "omar", "olga")).get, Memory())
    assert ids(found.problems) == ["roster-unsigned"]
    assert found.versions == (parse_newsroom(ONE),)
    assert found.claimed == frozenset()


def test_a_gap_in_the_kept_versions_shows_in_newsroom_yaml() -> None:
    files = kept(ONE, TWO, THREE)
    del files["rosters/0002.yaml"]
    assert walk(files) == ["roster-unsealed"]


@pytest.mark.parametrize(
    ("current", "fault"),
    [
        pytest.param(TWO, [], id="the last version"),
        pytest.param("# a comment\n" + TWO, [], id="the last version with a comment"),
        pytest.param(ONE, ["roster-rollback"], id="an older version"),
        pytest.param(THREE, ["roster-unsealed"], id="a version that is not kept"),
        pytest.param(TWICE, ["roster-unsealed"], id="another version with the same number"),
        pytest.param(TWO.replace("Tarek", "Eve"), ["roster-unsealed"], id="the last one changed"),
        pytest.param(ONE.replace("Tarek", "Eve"), ["roster-unsealed"], id="an older one changed"),
        pytest.param(KEYED, ["roster-unsealed"], id="without a seal"),
        pytest.param("", ["roster-unsealed"], id="empty"),
        pytest.param("people: [", ["roster-unsealed"], id="unreadable"),
    ],
)
def test_newsroom_yaml_is_the_last_version_that_is_kept(current: str, fault: list[str]) -> None:
    files = kept(ONE, TWO) | {"newsroom.yaml": current.encode()}
    assert walk(files) == fault
    assert len(read_chain(files.get, Memory()).versions) == 2


def test_a_newsroom_yaml_that_is_gone_or_no_text_is_told() -> None:
    assert walk(kept(ONE) | {"newsroom.yaml": b"\xff"}) == ["roster-unsealed"]
    files = kept(ONE)
    del files["newsroom.yaml"]
    assert walk(files) == ["roster-unsealed"]


def test_without_kept_versions_nobodys_role_is_proved() -> None:
    assert walk({"newsroom.yaml": ONE.encode()}) == ["roster-missing"]
    assert walk({}) == ["roster-missing"]


def test_an_owner_is_who_has_the_role_and_nobody_else() -> None:
    newsroom = parse_newsroom(ONE)
    assert [is_owner(newsroom, person) for person in ("olga", "omar", "eve")] == [True, False, False]
    assert line("olga") != line("omar")

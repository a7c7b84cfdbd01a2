"""A commit that changes newsroom.yaml: made by an owner of the roster before it, kept, and nothing kept is lost."""

from __future__ import annotations

import pytest
from proofs import OFF, REQUIRED, but, signature, version, with_keys
from pure import ROSTER

from dragoman.workflow.changes import ABSENT, FileChanged
from dragoman.workflow.memory import Memory
from dragoman.workflow.newsroom import FILE, parse_newsroom
from dragoman.workflow.problems import Problem
from dragoman.workflow.record_files import roster_path
from dragoman.workflow.roster_rules import another_beginning, roster_faults

KEYED = with_keys(ROSTER, "olga", "omar")
ONE = version(KEYED)
TWO = version(but(ONE, "omar", roles=("editor", "publisher")), ONE)
THREE = version(but(TWO, "omar", roles=("owner",)), TWO)
OLGA = "olga@example.org"
NOTHING = "0" * 40


def change(path: str, old: str = "", new: str = "") -> FileChanged:
    return FileChanged(path, "100644" if old else ABSENT, "100644" if new else ABSENT, old or NOTHING, new or NOTHING)


def judge(old: str, new: str, email: str, *files: FileChanged, signed: bytes | None = None) -> list[Problem]:
    blobs = {"signature": signed}
    before, after = (parse_newsroom(text) if text else None for text in (old, new))
    return list(roster_faults(before, after, email, {one.path: one for one in files}, blobs.get, Memory()))


def errors(problems: list[Problem]) -> list[str]:
    return [problem.id for problem in problems if problem.severity == "error"]


def commit(old: str, new: str, email: str = OLGA, signed: bytes | None = None) -> list[str]:
    """What is told of a commit as dragoman makes it."""
    number = parse_newsroom(new).sealed.version
    files = [change(FILE, old and "old", "new"), change(roster_path(number), "", "new")]
    if signed is not None:
        files.append(change(roster_path(number, "sig"), "", "signature"))
    return errors(judge(old, new, email, *files, signed=signed))


def test_a_change_by_an_owner_is_in_order() -> None:
    assert commit("", ONE) == []
    assert commit(ONE, TWO) == []
    assert commit(ONE, TWO, email="Olga@Example.org") == []
    assert commit(ONE, TWO, signed=signature("olga", parse_newsroom(TWO).record)) == []


def test_a_version_that_its_owner_could_have_signed_is_only_a_claim_and_no_fault() -> None:
    files = (change(FILE, "old", "new"), change(roster_path(2), "", "new"))
    (claim,) = judge(ONE, TWO, OLGA, *files)
    assert (claim.id, claim.severity) == ("roster-unsigned", "warning")
    signed = (*files, change(roster_path(2, "sig"), "", "signature"))
    assert judge(ONE, TWO, OLGA, *signed, signed=signature("olga", parse_newsroom(TWO).record)) == []
    assert judge("", ONE, OLGA, change(FILE, "", "new"), change(roster_path(1), "", "new")) == []
    keyless, off = version(ROSTER), version(OFF + KEYED)
    for old in (keyless, off):
        assert judge(old, version(but(old, "lina", roles=("editor",)), old), OLGA, *files) == []


@pytest.mark.parametrize(
    "email", ["omar@example.org", "lina@example.org", "tarek@example.org", "eve@example.org", ""]
)
def test_a_version_that_another_than_its_owner_committed_is_told_unless_it_is_signed(email: str) -> None:
    assert commit(ONE, TWO, email) == ["roster-not-owner"]
    assert commit("", ONE, email) == ["roster-not-owner"]
    assert commit(ONE, TWO, email, signature("olga", parse_newsroom(TWO).record)) == []
    assert commit(ONE, TWO, email, signature("omar", parse_newsroom(TWO).record)) == ["roster-unsigned"]


def test_the_author_is_looked_up_in_the_roster_before() -> None:
    moved = version(but(ONE, "olga", emails=("olga@new.example",)), ONE)
    assert commit(ONE, moved) == []
    assert commit(ONE, moved, email="olga@new.example") == ["roster-not-owner"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (TWO, ONE, "roster-rollback"),
        (ONE, THREE, "roster-link"),
        (ONE, version(ONE, ONE, by="omar"), "roster-not-owner"),
        (ONE, TWO.replace("Tarek", "Eve"), "roster-unsealed"),
        (ONE, ONE.replace("Tarek", "Eve"), "roster-unsealed"),
        (ONE, KEYED, "roster-unsealed"),
        ("", ONE.replace("Tarek", "Eve"), "roster-unsealed"),
    ],
)
def test_a_version_that_may_not_follow_is_told_once_whoever_committed_it(old: str, new: str, fault: str) -> None:
    assert commit(old, new) == [fault]
    assert commit(old, new, email="eve@example.org") == [fault]


def test_a_newsroom_yaml_that_nobody_has_sealed_yet_is_no_newsrooms() -> None:
    assert commit("", KEYED, email="eve@example.org") == []


def test_a_wanted_signature_that_is_missing_is_told_and_so_is_one_that_does_not_hold() -> None:
    strict = version(REQUIRED + KEYED)
    after = version(but(strict, "lina", roles=("editor",)), strict)
    assert commit(strict, after) == ["roster-unsigned"]
    assert commit(strict, after, signed=signature("olga", parse_newsroom(after).record)) == []
    for odd in (b"", b"\xff", signature("omar", parse_newsroom(after).record)):
        assert commit(strict, after, signed=odd) == ["roster-unsigned"]


def test_the_signature_is_the_one_of_that_version() -> None:
    strict = version(REQUIRED + KEYED)
    files = (change(FILE, "old", "new"), change(roster_path(2), "", "new"))
    after = version(strict, strict)
    other = change(roster_path(1, "sig"), "", "signature")
    good = signature("olga", parse_newsroom(after).record)
    assert errors(judge(strict, after, OLGA, *files, other, signed=good)) == ["roster-unsigned"]


def test_a_version_is_kept_as_it_is_in_newsroom_yaml() -> None:
    whole = change(FILE, "old", "new")
    assert errors(judge(ONE, TWO, OLGA, whole)) == ["roster-unsealed"]
    for other in ("other", "another", "a"):
        assert errors(judge(ONE, TWO, OLGA, whole, change(roster_path(2), "", other))) == ["roster-unsealed"]
    assert errors(judge(ONE, TWO, OLGA, whole, change(roster_path(3), "", "new"))) == ["roster-unsealed"]
    assert errors(judge(ONE, TWO, OLGA, whole, change(roster_path(2), "", "new"))) == []


def test_comments_and_line_ends_may_change_without_an_owner() -> None:
    whole = change(FILE, "old", "new")
    for same in ("# a comment\n" + ONE, ONE.replace("\n", "\r\n")):
        assert judge(ONE, same, "eve@example.org", whole) == []
    assert errors(judge(ONE, KEYED, "eve@example.org", whole)) == ["roster-unsealed"]


def test_a_newsroom_yaml_that_is_deleted_or_unreadable_is_told() -> None:
    assert errors(judge(ONE, "", OLGA, change(FILE, "old", ""))) == ["roster-unsealed"]


@pytest.mark.parametrize("path", [roster_path(1), roster_path(1, "sig"), "rosters/else"])
def test_what_is_kept_is_never_changed_or_deleted_not_even_by_an_owner(path: str) -> None:
    assert errors(judge(ONE, ONE, OLGA, change(path, "old", "new"))) == ["roster-rewritten"]
    assert errors(judge(ONE, ONE, OLGA, change(path, "new", "old"))) == ["roster-rewritten"]
    assert errors(judge(ONE, ONE, OLGA, change(path, "old", ""))) == ["roster-rewritten"]
    with_change = (change(FILE, "old", "new"), change(roster_path(2), "", "new"))
    assert errors(judge(ONE, TWO, OLGA, *with_change, change(path, "old", "x"))) == ["roster-rewritten"]
    assert errors(judge(ONE, TWO, OLGA, *with_change, change(path, "x", "old"))) == ["roster-rewritten"]
    only_mode = FileChanged(path, "100644", "100755", "old", "old")
    assert errors(judge(ONE, TWO, OLGA, *with_change, only_mode)) == []


def test_what_is_kept_comes_with_a_change_of_newsroom_yaml() -> None:
    assert errors(judge(ONE, ONE, OLGA, change(roster_path(2), "", "new"))) == ["roster-rewritten"]
    assert errors(judge(ONE, ONE, OLGA, change(roster_path(1, "sig"), "", "new"))) == ["roster-rewritten"]


def test_every_kept_file_is_looked_at_whatever_else_was_committed_before_it() -> None:
    article = change("articles/2026/11/water/en.md", "a", "b")
    kept = change(roster_path(1), "old", "new")
    assert errors(judge(ONE, ONE, OLGA, article, kept)) == ["roster-rewritten"]
    assert errors(judge(ONE, ONE, OLGA, article)) == []


def test_a_commit_that_leaves_newsroom_yaml_alone_is_not_held_to_it() -> None:
    article = change("articles/2026/11/water/en.md", "a", "b")
    assert judge("", "", OLGA, article) == []
    assert judge(ONE.replace("Tarek", "Eve"), ONE.replace("Tarek", "Eve"), OLGA, article) == []


def test_a_second_beginning_is_an_error() -> None:
    assert (another_beginning().id, another_beginning().severity) == ("root-mismatch", "error")

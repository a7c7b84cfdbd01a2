"""What came since an older commit: changes of the roster are by owners, and with keys, that were there before it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from pasts import FIRST, Step, roster_files, write
from proofs import SOURCE_FILE, but, line, signature, version
from replays import ROOT, START

from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.proving import Wanted, verify
from dragoman.workflow.record_files import roster_path
from dragoman.workflow.trust import Trust

TWO_OWNERS = version(but(FIRST, "sara", roles=("publisher", "owner")), FIRST)
WITHOUT_OLGA = version(but(TWO_OWNERS, "olga", roles=("translator",)), TWO_OWNERS, by="sara")
ADDED, AFTER, THIRD, FOURTH = range(ROOT + 1, ROOT + 5)


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def told(base: int, *steps: Step) -> list[tuple[str, int]]:
    """What is told of the commits since a place, each with the place of its commit."""
    with tempfile.TemporaryDirectory() as folder:
        ids = write(Path(folder), [*START.steps, *steps])
        found = verify(folder, Wanted(base=ids[base]), Trust()).found
    places = [(one.problem.id, ids.index(one.commit)) for one in found if one.commit]
    return [one for one in places if one != ("history-rewritten", base)]


@pytest.mark.parametrize("sorts_before", [True, False])
def test_nobody_changes_the_roster_whom_only_the_same_push_made_an_owner(*, sorts_before: bool) -> None:
    seal = parse_newsroom(TWO_OWNERS).sealed.seal
    changes = (version(but(TWO_OWNERS, "lina", name=f"L{n}"), TWO_OWNERS, by="sara") for n in range(50))
    text = next(one for one in changes if (parse_newsroom(one).sealed.seal < seal) is sorts_before)
    steps = Step("olga", roster_files(TWO_OWNERS)), Step("sara", roster_files(text))
    assert told(ROOT, *steps) == [("roster-same-push", AFTER)]
    assert told(ADDED, *steps) == []


GONE = Step("olga", roster_files(TWO_OWNERS)), Step("sara", roster_files(WITHOUT_OLGA))


def test_an_owner_who_was_taken_off_does_not_go_on_from_an_older_roster() -> None:
    going_on = version(but(TWO_OWNERS, "lina", name="Lina"), TWO_OWNERS)
    assert told(AFTER, *GONE, Step("olga", roster_files(going_on), parents=(ADDED,))) == [("roster-same-push", THIRD)]


def test_a_comment_in_a_branch_with_an_older_roster_changes_nothing() -> None:
    comment = Step("lina", {"newsroom.yaml": f"{TWO_OWNERS}# A word about it.\n"}, parents=(ADDED,))
    assert told(AFTER, *GONE, comment, Step("sara", {}, parents=(AFTER, THIRD))) == []


def test_the_same_beginning_committed_again_is_by_an_owner_as_long_as_its_founder_is_one() -> None:
    again = Step("olga", roster_files(FIRST), parents=())
    assert told(ROOT, again, Step("olga", {}, parents=(ROOT, ADDED))) == []
    merged = Step("sara", {}, parents=(AFTER, THIRD))
    assert told(AFTER, *GONE, again, merged) == [("roster-same-push", THIRD)]


def test_a_history_without_a_roster_that_is_merged_changes_none() -> None:
    files = {"articles/2026/11/road/source.ar.md": SOURCE_FILE}
    alone = Step("tarek", files, parents=())
    assert told(ROOT, alone, Step("olga", files, parents=(ROOT, ADDED))) == []


KEYED = version(but(FIRST, "olga", keys=(line("olga"), line("olga-2"))), FIRST)
REVOKED = version(but(KEYED, "olga", keys=(line("olga-2"),), revoked=(line("olga"),)), KEYED)
OTHERWISE = version(but(KEYED, "lina", name="Lina"), KEYED)


@pytest.mark.parametrize(("key", "found"), [("olga", [("roster-same-push", THIRD)]), ("olga-2", [])])
def test_a_key_that_was_revoked_signs_no_change_of_an_older_roster(key: str, found: list[tuple[str, int]]) -> None:
    def by(name: str, text: str, parent: int) -> Step:
        record, path = parse_newsroom(text).record, roster_path(parse_newsroom(text).sealed.version, "sig")
        return Step("olga", roster_files(text) | {path: signature(name, record)}, parents=(parent,))

    keyed = Step("olga", roster_files(KEYED))
    assert told(AFTER, keyed, by("olga-2", REVOKED, ADDED), by(key, OTHERWISE, ADDED)) == found

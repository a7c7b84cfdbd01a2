"""Which roster a commit is judged by: the last one that an owner made, whatever lies in newsroom.yaml meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pasts import FIRST, Step, act_files, path_of, roster_files
from proofs import act, but, line, opened, version
from pure import ROSTER
from replays import BREAD, DISCLAIMED, RETURNED, ROOT, START, WATER, desk

if TYPE_CHECKING:
    from pathlib import Path

BY_HAND = FIRST.replace("[sara@example.org]", "[sara@example.org, eve@example.org]")
README = Step("lina", {"README.md": "x"})
EVIL = Step("eve", act_files(RETURNED))


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_commit_about_nothing_that_is_judged_brings_no_roster_into_force(tmp_path: Path) -> None:
    done = desk(tmp_path, Step("eve", {"newsroom.yaml": BY_HAND}), README, EVIL)
    assert done.told() == [("roster-unsealed", ROOT + 1), ("not-by-author", ROOT + 3)]


def test_a_version_before_the_first_is_none(tmp_path: Path) -> None:
    bare = [Step("olga", {"newsroom.yaml": FIRST, "rosters/0000.yaml": BY_HAND}), *START.steps[1:]]
    assert ("not-by-author", ROOT + 1) in desk(tmp_path, EVIL, before=bare).told(start=(0,))


def test_acts_name_a_roster_that_is_kept_and_not_one_that_only_lies_in_newsroom_yaml(tmp_path: Path) -> None:
    bare = [Step("olga", {"newsroom.yaml": FIRST}), *START.steps[1:]]
    found = desk(tmp_path, before=bare).told(start=(0,))
    assert [kind for kind, _ in found] == ["unknown-roster"] * (len(BREAD.history) + len(WATER.history))


def test_a_second_beginning_that_cannot_be_read_is_told_as_that(tmp_path: Path) -> None:
    merge = Step("olga", {}, parents=(ROOT, ROOT + 1))
    for number, files in enumerate(({"newsroom.yaml": "x"}, {"rosters/0001.yaml": FIRST})):
        second = Step("eve", files, parents=())
        told = desk(tmp_path / str(number), second, merge).told()
        assert {kind for kind, place in told if place == ROOT + 1} == {
            "roster-unsealed" if number == 0 else "roster-rewritten"
        }


def test_a_newsroom_that_nobody_has_sealed_gives_nobody_a_role(tmp_path: Path) -> None:
    opening = act_files(opened(ROSTER, path=path_of("road")), ROSTER)
    steps = [Step("olga", {"newsroom.yaml": ROSTER}), Step("tarek", opening)]
    assert desk(tmp_path, before=steps).told() == [("unknown-roster", 1)]


def test_roles_by_a_roster_that_is_only_claimed_count_and_a_warning_says_so(tmp_path: Path) -> None:
    keyed = version(but(FIRST, "olga", keys=(line("olga"),)), FIRST)
    claimed = version(but(keyed, "lina", roles=("editor", "publisher")), keyed)
    disclaimed = act(DISCLAIMED, "publish", "lina", claimed)
    steps = (
        Step("omar", act_files(DISCLAIMED)),
        Step("olga", roster_files(keyed)),
        Step("olga", roster_files(claimed)),
        Step("lina", act_files(disclaimed, claimed)),
    )
    assert desk(tmp_path, *steps).told() == [("roster-unsigned", ROOT + 3)]

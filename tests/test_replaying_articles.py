"""Articles and what is beside them, in a replay by itself: what comes with an act, and what nobody can judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pasts import FIRST, Content, Step, act_files, run
from proofs import act, chain
from pure import changed
from replays import BREAD, DISCLAIMED, ROOT, WATER, desk
from test_replaying_beside import KEPT, PAGE, RAW, SNAPSHOT

from dragoman.workflow.article_judge import ArticleJudge
from dragoman.workflow.commit_stream import commits
from dragoman.workflow.copies import CommitCopy
from dragoman.workflow.memory import Memory
from dragoman.workflow.objects import Reader
from dragoman.workflow.past import Past
from dragoman.workflow.record_files import live_path
from dragoman.workflow.replaying import Replayer
from dragoman.workflow.tips import Tips

if TYPE_CHECKING:
    from pathlib import Path

CORRECTED = act(WATER, "correct", "tarek", FIRST, kind="correction", notice="A number was wrong.")
OTHER = changed(WATER, "Monday", "Friday").text


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("version", "found"),
    [
        pytest.param(WATER.text, [], id="as it was published"),
        pytest.param(OTHER, [("version-other", ROOT + 1)], id="another text"),
        pytest.param(None, [("version-missing", ROOT + 1)], id="none"),
    ],
)
def test_a_correction_keeps_the_version_that_readers_have(
    tmp_path: Path, version: str | None, found: list[tuple[str, int]]
) -> None:
    kept: dict[str, Content] = {live_path(CORRECTED): version} if version else {}
    assert desk(tmp_path, Step("tarek", act_files(CORRECTED) | kept)).told() == found


@pytest.mark.parametrize("name", [BREAD.path.replace("bread", "Bread"), "Newsroom.yaml", "Rosters/0001.yaml"])
def test_what_a_mac_holds_for_something_judged_is_told_where_it_comes_and_not_where_it_goes(
    tmp_path: Path, name: str
) -> None:
    done = desk(tmp_path, Step("lina", {name: "x"}), Step("lina", {name: "y"}), Step("lina", {name: None}))
    assert done.told() == [("twin", ROOT + 1), ("twin", ROOT + 2)]


def test_a_snapshot_that_the_copy_has_lost_is_one_that_nobody_can_read(tmp_path: Path) -> None:
    run(tmp_path, "init", "-q")
    run(tmp_path, "config", "fastimport.unpackLimit", "100000")  # each object is a file of its own
    done = desk(tmp_path, Step("lina", {SNAPSHOT: KEPT.as_text(), RAW: PAGE}))
    assert done.told() == []
    (blob,) = done.blobs(SNAPSHOT)
    (tmp_path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert done.told() == [("snapshot-unreadable", ROOT + 1)]


def test_what_was_read_at_once_to_replay_a_history_serves_to_judge_what_it_came_to(tmp_path: Path) -> None:
    done = desk(tmp_path / "1", Step("omar", act_files(DISCLAIMED)))
    empty = desk(tmp_path / "2", before=[Step("olga", {})])
    root = str(done.root)
    with Reader(root) as reader, Reader(str(empty.root)) as nothing, Memory() as memory:
        copy = CommitCopy(root, reader, done.ids[-1]).read_by(nothing)
        tips = Tips(copy, ArticleJudge(copy, chain(FIRST), memory, lambda _path, _article: 0))
        replayer = Replayer(Past(reader, 20), chain(FIRST), memory, tips=tips)
        assert list(replayer.judge(commits(root, done.ids[-1], f"^{done.ids[ROOT]}"))) == []
    assert {path: one.found for path, one in tips.judged.items()} == {DISCLAIMED.path: ()}

"""Articles judged while their history is replayed come to what judging them by themselves comes to."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pasts import Step, worked, write
from test_verify_again import BASE, EDITS

from dragoman.workflow import proving
from dragoman.workflow.article_judge import ArticleJudge, Judged
from dragoman.workflow.proving import Proof, Wanted, verify
from dragoman.workflow.trust import Trust


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def as_it_is(proof: Proof) -> tuple[object, ...]:
    return [one for one in proof.found if not one.commit and one.problem.id != "history-rewritten"], proof.tally


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDITS, max_size=4), st.integers(1, 3))
def test_with_a_history_a_tree_is_judged_as_without(
    edits: list[list[tuple[str, bytes | None, str]]], parts: int
) -> None:
    steps = [Step("olga", dict(BASE))]
    for number, changes in enumerate(edits):
        files = {path: content for path, content, _ in changes}
        modes = {path: mode for path, _, mode in changes}
        parents = (-1,) if number % 3 < 2 else (number, number - 1)
        steps.append(Step("olga", files, modes=modes, parents=parents))
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        write(Path(folder), steps)
        patch.setattr(proving, "_WORTH_SHARING", 0)
        patch.setattr(proving, "cores", lambda: parts)
        whole = as_it_is(verify(folder, Wanted(history=True), Trust()))
        patch.setattr(proving, "kept", lambda *_: None)
        assert as_it_is(verify(folder, Wanted(), Trust())) == whole


def test_what_the_replay_passes_by_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    at = ArticleJudge.at

    def noting(self: ArticleJudge, path: str) -> Judged:
        read.append(path)
        return at(self, path)

    monkeypatch.setattr(ArticleJudge, "at", noting)
    steps = worked([12, 15, 3]).steps
    write(tmp_path, steps)
    proof = verify(str(tmp_path), Wanted(history=True), Trust())
    assert (proof.found, read) == ([], [])
    assert proof.tally.articles > 1
    assert verify(str(tmp_path), Wanted(since="HEAD~1"), Trust()).tally == proof.tally

"""Shared work: every key in one part only, answers in order, errors told, and the same found by any number."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pasts import Step, path_of, worked, write

from dragoman.workflow import proving, workers
from dragoman.workflow.errors import BadSignature, DragomanError, GitFailed
from dragoman.workflow.proving import Wanted, verify
from dragoman.workflow.trust import Trust
from dragoman.workflow.workers import WHOLE, Share, cores, share, stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dragoman.workflow.workers import Told


def deaf(_what: str, _done: int, _of: int) -> None:
    """Hears nothing."""


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))), st.integers(1, 9))
def test_the_parts_share_the_keys_whatever_their_number(keys: list[str], of: int) -> None:
    for key in keys:
        assert [Share(number, of).has(key) for number in range(of)].count(True) == 1
        assert WHOLE.has(key)


def test_no_part_is_left_without_work_where_there_is_enough() -> None:
    for of in (2, 3, 8):
        for number in range(of):
            assert sum(Share(number, of).has(path_of(f"story-{one}")) for one in range(800)) > 50


@pytest.mark.parametrize("of", [1, 2, 3])
def test_answers_come_in_the_order_of_the_parts(of: int) -> None:
    assert share(lambda part, _told: (part.number, part.of), of, deaf) == [(number, of) for number in range(of)]


def test_one_part_is_done_in_this_process_and_more_in_others() -> None:
    assert share(lambda _part, _told: os.getpid(), 1, deaf) == [os.getpid()]
    there = share(lambda _part, _told: os.getpid(), 3, deaf)
    assert len({*there, os.getpid()}) == 4


@pytest.mark.parametrize("of", [1, 2, 3])
def test_an_error_in_any_part_is_told_with_its_hint(of: int) -> None:
    for bad in range(of):

        def work(part: Share, _told: Told, bad: int = bad) -> int:
            if part.number == bad:
                raise GitFailed("It broke.", "mend it")
            return part.number

        with pytest.raises(GitFailed) as caught:
            share(work, of, deaf)
        assert (caught.value.sentence, caught.value.hint) == ("It broke.", "mend it")


def test_any_error_of_ours_is_told_as_one_of_ours() -> None:
    def work(_part: Share, _told: Told) -> None:
        raise BadSignature("odd")

    with pytest.raises(DragomanError, match="odd"):
        share(work, 2, deaf)


def test_a_part_that_ends_without_an_answer_is_told() -> None:
    def work(part: Share, _told: Told) -> None:
        if part.number:
            os._exit(7)

    with pytest.raises(GitFailed, match="ended before its work was done"):
        share(work, 2, deaf)


def test_progress_is_added_up_over_the_parts() -> None:
    def work(part: Share, told: Told) -> None:
        for done in range(1, 4):
            told("articles", done, 3 + part.number)

    for of, all_of in ((1, 3), (2, 7), (3, 12)):
        heard: list[tuple[str, int, int]] = []
        share(work, of, lambda *words, heard=heard: heard.append(words))
        assert heard[-1] == ("articles", 3 * of, all_of)
        assert [done for _, done, _ in heard] == sorted(done for _, done, _ in heard)


def doubled(own: Sequence[int]) -> Iterator[int]:
    for one in own:
        if one < 0:
            raise GitFailed("It broke.", "mend it")
        yield 2 * one


@pytest.mark.parametrize("of", [1, 2, 3])
@pytest.mark.parametrize("many", [0, 1, 7, 2500])
def test_what_streams_in_is_each_item_once_with_its_answer(
    monkeypatch: pytest.MonkeyPatch, of: int, many: int
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: of)
    heard: list[tuple[str, int, int]] = []
    coming = stream(range(many), doubled, "articles", 0, lambda *words: heard.append(words))
    assert sorted(pair for some in coming for pair in some) == [(one, 2 * one) for one in range(many)]
    assert heard[-1:] == ([("articles", many, many)] if many else [])


@pytest.mark.parametrize("of", [1, 2])
def test_an_error_ends_a_stream_and_its_processes(monkeypatch: pytest.MonkeyPatch, of: int) -> None:
    monkeypatch.setattr(workers, "cores", lambda: of)
    with pytest.raises(GitFailed, match="It broke"):
        list(stream([1, 2, -1, 4], doubled, "articles", 0, deaf))
    assert multiprocessing.active_children() == []


def test_a_stream_that_nobody_reads_on_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    coming = stream(range(50_000), doubled, "articles", 0, deaf)
    assert next(coming)
    coming.close()
    assert multiprocessing.active_children() == []


def test_there_is_at_least_one_core_and_not_more_than_are_useful() -> None:
    assert 1 <= cores() <= 8


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A history with honest work and with things wrong in several stories, in rosters and in a merge."""
    newsroom = worked([12, 15, 3, 9, 11, 14, 17])
    steps = newsroom.steps
    steps.append(Step("olga", {path_of("bread"): None}))
    steps.append(Step("olga", {path_of("water"): "x"}))
    steps.append(Step("olga", {path_of("road"): None, "rosters/0001.yaml": "x"}, parents=(len(steps) - 2,)))
    steps.append(Step("omar", {"newsroom.yaml": "x"}, parents=(len(steps) - 2, len(steps) - 1)))
    steps.append(Step("omar", {"articles/2026/11/link/en.md": "x"}, modes={"articles/2026/11/link/en.md": "120000"}))
    root = tmp_path_factory.mktemp("past")
    return root, write(root, steps)


@pytest.mark.parametrize("of", [2, 3, 5])
def test_verifying_finds_the_same_by_any_number_of_processes(
    past: tuple[Path, list[str]], of: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    root, ids = past
    for wanted in (
        Wanted(),
        Wanted(history=True),
        Wanted(history=True, base=ids[3]),
        Wanted(history=True, since=ids[3]),
    ):
        alone = verify(str(root), wanted, Trust())
        with monkeypatch.context() as patch:
            patch.setattr(proving, "_WORTH_SHARING", 0)
            patch.setattr(proving, "cores", lambda: of)
            shared = verify(str(root), wanted, Trust())
        assert sorted(map(repr, shared.found)) == sorted(map(repr, alone.found))
        assert len(alone.found) > 2
        assert (shared.tally, shared.commits, shared.limits) == (alone.tally, alone.commits, alone.limits)
    assert workers.WHOLE.of == 1

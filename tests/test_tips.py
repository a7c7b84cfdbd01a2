"""Articles judged while their history is replayed come to what judging them by themselves comes to."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from effort import LONG
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pasts import FIRST, Step, worked, write
from proofs import chain
from test_verify_again import BASE, EDITS, SIGNATURE
from test_verifying import BREAD, SOURCE, WATER

from dragoman.workflow import proving
from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.article_judge import ArticleJudge, Judged
from dragoman.workflow.changes import FileChanged
from dragoman.workflow.copies import CommitCopy
from dragoman.workflow.errors import BadText, DiskFailed, GitFailed
from dragoman.workflow.memory import Memory
from dragoman.workflow.objects import Reader
from dragoman.workflow.proving import Proof, Wanted, verify
from dragoman.workflow.tips import Tips
from dragoman.workflow.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = SOURCE.replace(".ar.md", ".html")
OLD = "1" * 40


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def as_it_is(proof: Proof) -> tuple[object, ...]:
    return [one for one in proof.found if not one.commit and one.problem.id != "history-rewritten"], proof.tally


@settings(max_examples=30 if LONG else 10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[CommitCopy]:
    (commit,) = write(tmp_path, [Step("olga", {**BASE, PAGE: b"a page as retrieved"})])
    with Reader(str(tmp_path)) as reader:
        yield CommitCopy(str(tmp_path), reader, commit)


def nobody(_path: str, _article: Article) -> int:
    return 0


def tips_of(copy: CommitCopy, seen: Callable[[str, Article], int] = nobody) -> Tips:
    return Tips(copy, ArticleJudge(copy, chain(FIRST), Memory(), seen))


def reached(copy: CommitCopy, path: str) -> FileChanged:
    """The change that made a file what it is now."""
    return FileChanged(path, "100644", "100644", OLD, copy.blobs[path])


def article_in(copy: CommitCopy, path: str) -> Article:
    return parse_article((copy.read(path) or b"").decode(), path)


def test_with_the_last_version_of_an_article_the_small_files_beside_it_are_wanted(copy: CommitCopy) -> None:
    changes = [reached(copy, WATER), FileChanged(BREAD, "100644", "100644", copy.blobs[BREAD], OLD)]
    folder = WATER.rpartition("/")[0]
    there = [path for path in copy.paths if path.startswith(f"{folder}/")]
    assert {WATER, SOURCE, SIGNATURE, PAGE} <= set(there)
    assert list(tips_of(copy).wanted(changes)) == [copy.blobs[path] for path in there if path != PAGE]


@pytest.mark.parametrize("path", [SIGNATURE, PAGE, "newsroom.yaml"])
def test_with_any_other_file_nothing_is_wanted(copy: CommitCopy, path: str) -> None:
    assert list(tips_of(copy).wanted([reached(copy, path)])) == []


def test_what_was_lent_is_not_read_from_the_repository(copy: CommitCopy, tmp_path: Path) -> None:
    write(tmp_path / "empty", [Step("olga", {"x": b"x"})])
    with Reader(str(tmp_path / "empty")) as reader:
        tips = tips_of(copy.read_by(reader))
        tips.lend({blob: copy.read(path) or b"" for path, blob in copy.blobs.items()})
        tips.take(reached(copy, WATER), article_in(copy, WATER))
        assert (tips.judged[WATER].found, tips.judged[WATER].tally.acts) == ((), 5)
        tips.lend({})
        with pytest.raises(GitFailed):
            tips.take(reached(copy, BREAD), article_in(copy, BREAD))


def test_an_article_is_judged_once_however_often_its_last_version_comes(copy: CommitCopy) -> None:
    judged: list[str] = []

    def seen(path: str, _article: Article) -> int:
        judged.append(path)
        return 0

    tips, article = tips_of(copy, seen), article_in(copy, WATER)
    for change in (FileChanged(WATER, "100644", "100644", copy.blobs[WATER], OLD), *[reached(copy, WATER)] * 2):
        tips.take(change, article)
    assert judged == [WATER]
    assert list(tips.wanted([reached(copy, WATER)])) == []


@pytest.mark.parametrize("error", [BadText(WATER, 1, "odd"), DiskFailed("The disk is full.")])
def test_what_cannot_be_judged_now_is_left_to_whoever_reads_it_again(copy: CommitCopy, error: Exception) -> None:
    def seen(_path: str, _article: Article) -> int:
        raise error

    tips = tips_of(copy, seen)
    tips.take(reached(copy, WATER), article_in(copy, WATER))
    assert tips.judged == {}

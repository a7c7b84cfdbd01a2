"""Waivers and snapshots in a history: each commit that brings one is judged by its author, with what came with it."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from pasts import Content, Step, worked, write
from test_snapshots import FOUND, LOST

from dragoman.workflow.proving import Wanted, verify
from dragoman.workflow.trust import Trust
from dragoman.workflow.waiver_file import Waiver, waiver_path

START = worked()
BREAD = START.articles["bread"]
WAIVER = Waiver("doubled-word", "a" * 64, "the the", "omar", "2026-11-28T10:00:00Z", "It is a name.")
FOLDER = f"{BREAD.path.rpartition('/')[0]}/snapshots"
PAGE = b"<p>One</p>\n"
KEPT = FOUND._replace(by="lina", raw=("2026-11-28T101500Z.html", hashlib.sha256(PAGE).hexdigest()))
SNAPSHOT, RAW = f"{FOLDER}/2026-11-28T101500Z.ar.md", f"{FOLDER}/2026-11-28T101500Z.html"


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def told(*steps: Step) -> list[tuple[str, str]]:
    """What is told of the last commit, and the article each is about."""
    with tempfile.TemporaryDirectory() as folder:
        ids = write(Path(folder), [*START.steps, *steps])
        found = verify(folder, Wanted(history=True), Trust()).found
    return [(one.problem.id, one.article) for one in found if one.commit == ids[-1]]


def waived(waiver: Waiver) -> dict[str, Content]:
    return {waiver_path(BREAD.path, waiver.key): waiver.as_text()}


def test_a_waiver_is_its_authors_and_they_may_waive_in_that_article() -> None:
    assert told(Step("omar", waived(WAIVER))) == []
    assert told(Step("sara", waived(WAIVER))) == [("waiver-not-by-author", "bread/en")]
    assert told(Step("tarek", waived(WAIVER._replace(by="tarek")))) == [("waiver-no-right", "bread/en")]


def test_a_waiver_that_is_deleted_waives_nothing() -> None:
    path = waiver_path(BREAD.path, WAIVER.key)
    assert told(Step("sara", waived(WAIVER)), Step("lina", {path: None})) == []


def test_a_waiver_for_an_article_that_cannot_be_read_is_judged_by_its_author() -> None:
    broken = Step("omar", {BREAD.path: "---\ntitle: [\n---\n"})
    assert told(broken, Step("tarek", waived(WAIVER._replace(by="tarek")))) == []
    assert told(broken, Step("sara", waived(WAIVER))) == [("waiver-not-by-author", "bread/en")]


def test_a_snapshot_is_its_authors_and_comes_with_the_page_it_was_found_in() -> None:
    files: dict[str, Content] = {SNAPSHOT: KEPT.as_text(), RAW: PAGE.decode()}
    assert told(Step("lina", files)) == []
    assert [kind for kind, _ in told(Step("omar", files))] == ["snapshot-not-by-author"]
    assert [kind for kind, _ in told(Step("lina", {SNAPSHOT: KEPT.as_text()}))] == ["snapshot-false"]
    assert [
        kind for kind, _ in told(Step("lina", {RAW: PAGE.decode()}), Step("lina", {SNAPSHOT: KEPT.as_text()}))
    ] == ["snapshot-false"]


def test_a_snapshot_that_is_there_stays_as_it_is() -> None:
    path = SNAPSHOT.replace("28T", "29T")
    first = Step("omar", {path: LOST.as_text()})
    assert told(first) == []
    again = Step("omar", {path: LOST._replace(status="404").as_text()})
    assert [kind for kind, _ in told(first, again)] == ["snapshot-changed"]

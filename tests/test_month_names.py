"""What is kept of the names in the months is what is in them, whatever happened since."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.workflow import month_names, shelf
from dragoman.workflow.places import SLUG

if TYPE_CHECKING:
    from pathlib import Path

SLUGS = ("bread", "bread-2", "b", "water", "Not-a-slug", "1")
MONTHS = ("2025/12", "2026/01", "2026/02")
STARTS = ("", "b", "bread", "bread-", "w", "z", "1")
STEPS = st.tuples(
    st.sampled_from(("make", "link", "file", "drop", "month")), st.sampled_from(MONTHS), st.sampled_from(SLUGS)
)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(shelf, "_MANY", -1)
    (tmp_path / ".git").mkdir()
    return tmp_path


def listed(root: Path, start: str) -> list[str]:
    months = sorted(root.glob("articles/*/*"))
    return [
        str(story.relative_to(root))
        for month in months
        for story in sorted(month.iterdir())
        if story.name.startswith(start) and SLUG.fullmatch(story.name) and story.is_dir() and not story.is_symlink()
    ]


def do(root: Path, what: str, month: str, slug: str) -> None:
    folder = root / "articles" / month
    if what == "month":
        shutil.rmtree(folder, ignore_errors=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    one = folder / slug
    if one.is_symlink() or one.is_file():
        one.unlink()
    elif one.is_dir():
        one.rmdir()
    if what == "make":
        one.mkdir()
    elif what == "link":
        one.symlink_to(folder)
    elif what == "file":
        one.touch()


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(STEPS, max_size=4), max_size=5), st.booleans())
def test_what_is_kept_is_what_is_there(room: Path, rounds: list[list[tuple[str, str, str]]], settled: bool) -> None:
    shutil.rmtree(room / "articles", ignore_errors=True)
    shutil.rmtree(room / ".git" / "dragoman", ignore_errors=True)
    # Time is told by the disk in steps; where a moment is long enough for two changes, nothing is kept.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(month_names, "_SETTLED", -(10**18) if settled else month_names._SETTLED)
        for steps in rounds:
            for step in steps:
                do(room, *step)
            if settled:
                time.sleep(0.005)
            for start in STARTS:
                assert shelf.folders_of(str(room), start) == listed(room, start)


def test_a_month_in_which_something_was_just_done_is_not_kept(room: Path) -> None:
    do(room, "make", "2026/01", "bread")
    assert shelf.folders_of(str(room), "b") == ["articles/2026/01/bread"]
    assert not (room / ".git" / "dragoman" / "names").exists()


@pytest.mark.parametrize(
    "text", [b"", b"names 0\narticles/2026/01\0x/water", b"names 1\nodd", b"\xff\0\n\n", b"names 1\n\0"]
)
def test_a_file_that_is_none_of_ours_counts_for_nothing(room: Path, text: bytes) -> None:
    do(room, "make", "2026/01", "bread")
    file = room / ".git" / "dragoman" / "names"
    file.parent.mkdir()
    file.write_bytes(text)
    assert shelf.folders_of(str(room), "") == ["articles/2026/01/bread"]


def test_where_nothing_can_be_written_names_are_listed(room: Path) -> None:
    do(room, "make", "2026/01", "bread")
    (room / ".git" / "dragoman").touch()
    assert shelf.folders_of(str(room), "b") == ["articles/2026/01/bread"]


def test_names_are_not_listed_again(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    do(room, "make", "2026/01", "bread")
    long_ago = time.time() - 3600
    monkeypatch.setattr(month_names, "_SETTLED", -(10**18))
    os.utime(room / "articles/2026/01", (long_ago, long_ago))
    assert shelf.folders_of(str(room), "b") == ["articles/2026/01/bread"]
    monkeypatch.setattr(shelf, "_names", None)
    scandir, seen = os.scandir, list[str]()

    def watched(path: str) -> object:
        seen.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", watched)
    assert shelf.folders_of(str(room), "br") == ["articles/2026/01/bread"]
    assert [os.path.basename(path) for path in seen] == ["articles", "2026"]

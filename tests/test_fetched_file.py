"""What servers said of pages: it counts for the very text it was said of, and a spoilt file is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.workflow.fetched_file import FetchedFile

if TYPE_CHECKING:
    from pathlib import Path

SOURCE, URL, KNOWN = "articles/2026/11/kiln/source.ar.md", "https://jar.example/kiln", "a" * 64
BOTH = {"If-None-Match": '"1"', "If-Modified-Since": "Sat, 28 Nov 2026 10:00:00 GMT"}


@pytest.fixture
def root(tmp_path: Path) -> str:
    """A folder that has a git folder."""
    (tmp_path / ".git").mkdir()
    return str(tmp_path)


def remembered(root: str) -> FetchedFile:
    file = FetchedFile(root)
    file.keep(SOURCE, URL, KNOWN, '"1"', "Sat, 28 Nov 2026 10:00:00 GMT")
    file.save()
    return FetchedFile(root)


def test_what_was_kept_is_there_the_next_time(root: str) -> None:
    assert remembered(root).conditions(SOURCE, URL, KNOWN) == BOTH


@pytest.mark.parametrize(
    ("source", "url", "known"), [("other", URL, KNOWN), (SOURCE, f"{URL}2", KNOWN), (SOURCE, URL, "b" * 64)]
)
def test_it_counts_for_nothing_else(root: str, source: str, url: str, known: str) -> None:
    assert remembered(root).conditions(source, url, known) == {}


def test_a_page_without_validators_is_asked_for_without_conditions(root: str) -> None:
    file = FetchedFile(root)
    file.keep(SOURCE, URL, KNOWN, "", "")
    assert file.conditions(SOURCE, URL, KNOWN) == {}


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"{", b"[]", b'{"version": 2, "pages": {}}', b'{"version": 1, "pages": {"a": 1}}', b"\xff", b"[" * 100_000],
)
def test_a_spoilt_file_is_none_and_is_written_anew(root: str, tmp_path: Path, spoilt: bytes) -> None:
    path = tmp_path / ".git/dragoman/fetched.json"
    path.parent.mkdir()
    path.write_bytes(spoilt)
    assert FetchedFile(root).conditions(SOURCE, URL, KNOWN) == {}
    assert remembered(root).conditions(SOURCE, URL, KNOWN) == BOTH


def test_a_header_that_somebody_wrote_into_the_file_is_not_sent(root: str) -> None:
    file = FetchedFile(root)
    file.keep(SOURCE, URL, KNOWN, '"1"\r\nX: y', "é")
    file.save()
    assert FetchedFile(root).conditions(SOURCE, URL, KNOWN) == {}


def test_without_a_git_folder_nothing_is_kept_and_nothing_breaks(tmp_path: Path) -> None:
    assert remembered(str(tmp_path / "none")).conditions(SOURCE, URL, KNOWN) == {}
    assert not (tmp_path / "none").exists()

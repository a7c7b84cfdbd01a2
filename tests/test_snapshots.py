"""A snapshot's file says what it was kept with, or is none; and what several of them come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.workflow.errors import BadText
from dragoman.workflow.seal import canonical
from dragoman.workflow.snapshot_file import (
    BACK,
    CHANGED,
    GONE,
    Snapshot,
    language_of,
    parse_snapshot,
    snapshot_folder,
    snapshot_name,
)
from dragoman.workflow.snapshots import NONE_KEPT, Kept, read_snapshots

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = "articles/2026/11/kiln/source.ar.md"
FOLDER = "articles/2026/11/kiln/snapshots"
DIGEST = "a" * 64
FOUND = Snapshot(
    CHANGED,
    "https://jar.example/kiln",
    "2026-11-28T10:15:00Z",
    "lina",
    "200",
    DIGEST,
    title="الفرن: عاد",
    body="الأولى\n\nالثانية",
    raw=("2026-11-28T101500Z.html", "b" * 64),
    etag='"1"',
)
LOST = Snapshot(GONE, "https://jar.example/kiln", "2026-11-29T10:15:00Z", "omar", "410", DIGEST)
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t"), max_size=40)


@pytest.mark.parametrize("snapshot", [FOUND, LOST, LOST._replace(came=BACK, status="200")])
def test_what_is_written_is_what_is_read(snapshot: Snapshot) -> None:
    again = parse_snapshot(snapshot.as_text(), "x")
    assert again == snapshot
    assert again.digest == snapshot.digest


@given(title=LINES, dek=LINES, body=st.lists(LINES, max_size=5).map("\n".join), etag=LINES)
def test_any_words_come_back_as_they_were_kept(title: str, dek: str, body: str, etag: str) -> None:
    kept = FOUND._replace(title=title, dek=dek, body=body, etag=etag)
    again = parse_snapshot(kept.as_text(), "x")
    assert again == kept._replace(body=canonical(body))
    assert again.digest == kept.digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("الثانية", "الثالثة"),
        ("came: changed", "came: gone"),
        ("came: changed", "came: other"),
        ("came: changed\n", ""),
        ("by: lina\n", ""),
        ("retrieved: 2026-11-28T10:15:00Z", "retrieved: yesterday"),
        (DIGEST, "a"),
        ("b" * 64, "b"),
        ("file: 2026", "file: ../2026"),
        ("by: lina\n", "by: lina\nmood: good\n"),
        ("by: lina\n", "by: [lina]\n"),
        ("status: '200'", "status: fine"),
        ("status: '200'", "status: '2000'"),
        ("---\n\n", "---\n\nMore.\n\n"),
    ],
)
def test_a_file_that_says_something_else_is_no_snapshot(old: str, new: str) -> None:
    text = FOUND.as_text()
    assert old in text
    with pytest.raises(BadText):
        parse_snapshot(text.replace(old, new, 1) if old != "---\n\n" else text.replace(old, new), "x")


def test_one_of_a_page_that_is_gone_holds_no_words() -> None:
    with pytest.raises(BadText):
        parse_snapshot(LOST.as_text() + "\nSome words.\n", "x")


def test_line_ends_are_not_what_was_kept() -> None:
    assert parse_snapshot(FOUND.as_text().replace("\n", "\r\n"), "x").digest == FOUND.digest


def test_names_say_when_and_in_which_language() -> None:
    assert snapshot_folder(SOURCE) == FOLDER
    assert snapshot_name("2026-11-28T10:15:00Z") == "2026-11-28T101500Z"
    assert snapshot_name("2026-11-28T10:15:00Z", 2) == "2026-11-28T101500Z-2"
    assert language_of("2026-11-28T101500Z-2.zh-Hant.md") == "zh-Hant"
    for name in ("2026-11-28T101500Z.html", "ar.md", "2026-11-28.ar.md", "x2026-11-28T101500Z.ar.md"):
        assert language_of(name) == ""


def kept(files: Mapping[str, str], lang: str = "ar") -> Kept:
    def read(path: str) -> bytes | None:
        return files[path.rpartition("/")[2]].encode()

    return read_snapshots(SOURCE, lang, lambda folder: sorted(files) if folder == FOLDER else [], read)


def test_the_newest_counts_by_what_it_says_of_itself() -> None:
    found = kept({"2026-01-01T000000Z.ar.md": LOST.as_text(), "2026-11-28T101500Z.ar.md": FOUND.as_text()})
    assert [one.came for _, one in found.snapshots] == [CHANGED, GONE]
    assert found.newest == LOST
    assert found.gone_since == "2026-11-29T10:15:00Z"
    assert [path for path, _ in found.changed] == [f"{FOLDER}/2026-11-28T101500Z.ar.md"]


def test_other_languages_pages_and_strange_files_are_passed_over_and_spoilt_ones_told() -> None:
    files = {"2026-11-28T101500Z.fr.md": "x", "2026-11-28T101500Z.html": "x", "notes.md": "x"}
    assert kept(files) == NONE_KEPT
    spoilt = kept({"2026-11-28T101500Z.ar.md": "no front matter"})
    ((fault, _),) = spoilt.faults
    assert fault.startswith(f"{FOLDER}/2026-11-28T101500Z.ar.md")
    assert spoilt.digest not in ("", kept({"2026-11-28T101500Z.ar.md": "other"}).digest)


def test_what_an_editor_has_looked_at_is_all_of_them_in_any_order_and_one_more_is_something_else() -> None:
    one, two = FOUND, FOUND._replace(body="Other", retrieved="2020-01-01T00:00:00Z")
    first = Kept((("a", one), ("b", two)))
    assert first.digest == Kept((("b", two), ("a", one))).digest
    assert first.digest not in ("", Kept((("a", one),)).digest, Kept((("b", two),)).digest)
    assert Kept((*first.snapshots, ("c", LOST))).digest == first.digest
    assert Kept((("c", LOST),)).digest == NONE_KEPT.digest == ""

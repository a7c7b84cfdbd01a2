"""A commit that brings a snapshot: by the person it names, with the page it was found in; then it stays."""

from __future__ import annotations

import hashlib

import pytest
from proofs import ids
from test_snapshots import FOLDER, FOUND, LOST

from dragoman.workflow.author_rules import Doer
from dragoman.workflow.changes import ABSENT, FileChanged
from dragoman.workflow.file_rules import Kind, file_faults, kind_of
from dragoman.workflow.newsroom import Newsroom
from dragoman.workflow.people import Person, Roster
from dragoman.workflow.snapshot_rules import snapshot_faults

PATH = f"{FOLDER}/2026-11-28T101500Z.ar.md"
RAW = f"{FOLDER}/2026-11-28T101500Z.html"
PAGE = b"<p>One</p>\n<p>Two</p>\n"
KEPT = FOUND._replace(raw=("2026-11-28T101500Z.html", hashlib.sha256(PAGE).hexdigest()))
PEOPLE = (
    Person("lina", "Lina", ("lina@example.org",), ("translator",)),
    Person("omar", "Omar", ("omar@example.org",), ()),
    Person("eve", "Eve", ("eve@example.org",), (), left="2026-01-01T00:00:00Z"),
)
NEWSROOM = Newsroom("Desk", ("ar",), ("en",), Roster(PEOPLE))


def found(data: bytes, by: str, page: bytes | None = PAGE, path: str = PATH) -> list[str]:
    doer = Doer.of(f"{by}@example.org", NEWSROOM)
    return ids(snapshot_faults(path, data, doer, lambda at: page if at == RAW else None))


def test_one_that_is_what_it_says_comes_from_anybody_on_the_roster() -> None:
    assert found(KEPT.as_text().encode(), "lina") == []
    assert found(KEPT._replace(by="omar").as_text().encode(), "omar") == []
    assert found(LOST.as_text().encode(), "omar", None) == []
    assert found(LOST._replace(came="back").as_text().encode(), "omar", None) == []


@pytest.mark.parametrize("by", ["omar", "mallory", "eve"])
def test_one_in_anothers_name_is_found(by: str) -> None:
    assert found(KEPT.as_text().encode(), by) == ["snapshot-not-by-author"]
    assert found(KEPT._replace(by="zoe").as_text().encode(), by) == ["snapshot-not-by-author"]


@pytest.mark.parametrize("name", ["eve", "mallory"])
def test_one_in_the_name_of_whoever_is_not_on_the_roster_is_found(name: str) -> None:
    assert found(KEPT._replace(by=name).as_text().encode(), name) == ["snapshot-not-by-author"]


def test_without_a_roster_nobody_may() -> None:
    doer = Doer.of("lina@example.org", None)
    assert ids(snapshot_faults(PATH, LOST.as_text().encode(), doer, lambda _: None)) == ["snapshot-not-by-author"]


def test_one_without_its_page_or_with_another_is_found() -> None:
    assert found(KEPT.as_text().encode(), "lina", None) == ["snapshot-false"]
    assert found(KEPT.as_text().encode(), "lina", PAGE + b"x") == ["snapshot-false"]
    assert found(KEPT.as_text().encode(), "lina", PAGE.replace(b"\n", b"\r\n")) == []


def test_one_that_cannot_be_read_is_found_and_a_page_says_nothing_by_itself() -> None:
    assert found(b"x", "lina") == ["snapshot-unreadable"]
    assert found(b"\xff", "lina") == ["snapshot-unreadable"]
    assert found(b"x", "lina", path=RAW) == []


@pytest.mark.parametrize("path", [PATH, RAW, PATH.replace("Z.ar", "Z-2.zh-Hant")])
def test_it_comes_and_stays(path: str) -> None:
    assert kind_of(path) is Kind.SNAPSHOT
    plain = "100644"

    def faults(old: str, new: str) -> list[str]:
        modes = (plain if old else ABSENT), (plain if new else ABSENT)
        return ids(file_faults(FileChanged(path, *modes, old, new), set()))

    assert faults("", "a") == []
    assert faults("a", "a") == []
    assert faults("a", "b") == ["snapshot-changed"]
    assert faults("a", "") == ["snapshot-removed"]


@pytest.mark.parametrize("name", ["ar.md", "2026-11-28T101500Z.md", "notes.html", "x/2026-11-28T101500Z.ar.md"])
def test_what_is_called_otherwise_is_no_snapshot(name: str) -> None:
    assert kind_of(f"{FOLDER}/{name}") is None

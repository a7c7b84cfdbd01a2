"""A check of the whole newsroom: what is kept of it, by story and by month, is what would be found anew."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from test_index import PLACES, TEXTS, checked, filled, git_in, put

from dragoman.workflow.checking import findings
from dragoman.workflow.index_file import Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from conftest import Room

    from dragoman.workflow.checking import Finding
    from dragoman.workflow.newsroom import Newsroom

__all__ = ["filled"]
MONTH = "articles/2026/11"
BREAD = "articles/2026/10/bread"


@pytest.fixture
def two(room: Room) -> Room:
    """A newsroom with a story in each of two months, of which a check has been made."""
    room.bring("translated", "water")
    room.bring("sourced", "bread")
    (room.root / BREAD).parent.mkdir()
    room.git("mv", f"{MONTH}/bread", BREAD)
    room.git("commit", "-qm", "another month")
    assert [one.path for one in checked(room.root)] == [f"{BREAD}/en.md", f"{MONTH}/water/en.md"]
    return room


def test_a_check_says_what_one_without_an_index_says_whatever_changed(filled: Path) -> None:
    assert len(checked(filled)) > 6
    put(filled, PLACES[0], TEXTS[-2])
    checked(filled)
    for path, text in ((PLACES[1], TEXTS[6]), ("articles/2026/12/water/en.md", TEXTS[2])):
        put(filled, path, text)
        git_in(filled, "add", "-A")
        git_in(filled, "commit", "-qm", "x")
        checked(filled)
    git_in(filled, "rm", "-q", PLACES[2])
    checked(filled)
    git_in(filled, "commit", "-qm", "x")
    checked(filled)


def test_only_the_story_that_changed_is_judged_again(two: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []

    def counted(root: str, newsroom: Newsroom, path: str, now: datetime, **more: Any) -> Iterator[Finding]:
        judged.append(path)
        return findings(root, newsroom, path, now, **more)

    monkeypatch.setattr("dragoman.workflow.newsroom_check.findings", counted)
    two.bring("sourced", "third")
    for _ in range(2):
        assert len(checked(two.root, compare=False)) == 3
        assert judged == [f"{MONTH}/third/en.md"]


def test_a_month_without_a_change_is_one_question(two: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    cards = Index.cards

    def counted(index: Index, keys: Iterable[bytes]) -> Iterator[str | None]:
        keys = list(keys)
        asked.append(len(keys))
        return cards(index, keys)

    monkeypatch.setattr(Index, "cards", counted)
    assert len(checked(two.root, compare=False)) == 2
    two.bring("sourced", "third")
    assert len(checked(two.root, compare=False)) == 3
    assert asked == [2, 0, 2, 2]


def test_another_roster_gives_other_sentences(two: Room) -> None:
    file = two.root / "newsroom.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("omar", "umar"), encoding="utf-8")
    assert "umar" in "".join(one.problem.who for one in checked(two.root))


def test_what_is_kept_of_a_month_and_cannot_be_read_is_found_again(two: Room) -> None:
    for text in ("[[", "[[], []]", "7", "[[7]]", None, '[[{"no": "problem"}]]'):
        with sqlite3.connect(two.root / ".git/dragoman/index.sqlite", isolation_level=None) as base:
            assert base.execute("UPDATE card SET data = ? WHERE data LIKE '[[%'", (text,)).rowcount == 2
            base.execute("DELETE FROM card WHERE data IS NULL")
        base.close()
        assert len(checked(two.root)) == 2

"""A sparse checkout: articles that git was told not to check out are there all the same, and are not passed over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import ENGLISH

if TYPE_CHECKING:
    from conftest import Room


@pytest.fixture
def sparse(room: Room) -> Room:
    """Two articles, of which one is not checked out: it was set to published by hand, and that committed."""
    room.bring("edited")
    room.bring("translated", "bread")
    file = room.article("water")
    file.write_text(file.read_text(encoding="utf-8").replace("state: edited", "state: published"), encoding="utf-8")
    room.git("commit", "-qam", "by hand")
    room.git("sparse-checkout", "set", "--no-cone", "/*", "!/articles/2026/11/water/")
    assert not list(room.root.glob("articles/*/*/water"))
    return room


def counted(room: Room) -> dict[str, int]:
    counts = json.loads(room.ok("nobody", "status", "--json"))["counts"]
    return {state: number for state, number in counts.items() if number}


def test_status_counts_and_shows_what_is_not_checked_out(sparse: Room) -> None:
    for _ in range(2):
        assert counted(sparse) == {"translated": 1, "published": 1}
        assert "water/en" in sparse.ok("nobody", "status")
    sparse.git("sparse-checkout", "set", "--no-cone", "/*", "!/articles/")
    assert counted(sparse) == {"translated": 1, "published": 1}


@pytest.mark.parametrize("argv", [(), ("--all",)])
def test_check_judges_it_as_it_is_committed(sparse: Room, argv: tuple[str, ...]) -> None:
    ran = sparse.run("nobody", "check", *argv)
    assert ran.code == 1
    assert "The file says published, but its history backs edited." in ran.out
    assert "Every promise is kept" not in ran.out


@pytest.mark.parametrize("argv", [("--all", "--for", "publish"), ("--base", "HEAD~1")])
def test_where_only_the_disk_is_looked_at_it_is_said_that_something_is_missing(
    sparse: Room, argv: tuple[str, ...]
) -> None:
    ran = sparse.run("nobody", "check", *argv)
    assert ran.code == 1
    assert "articles/2026/11/water/en.md is not in this work tree, and nobody looked" in ran.out
    assert "[not-here]" in ran.out


@pytest.mark.parametrize("name", ["water", "water/en", "articles/2026/11/water/en.md"])
def test_by_its_name_it_is_said_where_it_is(sparse: Room, name: str) -> None:
    for argv in (("show", name), ("check", name), ("return", name, "--to", "sourced", "--reason", "x")):
        ran = sparse.run("omar", *argv)
        assert ran.code == 2
        assert "water/en is not in this work tree: git was told not to check it out." in ran.err
        assert "git sparse-checkout add articles/2026/11/water" in ran.err
    assert "There is no article road" in sparse.run("omar", "show", "road").err


def test_what_lies_there_all_the_same_is_looked_at(sparse: Room) -> None:
    assert counted(sparse) == {"translated": 1, "published": 1}
    text = sparse.git("show", "HEAD:articles/2026/11/water/en.md")
    folder = sparse.root / "articles/2026/11/water"
    folder.mkdir()
    (folder / "en.md").write_text(text.replace("state: published", "state: sourced"), encoding="utf-8")
    assert counted(sparse) == {"translated": 1, "sourced": 1}


def test_beside_a_change_it_is_counted_too(sparse: Room) -> None:
    sparse.git("sparse-checkout", "set", "--no-cone", "/*", "!/articles/*/*/water/en.md")
    folder = sparse.root / "articles/2026/11/water"
    assert (folder / "source.ar.md").exists()
    (folder / "note.txt").write_text("x", encoding="utf-8")
    assert counted(sparse) == {"translated": 1, "published": 1}
    sparse.git("update-index", "--assume-unchanged", "newsroom.yaml")
    assert counted(sparse) == {"translated": 1, "published": 1}
    assert sparse.run("nobody", "check").code == 1


def test_verify_and_what_is_checked_out_go_on_as_ever(sparse: Room) -> None:
    assert json.loads(sparse.run("nobody", "verify", "--json").out)["articles"] == 2
    sparse.ok("omar", "return", "bread", "--to", "sourced", "--reason", "once more")
    sparse.ok("lina", "translate", "bread", "--file", "-", stdin=ENGLISH.replace("Monday", "Friday"))
    assert counted(sparse) == {"translated": 1, "published": 1}

"""Images and files that a text refers to are committed with its acts, and are part of what an editor approves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import ENGLISH
from snapshot import assert_whole

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Room

PICTURE, OTHER = b"\x89PNG\r\n\x1a\n\0quay", b"\x89PNG\r\n\x1a\n\0another quay"
DRAWING = b"<svg>\r\n<title>east</title>\r\n</svg>\r\n"
SHOWN = ENGLISH + "\n![The quay](quay.png)\n\n![The east](east.svg) and [the figures](data.csv).\n"


@pytest.fixture
def folder(room: Room) -> Path:
    """The folder of an article that is sourced, its pictures in it."""
    room.source()
    below = room.article().parent
    (below / "quay.png").write_bytes(PICTURE)
    (below / "east.svg").write_bytes(DRAWING)
    (below / "data.csv").write_bytes(b"a,b\n")
    return below


def translate(room: Room, text: str = SHOWN) -> None:
    room.ok("lina", "translate", "water", "--file", "-", stdin=text)


def bring(room: Room, state: str) -> None:
    """Bring the translation with pictures on, once it is there."""
    translate(room)
    for act, person, reached in (
        ("edit", "omar", "edited"),
        ("disclaim", "omar", "disclaimer-attached"),
        ("publish", "sara", "published"),
    ):
        room.ok(person, act, "water")
        if reached == state:
            return


def committed(room: Room) -> set[str]:
    """The names of the files in the last commit's change."""
    return {path.rpartition("/")[2] for path in room.git("show", "--name-only", "--format=").split()}


def refused(room: Room, person: str, *argv: str) -> str:
    ran = room.run(person, *argv)
    assert ran.code == 1, ran
    return ran.err


def test_images_and_files_are_committed_with_the_act_that_brings_the_text(room: Room, folder: Path) -> None:
    (folder / "notes.txt").write_text("nobody refers to me", encoding="utf-8")
    translate(room)
    assert committed(room) == {"en.md", "quay.png", "east.svg", "data.csv"}
    assert room.git("status", "--porcelain").split() == ["??", f"{folder.relative_to(room.root)}/notes.txt"]
    history = room.article().read_text(encoding="utf-8").split("history:")[1]
    assert history.count("assets: ") == 1
    (folder / "notes.txt").unlink()
    for act, person in (("edit", "omar"), ("disclaim", "omar"), ("publish", "sara")):
        room.ok(person, act, "water")
        assert committed(room) == {"en.md"}, "what is committed already needs no second time"
    assert_whole(room)
    assert room.ok("olga", "check").endswith("Every promise is kept.\n")


def test_a_clone_with_other_line_ends_keeps_every_promise(room: Room, folder: Path, tmp_path: Path) -> None:
    assert folder
    bring(room, "published")
    for setting in ("true", "false"):
        room.git("clone", "-q", "-c", f"core.autocrlf={setting}", str(room.root), str(tmp_path / setting))
        assert type(room)(tmp_path / setting).ok("olga", "check").endswith("Every promise is kept.\n")


def test_an_image_that_is_not_there_refuses_the_edit_and_the_publication(room: Room, folder: Path) -> None:
    (folder / "quay.png").unlink()
    (folder / "data.csv").unlink()
    translate(room)
    said = refused(room, "omar", "edit", "water")
    assert said.count("✗") == 1
    assert "The text shows quay.png, which is not there. [assets-there]" in said
    assert "who: an editor (omar)" in said
    (folder / "quay.png").write_bytes(PICTURE)
    room.ok("omar", "edit", "water")
    room.ok("omar", "disclaim", "water")
    (folder / "quay.png").unlink()
    said = refused(room, "sara", "publish", "water")
    assert "[assets-there]" in said
    assert "[assets-unchanged]" in said


@pytest.mark.parametrize("name", ["quay.png", "east.svg", "data.csv"])
def test_a_file_changed_after_the_approval_breaks_it(room: Room, folder: Path, name: str) -> None:
    bring(room, "disclaimer-attached")
    before = (folder / name).read_bytes()
    (folder / name).write_bytes(OTHER)
    said = refused(room, "sara", "publish", "water")
    assert "has changed since omar approved it" in said
    assert said.count("✗") == 1
    assert "[assets-unchanged]" in said
    assert "[assets-unchanged]" in room.run("sara", "check", "water").out
    shown = json.loads(room.ok("sara", "show", "water", "--json"))
    changed = "an image or file it refers to has changed since"
    assert [(act["act"], act.get("why")) for act in shown["history"]] == [
        ("source", None), ("translate", changed), ("edit", changed), ("disclaim", changed),
    ]  # fmt: skip
    assert room.ok("sara", "show", "water").count(f"omar  2026-11-22 12:00  {changed}") == 2
    room.git("commit", "-q", "-a", "-m", "by hand")
    assert "[assets-unchanged]" in refused(room, "sara", "publish", "water")
    (folder / name).write_bytes(before)
    room.ok("sara", "publish", "water")


def test_a_picture_changed_after_publication_is_found(room: Room, folder: Path) -> None:
    bring(room, "published")
    (folder / "quay.png").write_bytes(OTHER)
    ran = room.run("olga", "check")
    assert ran.code == 1
    assert "[assets-unchanged]" in ran.out


def test_line_ends_of_a_drawing_break_nothing(room: Room, folder: Path) -> None:
    bring(room, "edited")
    (folder / "east.svg").write_bytes(DRAWING.replace(b"\r\n", b"\n"))
    room.ok("omar", "disclaim", "water")
    assert "east.svg" in committed(room)


def test_a_picture_that_is_swapped_goes_back_to_the_editor_and_on(room: Room, folder: Path) -> None:
    bring(room, "disclaimer-attached")
    (folder / "quay.png").write_bytes(OTHER)
    room.ok("omar", "return", "water", "--to", "translated", "--reason", "a better picture")
    assert committed(room) == {"quay.png", "en.md"}
    room.ok("omar", "edit", "water")
    room.ok("omar", "disclaim", "water")
    room.ok("sara", "publish", "water")
    assert_whole(room)
    path = (folder / "quay.png").relative_to(room.root)
    assert room.git("ls-files", "-s", str(path)).split()[1] == room.git("hash-object", str(path)).strip()


def test_save_takes_pictures_along_and_warns_when_that_breaks_an_approval(room: Room, folder: Path) -> None:
    bring(room, "edited")
    assert "nothing to save" in room.ok("lina", "save", "water")
    (folder / "quay.png").write_bytes(OTHER)
    said = room.ok("lina", "save", "water")
    assert said.startswith("✓ save: water/en")
    assert "[assets-unchanged]" in said
    assert committed(room) == {"quay.png"}
    assert "nothing to save" in room.ok("lina", "save", "water")
    assert room.git("status", "--porcelain") == ""


def test_a_link_to_another_article_commits_nothing_of_it(room: Room, folder: Path) -> None:
    assert folder
    room.bring("translated", "bread")
    bread = room.article("bread")
    bread.write_text(
        bread.read_text(encoding="utf-8").replace("state: translated", "state: edited"), encoding="utf-8"
    )
    text = SHOWN + "\n[More](../bread/en.md), [the original](source.ar.md), [itself](en.md).\n"
    translate(room, text)
    room.ok("omar", "edit", "water")
    room.ok("omar", "disclaim", "water")
    room.ok("sara", "publish", "water")
    assert room.git("status", "--porcelain").split() == ["M", str(bread.relative_to(room.root))]


def test_a_symbolic_link_is_no_picture(room: Room, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(PICTURE)
    (folder / "quay.png").unlink()
    (folder / "quay.png").symlink_to(tmp_path / "secret")
    (folder / "linked").symlink_to(tmp_path)
    translate(room, SHOWN + "\n![by a folder](linked/secret)\n")
    said = refused(room, "omar", "edit", "water")
    assert "The text shows quay.png, which is not there." in said
    assert "The text shows linked/secret, which is not there." in said
    assert "quay.png" not in committed(room)


def test_nothing_outside_the_articles_is_committed(room: Room, folder: Path) -> None:
    assert folder
    (room.root / "private.txt").write_text("nobody's business", encoding="utf-8")
    translate(room, SHOWN + "\n[private](../../../../private.txt)\n")
    room.ok("omar", "edit", "water")
    assert room.git("status", "--porcelain") == "?? private.txt\n"
    (room.root / "private.txt").write_text("changed", encoding="utf-8")
    room.ok("omar", "disclaim", "water")


def test_a_disclaimer_with_a_link_of_its_own_breaks_no_approval(room: Room, folder: Path) -> None:
    assert folder
    templates = room.root / "templates/disclaimers"
    templates.mkdir(parents=True)
    (templates / "en.md").write_text("By [our rules](data.csv). ![logo](logo.png)\n", encoding="utf-8")
    bring(room, "published")
    assert room.ok("olga", "check").endswith("Every promise is kept.\n")

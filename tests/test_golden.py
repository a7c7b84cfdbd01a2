"""Whole outputs, kept in files: what people see is looked at once and then held."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Room

GOLDEN = Path(__file__).parent / "golden"

# The name of each output, who asks, and the command. `coloured` ones are as on a terminal of 100 columns.
READERS = {
    "status.txt": ("omar", ("status",)),
    "status-mine.txt": ("sara", ("status", "--mine")),
    "status.json": ("omar", ("status", "--json")),
    "show.txt": ("omar", ("show", "water")),
    "show.json": ("omar", ("show", "water", "--json")),
    "log.txt": ("omar", ("log", "water")),
    "diff.txt": ("omar", ("diff", "water", "--since", "translate")),
    "review.txt": ("omar", ("review", "water", "--keep-new")),
    "review-coloured.txt": ("omar", ("review", "water", "--keep-new")),
    "review-help.txt": ("omar", ("review", "--help")),
    "check.txt": ("omar", ("check",)),
    "check.json": ("omar", ("check", "--json")),
    "check-article.txt": ("omar", ("check", "water")),
    "check-all.txt": ("omar", ("check", "--all")),
    "check-github.txt": ("omar", ("check", "--all", "--format", "github")),
    "check-sarif.json": ("omar", ("check", "--all", "--format", "sarif")),
    "check-junit.xml": ("omar", ("check", "--all", "--format", "junit")),
    "check-markdown.md": ("omar", ("check", "--all", "--format", "markdown")),
    "check-list.txt": ("omar", ("check", "--list")),
    "check-help.txt": ("omar", ("check", "--help")),
    "person-list.txt": ("omar", ("person", "list")),
    "help.txt": ("omar", ("--help",)),
    "edit-help.txt": ("omar", ("edit", "--help")),
    "status-coloured.txt": ("omar", ("status",)),
    "show-coloured.txt": ("omar", ("show", "water")),
}


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Room:
    """A newsroom with an article in each state, one of them changed after its approval."""
    import shutil

    from conftest import Room

    root = tmp_path_factory.mktemp("busy") / "desk"
    shutil.copytree(founded, root, symlinks=True)
    room = Room(root)
    room.bring("disclaimer-attached")
    file = room.article()
    file.write_text(file.read_text(encoding="utf-8").replace("16 weeks", "6 weeks"), encoding="utf-8")
    room.bring("published", "bread")
    room.bring("edited", "flour")
    room.bring("translated", "bridge")
    room.bring("sourced", "river")
    return room


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_the_output_is_the_golden_one(busy: Room, name: str, golden: bool) -> None:
    person, argv = READERS[name]
    coloured = {"FORCE_COLOR": "1", "COLUMNS": "80"} if "coloured" in name else {}
    ran = busy.run(person, *argv, **coloured)
    text = steady(ran.out)
    if not coloured:
        assert "\x1b" not in ran.out
    file = GOLDEN / name
    if golden:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), "make golden rewrites it"


def test_no_golden_file_is_without_its_test() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted([*READERS, "imports.json"])


def steady(text: str) -> str:
    """Ids of commits shift with the machine's git; all else stands still."""
    return re.sub(r"\b[0-9a-f]{10}\b(?=  )", "0123456789", text)

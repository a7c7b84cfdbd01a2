"""The map in docs/architecture.md is the house as it stands: every file has its room, every arrow runs down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_borders import imported

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| ([a-z ]+) \| [^|]+ \| ([a-z ,–]+) \| ((?:`[a-z_0-9]+` ?)+) \|$", re.MULTILINE)
FILES = {path.stem: [path] for path in (ROOT / "workflow").glob("*.py") if path.stem != "__init__"}
# A folder has one room, as if it were one file.
FILES |= {path.parent.name: sorted(path.parent.glob("*.py")) for path in (ROOT / "workflow").glob("*/__init__.py")}


def rooms() -> dict[str, tuple[set[str], list[str]]]:
    """Each room of the map: what it may lean on, and its files."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    found = {name: (may, re.findall(r"`(\w+)`", files)) for name, may, files in ROW.findall(text)}
    every = set(found)
    return {
        name: (every if may == "all of these" else set(may.split(", ")) - {"–"}, files)
        for name, (may, files) in found.items()
    }


ROOMS = rooms()
ROOM_OF = {file: room for room, (_, files) in ROOMS.items() for file in files}


def test_every_file_of_the_core_has_one_room_on_the_map() -> None:
    named = [file for _, files in ROOMS.values() for file in files]
    assert len(ROOMS) > 5
    assert sorted(named) == sorted(FILES), "docs/architecture.md and workflow/ differ"


def test_the_rooms_themselves_lean_on_rooms_that_are_there() -> None:
    assert {one for may, _ in ROOMS.values() for one in may} <= set(ROOMS)


@pytest.mark.parametrize("file", sorted(FILES))
def test_every_import_runs_down_an_arrow_of_the_map(file: str) -> None:
    room = ROOM_OF[file]
    leans = {
        name.split(".")[2] for path in FILES[file] for name in imported(path) if name.startswith("dragoman.workflow.")
    }
    beyond = {other: ROOM_OF[other] for other in leans & set(FILES) if ROOM_OF[other] != room}
    assert {other: there for other, there in beyond.items() if there not in ROOMS[room][0]} == {}

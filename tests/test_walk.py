"""One article, five states, three people, from a foreign text to a published page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Room


def test_an_article_goes_through_all_five_states_one_commit_an_act(room: Room) -> None:
    before = room.git("rev-list", "--count", "HEAD")
    room.bring("published")
    assert int(room.git("rev-list", "--count", "HEAD")) == int(before) + 5
    shown = json.loads(room.ok("omar", "show", "water", "--json"))
    assert shown["state"] == "published"
    assert [(act["act"], act["by"], act["holds"]) for act in shown["history"]] == [
        ("source", "lina", True),
        ("translate", "lina", True),
        ("edit", "omar", True),
        ("disclaim", "omar", True),
        ("publish", "sara", True),
    ]
    assert (room.root / "public/en/water.html").is_file()
    assert room.git("status", "--porcelain") == ""

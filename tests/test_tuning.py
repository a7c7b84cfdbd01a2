"""The doctor proposes git's settings where they pay, makes them when asked, and says what they changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dragoman.workflow import tuning
from dragoman.workflow.repository import open_repository

if TYPE_CHECKING:
    import pytest
    from conftest import Room

ALL = ["untracked-cache", "index-version", "commit-graph"]


def proposed(room: Room) -> list[str]:
    return [one.id for one in tuning.proposals(open_repository(str(room.root)))]


def test_a_small_newsroom_hears_nothing_of_it_and_a_large_one_does(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert proposed(room) == []
    monkeypatch.setattr(tuning, "LARGE", 1)
    assert proposed(room) == ALL


def test_what_is_tuned_is_set_in_git_measured_and_proposed_no_more(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.bring("edited")
    said = json.loads(room.ok("omar", "doctor", "--tune", "--json"))
    tuned = {check["id"]: check["message"] for check in said["checks"] if check["id"] in ALL}
    assert list(tuned) == ALL
    assert all("ms before" in message and "ms now" in message for message in tuned.values())
    assert room.git("config", "core.untrackedCache").strip() == "true"
    assert (room.root / ".git/index").read_bytes()[4:8] == (4).to_bytes(4, "big")
    assert (room.root / ".git/objects/info/commit-graph").exists()
    monkeypatch.setattr(tuning, "LARGE", 1)
    assert proposed(room) == []
    assert not any(one["id"] in ALL for one in json.loads(room.ok("omar", "doctor", "--tune", "--json"))["checks"])


def test_in_a_tuned_newsroom_work_goes_on(room: Room) -> None:
    room.ok("omar", "doctor", "--tune")
    room.bring("published")
    assert "published" in room.ok("omar", "status")
    assert room.git("status", "--porcelain") == ""
    room.git("fsck")
    room.ok("omar", "verify", "--history")


def test_an_index_that_somebody_else_is_writing_is_left_alone(room: Room) -> None:
    (room.root / ".git/index.lock").touch()
    ran = room.run("omar", "doctor", "--tune")
    assert ran.code == 1
    assert "Not set: untracked-cache" in ran.out

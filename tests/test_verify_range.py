"""A range of commits to verify: what it replays, and that one said the wrong way round is not called proved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Room


def replayed(room: Room, said: str) -> int:
    return int(json.loads(room.ok("nobody", "verify", said, "--json"))["commits"])


@pytest.mark.parametrize("more", [(), ("--history",), ("--json",)])
def test_from_the_later_to_the_earlier_is_a_wrong_question(room: Room, more: tuple[str, ...]) -> None:
    room.bring("edited")
    ran = room.run("nobody", "verify", "HEAD..HEAD~2", *more)
    assert (ran.code, ran.out) == (2, "")
    assert "HEAD~2 comes before HEAD: from the later to the earlier there is no history." in ran.err
    assert "dragoman verify HEAD~2..HEAD" in ran.err


def test_a_range_is_what_came_since_its_first_commit(room: Room) -> None:
    room.bring("edited")
    assert (replayed(room, "HEAD~2..HEAD"), replayed(room, "HEAD~2..")) == (2, 2)
    assert replayed(room, "HEAD..HEAD") == 0
    room.git("switch", "-q", "-c", "aside", "HEAD~1")
    room.git("commit", "-q", "--allow-empty", "-m", "beside")
    assert (replayed(room, "main..aside"), replayed(room, "aside..main")) == (1, 1)

"""A power cut takes back nothing that was told as done, and leaves no act between its files and its branch.

For every file of an act: written, synced, renamed, its folder synced; the journal before them all; git's objects
before the branch that names them; branch and index before the journal goes; and all of it before success is told.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from faults.busy import ACTS, copied
from faults.trace import Event, PowerCut, traced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Room

pytest_plugins = ("faults.fixtures",)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="POWER LOSS IS NOT TESTED: strace is not installed"),
]

TOLD = "\\342\\234\\223"  # a tick, as strace writes it


@dataclass(frozen=True)
class Moment:
    """An event, what a power cut just before it could undo, and whether the journal was safe by then."""

    event: Event
    unsynced: frozenset[str]
    unsure: tuple[str, ...]
    journal: bool


@pytest.fixture(scope="module", params=ACTS)
def moments(request: pytest.FixtureRequest, busy: Room) -> list[Moment]:
    """An act in a busy newsroom, moment by moment."""
    room = copied(busy, busy.root.with_name("traced"))
    return list(replayed(traced(room, ACTS[request.param], busy.root.with_name("trace")), str(room.root)))


def replayed(events: list[Event], root: str) -> Iterator[Moment]:
    # Git does not sync the names of its objects, nor its log; our lock may be lost, and a journal come back.
    spared = tuple(f"{root}/.git/{name}" for name in ("logs", "dragoman", "objects"))
    journal, cut = f"{root}/.git/dragoman/journal.json", PowerCut(root)
    written = False
    for event in events:
        written |= event.call == "rename" and event.paths[-1] == journal
        safe = written and journal not in cut.names[f"{root}/.git/dragoman"]
        yield Moment(event, frozenset(cut.bytes), tuple(cut.unsure(lambda path: not path.startswith(spared))), safe)
        cut.after(event)


def test_nothing_gets_its_name_before_its_bytes_are_on_the_disk(moments: list[Moment]) -> None:
    named = [moment for moment in moments if moment.event.call in ("rename", "link")]
    assert [moment.event for moment in named if moment.event.paths[0] in moment.unsynced] == []
    ways = {re.sub(r"\.\d+|(?<=objects/).*", "", path) for moment in named for path in moment.event.paths[1:]}
    for part in ("/dragoman/journal.json", "/objects/", "/refs/heads/main", "/.git/index"):
        assert [way for way in ways if way.endswith(part)], part


def test_the_journal_is_safe_before_the_first_file_changes(moments: list[Moment]) -> None:
    changing = [
        moment
        for moment in moments
        if moment.event.call in ("write", "rename", "mkdir", "unlink")
        and moment.event.paths
        and "/traced/" in moment.event.paths[-1]
        and "/.git/" not in moment.event.paths[-1]
    ]
    assert len(changing) >= 2
    assert [moment.event for moment in changing if not moment.journal] == []


def test_the_branch_moves_when_all_files_are_safe_and_is_safe_itself_before_success_is_told(
    moments: list[Moment],
) -> None:
    ends = {
        "branch": at(moments, "rename", "/refs/heads/main"),
        "index": at(moments, "rename", "/.git/index"),
        "journal": at(moments, "unlink", "/dragoman/journal.json"),
        "told": next(n for n, moment in enumerate(moments) if moment.event.words.startswith(TOLD)),
    }
    assert list(ends.values()) == sorted(ends.values()), ends
    assert {name: moments[ends[name]].unsure for name in ("branch", "journal", "told")} == dict.fromkeys(
        ("branch", "journal", "told"), ()
    )


def at(moments: list[Moment], call: str, ending: str) -> int:
    """The place of the last such event."""
    found = [
        number
        for number, moment in enumerate(moments)
        if moment.event.call == call and moment.event.paths[-1].endswith(ending)
    ]
    assert found, (call, ending)
    return found[-1]

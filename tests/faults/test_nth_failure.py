"""Whichever call fails, the first, the second, … until none does: the state is the old one or the new one, whole.

As SQLite is tested. The clock stands still, so that the new state is known to the last byte beforehand.
"""

from __future__ import annotations

import itertools
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from effort import LONG
from faults.busy import ACTS, Act, copied, head
from faults.forked import do
from faults.planted import FAILS_LATE, IS_KILLED_LATE, NOT_THERE, PROGRAM_FAULTS, failing_call, failing_program
from snapshot import Snapshot, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Room
    from faults.forked import Plant

pytest_plugins = ("faults.fixtures",)
pytestmark = pytest.mark.slow

REFUSED, USAGE, FAILED, CHANGED = 1, 2, 3, 4
READ_ONLY = ("status", "show bread", "check", "log bread", "doctor")


@dataclass(frozen=True)
class Case:
    """A newsroom, an act in it, and what the newsroom is like before and after it; how many calls the act takes."""

    original: Room
    act: Act
    before: Snapshot
    after: Snapshot
    calls: int
    reads: int
    programs: int


@pytest.fixture(scope="module", params=ACTS)
def case(request: pytest.FixtureRequest, busy: Room) -> Case:
    act = ACTS[request.param]
    counted = []
    for plant in (failing_call(0), failing_call(0, reading=True), failing_program(0, NOT_THERE)):
        done = copied(busy, busy.root.with_name("done"))
        counted.append(do(done.root, act.person, *act.argv, plant=plant).calls)
    return Case(busy, act, snapshot(busy), snapshot(done), *counted)


@pytest.mark.parametrize("deadly", [False, True], ids=["and is told", "and is the last"])
def test_a_call_of_the_system_fails(case: Case, deadly: bool) -> None:
    number = list(ACTS.values()).index(case.act)
    every(case, lambda nth: failing_call(nth, deadly=deadly), spread(case.calls, 3, number + 3 * deadly))


def test_a_call_that_reads_fails(case: Case) -> None:
    number = list(ACTS.values()).index(case.act)
    every(case, lambda nth: failing_call(nth, reading=True), spread(case.reads, 2, number))


@pytest.mark.parametrize("how", PROGRAM_FAULTS)
def test_a_program(case: Case, how: str) -> None:
    number = list(ACTS.values()).index(case.act)
    every(case, lambda nth: failing_program(nth, how), spread(case.programs, 1, number + PROGRAM_FAULTS.index(how)))


@pytest.mark.parametrize("how", [FAILS_LATE, IS_KILLED_LATE])
def test_what_a_git_did_before_it_failed_is_told_as_done(busy: Room, how: str) -> None:
    """The branch has moved, and then the git that moved it failed or was killed: nobody else was first."""
    stood = []
    for nth in range(1, 12):
        room = copied(busy, busy.root.with_name("copy"))
        before = head(room)
        ended = do(room.root, "omar", "edit", "bread", plant=failing_program(nth, how))
        if head(room) != before:
            stood.append(ended)
    assert stood
    assert [ended for ended in stood if ended.code and "recorded" not in ended.err] == []


def spread(calls: int, tries: int, first: int) -> list[int]:
    """A few numbers out of all the calls, as far from each other as can be; other ones in each test."""
    return [1 + (first + step * calls // tries) % calls for step in range(tries)]


def every(case: Case, fault: Callable[[int], Plant], some: list[int]) -> None:
    """Do the act with one fault after the other, until there is none left to happen; in a short run with some."""
    room, found = copied(case.original, case.original.root.with_name("copy")), set()
    for nth in itertools.count(1) if LONG else some:
        ended = do(room.root, case.act.person, *case.act.argv, plant=fault(nth))
        stands = room.git("for-each-ref") != case.before.refs
        assert stands or ended.code != 0, "what is told to be done is done"
        assert ended.code in {0, REFUSED, USAGE, FAILED, CHANGED, -signal.SIGKILL}, (nth, ended)
        is_new = settled(case, room, nth)
        assert is_new or not stands, "what stands is not taken back"
        found.add(is_new)
        if 0 <= ended.calls < nth:
            assert ended.code == 0
            break
        if is_new:
            room = copied(case.original, room.root)
    assert found == {False, True} or not LONG


def settled(case: Case, room: Room, nth: int) -> bool:
    """Whether the state is the new one, once the next command has seen to what was left; it is one of the two."""
    person, argv = case.act.person, case.act.argv
    if nth % 2:
        do(room.root, "olga", *READ_ONLY[nth // 2 % len(READ_ONLY)].split())
    else:
        do(room.root, person, *argv)
    found = snapshot(room)
    assert found in (case.before, case.after), (nth, difference(found, case))
    assert room.git("fsck", "--strict", "--no-dangling") == ""
    is_new = found == case.after
    assert is_new or nth % 2, "an act that failed can be done again at once"
    return is_new


def difference(found: Snapshot, case: Case) -> list[object]:
    """What is neither as before nor as after, for a test that failed."""
    parts = zip(found._fields, found, case.before, case.after, strict=True)
    return [(name, is_, was, should) for name, is_, was, should in parts if is_ not in (was, should)]

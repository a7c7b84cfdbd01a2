"""Run the tests that pytest has collected once for each mutant, each time in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mutation.reach import Reach, in_order, reaches
from mutation.swapping import put_in, source_of

if TYPE_CHECKING:
    import pytest
    from mutation.changes import Mutant

KILLED, SURVIVED, BROKEN, SLOW = 10, 20, 30, 40


@dataclass
class Tried:
    """What became of a module's mutants."""

    module: str
    all: int = 0
    killed: int = 0
    slow: int = 0
    survivors: list[Mutant] = field(default_factory=list)


class Loop:
    """Runs the tests that pytest has collected once for each mutant, in a process of its own."""

    def __init__(self, module: str, all_of: list[Mutant], jobs: int) -> None:
        self.module, self.jobs = module, jobs
        self.code = source_of(module)
        self.waiting = list(all_of)
        self.tried = Tried(module, len(all_of))
        self.reached: list[Reach] = []
        self.broken = True  # until the tests have passed without a mutant
        self.odd = ""  # why nothing can be said about the mutants: pytest would swallow an exit

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take over; True says that nobody else need run them."""
        started = time.monotonic()
        # Side by side and more than once: tests that disturb each other would kill mutants that nobody noticed.
        unchanged = [self.start(session, None) for _ in range(2 * self.jobs)]
        endings = [wait(child, None) for child in unchanged]
        self.broken = any(ending != SURVIVED for ending in endings)
        patience = 20 + 4 * (time.monotonic() - started)
        if not self.broken:
            self.reached = reaches(session, f"/{self.module}.py")
        running: dict[int, tuple[Mutant, float]] = {}
        while not self.broken and not self.odd and (self.waiting or running):
            while self.waiting and len(running) < self.jobs:
                mutant = self.waiting.pop(0)
                running[self.start(session, mutant)] = (mutant, time.monotonic())
            for child, (mutant, since) in list(running.items()):
                ended = wait(child, since + patience)
                if ended is None:
                    continue
                del running[child]
                self.tried.slow += ended == SLOW
                if ended == SURVIVED:
                    self.tried.survivors.append(mutant)
                elif ended not in (KILLED, SLOW):
                    self.odd = f"{mutant.operator}, line {mutant.line}: its tests' process ended with {ended}"
                self.tell(len(running))
            time.sleep(0.005)
        return True

    def tell(self, running: int) -> None:
        """Say how far it is: a long run that is stopped should not have been for nothing."""
        done = self.tried.all - len(self.waiting) - running
        last = self.tried.survivors[-1:]
        seen = "".join(f"; the last in line {one.line}: {one.becomes}" for one in last)
        print(f"{self.module}: {done} of {self.tried.all}, {len(self.tried.survivors)} alive{seen}", file=sys.stderr)

    def start(self, session: pytest.Session, mutant: Mutant | None) -> int:
        """Run the tests in a child; its id."""
        child = os.fork()
        if child:
            return child
        result = BROKEN
        try:
            os.setpgid(0, 0)
            silence = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(silence, stream)
            # In one folder for all they would remove each other's files, and that looks like a killed mutant.
            session.config._tmp_path_factory._given_basetemp = folder_of(os.getpid())  # type: ignore[attr-defined]
            # Only tests that failed kill a mutant: an error of our own ends as BROKEN, and stops the run.
            loads = mutant is None or put_in(self.module, mutant.code)
            result = SURVIVED if loads and all_pass(session, self.ordered(session, mutant)) else KILLED
        finally:
            os._exit(result)

    def ordered(self, session: pytest.Session, mutant: Mutant | None) -> list[pytest.Item]:
        """The tests, those first that are likely to notice a mutant."""
        return in_order(session.items, self.reached, self.code, mutant.line) if mutant else session.items


def folder_of(child: int) -> Path:
    """Where the tests of a child may write."""
    return Path(tempfile.gettempdir(), f"child-{child}")


def all_pass(session: pytest.Session, items: list[pytest.Item]) -> bool:
    """Run them up to the first failure."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return False
    return True


def wait(child: int, until: float | None) -> int | None:
    """How a child ended; None while it runs, and when its time is over it is ended. Without a time: wait for it."""
    done, status = os.waitpid(child, 0 if until is None else os.WNOHANG)
    if done:
        shutil.rmtree(folder_of(child), ignore_errors=True)
        return os.waitstatus_to_exitcode(status)
    if until is None or time.monotonic() < until:
        return None
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return SLOW

"""Commands in processes of their own that need no time to import anything: to be killed, and to plant faults in."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pkgutil
import sys
import warnings
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from conftest import NOON, Ran, Room, environment

import dragoman.cli
import dragoman.workflow
from dragoman.cli.app import run
from dragoman.workflow.language_guess import guess_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    # Puts faults into the process that calls it; hands out how many calls there were so far.
    Plant = Callable[[], Callable[[], int]]

_LIBRARIES = (
    "anyascii", "git", "jinja2.sandbox", "langcodes", "markdown_it", "nh3", "rich.console", "slugify", "yaml",
)  # fmt: skip
BROKEN_OFF = 99


@dataclass(frozen=True)
class Ended(Ran):
    """How a command ended (a signal's number is below zero); ``calls`` as the plant counted them, -1: killed."""

    calls: int = -1


@dataclass(frozen=True)
class Fork:
    """A command at work in a process of its own."""

    pid: int
    pipe: int

    def wait(self) -> Ended:
        """Wait until it is done."""
        with open(self.pipe, "rb") as pipe:
            said = pipe.read()
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return Ended(code, **json.loads(said)) if said else Ended(code, "", "")


@cache
def preload() -> None:
    """Import what any command may need, once, in the process that all the others are forked from."""
    for package in (dragoman.cli, dragoman.workflow):
        for module in pkgutil.iter_modules(package.__path__):
            if module.name != "__main__":
                import_module(f"{package.__name__}.{module.name}")
    for library in _LIBRARIES:
        import_module(library)
    guess_language("It loads its model with the first text that it sees.")


def start(
    root: Path, person: str, *argv: str, plant: Plant | None = None, group: bool = False, clock: str = NOON
) -> Fork:
    """Start a command; with ``group`` its gits can be killed together with it."""
    preload()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # A runner of tests in parallel has a second thread, which holds nothing that we need.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        os.close(writing)
        return Fork(pid, reading)
    say, end = os.write, os._exit  # as they are before anything is planted
    try:
        if group:
            os.setpgid(0, 0)
        sys.unraisablehook = lambda _: None  # pytest's own would tell of an interrupt that came in a bad moment
        os.chdir(root)
        os.environ.clear()
        os.environ.update(environment(person) | {"SOURCE_DATE_EPOCH": clock})
        code = _obey(argv, plant, lambda said: say(writing, said))
    except KeyboardInterrupt:  # before the shell's own net is spread, or after
        code = 130
    except BaseException:  # noqa: BLE001  # this process must not go on as pytest
        code = BROKEN_OFF
    end(code)
    raise AssertionError


def _obey(argv: tuple[str, ...], plant: Plant | None, tell: Callable[[bytes], int]) -> int:
    said, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        count = plant() if plant else lambda: 0
        code = run(list(argv))
    tell(json.dumps({"out": said.getvalue(), "err": complained.getvalue(), "calls": count()}).encode())
    return code


def do(root: Path, person: str, *argv: str, plant: Plant | None = None, clock: str = NOON) -> Ended:
    """Run a command to its end."""
    return start(root, person, *argv, plant=plant, clock=clock).wait()


def ok(room: Room, person: str, *argv: str) -> str:
    """Run a command that must succeed; its output."""
    ended = do(room.root, person, *argv)
    assert ended.code == 0, ended
    return ended.out

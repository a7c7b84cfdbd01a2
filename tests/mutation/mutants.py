"""How many mutants of the modules that judge survive their tests. See README.md.

Run in tests/: ``python -m mutation.mutants [MODULE ...] [--jobs N] [--list]``
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.util
import os
import pickle
import shutil
import signal
import sys
import tempfile
import time
import tomllib
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING

import pytest
from mutation.changes import Mutant, mutants, within_function
from mutation.reach import Reach, in_order, reaches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KILLED, SURVIVED, BROKEN, SLOW = 10, 20, 30, 40
MAKERS = ("seal", "roster_seal")


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives a module from a changed text; the file stays as it is."""

    def __init__(self, module: str, code: str) -> None:
        self.name, self.code = f"dragoman.workflow.{module}", code

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def get_source(self, _name: str) -> str:
        return self.code

    def get_code(self, _name: str) -> CodeType:
        return compile(self.code, f"<{self.name}, mutated>", "exec")

    def exec_module(self, module: ModuleType) -> None:
        exec(self.get_code(self.name), module.__dict__)  # noqa: S102  # what an import does


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
            time.sleep(0.005)
        return True

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


def put_in(module: str, code: str) -> bool:
    """Give the functions of a module their mutated code, wherever they were imported to; False: it does not load."""
    there = sys.modules[f"dragoman.workflow.{module}"]
    names = {"__name__": there.__name__}
    try:
        exec(compile(code, f"<{module}, mutated>", "exec"), names)  # noqa: S102  # what an import does
    except Exception:  # noqa: BLE001  # a mutant that does not load is one that everybody notices
        return False
    swap(vars(there), names)
    return True


def swap(old: Mapping[str, object], new: Mapping[str, object]) -> None:
    """The same names, with the code of the other functions."""
    for name, changed in new.items():
        known = old.get(name)
        if isinstance(changed, type) and isinstance(known, type) and changed.__module__ == known.__module__:
            swap(vars(known), vars(changed))
            continue
        if clear := getattr(known, "cache_clear", None):
            clear()
        one, other = (inner(value) for value in (known, changed))
        if isinstance(one, FunctionType) and isinstance(other, FunctionType) and one.__code__ != other.__code__:
            one.__code__ = other.__code__


def inner(value: object) -> object:
    """A function as it was written, without what decorates it."""
    value = value.fget if isinstance(value, property) else value
    return getattr(value, "__wrapped__", value)


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


def run_tests(module: str, tests: Sequence[str], loop: Loop | None, code: str = "") -> int:
    """Start pytest in a child, with a loop over mutants or over one mutant that must be there from the beginning."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        os.chmod(folder, 0o711)  # noqa: S103  # a test looks in as somebody else
        os.environ |= {"TMPDIR": folder, "XDG_CACHE_HOME": folder, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        os.environ["DRAGOMAN_TEST_LONG"] = "1"
        tempfile.tempdir = folder
        if code:
            sys.meta_path.insert(0, Mutated(module, code))
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1) if loop else (0, 1, 2):
            os.dup2(silence, stream)
        # Without -s the children would share one file for what tests print, and trip over each other in it.
        words = ["-x", "-q", "-s", "-p", "no:cacheprovider", f"--basetemp={folder}/pytest"]
        return int(pytest.main([*words, *(str(HERE.parent / test) for test in tests)], [loop] if loop else []))


def in_functions(module: str, tests: Sequence[str], mutants_of: list[Mutant], jobs: int) -> Tried:
    """Test the mutants inside functions: after one import and one collection for all of them."""
    with tempfile.TemporaryFile() as answer:
        child = os.fork()
        if not child:
            loop = Loop(module, mutants_of, jobs)
            try:
                run_tests(module, tests, loop)
                pickle.dump((loop.broken, loop.odd, loop.tried), answer)
                answer.flush()
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        answer.seek(0)
        broken, odd, tried = pickle.load(answer)  # noqa: S301  # our own child's
    if odd:
        sys.exit(f"{module}: {odd}")
    if broken:
        sys.exit(f"{module}: its tests fail without any mutant: {' '.join(tests)}")
    assert isinstance(tried, Tried)
    return tried


def elsewhere(module: str, tests: Sequence[str], mutant: Mutant) -> bool:
    """Test a mutant of what runs at import; whether it survives."""
    child = os.fork()
    if not child:
        result = BROKEN
        try:
            # A test failed, or one could not even be imported; anything else says nothing about the mutant.
            ended = {0: SURVIVED, 1: KILLED, 2: KILLED}
            result = ended.get(run_tests(module, tests, None, mutant.code), BROKEN)
        finally:
            os._exit(result)
    ended_with = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended_with not in (KILLED, SURVIVED):
        sys.exit(f"{module}: a test process ended with {ended_with}")
    return ended_with == SURVIVED


def try_all(module: str, tests: Sequence[str], jobs: int) -> Tried:
    """Test every mutant of a module."""
    code = source_of(module)
    all_of = mutants(code)
    # What makes the data that the tests are made of must be mutated before them, or the two do not fit each other.
    inside = [one for one in all_of if within_function(code, one.code)] if module not in MAKERS else []
    tried = in_functions(module, tests, inside, jobs)
    outside = [one for one in all_of if one not in inside]
    tried.all = len(all_of)
    tried.survivors += [one for one in outside if elsewhere(module, tests, one)]
    tried.killed = tried.all - len(tried.survivors)
    return tried


def source_of(module: str) -> str:
    """A module's text."""
    return (ROOT / "workflow" / f"{module}.py").read_text()


def known(module: str) -> set[tuple[str, str, str]]:
    """The mutants that are known to change nothing; each has a reason why."""
    listed = tomllib.loads((HERE / "equivalent.toml").read_text()).get(module, [])
    assert all(one["why"] for one in listed)
    return {(one["where"], one["was"], one["becomes"]) for one in listed}


def tell(tried: Tried) -> int:
    """Print a module's line and the survivors that are not known; how many these are, with those known in vain."""
    excused = known(tried.module)
    bad = [one for one in tried.survivors if (one.where, one.was, one.becomes) not in excused]
    gone = excused - {(one.where, one.was, one.becomes) for one in tried.survivors}
    equivalent = len(tried.survivors) - len(bad)
    slow = f", {tried.slow} of them by time" if tried.slow else ""
    print(
        f"{tried.module:16} {tried.all:4} mutants, {tried.killed:4} killed{slow}, {equivalent:3} equivalent",
        flush=True,
    )
    for one in bad:
        print(f"  SURVIVED {one.operator}, line {one.line}, {one.where}")
        print(f"    was     {one.was}\n    becomes {one.becomes}", flush=True)
    for where, was, becomes in gone:
        print(f"  LISTED IN VAIN, {where}\n    was     {was}\n    becomes {becomes}")
    return len(bad) + len(gone)


def plan() -> dict[str, list[str]]:
    """The modules that judge, and the tests that should kill their mutants, quickest first."""
    return {module: list(tests) for module, tests in tomllib.loads((HERE / "plan.toml").read_text())["tests"].items()}


def warm_up() -> Iterator[str]:
    """Import once what every child needs, and nothing of ours."""
    import cryptography.hazmat.primitives.asymmetric.ec
    import cryptography.hazmat.primitives.asymmetric.ed25519
    import cryptography.hazmat.primitives.asymmetric.rsa
    import hypothesis
    import hypothesis.strategies
    import markdown_it
    import pytest
    import yaml

    # A failure kills a mutant whatever its size: looking for a smaller one takes most of the time.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None, phases=phases)
    hypothesis.settings.load_profile("mutants")
    yield from (one.__name__ for one in (cryptography, hypothesis, markdown_it, pytest, yaml))


def main() -> int:
    """The exit code: 1 where a mutant survived that is not known to be equivalent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("modules", nargs="*", help="modules of workflow/; all of plan.toml without any")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="show the mutants instead of testing them")
    said = parser.parse_args()
    sys.path[:0] = [str(ROOT / ".typing"), str(HERE.parent)]
    os.chdir(ROOT)
    table = plan()
    unlisted = 0
    if said.list:
        for module in said.modules or table:
            for one in mutants(source_of(module)):
                print(f"{module}: {one.operator}\n    was     {one.was}\n    becomes {one.becomes}")
        return 0
    list(warm_up())
    for module in said.modules or table:
        unlisted += tell(try_all(module, table[module], said.jobs))
    return 1 if unlisted else 0


if __name__ == "__main__":
    sys.exit(main())

"""How many mutants of the modules that judge survive their tests. See README.md.

Run in tests/: ``python -m mutation.mutants [MODULE ...] [--jobs N] [--list]``
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.util
import os
import signal
import sys
import tempfile
import time
import tomllib
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mutation.changes import Mutant, mutants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KILLED, SURVIVED, BROKEN = 10, 20, 30


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


def test_in_child(module: str, code: str, tests: Sequence[str]) -> int:
    """Start the tests against a mutant in a process of its own; its id."""
    child = os.fork()
    if child:
        return child
    os.setpgid(0, 0)
    result = BROKEN
    try:
        result = SURVIVED if run_tests(module, code, tests) == 0 else KILLED
    except Exception:  # noqa: BLE001  # whatever it is, this process must not go on as its parent
        traceback.print_exc()
    finally:
        os._exit(result)


def run_tests(module: str, code: str, tests: Sequence[str]) -> int:
    """What pytest says of a mutant, in silence and in a folder of its own."""
    import pytest

    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        os.chmod(folder, 0o711)  # noqa: S103  # a test looks in as somebody else
        os.environ |= {"TMPDIR": folder, "XDG_CACHE_HOME": folder, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        tempfile.tempdir = folder
        sys.meta_path.insert(0, Mutated(module, code))
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1) if "MUTANTS_DEBUG" in os.environ else (0, 1, 2):
            os.dup2(silence, stream)
        words = ["-x", "-q", "-p", "no:cacheprovider", f"--basetemp={folder}/pytest"]
        return int(pytest.main([*words, *(str(HERE.parent / test) for test in tests)]))


def wait(child: int) -> int | None:
    """How a child ended; None while it runs."""
    done, status = os.waitpid(child, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if done else None


def stop(child: int) -> None:
    """End a child that takes too long, and what it started."""
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)


def try_all(module: str, tests: Sequence[str], jobs: int) -> Tried:
    """Test every mutant of a module."""
    code = (ROOT / "workflow" / f"{module}.py").read_text()
    started = time.monotonic()
    child = test_in_child(module, code, tests)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != SURVIVED:
        sys.exit(f"{module}: its tests fail without any mutant: {' '.join(tests)}")
    patience = 30 + 8 * (time.monotonic() - started)
    waiting, tried = mutants(code), Tried(module)
    tried.all = len(waiting)
    running: dict[int, tuple[Mutant, float]] = {}
    while waiting or running:
        if sys.stderr.isatty():
            print(f"\r{module}: {len(waiting)} to go ", end="", file=sys.stderr, flush=True)
        while waiting and len(running) < jobs:
            mutant = waiting.pop(0)
            running[test_in_child(module, mutant.code, tests)] = (mutant, time.monotonic())
        for child, (mutant, since) in list(running.items()):
            ended = wait(child)
            if ended is None and time.monotonic() - since > patience:
                stop(child)
                tried.slow += 1
            elif ended is None:
                continue
            elif ended not in (KILLED, SURVIVED):
                sys.exit(f"{module}: a test process ended with {ended}")
            elif ended == SURVIVED:
                tried.survivors.append(mutant)
            del running[child]
        time.sleep(0.01)
    tried.killed = tried.all - len(tried.survivors)
    return tried


def known(module: str) -> dict[tuple[str, str], str]:
    """The mutants that are known to change nothing, with the reason why."""
    listed = tomllib.loads((HERE / "equivalent.toml").read_text()).get(module, [])
    return {(one["was"], one["becomes"]): one["why"] for one in listed}


def tell(tried: Tried) -> int:
    """Print a module's line and the survivors that are not known; how many these are, with those known in vain."""
    excused = known(tried.module)
    bad = [one for one in tried.survivors if (one.was, one.becomes) not in excused]
    gone = excused.keys() - {(one.was, one.becomes) for one in tried.survivors}
    equivalent = len(tried.survivors) - len(bad)
    slow = f", {tried.slow} of them by time" if tried.slow else ""
    print(
        f"{tried.module:16} {tried.all:4} mutants, {tried.killed:4} killed{slow}, {equivalent:3} equivalent",
        flush=True,
    )
    for one in bad:
        print(
            f"  SURVIVED {one.operator}, line {one.line}\n    was     {one.was}\n    becomes {one.becomes}",
            flush=True,
        )
    for was, becomes in gone:
        print(f"  LISTED IN VAIN\n    was     {was}\n    becomes {becomes}", flush=True)
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

    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
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
            for one in mutants((ROOT / "workflow" / f"{module}.py").read_text()):
                print(f"{module}: {one.operator}\n    was     {one.was}\n    becomes {one.becomes}")
        return 0
    list(warm_up())
    for module in said.modules or table:
        unlisted += tell(try_all(module, table[module], said.jobs))
    return 1 if unlisted else 0


if __name__ == "__main__":
    sys.exit(main())

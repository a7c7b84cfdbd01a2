"""How many mutants of the modules that judge survive their tests. See README.md.

Run in tests/: ``python -m mutation.mutants [MODULE ...] [--jobs N] [--since REV] [--list]``
"""

from __future__ import annotations

import argparse
import os
import pickle
import re
import subprocess
import sys
import tempfile
import tomllib
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mutation.changes import Mutant, mutants, within_function
from mutation.loop import BROKEN, KILLED, SURVIVED, Loop, Tried
from mutation.swapping import ROOT, Mutated, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).resolve().parent
MAKERS = ("seal", "roster_seal")


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


def try_all(module: str, tests: Sequence[str], jobs: int, since: str) -> Tried:
    """Test every mutant of a module, or those in lines that were changed ``since`` a commit."""
    code = source_of(module)
    all_of = chosen(module, since)
    # What makes the data that the tests are made of must be mutated before them, or the two do not fit each other.
    inside = [one for one in all_of if within_function(code, one.code)] if module not in MAKERS else []
    tried = in_functions(module, tests, inside, jobs)
    outside = [one for one in all_of if one not in inside]
    tried.all = len(all_of)
    tried.survivors += [one for one in outside if elsewhere(module, tests, one)]
    tried.killed = tried.all - len(tried.survivors)
    return tried


def chosen(module: str, since: str) -> list[Mutant]:
    """The mutants to try."""
    every = mutants(source_of(module))
    if not since:
        return every
    words = ("git", "diff", "--unified=0", "--no-ext-diff", since, "--", f"workflow/{module}.py")
    said = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = re.findall(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", said, re.MULTILINE)
    lines = {int(first) + line for first, many in found for line in range(int(many or 1))}
    return [one for one in every if one.line in lines]


def known(module: str) -> set[tuple[str, str, str]]:
    """The mutants that are known to change nothing; each has a reason why."""
    listed = tomllib.loads((HERE / "equivalent.toml").read_text()).get(module, [])
    assert all(one["why"] for one in listed)
    return {(one["where"], one["was"], one["becomes"]) for one in listed}


def tell(tried: Tried, *, in_part: bool) -> int:
    """Print a module's line and the survivors that are not known; how many these are, with those known in vain.

    Where only some mutants were tried, ``in_part``, nothing is known in vain.
    """
    excused = known(tried.module)
    bad = [one for one in tried.survivors if (one.where, one.was, one.becomes) not in excused]
    gone = set() if in_part else excused - {(one.where, one.was, one.becomes) for one in tried.survivors}
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
    parser.add_argument("--since", metavar="REV", default="", help="only mutants in lines changed since a commit")
    parser.add_argument("--list", action="store_true", help="show the mutants instead of testing them")
    said = parser.parse_args()
    sys.path[:0] = [str(ROOT / ".typing"), str(HERE.parent)]
    os.chdir(ROOT)
    table = plan()
    unlisted = 0
    if said.list:
        for module in said.modules or table:
            for one in chosen(module, said.since):
                print(f"{module}: {one.operator}\n    was     {one.was}\n    becomes {one.becomes}")
        return 0
    list(warm_up())
    for module in said.modules or table:
        unlisted += tell(try_all(module, table[module], said.jobs, said.since), in_part=bool(said.since))
    return 1 if unlisted else 0


if __name__ == "__main__":
    sys.exit(main())

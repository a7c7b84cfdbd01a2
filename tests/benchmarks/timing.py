"""Time commands in pairs, in turns, and compare medians; how much memory each took comes along."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PYTHON = sys.executable
DRAGOMAN = str(Path(PYTHON).parent / "dragoman")
RUNS = int(os.environ.get("BENCH_RUNS", "7"))
# Only rows in whose name this pattern is found are measured.
ROWS = re.compile(os.environ.get("BENCH_ROWS", ""))


@dataclass(frozen=True)
class Took:
    """One run: seconds from start to end, and the most memory of its own process, in MB."""

    seconds: float
    memory: float


def environment(person: str) -> dict[str, str]:
    """A person's git identity and none of the machine's settings."""
    named = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
             for key, value in (("NAME", person), ("EMAIL", f"{person}@example.org"))}  # fmt: skip
    return os.environ | named | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def run(argv: list[str], folder: Path, person: str = "omar", stdin: str = "", **extra: str) -> Took:
    """Run a command to its end; it must succeed."""
    start = time.perf_counter()
    with subprocess.Popen(
        argv, cwd=folder, env=environment(person) | extra, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdin
        process.stdin.write(stdin.encode())
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, argv
    return Took(took, used.ru_maxrss / 1024)


def dragoman(folder: Path, *words: str, person: str = "omar", stdin: str = "", **extra: str) -> Took:
    """Run dragoman."""
    return run([DRAGOMAN, *words], folder, person, stdin, **extra)


def compare(
    name: str, target: str, ours: Callable[[int], Took], floor: Callable[[int], Took], runs: int = RUNS
) -> str:
    """Run both in turns, after one pair that is not counted; one row of the table, empty where nobody wants it."""
    if not ROWS.search(name):
        return ""
    pairs = [(ours(number), floor(number)) for number in range(runs + 1)][1:]
    ratio = statistics.median(a.seconds / b.seconds for a, b in pairs)
    a, b = (1000 * statistics.median(pair[n].seconds for pair in pairs) for n in (0, 1))
    memory = max(pair[0].memory for pair in pairs)
    return row(name, f"{a:,.0f}", f"{b:,.0f}", f"{ratio:.2f}", target, memory)


def row(name: str, ours: str, floor: str, ratio: str, target: str, memory: float) -> str:
    """A row of the table, told at once: a long run is watched."""
    line = f"| {name} | {ours} | {floor} | {ratio} | {target} | {memory:,.0f} |"
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return line

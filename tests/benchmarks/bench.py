"""Speed as ratios to floors of the same run: each pair is run in turns, and medians are compared.

Run it by ``make bench``: with an installed dragoman, as users have it. Figures are printed, never asserted.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom import make
from past import make_past

if TYPE_CHECKING:
    from collections.abc import Callable

PYTHON = sys.executable
DRAGOMAN = str(Path(PYTHON).parent / "dragoman")
PAST = int(os.environ.get("BENCH_COMMITS", "10000"))
RUNS = int(os.environ.get("BENCH_RUNS", "15"))


def environment(person: str) -> dict[str, str]:
    """A person's git identity and none of the machine's settings."""
    named = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
             for key, value in (("NAME", person), ("EMAIL", f"{person}@example.org"))}  # fmt: skip
    return os.environ | named | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def seconds(argv: list[str], folder: Path, person: str = "omar") -> float:
    """How long a command takes, from start to end."""
    start = time.perf_counter()
    done = subprocess.run(argv, cwd=folder, env=environment(person), capture_output=True, check=False)
    took = time.perf_counter() - start
    assert done.returncode == 0, (argv, done.stderr.decode())
    return took


def compare(name: str, target: str, ours: Callable[[int], float], floor: Callable[[int], float]) -> None:
    """Run both in turns and print one row of the table."""
    pairs = [(ours(number), floor(number)) for number in range(RUNS + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (1000 * statistics.median(pair[n] for pair in pairs) for n in (0, 1))
    print(f"| {name} | {a:.0f} | {b:.0f} | {ratio:.2f} | {target} |", flush=True)


def start_up(folder: Path, articles: int) -> None:
    """The commands used a hundred times a day, against a bare Python."""

    def bare(_: int) -> float:
        return seconds([PYTHON, "-c", "pass"], folder)

    asked = {"--version": "≤ 1.5", "--help": "≤ 5", "status": "≤ 9", "show report-4": "≤ 9"}
    for words, target in asked.items():
        name = f"`{words}`, {articles:,} articles ÷ `python -c pass`"
        compare(name, target, lambda _, w=words: seconds([DRAGOMAN, *w.split()], folder), bare)  # type: ignore[misc]


def one_act(folder: Path, articles: int, target: str) -> None:
    """`edit`, each time of another article, against sed, git add and git commit of one file."""
    translated = [n for n in range(articles) if n % 5 == 1]
    edited = [n for n in range(articles) if n % 5 == 0]

    def act(number: int) -> float:
        return seconds([DRAGOMAN, "edit", f"report-{translated[number]}"], folder)

    def by_hand(number: int) -> float:
        (file,) = folder.glob(f"articles/*/*/report-{edited[number]}/source.ar.md")
        script = 'sed -i "s/Harbour/Port/" "$1" && git add -- "$1" && git commit -q -m edit'
        return seconds(["sh", "-c", script, "sh", str(file)], folder)

    compare(f"`edit`, {articles:,} articles ÷ `sed; git add; git commit`", target, act, by_hand)


def proof(folder: Path, commits: int) -> None:
    """Verifying a signed newsroom and its whole past, against git telling the same past; runs are few and long."""
    cache = folder.parent / "cache"

    def told(_: int) -> float:
        return seconds(["git", "log", "--raw", "-r", "--no-renames", "--format=%H"], folder)

    def verify(*words: str, cold: bool = False) -> Callable[[int], float]:
        def run(_: int) -> float:
            if cold:
                shutil.rmtree(cache, ignore_errors=True)
            return seconds([DRAGOMAN, "verify", *words], folder)

        return run

    os.environ["XDG_CACHE_HOME"] = str(cache)
    past = f"{commits:,} commits ÷ `git log --raw`"
    compare(f"`verify --history`, no signature known yet, {past}", "–", verify("--history", cold=True), told)
    compare(f"`verify --history`, {past}", "–", verify("--history"), told)
    compare(f"`verify`, {commits // 5:,} articles ÷ `git log --raw`", "–", verify(), told)
    took = statistics.median(verify("--history")(number) for number in range(3))
    print(f"\n`verify --history`: {commits / took:,.0f} commits a second, signatures known (target: 2,000)")


def main() -> None:
    """Print the table."""
    print(f"Python {sys.version.split()[0]}, {RUNS} interleaved pairs each, medians\n")
    print("| what ÷ floor | ms | floor, ms | ratio | target |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for articles, target in ((100, "–"), (1_000, "≤ 8"), (10_000, "–")):
            folder = Path(scratch) / str(articles)
            make(folder, articles)
            if articles == 100:
                start_up(folder, articles)
            one_act(folder, articles, target)
        make_past(Path(scratch) / "past", PAST, signed=True)
        proof(Path(scratch) / "past", PAST)


if __name__ == "__main__":
    main()

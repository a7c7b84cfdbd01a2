"""What acts cost as a newsroom grows: one act, and a batch of them, against git doing as much, in turns.

``python tests/benchmarks/acts.py`` prints the table for an installed dragoman; BENCH_SIZES=1000,10000 leaves out the
large newsroom, which takes minutes to make.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsroom import make

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DRAGOMAN = str(Path(sys.executable).parent / "dragoman")
RUNS = int(os.environ.get("BENCH_RUNS", "11"))
SIZES = {1_000: "≤ 6", 10_000: "≤ 2", 100_000: "≤ 0.6"}
BATCH = 1_000
ROUND = 5  # every so many articles the states begin anew; the second is translated


class Cost(NamedTuple):
    """What a command took: seconds by the clock and of all processors, and the largest memory of a process in MB."""

    seconds: float
    work: float
    memory: float


def cost(argv: Sequence[str], folder: Path, said: str = "") -> Cost:
    """Run a command that must succeed."""
    named = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
             for key, value in (("NAME", "omar"), ("EMAIL", "omar@example.org"))}  # fmt: skip
    env = os.environ | named | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(argv, cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(said.encode())
        process.stdin.close()
        process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 0, argv
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - start, work, used.ru_maxrss / 1024)


def compare(name: str, target: str, ours: Callable[[int], Cost], floor: Callable[[int], Cost], runs: int) -> None:
    """Run both in turns, the first time for nothing, and print a row: medians, and the ratios of the pairs."""
    pairs = [(ours(number), floor(number)) for number in range(runs + 1)][1:]
    wall = statistics.median(a.seconds / b.seconds for a, b in pairs)
    work = statistics.median(a.work / b.work for a, b in pairs)
    mine, git = (1000 * statistics.median(pair[n].seconds for pair in pairs) for n in (0, 1))
    memory = max(a.memory for a, _ in pairs)
    print(f"| {name} | {mine:.0f} | {git:.0f} | {wall:.2f} | {work:.2f} | {memory:.0f} | {target} |", flush=True)


def one_act(folder: Path, articles: int) -> None:
    """`edit` of another article each time, against `sed`, `git add` and `git commit` of one file."""

    def ours(number: int) -> Cost:
        return cost([DRAGOMAN, "edit", f"report-{ROUND * number + 1}"], folder)

    def by_hand(number: int) -> Cost:
        file = path_of(ROUND * number).replace("en.md", "source.ar.md")
        script = 'sed -i "s/Harbour/Port/" "$1" && git add -- "$1" && git commit -q -m edit'
        return cost(["sh", "-c", script, "sh", file], folder)

    name = f"`edit`, {articles:,} articles ÷ `sed; git add; git commit`"
    compare(name, SIZES.get(articles, "–"), ours, by_hand, RUNS)


def batch(folder: Path, articles: int, start: int) -> None:
    """A batch, against one `git fast-import` of as many commits of files as long; then the acts a second."""
    begin = [start]

    def ours(count: int) -> Cost:
        names = "".join(f"report-{ROUND * (begin[0] + n) + 1}\n" for n in range(count))
        begin[0] += count
        return cost([DRAGOMAN, "edit", "-"], folder, names)

    def import_() -> Cost:
        head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, check=True).stdout
        stream, link = "", f"from {head.decode().strip()}\n"
        for number in range(BATCH):
            path = path_of(ROUND * number)
            text = (folder / path).read_text(encoding="utf-8") + f"\n{time.time()}\n"
            stream += "commit refs/heads/floor\ncommitter B <b@example.org> 1795348800 +0000\ndata 4\nmake\n"
            stream += f"{link}M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"
            link = ""
        return cost(["git", "-c", "core.fsync=all", "fast-import", "--quiet", "--force"], folder, stream)

    alone = ours(1)
    many, floor = ours(BATCH), import_()
    seconds, work = many.seconds - alone.seconds, many.work - alone.work
    print(
        f"\n{BATCH:,} acts in one batch at {articles:,} articles: {BATCH / seconds:,.0f} a second by the clock, "
        f"{BATCH / work:,.0f} a second of processor, start-up excluded (target: 1,000); "
        f"{seconds / floor.seconds:.1f} and {work / floor.work:.1f} × `git fast-import`; {many.memory:.0f} MB",
        flush=True,
    )


def path_of(number: int) -> str:
    """Where the newsroom's maker puts an article."""
    return f"articles/{2017 + number // 12000}/{1 + number // 1000 % 12:02}/report-{number}/en.md"


def main() -> None:
    """Print the table."""
    print(f"Python {sys.version.split()[0]}, {RUNS} interleaved pairs each, medians\n")
    print("| what ÷ floor | ms | floor, ms | ratio | of processor | MB | target |\n|---|---|---|---|---|---|---|")
    sizes = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,10000,100000").split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        for articles in sizes:
            folder = Path(scratch) / str(articles)
            make(folder, articles)
            subprocess.run(["git", "status"], cwd=folder, capture_output=True, check=True)
            one_act(folder, articles)
        for articles in (size for size in sizes if size >= ROUND * (BATCH + RUNS + 2)):
            batch(Path(scratch) / str(articles), articles, RUNS + 1)


if __name__ == "__main__":
    main()

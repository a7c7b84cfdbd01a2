"""Speed as ratios to floors of the same run, in a table; ``--write`` puts it into docs/performance.md.

Run it by ``make bench``: with an installed dragoman, as users have it. Figures are printed, never asserted.
``BENCH_SIZES``, ``BENCH_ROWS`` (a pattern), ``BENCH_RUNS``, ``BENCH_COMMITS`` and ``BENCH_SITE`` make it shorter.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom import make
from past import make_past
from site_rows import site_rows
from timing import DRAGOMAN, PYTHON, ROWS, RUNS, Took, compare, dragoman, row, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000 10000 100000").split()]
COMMITS = int(os.environ.get("BENCH_COMMITS", "100000"))
LARGE = 100_000
SITE = int(os.environ.get("BENCH_SITE", "10000"))
GIT_STATUS = ["git", "status", "--porcelain=v2"]
HUGO = Path(PYTHON).parent / "hugo"
PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
HEAD = "| what ÷ floor | ms | floor, ms | ratio | target | MB |\n|---|---|---|---|---|---|"
BATCH = "`edit -`, 1,000 articles of 10,000: acts a second, start-up excluded"
ACT = {1_000: "≤ 6", 10_000: "≤ 2", LARGE: "≤ 0.6"}


def start_up(folder: Path, articles: int) -> Iterator[str]:
    """The commands used a hundred times a day, against a bare Python."""

    def bare(_: int) -> Took:
        return run([PYTHON, "-c", "pass"], folder)

    completing = {"_DRAGOMAN_COMPLETE": "bash_complete", "COMP_WORDS": "dragoman show report-4", "COMP_CWORD": "2"}
    floor = f"{articles:,} articles ÷ `python -c pass`"
    yield compare(f"`--version`, {floor}", "≤ 1.5", lambda _: dragoman(folder, "--version"), bare)
    yield compare(f"`--help`, {floor}", "≤ 5", lambda _: dragoman(folder, "--help"), bare)
    yield compare(f"completion of a slug, {floor}", "≤ 7", lambda _: dragoman(folder, **completing), bare)
    yield compare(f"`show`, {floor}", "–", lambda _: dragoman(folder, "show", "report-4"), bare)
    yield compare(f"`review`, {floor}", "–", lambda _: dragoman(folder, "review", "report-4"), bare)
    target = "≤ 9" if articles == 1_000 else "–"
    yield compare(f"`status`, {floor}", target, lambda _: dragoman(folder, "status"), bare)


def listing(folder: Path, articles: int) -> Iterator[str]:
    """Status and check, warm and cold, against git's own status and Hugo's list."""
    index = folder / ".git" / "dragoman" / "index.sqlite"

    def cold(_: int) -> Took:
        index.unlink(missing_ok=True)
        return dragoman(folder, "status")

    def status(_: int) -> Took:
        return dragoman(folder, "status")

    def git_status(_: int) -> Took:
        return run(GIT_STATUS, folder)

    def cat(_: int) -> Took:
        return run(["sh", "-c", "git ls-files -z | xargs -0 cat > /dev/null"], folder)

    def grep(_: int) -> Took:
        return run(["git", "grep", "-h", "^state:", "--", "articles"], folder)

    large = articles == LARGE
    what = f"{articles:,} articles"
    few = min(RUNS, 3 if large else RUNS)
    yield compare(f"`status`, {what} ÷ `git status`", "≤ 2" if large else "–", status, git_status, few)
    yield compare(
        f"`status`, no index, {what} ÷ `git ls-files \\| xargs cat`", "≤ 2" if large else "–", cold, cat, few
    )
    yield compare(f"`status`, {what} ÷ `git grep ^state:`", "–", status, grep, few)
    if HUGO.exists():
        hugo = hugo_of(folder)
        yield compare(f"`status`, {what} ÷ `hugo list all`", "≤ 0.02" if large else "–", status, hugo, min(few, 2))
        yield compare(f"`status`, no index, {what} ÷ `hugo list all`", "≤ 0.17" if large else "–", cold, hugo, 1)
    target = "≤ 3" if large else "–"
    yield compare(f"`check`, {what} ÷ `status`", target, lambda _: dragoman(folder, "check"), status, few)
    target = "≤ 2" if large else "–"
    yield compare(f"`verify`, {what} ÷ `status`", target, lambda _: dragoman(folder, "verify"), status, few)


def hugo_of(folder: Path) -> Callable[[int], Took]:
    """Hugo listing the same articles, without their sources."""
    site = folder.parent / f"hugo-{folder.name}"
    site.mkdir(exist_ok=True)
    mount = f"[[module.mounts]]\nsource = '{folder}/articles'\ntarget = 'content'\nfiles = ['**/en.md']\n"
    (site / "hugo.toml").write_text(f"baseURL = 'https://example.org/'\n[module]\n{mount}", encoding="utf-8")
    return lambda _: run([str(HUGO), "list", "all"], site)


def acts(folder: Path, articles: int) -> Iterator[str]:
    """`edit`, each time of another article, against sed, git add and git commit of one file; and many at once."""
    translated = [f"report-{n}" for n in range(articles) if n % 5 == 1]
    edited = [n for n in range(articles) if n % 5 == 0]

    def act(number: int) -> Took:
        return dragoman(folder, "edit", translated[number])

    def by_hand(number: int) -> Took:
        (file,) = folder.glob(f"articles/*/*/report-{edited[number]}/source.ar.md")
        script = 'sed -i "s/Harbour/Port/" "$1" && git add -- "$1" && git commit -q -m edit'
        return run(["sh", "-c", script, "sh", str(file)], folder)

    few = min(RUNS, 5) if articles == LARGE else RUNS
    name = f"`edit`, {articles:,} articles ÷ `sed; git add; git commit`"
    yield compare(name, ACT.get(articles, "–"), act, by_hand, few)
    if articles != 10_000 or not ROWS.search(BATCH):  # the size that is spoken of
        return
    run(["git", "reset", "-q", "--hard"], folder)
    one = statistics.median(act(few + 2 + number).seconds for number in range(3))
    many = translated[100:1100]
    took = dragoman(folder, "edit", "-", stdin="\n".join(many))
    speed = len(many) / max(took.seconds - one, 0.001)
    yield row(BATCH, f"{took.seconds * 1000:,.0f}", f"{one * 1000:,.0f}", f"{speed:,.0f}", "≥ 1,000", took.memory)


def tuned(folder: Path, articles: int) -> Iterator[str]:
    """Status once more, where git was given the settings that ``doctor`` proposes."""
    if articles != LARGE:
        return
    run(["git", "reset", "-q", "--hard"], folder)
    dragoman(folder, "doctor", "--tune")
    run(["git", "status"], folder)  # its memory is written by the first that looks

    def status(_: int) -> Took:
        return dragoman(folder, "status")

    name = f"`status`, after `doctor --tune`, {articles:,} articles"
    yield compare(f"{name} ÷ `git status`", "–", status, lambda _: run(GIT_STATUS, folder), min(RUNS, 3))
    if HUGO.exists():
        yield compare(f"{name} ÷ `hugo list all`", "≤ 0.02", status, hugo_of(folder), 1)


def proof(scratch: Path) -> Iterator[str]:
    """Replaying a long past; runs are few and long."""
    if not ROWS.search("`verify --history`"):
        return
    for signed in (False, True):
        folder = scratch / ("signed" if signed else "past")
        make_past(folder, COMMITS, signed=signed)
        for known in (False, True) if signed else (False,):
            cache = scratch / "cache"
            if not known:
                shutil.rmtree(cache, ignore_errors=True)
            took = dragoman(folder, "verify", "--history", XDG_CACHE_HOME=str(cache))
            what = "signed, signatures known" if known else "signed" if signed else "unsigned"
            name = f"`verify --history`, {COMMITS:,} commits, {what}, cold: commits a second"
            target = "–" if signed else "≥ 5,000"
            yield row(name, f"{took.seconds * 1000:,.0f}", "–", f"{COMMITS / took.seconds:,.0f}", target, took.memory)
        shutil.rmtree(folder)


def table() -> Iterator[str]:
    """Every row."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = f"{scratch}/cache"
        for articles in SIZES:
            folder = Path(scratch) / str(articles)
            make(folder, articles)
            yield from start_up(folder, articles)
            yield from listing(folder, articles)
            yield from acts(folder, articles)
            yield from tuned(folder, articles)
            shutil.rmtree(folder)
        yield from proof(Path(scratch))
        yield from site_rows(Path(scratch), SITE)


def merged(page: str, rows: list[str]) -> list[str]:
    """The rows of the page, those that were measured anew in their places, and new ones behind them."""
    new = {_name(line): line for line in rows}
    old = [line for line in page.splitlines() if line.startswith("| ") and line not in HEAD]
    return [new.pop(_name(line), line) for line in old] + list(new.values())


def _name(line: str) -> str:
    return line.split(" | ", maxsplit=1)[0]


def main() -> None:
    """Print the table, or write it into the page."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    said = f"Python {platform.python_version()}, git {git}, {cores} cores, medians of interleaved pairs."
    sys.stdout.write(f"{said} {DRAGOMAN}\n\n{HEAD}\n")
    rows = [line for line in table() if line]
    if "--write" in sys.argv:
        start, _, rest = PAGE.read_text(encoding="utf-8").partition("<!-- table -->\n")
        old, _, end = rest.partition("<!-- /table -->")
        part = {"BENCH_ROWS", "BENCH_SIZES"} & os.environ.keys()
        text = "\n".join((said, "", HEAD, *(merged(old, rows) if part else rows)))
        PAGE.write_text(f"{start}<!-- table -->\n{text}\n<!-- /table -->{end}", encoding="utf-8")


if __name__ == "__main__":
    main()

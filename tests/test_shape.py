"""With thousands of articles a command starts as many processes and opens as many files as with ten."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import environment
from effort import LARGE

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))
from newsroom import make

if TYPE_CHECKING:
    from collections.abc import Iterator

STRACE = shutil.which("strace")
SIZES = (10, LARGE)
# Each with the most programs it may start, itself among them, in a newsroom of any size.
COMMANDS = {
    (): 1,  # the shell completes a slug
    ("status",): 3,
    ("check",): 3,
    ("show", "report-4"): 1,
    ("edit", "report-1"): 7,
    ("verify",): 4,
}
# Each with the most statements that the index may carry out for it, by what it shows and not by what there is.
STATEMENTS = {(): 0, ("status",): 60, ("check",): 60, ("show", "report-4"): 0, ("verify",): 60}
COUNTED = """
import sqlite3, sys
open_base, count = sqlite3.connect, [0]
def counted(*words, **more):
    base = open_base(*words, **more)
    base.set_trace_callback(lambda _: count.__setitem__(0, count[0] + 1))
    return base
sqlite3.connect = counted
from dragoman.cli.main import main
log = sys.argv.pop(1)
try:
    main()
finally:
    open(log, "w").write(str(count[0]))
"""
COMPLETING = {"_DRAGOMAN_COMPLETE": "bash_complete", "COMP_WORDS": "dragoman show report-4", "COMP_CWORD": "2"}
# What may differ: folders and packs of git's, and what two processes open that share long work.
SLACK = 40


@pytest.fixture(scope="module")
def newsrooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Path]]:
    folder = tmp_path_factory.mktemp("sizes")
    found = {size: folder / str(size) for size in SIZES}
    for size, root in found.items():
        make(root, size)
        time.sleep(1.1)  # git reads again what is as young as its index
        subprocess.run(["git", "update-index", "-q", "--really-refresh"], cwd=root, check=True)
        subprocess.run(["git", "update-index", "--force-write-index"], cwd=root, check=True)
    yield found
    shutil.rmtree(folder, ignore_errors=True)


def traced(root: Path, words: tuple[str, ...], log: Path) -> tuple[int, int]:
    """How many programs a command started, how many files of the newsroom were opened; git lists folders itself."""
    calls = "trace=execve,open,openat"
    argv = [str(STRACE), "-f", "-qq", "-e", calls, "-o", str(log), sys.executable, "-m", "dragoman.cli", *words]
    env = environment("omar") | ({} if words else COMPLETING)
    subprocess.run(argv, cwd=root, env=env, capture_output=True, check=True, timeout=300)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    programs = sum(bool(re.search(r"execve(?:\(| resumed).* = 0$", line)) for line in lines)
    own = re.compile(r'openat?\((?:AT_FDCWD, )?"(?:' + re.escape(str(root)) + r'/|articles/|\./articles)[^"]*"')
    return programs, sum(bool(own.search(line)) and "O_DIRECTORY" not in line for line in lines)


def statements(root: Path, words: tuple[str, ...], log: Path) -> int:
    """How many statements a command had SQLite carry out, one for each row that is put in."""
    env = environment("omar") | ({} if words else COMPLETING)
    argv = [sys.executable, "-c", COUNTED, str(log), *words]
    subprocess.run(argv, cwd=root, env=env, capture_output=True, check=True, timeout=300)
    return int(log.read_text(encoding="ascii"))


@pytest.mark.slow
@pytest.mark.parametrize("words", STATEMENTS, ids=lambda words: " ".join(words) or "completion")
def test_a_large_newsroom_costs_no_more_statements(
    newsrooms: dict[int, Path], words: tuple[str, ...], tmp_path: Path
) -> None:
    found = {}
    for size, root in newsrooms.items():
        statements(root, words, tmp_path / "log")  # once, so that the index is warm
        found[size] = statements(root, words, tmp_path / "log")
    assert max(found.values()) <= STATEMENTS[words] + SIZES[1] // 100, found


@pytest.mark.slow
@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "completion")
def test_a_large_newsroom_costs_no_more_processes_and_files(
    newsrooms: dict[int, Path], words: tuple[str, ...], tmp_path: Path
) -> None:
    found = {}
    for size, root in newsrooms.items():
        if words and words[0] != "edit":
            subprocess.run(
                [sys.executable, "-m", "dragoman.cli", *words], cwd=root, env=environment("omar"),
                capture_output=True, check=True, timeout=300,
            )  # fmt: skip  # once, so that the index is warm
        found[size] = traced(root, words, tmp_path / f"{size}.log")
    small, large = found[SIZES[0]], found[SIZES[1]]
    assert max(small[0], large[0]) <= COMMANDS[words], found
    assert large[1] <= small[1] + SLACK + large[0] * 10, found

"""The rooms' walls: who may import what, and what a quick command must not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Room

ROOT = Path(__file__).parents[1]
# Third-party modules and the one room each may be imported in (by file name); everything else stays out of workflow/.
DOORS = {
    "git": {"history", "founding"},
    "httpx": {"asking", "door"},
    "protego": {"robots"},
    "subprocess": {"git", "objects", "git_log", "hunspell", "ssh_keygen"},
    "cryptography": {"ssh_crypto"},
    "sqlite3": {"memory", "index_file", "output_memory_file"},
    "fcntl": {"lock"},
    "socket": {"addresses"},
    "http": {"loopback", "preview_site"},
}
HEAVY = (
    "git",
    "rich",
    "httpx",
    "trafilatura",
    "jinja2",
    "langcodes",
    "markdown_it",
    "nh3",
    "slugify",
    "yaml",
    "lxml",
    "cryptography",
    "sqlite3",
    "babel",
    "rapidfuzz",
)


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it, but for type checkers only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", rooms("workflow"), ids=lambda path: path.stem)
def test_the_core_knows_no_screen_and_each_door_is_in_its_room(path: Path) -> None:
    found = set(imported(path))
    tops = {name.split(".")[0] for name in found}
    assert not tops & {"click", "rich"}
    assert not [name for name in found if name.startswith("dragoman.cli")]
    for module, allowed in DOORS.items():
        assert module not in tops or path.stem in allowed, f"{module} is not for {path.stem}"


@pytest.mark.parametrize("path", rooms("cli"), ids=lambda path: path.stem)
def test_rich_is_known_in_two_files_of_the_shell_only(path: Path) -> None:
    assert path.stem in {"console", "columns"} or "rich" not in {name.split(".")[0] for name in imported(path)}


def test_no_import_goes_round_in_a_circle() -> None:
    names = {
        ".".join(("dragoman", *path.relative_to(ROOT).with_suffix("").parts)): path
        for room in ("cli", "workflow")
        for path in rooms(room)
    }
    arrows = {name: {other for other in imported(path) if other in names} for name, path in names.items()}
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join((*above, name))
        if name not in done:
            for other in arrows[name]:
                walk(other, (*above, name))
            done.add(name)

    for name in names:
        walk(name, ())


@pytest.mark.parametrize(
    "argv", [("--version",), ("--help",), ("status",), ("show", "water"), ("person", "list")], ids=" ".join
)
def test_quick_commands_load_no_heavy_library(room: Room, argv: tuple[str, ...]) -> None:
    room.source()
    heavy = set(HEAVY) - ({"sqlite3"} if argv == ("status",) else set())  # it has the index
    code = (
        "import sys; from dragoman.cli.app import run; "
        f"run({list(argv)!r}); print([name for name in {sorted(heavy)!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=room.root, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"

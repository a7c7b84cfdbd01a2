"""What the commands that are used a hundred times a day import, in a list; a newcomer in it is a decision."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import environment

if TYPE_CHECKING:
    from conftest import Room

FILE = Path(__file__).with_name("golden") / "imports.json"
# What of the standard library takes long to import, or starts something.
SLOW = {
    "asyncio", "concurrent", "ctypes", "dataclasses", "email", "http", "importlib.metadata", "logging",
    "multiprocessing", "pickle", "secrets", "socket", "sqlite3", "ssl", "tempfile", "unittest", "urllib.request",
    "uuid", "xml", "zipfile",
}  # fmt: skip
COMPLETING = {"_DRAGOMAN_COMPLETE": "bash_complete", "COMP_WORDS": "dragoman show w", "COMP_CWORD": "2"}
COMMANDS = {
    "--version": (["--version"], {}),
    "--help": (["--help"], {}),
    "completion of a slug": ([], COMPLETING),
    "status": (["status"], {}),
    "show": (["show", "water"], {}),
}
CODE = """
import sys
from dragoman.cli.main import main
sys.argv = ["dragoman", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
sys.stderr.write("\\n" + " ".join(sys.modules))
"""


def imported(room: Room, name: str) -> list[str]:
    """Third-party libraries, slow modules of the standard library, and dragoman's own files."""
    argv, extra = COMMANDS[name]
    done = subprocess.run(
        [sys.executable, "-c", CODE, *argv],
        cwd=room.root, env=environment("omar") | extra, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    found = set(done.stderr.splitlines()[-1].split())
    own = {module for module in found if module.startswith("dragoman.") and module.count(".") > 1}
    tops = {module.split(".")[0] for module in found}
    others = {top for top in tops if top not in sys.stdlib_module_names and not top.startswith("_")}
    return sorted(own | (found & SLOW) | others - {"dragoman", "sitecustomize"})


@pytest.mark.parametrize("name", COMMANDS)
def test_a_quick_command_imports_what_is_listed_and_nothing_more(room: Room, name: str, golden: bool) -> None:
    room.bring("translated")
    found = imported(room, name)
    known = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    if golden:
        known[name] = found
        FILE.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    assert set(found) <= set(known[name]), "make golden takes a newcomer in, if it must be"

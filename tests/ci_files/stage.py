"""A newsroom's clone as a CI job finds it: a branch with a good or a bad article, and the branch it goes to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import Ran, Room, environment

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent
BAD = "# Water station TK\n\nThe pumps of the eastern district ran on Monday TK. Said @everyone: ::error::owned.\n"


def stage(room: Room, folder: Path, *, bad: bool) -> Room:
    """A clone with its history, on a branch that touches one article."""
    room.bring("translated")
    room.git("switch", "--quiet", "--create", "work")
    if bad:
        room.source("bridge")
        room.ok("lina", "translate", "bridge", "--file", "-", stdin=BAD)
    else:
        room.bring("edited", "bread")
    room.git("switch", "--quiet", "main")
    clone(room.root, folder)
    done = Room(folder)
    done.git("switch", "--quiet", "work")
    return done


def clone(source: Path, folder: Path) -> None:
    """Clone as a CI job does."""
    argv = ["git", "clone", "--quiet", str(source), str(folder)]
    subprocess.run(argv, env=environment("olga"), check=True, timeout=60)


def run(argv: list[str], folder: Path, extra: Mapping[str, str] | None = None, seconds: int = 300) -> Ran:
    """Run a program in a folder, our own scripts first on the PATH."""
    env = environment("olga") | {"PATH": f"{SCRIPTS}:{os.environ['PATH']}", "CI": "true"} | dict(extra or {})
    done = subprocess.run(argv, cwd=folder, env=env, capture_output=True, check=False, timeout=seconds)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

"""A newsroom in which every word is poison, and a process that runs commands in it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from canaries import POISON
from conftest import environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sweeper import Sweeper, Swept


@dataclass(frozen=True)
class Poisoned:
    """A newsroom full of poison, and a process that runs commands in it or in a copy."""

    root: Path
    sweeper: Sweeper

    def run(
        self, person: str, *argv: str, root: Path | None = None, env: Mapping[str, str] | None = None, **how: Any
    ) -> Swept:
        """Run a command line as somebody whose git name is poison too."""
        name = {"GIT_AUTHOR_NAME": f"{person} {POISON}", "GIT_COMMITTER_NAME": f"{person} {POISON}"}
        return self.sweeper.run(root or self.root, list(argv), environment(person) | name | (dict(env or {})), **how)

    def copy(self, above: Path) -> Poisoned:
        """A copy of the newsroom and of what lies beside it, for acts that change it."""
        shutil.copytree(self.root.parent, above, symlinks=True)
        return Poisoned(above / self.root.name, self.sweeper)

    def git(self, *argv: str) -> str:
        """What git says in the newsroom."""
        done = subprocess.run(["git", *argv], cwd=self.root, env=environment("olga"), check=True, capture_output=True)
        return done.stdout.decode()

    def ok(self, person: str, *argv: str, stdin: str = "") -> None:
        """The same, when it must succeed."""
        ran = self.run(person, *argv, stdin=stdin)
        assert ran.code == 0, (argv, ran)


def article(root: Path, slug: str) -> Path:
    """An article's file."""
    return next(root.glob(f"articles/*/*/{slug}/en.md"))

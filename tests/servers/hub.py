"""A server's bare repository with the gate in it, and the clones that people push to it from."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from conftest import ARABIC, ENGLISH, Ran, dragoman, environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Clone:
    """Somebody's clone; ``env`` is what their git needs to reach the server."""

    root: Path
    person: str
    env: Mapping[str, str] = field(default_factory=dict)

    def run(self, *argv: str, stdin: str = "", **extra: str) -> Ran:
        """Run ``dragoman`` as whoever works here."""
        return dragoman(self.root, argv, self._env(extra), stdin)

    def ok(self, *argv: str, stdin: str = "") -> str:
        """The same, when it must succeed."""
        ran = self.run(*argv, stdin=stdin)
        assert ran.code == 0, (argv, ran)
        return ran.out

    def git(self, *argv: str, **extra: str) -> str:
        """Run git, which must succeed."""
        ran = self.try_git(*argv, **extra)
        assert ran.code == 0, (argv, ran)
        return ran.out.strip()

    def try_git(self, *argv: str, **extra: str) -> Ran:
        """Run git."""
        done = subprocess.run(
            ["git", *argv], cwd=self.root, capture_output=True, env=self._env(extra), check=False, timeout=120
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def push(self, *refs: str) -> Ran:
        """Push to the server; nothing named means the main branch."""
        return self.try_git("push", "origin", *(refs or ("main",)))

    def pushed(self, *refs: str) -> None:
        """The same, when the gate must let it in."""
        ran = self.push(*refs)
        assert ran.code == 0, ran.err

    def commit(self, message: str = "by hand", **extra: str) -> None:
        """Commit all there is, with plain git."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message, **extra)

    def article(self, slug: str, file: str = "en.md") -> Path:
        """A file of an article's."""
        return next(self.root.glob(f"articles/*/*/{slug}/{file}"))

    def change(self, path: Path, old: str, new: str) -> None:
        """Change the words of a file by hand."""
        text = path.read_text(encoding="utf-8")
        assert old in text, text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def source(self, slug: str) -> None:
        """Open an article."""
        self.ok("source", "-", "--no-url", "--outlet", "Al-Furat", "--slug", slug, "--again", stdin=ARABIC)

    def translate(self, slug: str) -> None:
        """Hand in a translation."""
        self.ok("translate", slug, "--file", "-", stdin=ENGLISH)

    def as_(self, person: str) -> Clone:
        """The same clone with somebody else at the keyboard."""
        return replace(self, person=person)

    def _env(self, extra: Mapping[str, str]) -> dict[str, str]:
        return environment(self.person) | dict(self.env) | dict(extra)


@dataclass(frozen=True)
class Hub:
    """A folder with the server's ``hub.git``, everybody's keys (none in a newsroom that does not sign) and clones."""

    folder: Path

    @property
    def bare(self) -> Path:
        """The server's repository."""
        return self.folder / "hub.git"

    def clone(self, person: str, name: str = "", url: str = "", **env: str) -> Clone:
        """A fresh clone; its git signs with the person's key."""
        there = Clone(self.folder, person, env)
        there.git("clone", "--quiet", url or str(self.bare), name or person)
        return self.keyed(replace(there, root=self.folder / (name or person)))

    def keyed(self, clone: Clone) -> Clone:
        """The clone, its git told the person's key."""
        key = self.folder / "keys" / clone.person
        if key.exists():
            clone.git("config", "gpg.format", "ssh")
            clone.git("config", "user.signingkey", str(key))
        return clone

    def refs(self) -> str:
        """Every ref of the server's, and where it points."""
        return self.git("for-each-ref")

    def git(self, *argv: str) -> str:
        """Run git on the server."""
        return Clone(self.bare, "server").git(*argv)


def told_ids(stderr: str) -> set[str]:
    """The ids of the findings that a refused push was told."""
    return set(re.findall(r"\[([a-z-]+)\] *$", stderr, re.MULTILINE))

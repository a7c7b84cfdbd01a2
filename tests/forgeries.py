"""The example `examples/proved`: its honest newsroom, built once, and its forgeries, played in clones and judged."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from click.testing import CliRunner
from conftest import environment

from dragoman.cli.app import app
from dragoman.workflow.gating import Update, judge_push
from dragoman.workflow.git import inside_hook
from dragoman.workflow.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Iterator

PROVED = Path(__file__).parents[1] / "examples/proved"
# The four that look at a copy; HONEST stands for the last honest commit.
COMMANDS = ("verify", "verify --history", "verify --base HONEST", "gate")
_SAID = re.compile(r"# (expect|warns|limit|at|in): (.+?)(?: by ((?:verify|gate)\b.*))?")
_KINDS = ("expect", "warns", "limit")


@dataclass(frozen=True)
class Forgery:
    """An attack as its script's head says it: in plain words, and what each of ``COMMANDS`` finds.

    ``at`` are the articles, or else paths, that the findings name, ``commits`` the commits, as git's names for them.
    """

    path: Path
    attack: str
    errors: dict[str, frozenset[str]]
    warnings: dict[str, frozenset[str]]
    limits: dict[str, frozenset[str]]
    at: frozenset[str]
    commits: frozenset[str]

    @property
    def name(self) -> str:
        """The script's name."""
        return self.path.stem


@dataclass(frozen=True)
class Judged:
    """What a command found: its exit code, the findings, what it says it cannot show, and how much at each level."""

    code: int
    findings: tuple[dict[str, Any], ...]
    limits: tuple[str, ...] = ()
    levels: dict[str, int] = field(default_factory=dict)

    def ids(self, severity: str = "error") -> frozenset[str]:
        """The ids of the findings of this severity."""
        return frozenset(one["id"] for one in self.findings if one["severity"] == severity)


@dataclass(frozen=True)
class Honest:
    """The honest newsroom: its repository, a bare one to push to, its last commit, the seal of its first roster."""

    root: Path
    hub: Path
    commit: str
    seal: str


def read_forgery(path: Path) -> Forgery:
    """Read a script's head.

    Its first comment line is the attack. Then ``# expect: ID, ID by COMMAND, COMMAND`` for errors, ``# warns:`` for
    warnings, ``# limit: WORDS by COMMAND``; ``# at: ARTICLE OR PATH, …`` and ``# in: COMMIT, …``. A command that is
    not named finds nothing.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    found: dict[str, dict[str, set[str]]] = {kind: {name: set() for name in COMMANDS} for kind in _KINDS}
    places: dict[str, set[str]] = {"at": set(), "in": set()}
    for line in lines[2:]:
        match = _SAID.fullmatch(line)
        if not match:
            break
        words = match[2].split(", ") if match[1] != "limit" else [match[2]]
        if match[1] in places:
            places[match[1]].update(words)
        for command in match[3].split(", ") if match[1] in _KINDS else ():
            found[match[1]][command].update(words)
    errors, warnings, limits = ({name: frozenset(ids) for name, ids in found[kind].items()} for kind in _KINDS)
    return Forgery(
        path, lines[1].removeprefix("# "), errors, warnings, limits, frozenset(places["at"]), frozenset(places["in"])
    )


FORGERIES = tuple(read_forgery(path) for path in sorted((PROVED / "forgeries").glob("*.sh")))


def shell(folder: Path, *argv: str | Path, **extra: str) -> str:
    """Run a command as a person of the newsroom would who has dragoman; its output."""
    env = environment("nobody")
    path = f"{Path(sys.executable).parent}:{env['PATH']}"
    done = subprocess.run(
        argv,
        cwd=folder,
        capture_output=True,
        check=True,
        timeout=120,
        env=env | {"PATH": path, "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"]} | extra,
    )
    return done.stdout.decode()


def git(folder: Path, *argv: str, **extra: str) -> str:
    """Run git in a folder; its output without the line end."""
    return shell(folder, "git", *argv, **extra).rstrip("\n")


def build(folder: Path) -> Honest:
    """Build the honest newsroom, and the bare repository that a gate would stand before."""
    root, hub = folder / "honest", folder / "hub.git"
    shell(folder, "sh", PROVED / "build.sh", root)
    git(folder, "clone", "-q", "--bare", str(root), str(hub))
    seal = json.loads(shell(root, "dragoman", "trust", "--json"))["first"]
    return Honest(root, hub, git(root, "rev-parse", "HEAD"), seal)


def forge(honest: Honest, forgery: Forgery, folder: Path) -> Path:
    """Play a forgery in a clone of the honest newsroom; where that is."""
    clone = folder / "clone"
    git(folder, "clone", "-q", str(honest.root), str(clone))
    shell(clone, "sh", forgery.path)
    return clone


def judge(command: str, copy: Path, honest: Honest) -> Judged:
    """What one of ``COMMANDS`` says of a copy."""
    if command == "gate":
        return _at_the_gate(copy, honest)
    words = [honest.commit if word == "HONEST" else word for word in command.split()]
    done = CliRunner().invoke(app, ["-C", str(copy), *words, "--json"], catch_exceptions=False)
    said = json.loads(done.stdout)
    assert done.exit_code == (0 if said["verified"] else 1)
    return Judged(done.exit_code, tuple(said["findings"]), tuple(said["limits"]), said["levels"])


def _at_the_gate(copy: Path, honest: Honest) -> Judged:
    """What the gate before the hub says when the copy's branch is pushed to its main one; `git`: git refuses it."""
    hub = copy.parent / "hub.git"
    shutil.copytree(honest.hub, hub, symlinks=True)
    try:
        git(hub, "fetch", "-q", str(copy), "+HEAD:refs/pushed/it")
        new = git(hub, "rev-parse", "refs/pushed/it")
    except subprocess.CalledProcessError:
        return Judged(1, ({"id": "git", "severity": "error", "article": None, "path": None, "commit": None},))
    updates = [Update(honest.commit, new, "refs/heads/main")]
    with patch.dict(os.environ, GIT_DIR=str(hub)), inside_hook():
        findings = tuple(one.as_dict() for one in judge_push(str(hub), updates, Trust(honest.seal)))
    return Judged(int(any(one["severity"] == "error" for one in findings)), findings)


def place(finding: dict[str, Any]) -> str:
    """What a finding names: an article, a file or folder of a story's as ``slug/name``, another path, or nothing."""
    if finding["article"] or not finding["path"]:
        return finding["article"] or ""
    parts = finding["path"].split("/")
    return "/".join(parts[3:5]).removesuffix(".md") if parts[0] == "articles" else finding["path"]


def commits_of(copy: Path, names: frozenset[str], honest: Honest) -> Iterator[str]:
    """The ids of the commits that a script's head names, whatever the copy's own settings make of them."""
    for name in names:
        known = honest.commit if name == "HONEST" else name
        yield git(copy, "rev-parse", known, GIT_NO_REPLACE_OBJECTS="1", GIT_GRAFT_FILE=os.devnull)

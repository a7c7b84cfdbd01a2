"""Git's settings that pay in a large newsroom: which are not made yet, and what they do here, measured."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.checked import Checked
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.places import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.repository import Repository

# Fewer files than this, and nobody feels the difference.
LARGE = 2000
_VERSION = 4
_STATUS = ("status", "--porcelain=v2")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: what it spares whom, whether a repository has it, how to make it, and what to time before and after.

    ``gain`` is what we measured at 100,000 articles or commits; another machine will see something else.
    """

    id: str
    gain: str
    is_made: Callable[[Repository], bool]
    commands: tuple[tuple[str, ...], ...]
    timed: tuple[str, ...]


def proposals(repository: Repository) -> list[Checked]:
    """The settings that would pay here and are not made."""
    if _files(repository) < LARGE:
        return []
    return [
        Checked(one.id, good=True, message=f"Could be quicker: {one.gain}.", fix="dragoman doctor --tune")
        for one in SETTINGS
        if not one.is_made(repository)
    ]


def tune(repository: Repository) -> list[Checked]:
    """Make the settings that are missing, whatever the newsroom's size, and say what each changed."""
    return [_made(repository, one) for one in SETTINGS if not one.is_made(repository)]


def _made(repository: Repository, setting: Setting) -> Checked:
    extra = git.without_filters(repository.config)
    before = _seconds(repository, setting.timed)
    for command in setting.commands:
        done = git.attempt(repository.root, "-c", "core.commitGraph=true", *command, extra=extra)
        if done.returncode:
            fix = "run it again when no other git is at work here"
            message = f"Not set: {setting.id}. {git.last_words(done.stderr)}"
            return Checked(setting.id, good=False, message=message, fix=fix)
    if setting.timed == _STATUS:
        with contextlib.suppress(GitFailed):
            # The first one fills git's memory of what it saw; ours never write the index.
            git.attempt(repository.root, *_STATUS, extra=extra | {"GIT_OPTIONAL_LOCKS": "1"})
    after = _seconds(repository, setting.timed)
    took = f"`git {' '.join(setting.timed[:1])}` took {before * 1000:,.0f} ms before, {after * 1000:,.0f} ms now"
    return Checked(setting.id, good=True, message=f"Set: {setting.id}. {took}.")


def _seconds(repository: Repository, command: tuple[str, ...]) -> float:
    """The best of three; the first may read from a cold disk."""
    extra = git.without_filters(repository.config)
    found = []
    for _ in range(3):
        start = time.perf_counter()
        git.attempt(repository.root, "-c", "core.commitGraph=true", *command, extra=extra)
        found.append(time.perf_counter() - start)
    return min(found)


def _config(repository: Repository, key: str) -> bool:
    asked = git.attempt(repository.root, "config", "--type=bool", "--get", key)
    return asked.stdout.strip() == b"true"


def _index_header(repository: Repository) -> tuple[int, int]:
    """The index's version and its number of files; zeros where there is none. Format: gitformat-index(5)."""
    try:
        with open(os.path.join(repository.git_dir, "index"), "rb") as file:
            head = file.read(12)
    except OSError:
        return 0, 0
    return int.from_bytes(head[4:8], "big"), int.from_bytes(head[8:12], "big")


def _files(repository: Repository) -> int:
    return _index_header(repository)[1]


def _has_commit_graph(repository: Repository) -> bool:
    info = os.path.join(repository.common_dir, "objects", "info")
    return any(os.path.exists(os.path.join(info, name)) for name in ("commit-graph", "commit-graphs"))


SETTINGS = (
    Setting(
        "untracked-cache",
        "git remembers in which folders it saw nothing new (git status 1.1 s, then 0.4 s, with 100,000 articles)",
        lambda repository: _config(repository, "core.untrackedCache"),
        (("config", "core.untrackedCache", "true"), ("update-index", "--untracked-cache")),
        _STATUS,
    ),
    Setting(
        "index-version",
        "the index in its shorter form (25 MB, then 18 MB, with 100,000 articles), which every act rewrites",
        lambda repository: _index_header(repository)[0] in (0, _VERSION),
        (("config", "index.version", str(_VERSION)), ("update-index", "--index-version", str(_VERSION))),
        _STATUS,
    ),
    Setting(
        "commit-graph",
        "an index of the history (dragoman log of one article 1.6 s, then 0.5 s, with 100,000 commits)",
        _has_commit_graph,
        (
            ("config", "fetch.writeCommitGraph", "true"),
            ("commit-graph", "write", "--reachable", "--changed-paths"),
        ),
        ("log", "-1", "--format=%H", "--", f"{FOLDER}/none"),
    ),
)

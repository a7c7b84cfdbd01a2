"""The repository a newsroom stands in: where it is, who is at the desk, whether an act may be recorded now."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import git
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.places import NEWSROOM

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

_UNFINISHED = {
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "BISECT_LOG": "bisect",
}


class Identity(NamedTuple):
    """A name and an e-mail address as git would put them into a commit; empty where git has none."""

    name: str
    email: str


class Repository(NamedTuple):
    """Full paths, the branch as ``refs/heads/…`` (empty: detached) and git's configuration, keys in lower case."""

    root: str
    git_dir: str
    common_dir: str
    branch: str
    unborn: bool
    config: Mapping[str, str]

    @property
    def algorithm(self) -> str:
        """What names objects here: ``sha1`` or ``sha256``."""
        return self.config.get("extensions.objectformat", "sha1").lower()

    @property
    def id_width(self) -> int:
        """The number of bytes of an object's id."""
        return 20 if self.algorithm == "sha1" else 32

    @property
    def desk(self) -> str:
        """The folder for our own lock and journal, never committed."""
        return os.path.join(self.git_dir, "dragoman")


def open_repository(root: str) -> Repository:
    """Look at the git repository whose top is the newsroom.

    Raises:
        GitFailed: there is no git, no repository, or the newsroom is not at its top.
    """
    asked = ("--absolute-git-dir", "--git-common-dir", "--show-toplevel", "--symbolic-full-name", "HEAD")
    with ask_config(root) as settings:
        done = git.attempt(root, "rev-parse", *asked)
        return _opened(root, asked, done, settings)


def _opened(
    root: str, asked: tuple[str, ...], done: subprocess.CompletedProcess[bytes], settings: git.Started
) -> Repository:
    lines = done.stdout.decode("utf-8", "surrogateescape").split("\n")
    if len(lines) < len(asked) - 1 or not lines[2]:
        raise GitFailed(f"Git cannot use this folder: {git.last_words(done.stderr)}.", "git init, or dragoman init")
    git_dir, common, top = lines[0], os.path.join(root, lines[1]), lines[2]
    if os.path.realpath(top) != os.path.realpath(root):
        raise GitFailed(f"{NEWSROOM} must stand at the top of its git repository, which is {top}.")
    branch = lines[3] if done.returncode == 0 else _unborn_branch(root)
    config = config_from(settings)
    return Repository(
        root,
        git_dir,
        os.path.realpath(common),
        branch if branch.startswith("refs/heads/") else "",
        done.returncode != 0,
        config,
    )


def ensure_ready(repository: Repository) -> None:
    """See that an act can be recorded in this repository now.

    Raises:
        GitFailed: a merge or the like in progress, detached HEAD, no commit yet.
    """
    unfinished = in_progress(repository.git_dir)  # first, because a rebase detaches HEAD as well
    if unfinished:
        raise GitFailed(f"A {unfinished} is in progress; no act can be recorded until it is done.", "git status")
    if not repository.branch:
        raise GitFailed("HEAD is detached: an act here would belong to no branch.", "git switch BRANCH")
    if repository.unborn:
        raise GitFailed("This repository has no commit yet.", f"git add {NEWSROOM} && git commit -m newsroom")


def in_progress(git_dir: str) -> str:
    """The operation that git is in the middle of, or an empty string."""
    return next((word for name, word in _UNFINISHED.items() if os.path.exists(os.path.join(git_dir, name))), "")


def identity(config: Mapping[str, str], role: str = "author") -> Identity:
    """Who git says is at the desk as ``role``, ``author`` or ``committer``: environment first, then configuration."""
    upper = f"GIT_{role.upper()}"
    name = os.environ.get(f"{upper}_NAME") or config.get(f"{role}.name") or config.get("user.name", "")
    email = (
        os.environ.get(f"{upper}_EMAIL")
        or config.get(f"{role}.email")
        or config.get("user.email")
        or os.environ.get("EMAIL", "")
    )
    return Identity(name, email)


def read_config(root: str) -> dict[str, str]:
    """Git's configuration in force at ``root``, the last value of each key.

    Raises:
        GitFailed: there is no git, or the configuration cannot be read.
    """
    with ask_config(root) as asked:
        return config_from(asked)


def ask_config(root: str) -> git.Started:
    """Begin to ask for git's configuration; ``config_from`` takes the answer.

    Raises:
        GitFailed: there is no git.
    """
    return git.Started(root, "config", "--list", "--null", plain=True)


def config_from(asked: git.Started) -> dict[str, str]:
    """What ``ask_config`` asked for: git's configuration in force, the last value of each key.

    Raises:
        GitFailed: it cannot be read.
    """
    done = asked.done()
    if done.returncode:
        raise GitFailed(f"git config failed: {git.last_words(done.stderr)}")
    pairs = (item.partition("\n") for item in done.stdout.decode("utf-8", "replace").split("\0") if item)
    # A key without `=` is git's way of saying true.
    return {key: value if newline else "true" for key, newline, value in pairs}


def _unborn_branch(root: str) -> str:
    done = git.attempt(root, "symbolic-ref", "--quiet", "HEAD")
    return done.stdout.decode("utf-8", "replace").strip()


def is_repository(root: str) -> bool:
    """Whether the newsroom has git at its top: an unpacked archive has none, even inside somebody's repository."""
    return os.path.lexists(os.path.join(root, ".git"))


def shallow_commits(root: str) -> list[str]:
    """The oldest commits of a shallow clone, whose parents it does not have; none in a whole one."""
    try:
        with open(os.path.join(git.common_folder(root), "shallow"), encoding="ascii") as file:
            return file.read().split()
    except OSError:
        return []

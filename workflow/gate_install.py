"""Set the gate up: a pre-receive hook in a bare repository, a pre-push hook in a clone, that ask dragoman."""

from __future__ import annotations

import os
import shlex
import sys
from typing import NamedTuple

from dragoman.workflow import git
from dragoman.workflow.disk import disk_errors
from dragoman.workflow.errors import GitFailed, NotAllowed

# Said aloud: a repository that is only found lying there is not used.
_HERE = {"GIT_DIR": "."}
_MARK = "# Written by `dragoman gate install`"
_BRANCHES = "refs/heads/"


class Installed(NamedTuple):
    """Where the hook is, and the name of the branch by which it judges all others."""

    path: str
    branch: str


def install(folder: str) -> Installed:
    """Write the hook, or renew ours.

    Raises:
        GitFailed: there is no git repository there.
        NotAllowed: it is somebody's clone rather than a server's repository, another hook is there already, or what
            git calls its main branch does not exist.
    """
    if os.path.lexists(os.path.join(folder, ".git")):
        message = f"{folder} is a clone that people work in; a gate stands where they push to."
        raise NotAllowed(message, "git init --bare")
    told = git.attempt(folder, "rev-parse", "--absolute-git-dir", extra=_HERE).stdout
    git_dir = told.decode("utf-8", "surrogateescape").strip()
    if not git_dir:
        raise GitFailed(f"{folder} is no git repository.", "git init --bare makes one to push to")
    branch = _main_branch(folder)
    hooks = os.path.join(git_dir, _hooks(folder))
    path = os.path.join(hooks, "pre-receive")
    _write(path, "a push is let in when it breaks no promise", command())
    git.run(folder, "config", "receive.fsckObjects", "true", extra=_HERE)
    return Installed(path, branch)


def install_pre_push(folder: str) -> str:
    """Write the hook of a clone that keeps embargoes, or renew ours; where it is.

    Raises:
        GitFailed: there is no git repository there.
        NotAllowed: another hook is there already.
    """
    told = git.attempt(folder, "rev-parse", "--path-format=absolute", "--git-path", "hooks", plain=True).stdout
    hooks = told.decode("utf-8", "surrogateescape").strip()
    if not hooks:
        raise GitFailed(f"{folder} is no git repository.", "git init")
    path = os.path.join(hooks, "pre-push")
    _write(path, "nothing under embargo goes to a public remote", f'{command("pre-push")} "$@"')
    return path


def _write(path: str, why: str, line: str) -> None:
    """Put a hook of ours in its place, whole.

    Raises:
        NotAllowed: one that is not ours is there.
    """
    with disk_errors(path):
        if os.path.lexists(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                if _MARK not in file.read():
                    raise NotAllowed(
                        f"There is a {os.path.basename(path)} hook already: {path}.", f"add to it: {line}"
                    )
        os.makedirs(os.path.dirname(path), exist_ok=True)
        temporary = f"{path}.{os.getpid()}"
        with open(temporary, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\n{_MARK}: {why}.\nexec {line}\n")
            os.fchmod(file.fileno(), 0o755)
        os.replace(temporary, path)


def _main_branch(folder: str) -> str:
    """The name of the branch that HEAD means; in an empty repository it becomes the one that newsrooms begin with."""
    ref = _said(folder, "symbolic-ref", "HEAD")
    if not _said(folder, "for-each-ref", "--count=1", _BRANCHES):
        ref = f"{_BRANCHES}main"
        git.run(folder, "symbolic-ref", "HEAD", ref, extra=_HERE)
    elif not _said(folder, "for-each-ref", "--count=1", ref):
        message = f"{folder} has branches, but not the one it calls its main one: {ref.removeprefix(_BRANCHES)}."
        raise NotAllowed(message, f"git -C {shlex.quote(folder)} symbolic-ref HEAD {_BRANCHES}BRANCH names another")
    return ref.removeprefix(_BRANCHES)


def _hooks(folder: str) -> str:
    """The folder of the repository's own hooks, as seen from it.

    It is said aloud there: else whoever pushes with settings that name a folder for all their hooks goes past ours.
    """
    own = _said(folder, "config", "--local", "--get", "core.hooksPath")
    if not own:
        git.run(folder, "config", "--local", "core.hooksPath", "hooks", extra=_HERE)
    return os.path.expanduser(own) if own else "hooks"


def _said(folder: str, *argv: str) -> str:
    said = git.attempt(folder, *argv, plain=True, extra=_HERE).stdout
    return said.decode("utf-8", "surrogateescape").strip()


def command(hook: str = "pre-receive") -> str:
    """What the hook runs: this Python, which must not look for modules in the repository it stands in."""
    return f"{shlex.quote(sys.executable)} -P -m dragoman.cli gate {hook}"

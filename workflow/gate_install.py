"""Set the gate up in a bare repository: a pre-receive hook that asks dragoman."""

from __future__ import annotations

import os
import shlex
import sys

from dragoman.workflow import git
from dragoman.workflow.disk import disk_errors
from dragoman.workflow.errors import GitFailed, NotAllowed

# Said aloud: a repository that is only found lying there is not used.
_HERE = {"GIT_DIR": "."}
_MARK = "# Written by `dragoman gate install`"


def install(folder: str) -> str:
    """Write the hook, or renew ours. Returns its path.

    Raises:
        GitFailed: there is no git repository there.
        NotAllowed: it is somebody's clone rather than a server's repository, or another hook is there already.
    """
    if os.path.lexists(os.path.join(folder, ".git")):
        message = f"{folder} is a clone that people work in; a gate stands where they push to."
        raise NotAllowed(message, "git init --bare")
    told = git.attempt(folder, "rev-parse", "--absolute-git-dir", extra=_HERE).stdout
    git_dir = told.decode("utf-8", "surrogateescape").strip()
    if not git_dir:
        raise GitFailed(f"{folder} is no git repository.", "git init --bare makes one to push to")
    named = git.attempt(folder, "config", "--get", "core.hooksPath", plain=True, extra=_HERE).stdout.decode().strip()
    hooks = os.path.join(git_dir, os.path.expanduser(named) if named else "hooks")
    path = os.path.join(hooks, "pre-receive")
    script = f"#!/bin/sh\n{_MARK}: a push is let in when it breaks no promise.\nexec {command()}\n"
    with disk_errors(path):
        if os.path.lexists(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                if _MARK not in file.read():
                    raise NotAllowed(f"There is a pre-receive hook already: {path}.", f"add to it: {command()}")
        os.makedirs(hooks, exist_ok=True)
        temporary = f"{path}.{os.getpid()}"
        with open(temporary, "w", encoding="utf-8") as file:
            file.write(script)
            os.fchmod(file.fileno(), 0o755)
        os.replace(temporary, path)
    git.run(folder, "config", "receive.fsckObjects", "true", extra=_HERE)
    return path


def command() -> str:
    """What the hook runs: this Python, which must not look for modules in the repository it stands in."""
    return f"{shlex.quote(sys.executable)} -P -m dragoman.cli gate pre-receive"

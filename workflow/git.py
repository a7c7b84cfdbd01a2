"""Run git: the one place where it is started. Argv lists only; nothing in the repository can name a program.

Reads on the daily path come through here rather than through GitPython, whose import alone costs eight times a bare
Python start; the history room uses GitPython's objects.
"""

from __future__ import annotations

import os
import subprocess

from dragoman.workflow.errors import GitFailed

# fsync: git's default syncs nothing on a commit. The rest stops programs named by a repository's configuration.
_SETTINGS = (
    "core.fsync=all",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.ext.allow=never",
    "core.pager=cat",
    "gc.auto=0",
    "maintenance.auto=false",
)
# A repository named by the environment (we may be started from a hook) is not the one we were pointed at.
_DROPPED = frozenset({
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_TRACE", "GIT_QUARANTINE_PATH",
})  # fmt: skip
SECONDS = 120


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """What git is started with: the user's environment, never a prompt, never another repository."""
    kept = {key: value for key, value in os.environ.items() if key not in _DROPPED}
    fixed = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_EDITOR": ":", "LC_ALL": "C"}
    return kept | fixed | (extra or {})


def command(*args: str, hooks: bool = False) -> list[str]:
    """The argv of a git call; ``hooks`` lets the newsroom's own hooks run."""
    settings = [setting for setting in _SETTINGS if not (hooks and setting.startswith("core.hooksPath"))]
    return ["git", *(word for setting in settings for word in ("-c", setting)), "--literal-pathspecs", *args]


def attempt(
    root: str, *args: str, data: bytes = b"", extra: dict[str, str] | None = None, hooks: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run git in ``root`` and hand back what came of it, whatever that is.

    Raises:
        GitFailed: there is no git, or it did not end.
    """
    try:
        return subprocess.run(
            command(*args, hooks=hooks),
            cwd=root,
            input=data,
            capture_output=True,
            env=environment(extra),
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise no_git() from None
    except subprocess.TimeoutExpired:
        raise GitFailed(f"git {args[0]} did not end within {SECONDS} seconds.") from None


def run(root: str, *args: str, data: bytes = b"", extra: dict[str, str] | None = None) -> bytes:
    """Run git in ``root`` and hand back what it printed.

    Raises:
        GitFailed: there is no git, or it failed; with git's own last words.
    """
    done = attempt(root, *args, data=data, extra=extra)
    if done.returncode:
        raise GitFailed(f"git {args[0]} failed: {last_words(done.stderr)}")
    return done.stdout


def no_git() -> GitFailed:
    """The error for a machine without git."""
    return GitFailed("git is not installed, or not on the PATH.", "install git 2.34 or later")


def last_words(stderr: bytes) -> str:
    """The line of git's complaint that says most, shortened."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines
    return (telling[0] if telling else "it did not say why").removeprefix("fatal: ").removeprefix("error: ")[:300]

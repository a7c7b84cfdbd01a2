"""The newsroom's own git hooks: ``pre-commit`` and ``commit-msg`` see an act as they would see a commit."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.disk import disk_errors
from dragoman.workflow.errors import HookRefused

if TYPE_CHECKING:
    from dragoman.workflow.repository import Repository

_ASKED = ("pre-commit", "commit-msg")


def present(repository: Repository) -> tuple[str, ...]:
    """Which of the hooks we ask are there and may run."""
    return tuple(hook for hook in _ASKED if is_there(repository, hook))


def is_there(repository: Repository, hook: str) -> bool:
    """Whether a hook is there and may run."""
    configured = repository.config.get("core.hookspath", "")
    folder = os.path.join(repository.root, os.path.expanduser(configured)) if configured else ""
    folder = folder or os.path.join(repository.common_dir, "hooks")
    return os.access(os.path.join(folder, hook), os.X_OK)


def ask(repository: Repository, hooked: tuple[str, ...], base: str, lines: str, tree: str, message: str) -> str:
    """Run the hooks over an index of the commit to be; hands back the message, which ``commit-msg`` may change.

    ``lines`` tells ``git update-index --index-info`` how the commit differs from ``base``, ``tree`` is its tree.

    Raises:
        HookRefused: a hook failed, or changed what would be committed, which an act must not allow.
    """
    index = os.path.join(repository.desk, f"index.{os.getpid()}")
    file = os.path.join(repository.desk, f"COMMIT_EDITMSG.{os.getpid()}")
    extra = {"GIT_INDEX_FILE": index, "GIT_DIR": repository.git_dir, "GIT_WORK_TREE": repository.root}
    try:
        git.run(repository.root, "read-tree", *([base] if base else ["--empty"]), extra=extra)
        data = lines.encode("utf-8", "surrogateescape")
        git.run(repository.root, "update-index", "-z", "--index-info", data=data, extra=extra)
        if "pre-commit" in hooked:
            _run(repository, "pre-commit", (), extra)
            if git.run(repository.root, "write-tree", extra=extra).decode().strip() != tree:
                raise HookRefused("pre-commit", "It changed what would be committed; an act seals the text as it is.")
        if "commit-msg" not in hooked:
            return message
        with disk_errors("the .git folder"), open(file, "w", encoding="utf-8") as out:
            out.write(message)
        _run(repository, "commit-msg", (file,), extra)
        with disk_errors("the .git folder"), open(file, "rb") as back:
            return _checked(back.read())
    finally:
        for leftover in (index, f"{index}.lock", file):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(leftover)


def _checked(data: bytes) -> str:
    """The message that ``commit-msg`` left, as long as git would take it.

    Raises:
        HookRefused: it is empty, or no text.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise HookRefused("commit-msg", "It left a message that is not UTF-8.") from None
    if not text.strip() or "\0" in text:
        raise HookRefused("commit-msg", "It left an empty message." if not text.strip() else "It left a NUL.")
    return text.rstrip("\n") + "\n"


def _run(repository: Repository, hook: str, args: tuple[str, ...], extra: dict[str, str]) -> None:
    rest = ("--", *args) if args else ()
    done = git.attempt(repository.root, "hook", "run", hook, *rest, extra=extra, plain=True)
    if done.returncode:
        said = (done.stderr + done.stdout).decode("utf-8", "replace").strip()
        raise HookRefused(hook, said[-2000:])

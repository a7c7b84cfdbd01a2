"""Stream a history, oldest first: each commit with what it changed, out of one git process. Judges nothing."""

from __future__ import annotations

import contextlib
import subprocess
from itertools import chain
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.changes import Commit, FileChanged
from dragoman.workflow.errors import GitFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

# A copy's own settings must leave nothing out.
_HONEST = ("-c", "log.showRoot=true", "-c", "diff.ignoreSubmodules=none")
# Without limits git maps the whole pack and keeps what it unpacked: of a long history, hundreds of megabytes.
_SMALL = ("-c", "core.packedGitWindowSize=8m", "-c", "core.packedGitLimit=48m", "-c", "core.deltaBaseCacheLimit=40m")
_FORMAT = "--format=tformat:%H%x00%T%x00%P%x00%ae"
_WORDS = (
    "log", "--reverse", "--topo-order", "-z", "--raw", "-r", "--no-abbrev", "--no-renames", "--no-ext-diff",
    "--no-show-signature", "--no-color", "--diff-merges=off", "--ignore-submodules=none", "--encoding=UTF-8", _FORMAT,
)  # fmt: skip
_CHUNK = 1 << 18


def commits(root: str, *revisions: str, wanted: Callable[[str], bool] | None = None) -> Iterator[Commit]:
    """The commits that git log gives for the revisions (``A``, ``^B``, ``A..B``), parents before children.

    Of what they changed, only the paths that are ``wanted``.

    Raises:
        GitFailed: git knows no such revision, or lost an object on the way.
    """
    pieces = _pieces(root, revisions)
    with contextlib.closing(pieces):
        words = chain.from_iterable(pieces)
        word = next(words, None)
        while word is not None:
            tree, parents, email = next(words), next(words), next(words)
            name, changes = word, []
            word = next(words, None)
            while word is not None and (word[:1] == ":" or word[:2] == "\n:"):
                path = next(words)
                if wanted is None or wanted(path):
                    old_mode, new_mode, old, new, _ = word.lstrip("\n:").split(" ", 4)
                    changes.append(FileChanged(path, old_mode, new_mode, old, new))
                word = next(words, None)
            yield Commit(name, tree, tuple(parents.split()), email, tuple(changes))


def _pieces(root: str, revisions: tuple[str, ...]) -> Generator[list[str], None, None]:
    """What git log prints, cut at its NULs, a piece at a time."""
    argv = git.command(*_HONEST, *_SMALL, *_WORDS, "--end-of-options", *revisions, "--")
    try:
        process = subprocess.Popen(
            argv, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=git.environment(),
        )  # fmt: skip
    except FileNotFoundError:
        raise git.no_git() from None
    with process:
        assert process.stdout is not None and process.stderr is not None  # noqa: S101, PT018  # asked to be pipes
        rest = b""
        try:
            while chunk := process.stdout.read(_CHUNK):
                whole, nul, tail = chunk.rpartition(b"\0")
                if nul:
                    yield (rest + whole).decode("utf-8", "surrogateescape").split("\0")
                rest = tail if nul else rest + tail
        finally:
            process.stdout.close()
        said = process.stderr.read()
    if process.returncode:
        raise GitFailed(f"git log failed: {git.last_words(said)}", "git fsck, or a fresh clone")

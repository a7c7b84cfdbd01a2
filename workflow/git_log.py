"""One git log of a history: what it prints, read by one process as it comes or by several, each at its own pace."""

from __future__ import annotations

import os
import select
import subprocess
import tempfile
from typing import TYPE_CHECKING, Self

from dragoman.workflow import git
from dragoman.workflow.disk import disk_errors
from dragoman.workflow.errors import GitFailed

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from types import TracebackType
    from typing import IO

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
# How long a reader that has read all there is waits for more: the end of git is noticed at once.
_WAIT_MS = 10


def pieces(root: str, revisions: tuple[str, ...]) -> Generator[bytes, None, None]:
    """What git log prints of the revisions, piece by piece: words that end with a NUL.

    Raises:
        GitFailed: git knows no such revision, or lost an object on the way.
    """
    process = _start(root, revisions, subprocess.PIPE)
    with process:
        assert process.stdout is not None  # noqa: S101  # it was asked to be a pipe
        try:
            while piece := process.stdout.read(_CHUNK):
                yield piece
        finally:
            process.stdout.close()
        _end(process)


class SharedLog:
    """A git log for several processes: begun before they are forked, read by each; use it in a ``with``.

    It goes into a file without a name, so that no reader waits for another one.

    Raises:
        DiskFailed: there is no room for such a file.
        GitFailed: as ``pieces``, but at the end of the ``with``; the readers only see less.
    """

    def __init__(self, root: str, revisions: tuple[str, ...]) -> None:
        with disk_errors("the folder for temporary files"):
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by __exit__
        # Git holds one end as long as it runs, and nobody else does: its closing is how every reader knows the end.
        self._lives, held = os.pipe()
        try:
            self._process = _start(root, revisions, self._file, held)
        finally:
            os.close(held)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process, self._file:
            if kind:
                self._process.terminate()
            os.close(self._lives)
            if not kind:
                _end(self._process)

    def pieces(self) -> Iterator[bytes]:
        """All that git prints, from the beginning; in any process, as often as wanted."""
        lives, at = select.poll(), 0
        lives.register(self._lives)
        while True:
            ended = lives.poll(0)  # asked before the last look: what was printed until then is there
            piece = os.pread(self._file.fileno(), _CHUNK, at)
            if piece:
                at += len(piece)
                yield piece
            elif ended:
                return
            else:
                lives.poll(_WAIT_MS)


def _start(root: str, revisions: tuple[str, ...], out: int | IO[bytes], *keep: int) -> subprocess.Popen[bytes]:
    argv = git.command(*_HONEST, *_SMALL, *_WORDS, "--end-of-options", *revisions, "--")
    try:
        return subprocess.Popen(
            argv, cwd=root, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, env=git.environment(),
            pass_fds=keep,
        )  # fmt: skip
    except FileNotFoundError:
        raise git.no_git() from None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for its end.

    Raises:
        GitFailed: it failed.
    """
    assert process.stderr is not None  # noqa: S101  # it was asked to be a pipe
    said = process.stderr.read()
    if process.wait():
        raise GitFailed(f"git log failed: {git.last_words(said)}", "git fsck, or a fresh clone")

"""Run git: the one place where it is started. Argv lists only; nothing in the repository can name a program.

Reads on the daily path come through here rather than through GitPython, whose import alone costs eight times a bare
Python start; the history room uses GitPython's objects.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from dragoman.workflow.errors import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What makes a partial clone whole.
WHOLE = "git fetch --refetch --no-filter"
# fsync: git's default syncs nothing on a commit. The rest stops programs named by a repository's configuration.
_SETTINGS = (
    "core.fsync=all",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.ext.allow=never",
    "core.pager=cat",
    "gc.auto=0",
    "maintenance.auto=false",
    "core.filesRefLockTimeout=2000",  # milliseconds; another git holds a branch's lock for less
    "core.commitGraph=false",  # a copy's own word for what its commits say
    "safe.bareRepository=explicit",  # a folder that only looks like a repository was unpacked with the rest
    "i18n.commitEncoding=UTF-8",  # our messages are, whatever else is committed here
)
# A repository named by the environment (we may be started from a hook) is not the one we were pointed at.
_DROPPED = frozenset({
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_TRACE", "GIT_QUARANTINE_PATH",
    "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_ATTR_SOURCE",
    "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
})  # fmt: skip
# A partial clone fetches what it lacks by programs that its configuration names. A git that does not know the first
# word yet finds no protocol that it may use for it.
UNFETCHED = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""}
# GIT_NO_REPLACE_OBJECTS: `git replace` shows one object in another's place, and we would commit what it shows.
# GIT_GRAFT_FILE: grafts give a commit other parents, and a rewritten history looks as if it went on from the old one.
_FIXED = {
    "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_EDITOR": ":", "LC_ALL": "C",
    "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull, **UNFETCHED,
}  # fmt: skip
_NO_FILTER = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
# What a hook of the newsroom's gets: its own language, and no more of our ways than git itself would impose.
_FIXED_FOR_HOOKS = {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": ":"}
SECONDS = 120
_GRACE = 5


# What git tells a server's hook: where the repository is, and where it keeps what was pushed until we say yes.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"})
_kept: set[str] = set()


@contextlib.contextmanager
def inside_hook() -> Iterator[None]:
    """Look at the repository that git, whose server's hook we are, says we are in: the pushed objects are there."""
    _kept.update(_OF_A_HOOK)
    try:
        yield
    finally:
        _kept.clear()


def environment(extra: dict[str, str] | None = None, *, plain: bool = False) -> dict[str, str]:
    """What git is started with: the user's environment, never a prompt, never another repository."""
    kept = {key: value for key, value in os.environ.items() if key not in _DROPPED - _kept}
    return kept | (_FIXED_FOR_HOOKS if plain else _FIXED) | (extra or {})


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let nobody interrupt us for the moment in which branch and index change; they are heard afterwards.

    An interrupt while a git is being started leaves it running, unknown to us: we would take back files for a branch
    that moves the moment after.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def own_repository() -> Iterator[None]:
    """Hide from a library that runs git by itself the variables that name another repository."""
    hidden = {key: os.environ.pop(key) for key in _DROPPED & os.environ.keys()}
    try:
        yield
    finally:
        os.environ.update(hidden)


@lru_cache(maxsize=8)
def common_folder(root: str) -> str:
    """The ``.git`` folder that all work trees of a repository share: its full path. Asked of git once.

    Raises:
        GitFailed: git cannot say.
    """
    said = run(root, "rev-parse", "--git-common-dir").decode("utf-8", "surrogateescape")
    return os.path.join(root, said.removesuffix("\n"))


def is_partial(root: str) -> bool:
    """Whether a clone was told to leave objects with a remote until they are wanted; git notes it in these words."""
    try:
        with open(os.path.join(common_folder(root), "config"), "rb") as file:
            noted = file.read().lower()
    except OSError:
        return False
    return b"promisor" in noted or b"partialclone" in noted


def without_filters(config: Mapping[str, str]) -> dict[str, str]:
    """An environment that takes their programs from the filters of a configuration.

    Git runs them not only to add a file: whoever writes the index lets it look again at what has just changed.
    """
    drivers = sorted({key.rpartition(".")[0] for key in config if key.startswith("filter.")})
    settings = [(f"{d}.{key}", value) for d in drivers for key, value in _NO_FILTER]
    start = os.environ.get("GIT_CONFIG_COUNT", "")
    first = int(start) if start.isdigit() else 0
    made = {"GIT_CONFIG_COUNT": str(first + len(settings))} if settings else {}
    for number, (key, value) in enumerate(settings, first):
        made |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return made


def command(*args: str, plain: bool = False) -> list[str]:
    """The argv of a git call; a ``plain`` one is as the user's own, with their settings and the newsroom's hooks.

    Settings and ``--literal-pathspecs`` are handed down to every git below: a hook that asks git for ``'*.md'`` would
    find nothing and approve it. And who asks for the settings in force must not be told ours.
    """
    if plain:
        return ["git", *args]
    return ["git", *(word for setting in _SETTINGS for word in ("-c", setting)), "--literal-pathspecs", *args]


class Started:
    """A git at work beside us, in ``root``; use it in a ``with``, which ends it if nobody asked what came of it.

    ``keep`` are open files that it is to hold too, as long as it runs; ``stdin`` is one that it reads by itself.

    Raises:
        GitFailed: there is no git.
    """

    def __init__(
        self,
        root: str,
        *args: str,
        extra: dict[str, str] | None = None,
        plain: bool = False,
        keep: tuple[int, ...] = (),
        stdin: int = subprocess.PIPE,
    ) -> None:
        self._args = args
        self._done: subprocess.CompletedProcess[bytes] | None = None
        with self._in_words():
            self._process = subprocess.Popen(
                command(*args, plain=plain),
                cwd=root,
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(extra, plain=plain),
                pass_fds=keep,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._done is None and self._process.returncode is None:
            _end(self._process)
        with contextlib.suppress(OSError), self._process:
            pass  # its pipes are closed, and it is waited for

    def done(self, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """What came of it, whatever that is.

        Raises:
            GitFailed: it did not end.
        """
        if self._done is None:
            with self._in_words():
                out, err = self._process.communicate(data, timeout=SECONDS)
            self._done = subprocess.CompletedProcess(self._args, self._process.returncode, out, err)
        return self._done

    def output(self, data: bytes = b"") -> bytes:
        """What it printed.

        Raises:
            GitFailed: it failed, with its own last words; or it did not end.
        """
        done = self.done(data)
        if done.returncode:
            raise GitFailed(f"git {self._args[0]} failed: {last_words(done.stderr)}")
        return done.stdout

    @contextlib.contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise no_git() from None
        except OSError as error:
            why = os.strerror(error.errno or 0).lower()
            raise GitFailed(f"git {self._args[0]} cannot be run: {why}.") from error
        except subprocess.TimeoutExpired:
            raise GitFailed(f"git {self._args[0]} did not end within {SECONDS} seconds.") from None


def attempt(
    root: str,
    *args: str,
    data: bytes = b"",
    extra: dict[str, str] | None = None,
    plain: bool = False,
    keep: tuple[int, ...] = (),
) -> subprocess.CompletedProcess[bytes]:
    """Run git in ``root`` and hand back what came of it, whatever that is; ``keep`` as for ``Started``.

    Raises:
        GitFailed: there is no git, or it did not end.
    """
    with Started(root, *args, extra=extra, plain=plain, keep=keep) as git:
        return git.done(data)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a git so that it can still take its locks away: killed outright, it would leave them for ever."""
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()


def run(root: str, *args: str, data: bytes = b"", extra: dict[str, str] | None = None) -> bytes:
    """Run git in ``root`` and hand back what it printed.

    Raises:
        GitFailed: there is no git, or it failed; with git's own last words.
    """
    with Started(root, *args, extra=extra) as started:
        return started.output(data)


def no_git() -> GitFailed:
    """The error for a machine without git."""
    return GitFailed("git is not installed, or not on the PATH.", "install git 2.36 or later")


def last_words(stderr: bytes) -> str:
    """The line of git's complaint that says most, shortened."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines
    return (telling[0] if telling else "it did not say why").removeprefix("fatal: ").removeprefix("error: ")[:300]

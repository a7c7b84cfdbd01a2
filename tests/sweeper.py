"""Run many command lines as processes that cost little: one process imports everything, a fork of it runs each.

Started with ``python tests/sweeper.py``; it reads one JSON object a line and answers with one. A fork has an
environment, a folder and streams of its own: pipes, or with ``tty`` a pseudo-terminal.
"""

from __future__ import annotations

import base64
import contextlib
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
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any, NoReturn

PATIENCE = 60  # seconds
HUNG = -1000


@dataclass(frozen=True)
class Swept:
    """How a command ended; on a terminal ``out`` holds both streams."""

    code: int
    out: bytes
    err: bytes


class Sweeper:
    """The process that forks; ``run`` says how a command line ended."""

    def __init__(self) -> None:
        self.server = Popen([sys.executable, __file__], stdin=PIPE, stdout=PIPE)

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


def _serve() -> None:
    """Answer until nobody asks any more."""
    from importlib import import_module

    for room in ("cli", "workflow"):
        for path in sorted((Path(__file__).parents[1] / room).glob("*.py")):
            if path.stem not in {"__main__", "__init__"}:
                with contextlib.suppress(ImportError):  # a command that needs it will say so
                    import_module(f"dragoman.{room}.{path.stem}")
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
        sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115  # for as long as the process lives
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # for as long as the process lives
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115  # for as long as the process lives
        from dragoman.cli.app import run

        code = run(asked["argv"])
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve()

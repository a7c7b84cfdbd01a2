"""Faults planted in a process: the n-th call of the system fails or is the last, the n-th program does not work out.

A plant is put in by the forked process itself (see ``forked``), which is gone when the command is.
"""

from __future__ import annotations

import builtins
import errno
import os
import signal
import subprocess
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from faults.forked import Plant

# What each call of the system that changes something fails with.
CALLS = {
    "open": errno.EMFILE,
    "mkdir": errno.ENOSPC,
    "pwrite": errno.ENOSPC,
    "truncate": errno.EIO,
    "fchmod": errno.EPERM,
    "fsync": errno.EIO,
    "replace": errno.EIO,
    "unlink": errno.EIO,
    "rmdir": errno.EBUSY,
}
# And each that only looks, as when a disk is about to die.
READS = dict.fromkeys(("stat", "lstat", "fstat", "listdir", "scandir", "readlink"), errno.EIO)
# What comes of the n-th program.
NOT_THERE, NO_PROCESS, NO_MEMORY = "is not there", "no process is free", "no memory is free"
FAILS, IS_KILLED = "fails at once", "is killed at once"
FAILS_LATE, IS_KILLED_LATE = "does its work and fails", "does its work and is killed"
WE_DIE = "is started and we are killed"
PROGRAM_FAULTS = (NOT_THERE, NO_PROCESS, NO_MEMORY, FAILS, IS_KILLED, FAILS_LATE, IS_KILLED_LATE, WE_DIE)
_ERRORS = {NOT_THERE: errno.ENOENT, NO_PROCESS: errno.EAGAIN, NO_MEMORY: errno.ENOMEM}
_SCRIPTS = {
    FAILS: "exit 1",
    IS_KILLED: "kill -9 $$",
    FAILS_LATE: '"$@"; exit 1',
    IS_KILLED_LATE: '"$@"; kill -9 $$',
}


def die() -> None:
    """As by ``kill -9``, and by nobody's clock."""
    os.kill(os.getpid(), signal.SIGKILL)


class _Counter:
    def __init__(self, nth: int) -> None:
        self.calls, self.nth = 0, nth

    def __call__(self) -> int:
        return self.calls

    def hit(self) -> bool:
        self.calls += 1
        return self.calls == self.nth


def failing_call(nth: int, *, deadly: bool = False, reading: bool = False) -> Plant:
    """The n-th call that changes something on the disk (or only reads) fails, once; a ``deadly`` one is our last."""

    def plant() -> Callable[[], int]:
        counter, patch = _Counter(nth), pytest.MonkeyPatch()

        def spoil(name: str, number: int) -> None:
            if counter.hit():
                if deadly:
                    die()
                raise OSError(number, f"planted: {name}")

        for name, number in (READS if reading else CALLS).items():
            patch.setattr(os, name, _spoiled(getattr(os, name), partial(spoil, name, number)))
        opening = _spoiled_reading if reading else _spoiled_writing
        patch.setattr(builtins, "open", opening(builtins.open, partial(spoil, "open", errno.ENOSPC)))
        return counter

    return plant


def _spoiled(real: Callable[..., Any], before: Callable[[], None]) -> Callable[..., Any]:
    def call(*args: Any, **more: Any) -> Any:
        before()
        return real(*args, **more)

    return call


def _spoiled_reading(real: Callable[..., Any], before: Callable[[], None]) -> Callable[..., Any]:
    def call(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        if "r" in mode and not isinstance(file, int):
            before()
        return real(file, mode, *args, **more)

    return call


def _spoiled_writing(real: Callable[..., Any], before: Callable[[], None]) -> Callable[..., Any]:
    """The built-in: to open for writing is a call, and so is the flush that brings the bytes to the disk."""

    def call(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        if "r" in mode:
            return real(file, mode, *args, **more)
        if not isinstance(file, int):
            before()
        return _File(real(file, mode, *args, **more), before)

    return call


class _File:
    """A file whose flush may fail; what was written before has reached the disk by half then."""

    def __init__(self, file: Any, before: Callable[[], None]) -> None:
        self._file, self._before = file, before

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def flush(self) -> None:
        """Flush, unless this is the call that fails."""
        self._before()
        self._file.flush()


def failing_program(nth: int, how: str) -> Plant:
    """The n-th program that is started does not work out, as ``how`` says; it is git but for one in a hundred."""

    def plant() -> Callable[[], int]:
        counter, real = _Counter(nth), subprocess.Popen

        def start(argv: list[str], *args: Any, **more: Any) -> subprocess.Popen[bytes]:
            if not counter.hit():
                return real(argv, *args, **more)
            if how in _ERRORS:
                raise OSError(_ERRORS[how], f"planted: {how}")
            if how in _SCRIPTS:
                return real(["sh", "-c", _SCRIPTS[how], "sh", *argv], *args, **more)
            program = real(argv, *args, **more)
            die()
            return program

        pytest.MonkeyPatch().setattr(subprocess, "Popen", start)
        return counter

    return plant

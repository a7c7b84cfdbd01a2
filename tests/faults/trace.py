"""What a command did to the disk, by ``strace``, and what of it a power cut could still undo at any moment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Room
    from faults.busy import Act

_CALLS = (
    "write", "pwrite64", "writev", "ftruncate", "fsync", "fdatasync", "syncfs", "rename", "renameat", "renameat2",
    "link", "linkat", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "symlink",
)  # fmt: skip
_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_HANDLE = re.compile(r"\d+<([^>]*)>")
_NAME = re.compile(r'"([^"]*)"')


class Event(NamedTuple):
    """One call that worked; ``paths`` are the full paths it is about, ``words`` what was written."""

    call: str
    paths: tuple[str, ...]
    words: str = ""


def traced(room: Room, act: Act, where: Path) -> list[Event]:
    """Do an act in a process of its own under ``strace``; everything that it and its gits did to the disk."""
    words = ["strace", "-f", "-y", "-s", "40", "-o", str(where), "-e", "trace=" + ",".join(_CALLS)]
    done = subprocess.run(
        [*words, sys.executable, "-m", "dragoman.cli", *act.argv],
        cwd=room.root,
        env=environment(act.person),
        capture_output=True,
        check=False,
        timeout=100,
    )
    if b"ptrace" in done.stderr.lower():
        pytest.skip("POWER LOSS IS NOT TESTED: strace may not trace here")
    assert done.returncode == 0, done.stderr
    return list(_events(where.read_text(encoding="utf-8", errors="replace"), str(room.root)))


def _events(text: str, root: str) -> Iterator[Event]:
    begun: dict[str, str] = {}
    for line in text.splitlines():
        pid = line.partition(" ")[0]
        if line.endswith("<unfinished ...>"):
            begun[pid] = line.removesuffix("<unfinished ...>")
            continue
        whole = re.sub(r"^\d+ +<\.\.\. \w+ resumed>", _once(begun, pid), line)
        found = _LINE.match(whole)
        if found and int(found[3]) >= 0:
            handle, names = _HANDLE.match(found[2]), _NAME.findall(found[2])
            paths = (handle[1],) if handle else tuple(os.path.join(root, name) for name in names)
            yield Event(found[1].rstrip("0123456789").removesuffix("at"), paths, names[0] if handle and names else "")


def _once(begun: dict[str, str], pid: str) -> Callable[[re.Match[str]], str]:
    return lambda _: begun.pop(pid, "")


class PowerCut:
    """What is not sure to survive one: bytes of files, and names in folders."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.bytes: set[str] = set()
        self.names: dict[str, set[str]] = defaultdict(set)

    def after(self, event: Event) -> None:
        """One more event has happened."""
        path = event.paths[-1] if event.paths else ""
        if not f"{path}{os.sep}".startswith(self.root + os.sep):
            return
        if event.call == "syncfs":  # a newsroom is on one filesystem here
            self.bytes.clear()
            self.names.clear()
        elif event.call in ("write", "pwrite", "writev", "ftruncate"):
            self.bytes.add(path)
        elif event.call in ("fsync", "fdatasync"):
            self.bytes.discard(path)
            self.names.pop(path, None)
        else:
            for name in event.paths:
                self.names[os.path.dirname(name)].add(name)
            if event.call in ("unlink", "rename"):
                self.bytes.discard(event.paths[0])

    def unsure(self, matters: Callable[[str], bool]) -> list[str]:
        """What may be lost, of all that matters."""
        names = {name for folder in self.names.values() for name in folder}
        return sorted(os.path.relpath(path, self.root) for path in self.bytes | names if matters(path))

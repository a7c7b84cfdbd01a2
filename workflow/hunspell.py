"""Hunspell, where it is installed: the one place where it is started, one process a language for a whole run."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

_PROGRAM = "hunspell"
_FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/Library/Spelling")
_ENDING = ".aff"
# Words asked for in one line; an answer to them fits into a pipe.
_TOGETHER = 64
_UNKNOWN = re.compile(r"[&#] (\S+) ")
_LONGEST = 60


class Speller:
    """Dictionaries that are asked word by word; each word once. Use it in a ``with``."""

    def __init__(self) -> None:
        self._running: dict[tuple[int, str], subprocess.Popen[str] | None] = {}
        self._known: dict[tuple[str, str], bool] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def of(self, lang: str) -> Callable[[frozenset[str]], frozenset[str]] | None:
        """A function that says which words the language's dictionary lacks; None where there is no dictionary."""
        name = dictionary(lang)
        return (lambda words: self._lacking(name, words)) if name else None

    def close(self) -> None:
        """End the processes."""
        for (pid, _), process in self._running.items():
            if process and pid == os.getpid():
                _end(process)
        self._running.clear()

    def _lacking(self, name: str, words: frozenset[str]) -> frozenset[str]:
        asked = sorted(word for word in words if (name, word) not in self._known and len(word) <= _LONGEST)
        for start in range(0, len(asked), _TOGETHER):
            some = asked[start : start + _TOGETHER]
            lacking = self._ask(name, some)
            self._known.update({(name, word): word not in lacking for word in some})
        return frozenset(word for word in words if not self._known.get((name, word), True))

    def _ask(self, name: str, words: list[str]) -> frozenset[str]:
        """The words of one line that hunspell does not know; none where it has stopped answering."""
        process = self._process(name)
        if process is None or process.stdin is None or process.stdout is None:
            return frozenset()
        found = set()
        try:
            process.stdin.write(f"^{' '.join(words)}\n")
            process.stdin.flush()
            for line in process.stdout:
                if not line.strip():
                    break
                match = _UNKNOWN.match(line)
                if match:
                    found.add(match[1])
        except (OSError, ValueError):
            self._running[os.getpid(), name] = None
            _end(process)
        # Hunspell cuts some words at their apostrophes, and tells of the part.
        return frozenset(word for word in words if word in found or found & set(word.split("'")))

    def _process(self, name: str) -> subprocess.Popen[str] | None:
        """The process that answers for a dictionary: each of our own has one, since two would read one's answers."""
        key = (os.getpid(), name)
        if key not in self._running:
            self._running[key] = _started(name)
        return self._running[key]


def _started(name: str) -> subprocess.Popen[str] | None:
    try:
        process = subprocess.Popen(
            [_PROGRAM, "-a", "-i", "utf-8", "-d", name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
            errors="replace",
        )  # fmt: skip
    except OSError:
        return None
    if process.stdin is None or process.stdout is None or not process.stdout.readline():
        _end(process)
        return None
    process.stdin.write("!\n")  # only of what it does not know
    return process


def _end(process: subprocess.Popen[str]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream:
            with contextlib.suppress(OSError):
                stream.close()
    process.terminate()
    process.wait()


def dictionary(lang: str) -> str:
    """The name of the dictionary for a language; empty where there is none, or no hunspell."""
    there = _dictionaries()
    base, _, rest = lang.replace("-", "_").partition("_")
    base = base.lower()
    likely = (f"{base}_{rest}" if rest else base, base, f"{base}_{base.upper()}", f"{base}_US")
    return next((name for name in likely if name in there), "") or next(
        (name for name in there if name.startswith(f"{base}_")), ""
    )


@cache
def _dictionaries() -> tuple[str, ...]:
    if not shutil.which(_PROGRAM):
        return ()
    found = set()
    for folder in (*os.environ.get("DICPATH", "").split(os.pathsep), *_FOLDERS):
        with contextlib.suppress(OSError):
            found |= {name.removesuffix(_ENDING) for name in os.listdir(folder or ".") if name.endswith(_ENDING)}
    return tuple(sorted(found))


def installed() -> str:
    """The dictionaries at hand, in one word: what was found without them may not be kept for when they are there."""
    return " ".join(_dictionaries())

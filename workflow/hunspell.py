"""Hunspell, where it is installed: the one place where it is started, one process a language for a whole run."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import subprocess
import tty
from functools import cache
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

_PROGRAM = "hunspell"
_FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/Library/Spelling")
_ENDING = ".aff"
# Words asked for at once; an answer to them fits into what a terminal keeps.
_TOGETHER = 64
# Of a language's dictionaries; each takes its time to load.
_VARIETIES = 3
# No dictionary has it; and how many seconds to wait for it: some dictionaries take a second to load.
_LAST = "xqzvkjwq"
_PATIENCE = 20
_LONGEST = 60


class Speller:
    """Dictionaries that are asked word by word; each word once. Use it in a ``with``."""

    def __init__(self) -> None:
        self._running: dict[tuple[int, str], _Hunspell | None] = {}
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
                process.end()
        self._running.clear()

    def _lacking(self, name: str, words: frozenset[str]) -> frozenset[str]:
        asked = sorted(word for word in words if (name, word) not in self._known and len(word) <= _LONGEST)
        for start in range(0, len(asked), _TOGETHER):
            some = asked[start : start + _TOGETHER]
            lacking = self._ask(name, some)
            self._known.update({(name, word): word not in lacking for word in some})
        return frozenset(word for word in words if not self._known.get((name, word), True))

    def _ask(self, name: str, words: list[str]) -> frozenset[str]:
        """Those of a few words that hunspell does not know; none where it has stopped answering."""
        process = self._process(name)
        found = process.lacking(words) if process else frozenset()
        if found is None:
            self._running[os.getpid(), name] = None
            return frozenset()
        # Hunspell cuts some words at their apostrophes, and tells of the part.
        return frozenset(word for word in words if word in found or found & set(word.split("'")))

    def _process(self, name: str) -> _Hunspell | None:
        """The process that answers for a dictionary: each of our own has one, since two would read one's answers."""
        key = (os.getpid(), name)
        if key not in self._running:
            self._running[key] = _started(name)
        return self._running[key]


class _Hunspell:
    """One process, which lists what it does not know (`-l`).

    Asked word by word (`-a`) it would think of better words for each, which takes a hundred times as long. Its
    answers come by a terminal of its own, because into a pipe it would write them only at its end; the last word of
    each question is one that no dictionary has.
    """

    def __init__(self, name: str) -> None:
        self._answers, theirs = os.openpty()
        tty.setraw(theirs)
        try:
            self._process = subprocess.Popen(
                [_PROGRAM, "-l", "-i", "utf-8", "-d", name],
                stdin=subprocess.PIPE, stdout=theirs, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError:
            os.close(self._answers)
            raise
        finally:
            os.close(theirs)

    def lacking(self, words: list[str]) -> frozenset[str] | None:
        """Those of the words that the dictionary lacks; None, and the end of it, where it does not answer."""
        assert self._process.stdin is not None  # noqa: S101  # it was started with a pipe there
        try:
            self._process.stdin.write("".join(f"{word}\n" for word in (*words, _LAST)).encode())
            self._process.stdin.flush()
            answer = b""
            while not answer.endswith(f"{_LAST}\n".encode()):
                if not select.select([self._answers], [], [], _PATIENCE)[0]:
                    raise TimeoutError
                answer += os.read(self._answers, 65536)
        except OSError:
            self.end()
            return None
        return frozenset(answer.decode("utf-8", "replace").split())

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        with contextlib.suppress(OSError):
            self._process.communicate()
        os.close(self._answers)


def _started(name: str) -> _Hunspell | None:
    with contextlib.suppress(OSError):
        process = _Hunspell(name)
        return process if process.lacking([]) is not None else None
    return None


@cache
def dictionary(lang: str) -> str:
    """The name of the dictionary for a language, or of several, since newsrooms may write any of its varieties.

    Empty where there is none, or no hunspell.
    """
    there = _dictionaries()
    base, _, rest = lang.replace("-", "_").partition("_")
    base = base.lower()
    if f"{base}_{rest}" in there:
        return f"{base}_{rest}"
    likely = (base, f"{base}_{base.upper()}", f"{base}_US", *there)
    own = [name for name in likely if name in there and (name == base or name.startswith(f"{base}_"))]
    # Many are one file under the names of many countries.
    files = {there[name]: name for name in reversed(own)}
    return ",".join(sorted(files.values(), key=own.index)[:_VARIETIES])


@cache
def _dictionaries() -> dict[str, str]:
    """The dictionaries at hand, by name, and the file each is."""
    found: dict[str, str] = {}
    if not shutil.which(_PROGRAM):
        return found
    for folder in (*filter(None, os.environ.get("DICPATH", "").split(os.pathsep)), *_FOLDERS):
        with contextlib.suppress(OSError):
            for name in sorted(os.listdir(folder)):
                if name.endswith(_ENDING):
                    file = os.path.realpath(os.path.join(folder, name))
                    found.setdefault(name.removesuffix(_ENDING), file)
    return found


def installed() -> str:
    """The dictionaries at hand, in one word: what was found without them may not be kept for when they are there."""
    return " ".join(sorted(_dictionaries()))

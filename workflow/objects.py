"""Git objects: their ids, a pack of new ones, and a reader of those that are there.

New objects go to ``git unpack-objects`` as one pack, so that git itself writes, checks and syncs them: one process
for an act, whatever the number of objects. Formats: gitformat-pack(5) and git-cat-file(1).
"""

from __future__ import annotations

import subprocess
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from dragoman.workflow import digests, git
from dragoman.workflow.errors import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

# Names asked for at once; they must fit into a pipe, or git and we would wait for each other.
_AT_ONCE = 200
# Without limits git maps the whole pack, however large, into the memory of each reader.
_SMALL = ("-c", "core.packedGitWindowSize=8m", "-c", "core.packedGitLimit=64m")
KINDS = {"commit": 1, "tree": 2, "blob": 3}  # as a pack numbers them


class NewObject(NamedTuple):
    """An object to be written: ``kind`` is commit, tree or blob; ``data`` its content without a header."""

    kind: str
    data: bytes

    def name(self, algorithm: str) -> str:
        """The object's id in hexadecimal; ``algorithm`` is ``sha1`` or ``sha256``."""
        return self.digest(algorithm).hex()

    def digest(self, algorithm: str) -> bytes:
        """The same in bytes."""
        header = f"{self.kind} {len(self.data)}\0".encode()
        return digests.new(algorithm, header + self.data).digest()


class Found(NamedTuple):
    """An object that is there."""

    name: str
    kind: str
    data: bytes


def pack(objects: Iterable[NewObject], algorithm: str) -> bytes:
    """A pack (version 2, no deltas) of the objects."""
    new = list(objects)
    parts = [b"PACK", (2).to_bytes(4, "big"), len(new).to_bytes(4, "big")]
    for kind, data in new:
        parts += [entry_header(KINDS[kind], len(data)), zlib.compress(data)]
    content = b"".join(parts)
    return content + digests.new(algorithm, content).digest()


def write(root: str, objects: Iterable[NewObject], algorithm: str) -> None:
    """Have git store the objects and sync them.

    Raises:
        GitFailed: git could not.
    """
    git.run(root, "unpack-objects", "-q", data=pack(objects, algorithm))


def entry_header(kind: int, size: int) -> bytes:
    """How an object begins in a pack: what it is, and the size of its content."""
    byte = (kind << 4) | (size & 15)
    size >>= 4
    header = bytearray()
    while size:
        header.append(byte | 0x80)
        byte, size = size & 0x7F, size >> 7
    header.append(byte)
    return bytes(header)


class Reader:
    """Read objects through one ``git cat-file --batch``; use it in a ``with``.

    ``trees`` are some of those that were read, by id, in the form of whoever reads them.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self.trees: dict[str, Any] = {}
        try:
            self._process = subprocess.Popen(
                git.command(*_SMALL, "cat-file", "--batch"),
                cwd=root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=git.environment(),
            )
        except FileNotFoundError:
            raise git.no_git() from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def find(self, name: str) -> Found | None:
        """The object of that id or name (``HEAD``); None where there is none. ``name`` must hold no line end.

        Raises:
            GitFailed: git went away.
        """
        self._ask([name])
        return self._answer(name)

    def find_all(self, names: Sequence[str]) -> Iterator[Found | None]:
        """The objects of these ids, in order: asked for by the hundred, so that nobody waits for each.

        Raises:
            GitFailed: git went away.
        """
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            self._ask(some)
            for name in some:
                yield self._answer(name)

    def _ask(self, names: Sequence[str]) -> None:
        asked = self._process.stdin
        assert asked is not None  # noqa: S101  # it was asked to be a pipe
        try:
            asked.write("".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape"))
            asked.flush()
        except OSError:
            raise self._unreadable(names[0]) from None

    def _answer(self, name: str) -> Found | None:
        answers = self._process.stdout
        assert answers is not None  # noqa: S101  # it was asked to be a pipe
        try:
            header = answers.readline().split()
            if header[-1:] == [b"missing"] or header[-1:] == [b"ambiguous"]:
                return None
            size = int(header[2])
            data = answers.read(size + 1)[:-1]
        except (OSError, ValueError, IndexError):
            raise self._unreadable(name) from None
        return Found(header[0].decode(), header[1].decode(), data)

    def _unreadable(self, name: str) -> GitFailed:
        if not git.is_partial(self._root):
            return GitFailed(f"Git cannot read the object {name}.", "git fsck")
        message = f"This clone is partial: it does not have {name}, and dragoman lets git fetch nothing by itself."
        return GitFailed(message, git.WHOLE)

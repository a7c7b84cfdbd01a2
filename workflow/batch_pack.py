"""One pack for the objects of many commits; a large folder's tree is told as what changed in the one before it.

A month's folder of a thousand articles is a tree of forty kilobytes, and each act makes a new one: written whole, a
batch would spend its time on compressing object ids, which do not compress. Format: gitformat-pack(5).
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.handed import reading
from dragoman.workflow.objects import KINDS, NewObject, entry_header

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from dragoman.workflow.git import Started

_OFFSET_DELTA = 6
# Below this size a tree is written whole: it is read quicker so, and hardly longer.
_WORTH_IT = 2000
# So many deltas on deltas; git's own limit is 50.
_DEEPEST = 40
# Git's own limit too (`transfer.unpackLimit`): fewer objects are stored one by one, so that no packs pile up.
_LOOSE = 100
_QUICK = 1
# To set up the compression of less takes longer than it saves.
_SMALL = 600


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A tree's new version: its content, and the places in it where ids of ``width`` bytes differ from ``base``.

    ``base`` is the name of the version before, with the same length; empty where there is none of that length.
    """

    data: bytes
    base: str
    places: tuple[int, ...]
    width: int


class Ready(NamedTuple):
    """An object in the form that it has in a pack, whatever else that will hold: any process can make it."""

    name: str
    part: bytes


def ready(kind: str, data: bytes, algorithm: str) -> Ready:
    """An object for a pack."""
    return Ready(NewObject(kind, data).name(algorithm), _part(kind, data))


class Pack:
    """The objects of a pack in the making; each is written once, however often it is added."""

    def __init__(self, algorithm: str) -> None:
        self._algorithm = algorithm
        self._parts: list[bytes] = []
        self._size = 12  # the header's
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, kind: str, data: bytes) -> str:
        """Add an object; its id."""
        name = NewObject(kind, data).name(self._algorithm)
        if name not in self._places:
            self._append(name, 0, _part(kind, data))
        return name

    def add_ready(self, ready: Ready) -> str:
        """Add what somebody has put into its form already; its id."""
        if ready.name not in self._places:
            self._append(ready.name, 0, ready.part)
        return ready.name

    def add_tree(self, new: Rewrite) -> str:
        """Add a tree, as its difference from the version before where that is here and it is worth it; its id."""
        start, depth = self._places.get(new.base, (0, _DEEPEST))
        if len(new.data) < _WORTH_IT or depth >= _DEEPEST:
            return self.add("tree", new.data)
        name = NewObject("tree", new.data).name(self._algorithm)
        if name not in self._places:
            delta = _delta(new)
            header = entry_header(_OFFSET_DELTA, len(delta)) + _distance(self._size - start)
            self._append(name, depth + 1, header + _stream(delta))
        return name

    def storing(self, root: str, desk: str) -> AbstractContextManager[Started]:
        """A git that checks, stores and syncs the objects beside us; it is asked what came of it.

        Raises:
            DiskFailed, GitFailed: it cannot be started.
        """
        words = ("unpack-objects", "-q") if len(self._parts) < _LOOSE else ("index-pack", "--stdin")
        return reading(root, desk, self._content(), *words)

    def _append(self, name: str, depth: int, part: bytes) -> None:
        self._places[name] = (self._size, depth)
        self._parts.append(part)
        self._size += len(part)

    def _content(self) -> bytes:
        start = b"PACK" + (2).to_bytes(4, "big") + len(self._parts).to_bytes(4, "big")
        content = b"".join((start, *self._parts))
        return content + hashlib.new(self._algorithm, content, usedforsecurity=False).digest()


def _part(kind: str, data: bytes) -> bytes:
    return entry_header(KINDS[kind], len(data)) + _stream(data)


def _stream(data: bytes) -> bytes:
    return _stored(data) if len(data) < _SMALL else zlib.compress(data, _QUICK)


def _stored(data: bytes) -> bytes:
    """A zlib stream of bytes as they are (RFC 1950, 1951): small trees are mostly ids, which do not compress."""
    size = len(data)
    block = b"\x01" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + data
    return b"\x78\x01" + block + zlib.adler32(data).to_bytes(4, "big")


def _delta(new: Rewrite) -> bytes:
    """The new version as instructions: copy what is the same, insert the ids that differ."""
    size, width = len(new.data), new.width
    parts, at = [_varint(size), _varint(size)], 0
    for place in sorted(new.places):
        parts += [_copy(at, place - at), bytes([width]), new.data[place : place + width]]
        at = place + width
    return b"".join((*parts, _copy(at, size - at)))


def _copy(start: int, size: int) -> bytes:
    if not size:
        return b""
    flags, parts = 0x80, bytearray()
    for bit, byte in enumerate((*start.to_bytes(4, "little"), *size.to_bytes(3, "little"))):
        if byte:
            flags |= 1 << bit
            parts.append(byte)
    return bytes([flags]) + bytes(parts)


def _varint(number: int) -> bytes:
    parts = bytearray()
    while number >> 7:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(parts) + bytes([number])


def _distance(number: int) -> bytes:
    """How far back the base is; git counts each longer form from where the shorter one ends."""
    parts = [number & 0x7F]
    number >>= 7
    while number:
        number -= 1
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(reversed(parts))

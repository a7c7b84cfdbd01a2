"""What the strict reader makes of a document: nodes that know where they stand, for edits to be spliced in."""

from __future__ import annotations

from typing import NamedTuple


class Scalar(NamedTuple):
    """A string; ``start`` and ``end`` are character indexes into the text, ``style`` its quote or ``|``/``>``."""

    start: int
    end: int
    value: str
    style: str | None


class Sequence(NamedTuple):
    """A list; ``end`` is the end of its last value, so that comments behind it are never swallowed."""

    start: int
    end: int
    items: tuple[Node, ...]
    flow: bool


class Mapping(NamedTuple):
    """A mapping in the order written; ``end`` as for a sequence."""

    start: int
    end: int
    entries: tuple[tuple[Scalar, Node], ...]
    flow: bool

    def find(self, key: str) -> tuple[Scalar, Node] | None:
        """The key's own node and its value's, or None."""
        return next((entry for entry in self.entries if entry[0].value == key), None)


Node = Scalar | Sequence | Mapping

EMPTY = Mapping(0, 0, (), flow=False)

"""Change plainly written front matter by its lines, quickly; hand anything unusual to the splicer that parses.

What it knows: a one-line plain word to be replaced, a new one-line key behind a one-line key, one more one-line item
of a list. It saves an act the import of PyYAML and, in a batch, half of the time. What it makes is read back and
compared like the other splicer's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.quick_yaml import quick_read
from dragoman.workflow.render_yaml import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.quick_yaml import Value

_PLAIN = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*: +)([A-Za-z0-9][A-Za-z0-9_:-]*)( *)")
_KEY = re.compile(r"[A-Za-z_]")


class Lines:
    """A text being changed by its lines, and what it must read as then."""

    def __init__(self, text: str) -> None:
        found = quick_read(text) if text.endswith("\n") else None
        self.plain = found is not None
        self.known = dict(found or {})
        self._lines = text.split("\n")

    def set(self, key: str, value: Value, order: Sequence[str]) -> bool:
        """Give a top-level key this value; whether that could be done."""
        done = quick_set(self._lines, self.known, key, value, order)
        self.known[key] = value
        return done

    def append(self, key: str, value: Value) -> bool:
        """Add an item to the list under a top-level key; whether that could be done."""
        done = quick_append(self._lines, self.known, key, value)
        items = self.known.get(key)
        self.known[key] = [*items, value] if isinstance(items, list) else [value]
        return done

    def text(self) -> str | None:
        """The changed text, once it is sure that it reads as it must; else None."""
        text = "\n".join(self._lines)
        return text if quick_read(text) == self.known else None


def quick_set(lines: list[str], known: dict[str, Value], key: str, value: Value, order: Sequence[str]) -> bool:
    """Give a top-level key this value in the lines; whether that could be done, else they are as they were."""
    if not isinstance(value, str):
        return False
    if key not in known:
        at = _behind(lines, key, known, order)
        if at is not None:
            lines.insert(at + 1, f"{render(key)}: {render(value)}")
        return at is not None
    at = _line_of(lines, key)
    match = _PLAIN.fullmatch(lines[at]) if at is not None else None
    if at is None or not match:
        return False
    lines[at] = match[1] + render(value) + match[3]
    return True


def quick_append(lines: list[str], known: dict[str, Value], key: str, value: Value) -> bool:
    """Add an item to the list under a top-level key in the lines; whether that could be done, as above."""
    items, at = known.get(key), _line_of(lines, key)
    if not isinstance(items, list) or at is None or lines[at] != f"{key}:":
        return False
    end = at + len(items)
    following = lines[end + 1] if end + 1 < len(lines) else "?"
    if not all(line.startswith("- ") for line in lines[at + 1 : end + 1]):
        return False
    if following and not _KEY.match(following):  # a comment: whose it is, the other splicer knows
        return False
    lines.insert(end + 1, f"- {render(value)}")
    return True


def _line_of(lines: list[str], key: str) -> int | None:
    """Where a top-level key stands."""
    found = [number for number, line in enumerate(lines) if line.startswith(f"{key}:")]
    return found[0] if len(found) == 1 else None


def _behind(lines: list[str], key: str, known: dict[str, Value], order: Sequence[str]) -> int | None:
    """The line behind which a new key goes, where that is a key with all its value on its line."""
    earlier = order[: order.index(key)] if key in order else ()
    before = next((name for name in reversed(earlier) if name in known), None)
    at = _line_of(lines, before) if before else None
    return at if at is not None and lines[at].rstrip(" ") != f"{before}:" else None

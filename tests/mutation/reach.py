"""Which tests reach which lines of a module, and how long they take: those that do should kill its mutants first."""

from __future__ import annotations

import ast
import os
import pickle
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

    import pytest


@dataclass(frozen=True)
class Reach:
    """What one test did without any mutant: the lines of the module that ran in its own process, and its seconds."""

    lines: frozenset[int]
    seconds: float


def reaches(session: pytest.Session, file: str) -> list[Reach]:
    """What each of the collected tests reaches of a file, found out in a child; in their order."""
    with tempfile.TemporaryFile() as answer:
        child = os.fork()
        if not child:
            try:
                pickle.dump([_reach(session, number, file) for number in range(len(session.items))], answer)
                answer.flush()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        answer.seek(0)
        found: list[Reach] = pickle.load(answer)  # noqa: S301  # our own child's
        return found


def _reach(session: pytest.Session, number: int, file: str) -> Reach:
    lines: set[int] = set()

    def note(frame: FrameType, _event: str, _arg: object) -> object:
        lines.add(frame.f_lineno)
        return note

    def enter(frame: FrameType, _event: str, _arg: object) -> object:
        return note(frame, "", None) if frame.f_code.co_filename.endswith(file) else None

    item = session.items[number]
    following = session.items[number + 1] if number + 1 < len(session.items) else None
    started = time.monotonic()
    sys.settrace(enter)  # type: ignore[arg-type]  # its type speaks of itself
    try:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    finally:
        sys.settrace(None)
    return Reach(frozenset(lines), time.monotonic() - started)


def in_order(items: list[pytest.Item], reached: list[Reach], code: str, line: int) -> list[pytest.Item]:
    """The tests, those first that reach a line or at least its function, and of these the quickest first.

    The others come after them: what runs in a process that a test has started is not seen here.
    """
    function = _function(code, line)

    def key(number: int) -> tuple[int, float]:
        one = reached[number]
        near = 0 if line in one.lines else 1 if not one.lines.isdisjoint(function) else 2
        return near, one.seconds

    return [items[number] for number in sorted(range(len(items)), key=key)]


def _function(code: str, line: int) -> range:
    """The lines of the function that a line is in."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0):
            return range(node.lineno + 1, (node.end_lineno or 0) + 1)
    return range(0)

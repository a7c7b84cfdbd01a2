"""Tell what went wrong: one sentence, and what to do."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.cli.console import Console, Words, err

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.batch_works import NotDone
    from dragoman.workflow.errors import DragomanError, Refused
    from dragoman.workflow.problems import Found, Problem

_SIGNS = {"error": "✗", "warning": "!", "note": "i", "todo": "·"}


def tell_error(error: DragomanError) -> None:
    """Print an error and its hint."""
    console = err()
    console.say(Words("Error: ", "error"), error.sentence)
    if error.hint:
        console.say(Words("  " + error.hint.replace("\n", "\n  "), "dim"))


def tell_refusal(error: Refused) -> None:
    """Print a refusal with every unmet requirement."""
    console = err()
    console.say(Words("Error: ", "error"), error.sentence)
    tell_problems(console, error.problems)


def tell_not_done(refused: Sequence[NotDone]) -> None:
    """Print why articles of a batch were left as they are."""
    from dragoman.workflow.errors import Refused

    for one in refused:
        if isinstance(one.error, Refused):
            tell_refusal(one.error)
            continue
        err().say(Words("Error: ", "error"), f"{one.article}: {one.error.sentence}")
        if one.error.hint:
            err().say(Words("  " + one.error.hint.replace("\n", "\n  "), "dim"))


def tell_problems(console: Console, problems: tuple[Problem, ...], indent: str = "  ") -> None:
    """Print problems, each with who can mend it and what to run."""
    for problem in problems:
        sign = Words(f"{indent}{_SIGNS[problem.severity]} ", problem.severity)
        console.say(sign, problem.message, Words(f" [{problem.id}]", "dim"))
        if problem.who:
            console.say(Words(f"{indent}  who: ", "dim"), problem.who)
        if problem.fix:
            console.say(Words(f"{indent}  do:  ", "dim"), Words(problem.fix, "command"))


def tell_doubt(doubt: str) -> None:
    """Print why the roster that a command went by is only a claim; nothing where nobody doubts it."""
    if doubt:
        err().say(Words("! ", "warning"), doubt, Words(" [roster-unsigned]", "dim"))
        fix = "dragoman save newsroom.yaml"
        err().say(Words("  do:  ", "dim"), "an owner whose key was there before: ", Words(fix, "command"))


def tell_found(console: Console, found: Sequence[Found]) -> None:
    """Print findings, those of one article in one commit below one heading."""
    for (place, commit), some in groupby(found, key=lambda one: (one.article or one.path, one.commit)):
        where = f" in {commit[:10]}" if commit else ""
        console.say(Words(place or "the newsroom", "strong"), Words(where, "dim"))
        tell_problems(console, tuple(one.problem for one in some))

"""Tell what went wrong: one sentence, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.console import Console, Words, err

if TYPE_CHECKING:
    from dragoman.workflow.errors import DragomanError, Refused
    from dragoman.workflow.problems import Problem

_SIGNS = {"error": "✗", "warning": "!", "todo": "·"}


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


def tell_problems(console: Console, problems: tuple[Problem, ...], indent: str = "  ") -> None:
    """Print problems, each with who can mend it and what to run."""
    for problem in problems:
        sign = Words(f"{indent}{_SIGNS[problem.severity]} ", problem.severity)
        console.say(sign, problem.message, Words(f" [{problem.id}]", "dim"))
        if problem.who:
            console.say(Words(f"{indent}  who: ", "dim"), problem.who)
        if problem.fix:
            console.say(Words(f"{indent}  do:  ", "dim"), Words(problem.fix, "command"))

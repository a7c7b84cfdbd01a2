"""Name the command that comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.console import Words
from dragoman.workflow.states import BY_NAME, next_acts

if TYPE_CHECKING:
    from dragoman.cli.console import Console


def tell_next(console: Console, name: str, state: str) -> None:
    """Print the command that comes next, and whose it is."""
    for verb in next_acts(state):
        roles = " or ".join(BY_NAME[verb].roles)
        console.say(Words(f"  next ({roles}): ", "dim"), Words(f"dragoman {verb} {name}", "command"))

"""``dragoman takedown``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options
from dragoman.workflow.facts import Request

# On what ground a story may have to go although it is right.
REASONS = ("legal", "privacy", "safety", "rights")


@click.command("takedown")
@click.option("--reason", required=True, type=click.Choice(REASONS), help="On what ground; readers are not told.")
@beside_options
def command(ctx: click.Context, said: Said, reason: str) -> None:
    """Take a published article from readers on request, not for an error.

    None of its words is left where readers look. That it was there, who took it down and on what ground stays in the
    record; -m adds a note. For an error in it: dragoman correct, or dragoman withdraw.
    """
    act(ctx, said, Request(note=said.note, reason=reason))

"""``dragoman takedown``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, gathered
from dragoman.cli.options import articles_argument, batch_options, dry_run_option, note_option
from dragoman.workflow.facts import Request

# On what ground a story may have to go although it is right.
REASONS = ("legal", "privacy", "safety", "rights")


@click.command("takedown")
@articles_argument
@click.option("--reason", required=True, type=click.Choice(REASONS), help="On what ground; readers are not told.")
@note_option
@dry_run_option
@batch_options
@click.pass_context
@gathered
def command(ctx: click.Context, said: Said, reason: str) -> None:
    """Take a published article from readers on request, not for an error.

    Nothing of it is left where readers look. That it was there, who took it down and on what ground stays in the
    record; -m adds a note. For an error in it: dragoman correct, or dragoman withdraw.
    """
    act(ctx, said, Request(note=said.note, reason=reason))

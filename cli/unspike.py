"""``dragoman unspike``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, gathered
from dragoman.cli.options import articles_argument, batch_options, dry_run_option, note_option
from dragoman.workflow.facts import Request


@click.command("unspike")
@articles_argument
@note_option
@dry_run_option
@batch_options
@click.pass_context
@gathered
def command(ctx: click.Context, said: Said) -> None:
    """Take a spiked article up again, in the state it was dropped in."""
    act(ctx, said, Request(note=said.note))

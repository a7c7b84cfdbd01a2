"""``dragoman unspike``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options
from dragoman.workflow.facts import Request


@click.command("unspike")
@beside_options
def command(ctx: click.Context, said: Said) -> None:
    """Take a spiked article up again, in the state it was dropped in."""
    act(ctx, said, Request(note=said.note))

"""``dragoman release``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options
from dragoman.workflow.facts import Request


@click.command("release")
@beside_options
def command(ctx: click.Context, said: Said) -> None:
    """Release an article that is on hold."""
    act(ctx, said, Request(note=said.note))

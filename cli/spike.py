"""``dragoman spike``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options
from dragoman.workflow.facts import Request


@click.command("spike")
@click.option("--reason", default="", help="Why; kept in the history, not shown to readers.")
@beside_options
def command(ctx: click.Context, said: Said, reason: str) -> None:
    """Drop an article before publication; `unspike` takes it up again where it was."""
    act(ctx, said, Request(note=said.note, reason=reason))

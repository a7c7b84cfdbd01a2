"""``dragoman hold``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options
from dragoman.workflow.facts import Request


@click.command("hold")
@click.option("--reason", default="", help="Why; kept in the history, not shown to readers.")
@beside_options
def command(ctx: click.Context, said: Said, reason: str) -> None:
    """Keep an article from being published until it is released; work on it goes on.

    What readers have already stays as it is: dragoman withdraw takes that from them.
    """
    act(ctx, said, Request(note=said.note, reason=reason))

"""``dragoman hold``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, gathered
from dragoman.cli.options import articles_argument, batch_options, dry_run_option, note_option
from dragoman.workflow.facts import Request


@click.command("hold")
@articles_argument
@click.option("--reason", default="", help="Why; kept in the history, not shown to readers.")
@note_option
@dry_run_option
@batch_options
@click.pass_context
@gathered
def command(ctx: click.Context, said: Said, reason: str) -> None:
    """Keep an article from being published until it is released; work on it goes on.

    What readers have already stays as it is: dragoman withdraw takes that from them.
    """
    act(ctx, said, Request(note=said.note, reason=reason))

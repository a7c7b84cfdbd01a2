"""``dragoman withdraw``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, gathered
from dragoman.cli.options import articles_argument, batch_options, dry_run_option, note_option
from dragoman.cli.targets import force_option
from dragoman.workflow.facts import Request


@click.command("withdraw")
@articles_argument
@click.option("--note", "notice", default="", metavar="WORDS", help="What readers are told.")
@note_option
@force_option
@dry_run_option
@batch_options
@click.pass_context
@gathered
def command(ctx: click.Context, said: Said, notice: str, force: bool) -> None:
    """Withdraw a published article that cannot be repaired.

    Its page stays, with your note in place of the text; it leaves lists and feeds, and is told on the page of
    corrections. Can it be repaired? Then: dragoman correct.
    """
    act(ctx, said, Request(note=said.note, notice=notice), force=force)

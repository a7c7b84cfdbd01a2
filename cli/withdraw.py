"""``dragoman withdraw``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options
from dragoman.cli.targets import force_option
from dragoman.workflow.facts import Request


@click.command("withdraw")
@click.option("--note", "notice", default="", metavar="WORDS", help="What readers are told.")
@force_option
@beside_options
def command(ctx: click.Context, said: Said, notice: str, force: bool) -> None:
    """Withdraw a published article that cannot be repaired.

    Its page stays, with your note in place of the text; it leaves lists and feeds, and is told on the page of
    corrections. Can it be repaired? Then: dragoman correct.
    """
    act(ctx, said, Request(note=said.note, notice=notice), force=force)

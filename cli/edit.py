"""``dragoman edit``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, act_options
from dragoman.workflow.facts import Request


@click.command("edit")
@act_options
def command(ctx: click.Context, said: Said) -> None:
    """Approve the text as an editor.

    The approval is sealed to the exact words: if the text changes later, the seal breaks. The editor must not be
    the translator. Put your corrections into the article's file first, or hand in your version with --file.
    """
    act(ctx, said, Request(note=said.note))

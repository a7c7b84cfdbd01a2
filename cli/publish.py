"""``dragoman publish``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, act_options
from dragoman.workflow.facts import Request


@click.command("publish")
@act_options
def command(ctx: click.Context, said: Said) -> None:
    """Publish: write the finished pages.

    They go to public/LANG/SLUG.md and .html, without anything internal. The approvals must hold, the disclaimer
    must be in place, the source unchanged and any embargo over.
    """
    act(ctx, said, Request(note=said.note))

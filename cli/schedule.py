"""``dragoman schedule``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options
from dragoman.cli.options import until
from dragoman.workflow.facts import Request


@click.command("schedule")
@click.option("--at", "time", default="", metavar="TIME", help="When; with its zone.")
@click.option("--lift", is_flag=True, help="Take it off again.")
@beside_options
def command(ctx: click.Context, said: Said, time: str, *, lift: bool) -> None:
    """Plan when an article is to be published; `dragoman publish --due` does it, from cron or CI.

    Until then `publish` refuses. A plan is ours to change; a promise to others is an embargo.
    """
    act(ctx, said, Request(note=said.note, until=until(time, "--at", lift=lift)))

"""``dragoman schedule``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, gathered
from dragoman.cli.options import articles_argument, batch_options, dry_run_option, note_option, read_time
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.facts import Request


@click.command("schedule")
@articles_argument
@click.option("--at", "time", default="", metavar="TIME", help="When; with its zone.")
@click.option("--lift", is_flag=True, help="Take it off again.")
@note_option
@dry_run_option
@batch_options
@click.pass_context
@gathered
def command(ctx: click.Context, said: Said, time: str, *, lift: bool) -> None:
    """Plan when an article is to be published; `dragoman publish --due` does it, from cron or CI.

    Until then `publish` refuses. A plan is ours to change; a promise to others is an embargo.
    """
    if lift == bool(time):
        raise UsageProblem("Say when with --at TIME, or --lift.")
    act(ctx, said, Request(note=said.note, until=read_time(time) if time else ""))

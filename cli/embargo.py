"""``dragoman embargo``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options
from dragoman.cli.options import until
from dragoman.workflow.facts import Request


@click.command("embargo")
@click.option("--until", "time", default="", metavar="TIME", help="Until when; with its zone.")
@click.option("--lift", is_flag=True, help="Take it off again.")
@beside_options
def command(ctx: click.Context, said: Said, time: str, *, lift: bool) -> None:
    """Promise silence to others until a time: nothing of the article goes out before it.

    For one: `dragoman embargo water --until 2026-12-01T06:00Z`. `publish` refuses until then, and a push of the text
    to a remote that newsroom.yaml says is public is refused too. It cannot be set for the past, after publication, or
    on an article with a schedule. Changing or lifting it is an act like any other.
    """
    act(ctx, said, Request(note=said.note, until=until(time, "--until", lift=lift)))

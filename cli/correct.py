"""``dragoman correct``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options, editor_option, file_option
from dragoman.workflow.facts import Request
from dragoman.workflow.states import KINDS


@click.command("correct")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What kind of change readers are told of.")
@click.option("--note", "notice", default="", metavar="WORDS", help="What readers are told.")
@file_option
@editor_option
@beside_options
def command(ctx: click.Context, said: Said, kind: str, notice: str) -> None:
    """Open a correction of a published article; readers keep the version they have.

    The article is `translated` again: put the words right and save them; an editor who wrote none of it approves,
    then disclaimer and publication follow as ever. Readers get the new text with your note, dated, and find it on
    the page of corrections. The version they had stays in the story's folder, below versions/. Given again before
    that, it replaces kind and note.
    """
    act(ctx, said, Request(note=said.note, kind=kind, notice=notice))

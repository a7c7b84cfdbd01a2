"""``dragoman edit``."""

from __future__ import annotations

import click

from dragoman.cli.acts import act, act_options
from dragoman.workflow.facts import Request


@click.command("edit")
@act_options
def command(ctx: click.Context, article: str, file: str | None, open_editor: bool, note: str, dry_run: bool) -> None:
    """Approve the text as an editor.

    The approval is sealed to the exact words: if the text changes later, the seal breaks. The editor must not be
    the translator. Put your corrections into the article's file first, or hand in your version with --file.
    """
    act(ctx, article, Request(note=note), file=file, open_editor=open_editor, dry_run=dry_run)

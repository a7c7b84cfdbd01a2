"""``dragoman publish``."""

from __future__ import annotations

import click

from dragoman.cli.acts import act, act_options
from dragoman.workflow.facts import Request


@click.command("publish")
@act_options
def command(ctx: click.Context, article: str, file: str | None, open_editor: bool, note: str, dry_run: bool) -> None:
    """Publish: write the finished pages.

    They go to public/LANG/SLUG.md and .html, without anything internal. The approvals must hold, the disclaimer
    must be in place, the source unchanged and any embargo over.
    """
    act(ctx, article, Request(note=note), file=file, open_editor=open_editor, dry_run=dry_run)

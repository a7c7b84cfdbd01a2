"""``dragoman translate``."""

from __future__ import annotations

import click

from dragoman.cli.acts import act, act_options
from dragoman.workflow.facts import Request


@click.command("translate")
@act_options
def command(ctx: click.Context, article: str, file: str | None, open_editor: bool, note: str, dry_run: bool) -> None:
    """Hand in a translation.

    A translator says: this is my translation, whole. The text is what stands in the article's file, or in F;
    F may have front matter with title, dek and keywords, or else its first `# heading` is the title.
    """
    act(ctx, article, Request(note=note), file=file, open_editor=open_editor, dry_run=dry_run)

"""``dragoman translate``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, act_options
from dragoman.workflow.facts import Request


@click.command("translate")
@act_options
def command(ctx: click.Context, said: Said) -> None:
    """Hand in a translation.

    A translator says: this is my translation, whole. The text is what stands in the article's file, or in F;
    F may have front matter with title, dek and keywords, or else its first `# heading` is the title.
    """
    act(ctx, said, Request(note=said.note))

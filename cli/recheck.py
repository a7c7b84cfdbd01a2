"""``dragoman recheck``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, beside_options
from dragoman.workflow.facts import Request


@click.command("recheck")
@beside_options
def command(ctx: click.Context, said: Said) -> None:
    """Say that you compared what an original has become: the translation stands.

    `dragoman source refresh ARTICLE --kept` shows what has changed, and which paragraphs of the translation answer to
    it; where it does not stand, change it first. An editor does this who did not translate the article. It holds for
    all that was found so far, and for nothing that is found later.
    """
    act(ctx, said, Request(note=said.note))

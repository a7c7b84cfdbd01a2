"""``dragoman publish``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, act_options
from dragoman.cli.targets import force_option, target_option
from dragoman.workflow.facts import Request


@click.command("publish")
@target_option
@force_option
@act_options
def command(ctx: click.Context, said: Said, targets: tuple[str, ...], force: bool) -> None:
    """Publish: write the finished pages.

    They go to the targets that newsroom.yaml names, such as a site; where it names none, to public/LANG/SLUG.md and
    .html. Nothing internal goes with them. The approvals must hold, the disclaimer must be in place, the source
    unchanged and any embargo over. A target that fails leaves the article unpublished. `dragoman build` makes a whole
    site again.
    """
    act(ctx, said, Request(note=said.note), targets=targets, force=force)

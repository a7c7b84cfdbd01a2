"""``dragoman publish``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, act_options
from dragoman.cli.desk import now, root_of
from dragoman.cli.targets import force_option, target_option
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.facts import Request


@click.command("publish")
@target_option
@click.option("--due", is_flag=True, help="Every article whose schedule has come; for cron and CI.")
@force_option
@act_options
def command(ctx: click.Context, said: Said, targets: tuple[str, ...], *, force: bool, due: bool) -> None:
    """Publish: write the finished pages.

    They go to the targets that newsroom.yaml names, such as a site; where it names none, to public/LANG/SLUG.md and
    .html. Nothing internal goes with them. The approvals must hold, the disclaimer must be in place, the source
    unchanged, any embargo over and any schedule come. A target that fails leaves the article unpublished.
    `dragoman build` makes a whole site again.
    """
    if due:
        said = _due(ctx, said)
    act(ctx, said, Request(note=said.note), targets=targets, force=force)


def _due(ctx: click.Context, said: Said) -> Said:
    """The command as if the articles that are due had been named."""
    from dragoman.workflow.due import due

    if said.articles or said.all_ready or said.file or said.open_editor:
        raise UsageProblem("`--due` takes every article whose schedule has come: name none besides.")
    root = root_of(ctx)
    return said._replace(articles=tuple(due(root, now())), keep_going=True, many=True)

"""``dragoman doctor``."""

from __future__ import annotations

import os

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import root_of
from dragoman.cli.options import json_option
from dragoman.workflow.catalogue import settle
from dragoman.workflow.doctoring import examine
from dragoman.workflow.errors import NotANewsroom


@click.command("doctor")
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """See whether this machine and repository are fit, and what to run if not.

    Exit 1 if something is not.
    """
    folder = ctx.find_root().obj or "."
    try:
        root: str | None = root_of(ctx)
    except NotANewsroom:
        if not os.path.isdir(folder):
            raise
        root = None
    if root:
        settle(root)
    found = list(examine(root, folder))
    fit = all(checked.good for checked in found)
    console = out()
    if as_json:
        checks = [{"id": c.id, "good": c.good, "message": c.message, "fix": c.fix} for c in found]
        console.json({"version": 1, "fit": fit, "checks": checks})
    else:
        for checked in found:
            console.say(Words("✓ " if checked.good else "✗ ", "good" if checked.good else "error"), checked.message)
            if checked.fix:
                console.say(Words("  do: ", "dim"), Words(checked.fix, "command"))
    ctx.exit(0 if fit else 1)

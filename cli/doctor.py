"""``dragoman doctor``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import now, root_of
from dragoman.cli.options import json_option
from dragoman.workflow.catalogue import settle
from dragoman.workflow.doctoring import examine
from dragoman.workflow.errors import NotANewsroom

if TYPE_CHECKING:
    from dragoman.workflow.checked import Checked


@click.command("doctor")
@click.option("--unlock", "unlocking", is_flag=True, help="Move git's locks aside if no git is at work here.")
@click.option("--tune", "tuning", is_flag=True, help="Make git's settings that pay in a large newsroom.")
@json_option
@click.pass_context
def command(ctx: click.Context, unlocking: bool, tuning: bool, as_json: bool) -> None:
    """See whether this machine and repository are fit, and what to run if not.

    Exit 1 if something is not. Only processes of this machine are seen: where others share the disk, or containers
    do, make sure that no git runs there before you unlock.
    """
    folder = ctx.find_root().obj or "."
    try:
        root: str | None = root_of(ctx)
    except NotANewsroom:
        if not os.path.isdir(folder):
            raise
        root = None
    found = list(_unlocked(root)) if root and unlocking else []
    if root:
        settle(root)
        found += _tuned(root) if tuning else ()
    found += examine(root, folder)
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


def _tuned(root: str) -> list[Checked]:
    from dragoman.workflow.repository import open_repository
    from dragoman.workflow.tuning import tune

    return tune(open_repository(root))


def _unlocked(root: str) -> tuple[Checked, ...]:
    from dragoman.workflow.unlocking import unlock

    return unlock(root, now())

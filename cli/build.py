"""``dragoman build``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import root_of
from dragoman.cli.options import dry_run_option, json_option
from dragoman.cli.progress import progress
from dragoman.cli.refusals import tell_doubt
from dragoman.cli.targets import force_option, target_option, tell_delivered, tell_differences

if TYPE_CHECKING:
    from dragoman.workflow.building import Built


@click.command("build")
@target_option
@click.option("--output", metavar="DIR", type=click.Path(file_okay=False), help="Put a target's files into DIR.")
@force_option
@dry_run_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, targets: tuple[str, ...], output: str | None, force: bool, dry_run: bool, as_json: bool
) -> None:
    """Build what readers see from what is published; exit 1 if an article is held back.

    Brings each target that newsroom.yaml names to the last commit: for CI, for a fresh clone, after a return, and
    after templates or settings have changed. Only what is not right already is made again. An article that is not
    what was approved is held back: its page stays as it was; so does one that somebody changed at the target by hand.
    """
    from dragoman.workflow.building import build

    root = root_of(ctx)
    with progress("build") as told:
        built = build(root, targets, told, output=output or "", dry_run=dry_run, force=force)
    tell_doubt(built.doubt)
    if as_json:
        out().json(_as_dict(built))
    elif dry_run:
        tell_differences(built.differences)
        out().say(Words(f"build: {len(built.differences):,} would change (nothing was changed)", "dim"))
    else:
        tell_delivered(built.delivered)
    ctx.exit(1 if any(one.held for one in built.delivered) else 0)


def _as_dict(built: Built) -> dict[str, object]:
    """The keys of ``--json``."""
    return {
        "version": 1,
        "targets": [
            {
                "target": one.target,
                "where": one.where,
                "written": one.written,
                "removed": one.removed,
                "held": [{"article": held.name, "message": held.why} for held in one.held],
            }
            for one in built.delivered
        ],
        "changes": [
            {"target": target, "name": one.name, "change": _kind(one.before, one.after)}
            for target, one in built.differences
        ],
    }


def _kind(before: bytes | None, after: bytes | None) -> str:
    return "add" if before is None else "remove" if after is None else "change"

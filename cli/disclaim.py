"""``dragoman disclaim``."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, act_options
from dragoman.workflow.disclaimer_block import NAME
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.facts import Request


@click.command("disclaim")
@click.option("--template", "wording", default="", help="Another disclaimer: templates/disclaimers/LANG.NAME.md.")
@act_options
def command(ctx: click.Context, said: Said, wording: str) -> None:
    """Attach the newsroom's disclaimer.

    It goes to the end of the text, filled in with the newsroom's and the source's names. The newsroom's own
    templates/disclaimers/LANG.md wins over the built-in one.
    """
    if wording and not NAME.fullmatch(wording):
        raise UsageProblem(f"{wording!r} cannot be a disclaimer's name: small letters, digits and `-`.")
    act(ctx, said, Request(note=said.note), wording=wording)

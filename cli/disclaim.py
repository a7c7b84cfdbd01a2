"""``dragoman disclaim``."""

from __future__ import annotations

import click

from dragoman.cli.acts import act, act_options
from dragoman.workflow.disclaimer_block import NAME
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.facts import Request


@click.command("disclaim")
@click.option("--template", "wording", default="", help="Another disclaimer: templates/disclaimers/LANG.NAME.md.")
@act_options
def command(
    ctx: click.Context,
    article: str,
    file: str | None,
    open_editor: bool,
    note: str,
    dry_run: bool,
    wording: str,
) -> None:
    """Attach the newsroom's disclaimer.

    It goes to the end of the text, filled in with the newsroom's and the source's names. The newsroom's own
    templates/disclaimers/LANG.md wins over the built-in one.
    """
    if wording and not NAME.fullmatch(wording):
        raise UsageProblem(f"{wording!r} cannot be a disclaimer's name: small letters, digits and `-`.")
    request = Request(note=note)
    act(ctx, article, request, file=file, open_editor=open_editor, dry_run=dry_run, wording=wording)

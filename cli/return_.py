"""``dragoman return``: the module has another name because the word is Python's."""

from __future__ import annotations

import click

from dragoman.cli.acts import act
from dragoman.cli.options import article_argument, dry_run_option
from dragoman.workflow.facts import Request
from dragoman.workflow.states import STATES


@click.command("return")
@article_argument
@click.option("--to", "state", required=True, type=click.Choice(STATES[:-1]), help="The state to go back to.")
@click.option("--reason", default="", help="Why; whoever takes it up again reads this.")
@dry_run_option
@click.pass_context
def command(ctx: click.Context, article: str, state: str, reason: str, dry_run: bool) -> None:
    """Send an article back to an earlier state.

    The approvals beyond that state no longer count; the reason is kept in the article's history.
    """
    act(ctx, article, Request(to=state, reason=reason), dry_run=dry_run)

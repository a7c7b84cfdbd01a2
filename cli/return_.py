"""``dragoman return``: the module has another name because the word is Python's."""

from __future__ import annotations

import click

from dragoman.cli.acts import Said, act, gathered
from dragoman.cli.options import articles_argument, batch_options, dry_run_option
from dragoman.workflow.facts import Request
from dragoman.workflow.states import STATES


@click.command("return")
@articles_argument
@click.option("--to", "state", required=True, type=click.Choice(STATES[:-1]), help="The state to go back to.")
@click.option("--reason", default="", help="Why; whoever takes it up again reads this.")
@dry_run_option
@batch_options
@click.pass_context
@gathered
def command(ctx: click.Context, said: Said, state: str, reason: str) -> None:
    """Send an article back to an earlier state.

    The approvals beyond that state no longer count; the reason is kept in the article's history.
    """
    act(ctx, said, Request(to=state, reason=reason))

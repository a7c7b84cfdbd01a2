"""``dragoman save``."""

from __future__ import annotations

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.options import article_argument, dry_run_option, note_option
from dragoman.cli.refusals import tell_problems
from dragoman.workflow.newsroom import FILE
from dragoman.workflow.saving import save


@click.command("save")
@article_argument
@note_option
@dry_run_option
@click.pass_context
def command(ctx: click.Context, article: str, note: str, dry_run: bool) -> None:
    """Commit work in progress; approves nothing.

    The state stays as it is. Saving a change of words that somebody approved breaks that approval, and says so.
    `dragoman save newsroom.yaml` seals what an owner changed there by hand as its next version.
    """
    root = root_of(ctx)
    if article.removeprefix("./") == FILE:
        _save_newsroom(root, note, dry_run)
        return
    saved = save(root, find(root, article), note, now(), dry_run=dry_run)
    console = out()
    if saved.commit:
        console.say(
            Words("✓ ", "good"),
            Words(f"save: {saved.article.name}", "strong"),
            Words(f"  {saved.commit[:10]}", "dim"),
        )
    else:
        console.say(f"{'would save' if dry_run else 'nothing to save'}: {saved.article.name}")
    tell_problems(console, saved.broken)


def _save_newsroom(root: str, note: str, dry_run: bool) -> None:
    from dragoman.workflow.rostering import save_newsroom

    saved = save_newsroom(root, now(), note, dry_run=dry_run)
    version = f"version {saved.version}"
    if saved.commit:
        short = Words(f"  {saved.commit[:10]}", "dim")
        out().say(Words("✓ ", "good"), Words(f"save: {FILE}", "strong"), f" {version}", short)
    else:
        out().say(f"{'would seal' if saved.new else 'nothing to save'}: {FILE} {version}")

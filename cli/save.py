"""``dragoman save``."""

from __future__ import annotations

import click

from dragoman.cli.batches import run_batch
from dragoman.cli.console import Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.named import named
from dragoman.cli.options import (
    all_ready_option,
    articles_argument,
    batch_options,
    dry_run_option,
    note_option,
)
from dragoman.cli.refusals import tell_problems
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.newsroom import FILE
from dragoman.workflow.saving import save


@click.command("save")
@articles_argument
@all_ready_option
@note_option
@dry_run_option
@batch_options
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    all_ready: bool,
    note: str,
    dry_run: bool,
    keep_going: bool,
    as_json: bool,
) -> None:
    """Commit work in progress; approves nothing.

    The state stays as it is. Saving a change of words that somebody approved breaks that approval, and says so.
    `dragoman save newsroom.yaml` seals what an owner changed there by hand as its next version.
    """
    root = root_of(ctx)
    names = named(articles, all_ready=all_ready)
    if names.several or (as_json and not _is_newsroom(articles[0])):
        from dragoman.workflow.batch_saving import save_all

        ctx.exit(
            run_batch(
                root,
                "save",
                names,
                lambda asked, watch: save_all(root, note, asked, now(), watch),
                keep_going=keep_going,
                dry_run=dry_run,
                as_json=as_json,
            )
        )
    if _is_newsroom(articles[0]):
        if as_json:
            raise UsageProblem(f"`--json` is about articles, not about {FILE}.")
        _save_newsroom(root, note, dry_run)
        return
    saved = save(root, find(root, articles[0]), note, now(), dry_run=dry_run)
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


def _is_newsroom(word: str) -> bool:
    return word.removeprefix("./") == FILE


def _save_newsroom(root: str, note: str, dry_run: bool) -> None:
    from dragoman.workflow.rostering import save_newsroom

    saved = save_newsroom(root, now(), note, dry_run=dry_run)
    version = f"version {saved.version}"
    if saved.commit:
        short = Words(f"  {saved.commit[:10]}", "dim")
        out().say(Words("✓ ", "good"), Words(f"save: {FILE}", "strong"), f" {version}", short)
    else:
        out().say(f"{'would seal' if saved.new else 'nothing to save'}: {FILE} {version}")

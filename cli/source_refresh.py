"""``dragoman source refresh``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.console import out
from dragoman.cli.desk import now, root_of
from dragoman.cli.named import words_of
from dragoman.cli.options import complete_article, dry_run_option, json_option
from dragoman.cli.progress import progress
from dragoman.cli.refresh_words import keys, tell, tell_sum
from dragoman.cli.refusals import tell_error
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.errors import DragomanError
    from dragoman.workflow.originals import Original


@click.command("refresh")
@click.argument("articles", nargs=-1, metavar="ARTICLE...", shell_complete=complete_article)
@click.option("--all", "every", is_flag=True, help="Every original of the newsroom that has a web address.")
@click.option("--kept", is_flag=True, help="Fetch nothing: show what was found before.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@dry_run_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    every: bool,
    kept: bool,
    allow_private: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Fetch originals again; exit 1 if one is not what it was.

    Where the text has changed, it says which paragraphs, and which paragraphs of the translations answer to them; it
    keeps what it found beside the frozen source, in a commit of its own. An original that is gone is told and noted,
    and its text stays. Names on standard input with `-`.

    Sites are asked as a guest asks: what robots.txt allows, one request at a time for each host with a pause after
    it, and only for pages that are not as they were.
    """
    root = root_of(ctx)
    newsroom = open_newsroom(root)
    originals, unreadable = _originals(root, articles, every=every)
    for error in unreadable:
        tell_error(error)
    if kept:
        _tell_kept(root, originals, as_json=as_json)
        ctx.exit(1 if unreadable else 0)
    from dragoman.workflow.refreshing import Asked, Refresh, Refreshed, may_keep

    if not dry_run:
        may_keep(root)
    refresh = Refresh(root, newsroom, now(), Asked(dry_run, allow_private))
    done: list[Refreshed] = []
    with progress("refresh") as told:
        for one in refresh.refresh(originals, told):
            done.append(one)
            if not as_json:
                tell(one, dry_run=dry_run)
    if as_json:
        out().json(keys(done))
    else:
        tell_sum(done, dry_run=dry_run)
    ctx.exit(0 if all(one.good for one in done) and not unreadable else 1)


def _tell_kept(root: str, originals: Sequence[Original], *, as_json: bool) -> None:
    from dragoman.workflow.refreshing import kept_before

    before = [kept_before(root, one) for one in originals]
    if as_json:
        out().json(keys(before))
        return
    for one in before:
        tell(one, kept=True)


def _originals(root: str, articles: Sequence[str], *, every: bool) -> tuple[list[Original], list[DragomanError]]:
    """The originals that are meant, each once; of all of them also why some cannot be read.

    Raises:
        UsageProblem: none is meant, or a name means no story.
        BadText, DiskFailed: one that was named cannot be read.
    """
    from dragoman.workflow.originals import read_all, read_original, story_meant

    if every and articles:
        raise UsageProblem("`--all` takes every original: name none besides.")
    if every:
        return read_all(root)
    if not articles:
        raise UsageProblem("No article is named: give its slug, `-` for names on standard input, or --all.")
    stories = {story.folder: story for story in (story_meant(root, word) for word in words_of(articles))}
    return [read_original(root, story) for story in stories.values()], []

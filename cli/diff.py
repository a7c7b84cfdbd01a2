"""``dragoman diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import find, root_of
from dragoman.cli.options import article_argument, json_option
from dragoman.cli.passages import passage_keys, tell_passages
from dragoman.workflow.article import Article, Entry, parse_article
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.errors import GitFailed, UsageProblem
from dragoman.workflow.gather import read_article
from dragoman.workflow.history import text_at
from dragoman.workflow.states import ACTS
from dragoman.workflow.word_diff import Passage, compare

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.command("diff")
@article_argument
@click.option(
    "--since", "act", type=click.Choice([a.name for a in ACTS]), help="The act to start from; else the last one."
)
@json_option
@click.pass_context
def command(ctx: click.Context, article: str, act: str | None, as_json: bool) -> None:
    """Show what changed in an article since an act, word by word.

    Compared are the words in the file now with those at the last act of that name. Piped, what went is in [-…-]
    and what came in {+…+}, as in git's word diff.
    """
    root = root_of(ctx)
    open_newsroom(root)
    found = read_article(root, find(root, article))
    entry = _entry(found, act)
    old = text_at(root, found.path, entry.seal)
    if old is None:
        raise GitFailed(
            f"No commit here holds `{entry.act}` of {entry.at}.", "git fetch --unshallow, if this is a part"
        )
    passages = list(compare(parse_article(old, found.path), found))
    console = out()
    if as_json:
        console.json(_keys(found, entry, passages))
        return
    since = f"since `{entry.act}` by {entry.by}, {entry.at}"
    if not passages:
        console.say(f"{found.name}: nothing has changed {since}.")
        return
    console.say(Words(found.name, "strong"), Words(f"  {since}", "dim"))
    tell_passages(console, passages)


def _entry(article: Article, act: str | None) -> Entry:
    found = [entry for entry in article.history if act in (None, entry.act)]
    if not found:
        raise UsageProblem(f"{article.name} has no `{act or 'act'}` in its history.", f"dragoman log {article.name}")
    return found[-1]


def _keys(article: Article, entry: Entry, passages: Iterable[Passage]) -> dict[str, object]:
    since = {"act": entry.act, "by": entry.by, "at": entry.at, "seal": entry.seal}
    return {"version": 1, "article": article.name, "since": since, "changes": passage_keys(passages)}

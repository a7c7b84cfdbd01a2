"""``dragoman status``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Column, Console, Words, out
from dragoman.cli.desk import root_of
from dragoman.cli.options import json_option
from dragoman.cli.views import article_keys
from dragoman.workflow.catalogue import Listed, listed, open_newsroom, waits_for, whoami
from dragoman.workflow.errors import NotAllowed
from dragoman.workflow.states import STATES, next_acts

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = (Column("ARTICLE", flexible=True), Column("STATE"), Column("NEXT"), Column("TITLE", flexible=True))


@click.command("status")
@click.option("--state", type=click.Choice(STATES), help="Only the articles in this state.")
@click.option("--mine", is_flag=True, help="Only the articles that wait for you.")
@json_option
@click.pass_context
def command(ctx: click.Context, state: str | None, mine: bool, as_json: bool) -> None:
    """Show what is where and what is next.

    What waits for you comes first. A `!` marks an article that breaks a promise; `dragoman check` says which.
    """
    root = root_of(ctx)
    newsroom = open_newsroom(root)
    person = whoami(root, newsroom)
    if mine and person is None:
        raise NotAllowed("--mine needs somebody the roster knows.", "git config user.email YOU@EXAMPLE.ORG")
    items = list(listed(root, newsroom))
    counts = Counter(item.article.state for item in items if item.article)
    waiting = [i for i in items if i.article and person and waits_for(i.article, person)]
    shown = [i for i in (waiting if mine else items) if not state or (i.article and i.article.state == state)]
    console = out()
    if as_json:
        counted = {name: counts[name] for name in STATES}
        articles = [article_keys(item) for item in shown]
        console.json({"version": 1, "newsroom": newsroom.name, "counts": counted, "articles": articles})
        return
    _summary(console, newsroom.name, counts, len(items))
    first = [item for item in shown if item in waiting]
    _group(console, f"Waiting for you ({person.id})" if person else "", first)
    _group(console, "Everything else" if first else "", [item for item in shown if item not in waiting])
    if not items:
        console.say(Words("  next: ", "dim"), Words("dragoman source URL", "command"))


def _summary(console: Console, name: str, counts: Counter[str], total: int) -> None:
    words: list[Words | str] = [Words(name, "strong", foreign=True), f": {total} article{'s' * (total != 1)}"]
    for state in STATES:
        if counts[state]:
            words += [", ", Words(f"{counts[state]} {state}", state)]
    console.say(*words)


def _group(console: Console, title: str, items: Sequence[Listed]) -> None:
    if not items:
        return
    console.say("")
    if title:
        console.say(Words(title, "strong"))
    console.table(COLUMNS, [_row(item) for item in items])


def _row(item: Listed) -> tuple[Words, ...]:
    mark = "! " if item.problems else ""
    if item.article is None:
        return Words(mark + item.name, "error"), Words("unreadable", "error"), Words(""), Words("")
    article = item.article
    title = article.word("title") or "(no title yet)"
    return (
        Words(mark + item.name, "error" if mark else ""),
        Words(article.state, article.state),
        Words(", ".join(next_acts(article.state)) or "–"),
        Words(title, "" if article.word("title") else "dim", foreign=bool(article.word("title"))),
    )

"""``dragoman status``: asks git first, and gets ready while it answers. What is shown is in ``status_page``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.desk import root_of
from dragoman.cli.options import json_option
from dragoman.cli.progress import progress
from dragoman.workflow.catalogue import ask_settings, open_newsroom, settle, whoami
from dragoman.workflow.errors import NotAllowed
from dragoman.workflow.shelf import git_dir
from dragoman.workflow.states import ALL_STATES, ASIDE
from dragoman.workflow.work_tree import Look

if TYPE_CHECKING:
    from dragoman.cli.status_page import Page
    from dragoman.workflow.index_file import Index
    from dragoman.workflow.newsroom import Newsroom

# So many articles are shown at once; `--all` shows every one.
_MOST = 40


@click.command("status")
@click.option("--state", type=click.Choice(ALL_STATES), help="Only the articles in this state.")
@click.option("--mine", is_flag=True, help="Only the articles that wait for you.")
@click.option("--all", "everything", is_flag=True, help=f"Show every article, not the first {_MOST} only.")
@json_option
@click.pass_context
def command(ctx: click.Context, state: str | None, mine: bool, everything: bool, as_json: bool) -> None:
    """Show what is where and what is next.

    What waits for you comes first.
    A `!` marks an article that breaks a promise, or whose original has changed; `dragoman check` says which.
    """
    root = root_of(ctx)
    settle(root)  # before git looks at what it changes
    most = sys.maxsize // 2 if everything or as_json else _MOST
    with ask_settings(root) as settings:
        # While git reads its configuration, and then while it looks at the files.
        from dragoman.cli.console import out
        from dragoman.cli.status_page import page_of, tell, with_moved

        config = settings()
    with Look(root, config) as look, progress("Reading") as told:
        from dragoman.workflow.index_file import consult
        from dragoman.workflow.listing import Listing

        newsroom = open_newsroom(root)
        person = whoami(newsroom, config)
        if mine and person is None:
            raise NotAllowed("--mine needs somebody the roster knows.", "git config user.email YOU@EXAMPLE.ORG")

        def work(index: Index) -> Page:
            return page_of(Listing(root, newsroom, look, index, told), person, state, mine, most)

        page = with_moved(root, newsroom, consult(git_dir(root), work))
    if as_json:
        out().json(_keys(newsroom, page))
    else:
        tell(out(), page, newsroom.name, person)


def _keys(newsroom: Newsroom, page: Page) -> dict[str, Any]:
    """What ``--json`` prints."""
    from dragoman.cli.views import article_keys

    counted = {name: page.counts[name] for name in ALL_STATES if page.counts[name] or name not in ASIDE}
    articles = [article_keys(card) for card in page.in_order]
    return {"version": 1, "newsroom": newsroom.name, "counts": counted, "articles": articles}

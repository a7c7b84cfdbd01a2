"""``dragoman review``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.options import article_argument, json_option
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.states import ACTS

if TYPE_CHECKING:
    from dragoman.workflow.review.rows import Review

_SEVERITIES = ("error", "warning", "note")


@click.command("review")
@article_argument
@click.option("--new", is_flag=True, help="Only what changed since your last look; the first time, everything.")
@click.option(
    "--since", "act", type=click.Choice([a.name for a in ACTS]), help="Only what changed since the last such act."
)
@click.option(
    "--severity",
    type=click.Choice(_SEVERITIES),
    help="Only passages with findings at least as grave.",
)
@click.option("--keep-new", is_flag=True, help="What is new stays new: do not remember this look.")
@click.option("--html", is_flag=True, help="Write it as one page for the browser.")
@click.option("--output", metavar="FILE", help="Where to write the page; `-` is standard output.")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option("--no-pager", is_flag=True, help="Print it all at once.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    new: bool,
    act: str | None,
    severity: str | None,
    keep_new: bool,
    html: bool,
    output: str | None,
    opens: bool,
    no_pager: bool,
    as_json: bool,
) -> None:
    """Show source and translation side by side, with what was found beside each paragraph.

    A look at the whole, or with --new at all that is new, is remembered in this clone for you alone; one with
    --since, --severity, --keep-new or --json is not. The page goes to review/, which git ignores. It is a view:
    findings do not change the exit code; `dragoman check` judges.
    """
    if new and act:
        raise UsageProblem("`--new` and `--since` ask for different things: use one of them.")
    html = html or output is not None or opens
    if html and as_json:
        raise UsageProblem("A page and a JSON object at once are too much: leave one out.")
    from dragoman.workflow.reviewing import remember, review, with_changes_since, with_last_look

    root = root_of(ctx)
    newsroom = open_newsroom(root)
    looked = review(root, newsroom, find(root, article))
    whole = with_changes_since(root, newsroom, looked, act) if act else with_last_look(root, looked)
    found = whole.only(new=new or bool(act), severity=severity or "")
    if as_json:
        from dragoman.cli.review_keys import review_keys

        out().json(review_keys(found))
        return
    if html:
        _tell_page(root, found, output, opens)
    else:
        _tell(found, whole, pager=not no_pager)
    if not (act or severity or keep_new):
        remember(root, looked, now())


def _tell(found: Review, whole: Review, *, pager: bool) -> None:
    from dragoman.cli.pager import paged
    from dragoman.cli.review_text import tell_review

    with paged(pager) as console:
        tell_review(console, found, whole)


def _tell_page(root: str, found: Review, output: str | None, opens: bool) -> None:
    from dragoman.cli.plain_text import visible
    from dragoman.workflow.page_file import write_page
    from dragoman.workflow.review.page import render_review

    page = render_review(root, found, visible)
    if output == "-":
        if opens:
            raise UsageProblem("A page on standard output cannot be opened: name a file, or none.")
        sys.stdout.write(page)
        return
    path = write_page(root, found.article, page, output)
    out().say(Words("page: ", "dim"), path)
    if opens:
        import webbrowser
        from pathlib import Path

        webbrowser.open(Path(path).absolute().as_uri())

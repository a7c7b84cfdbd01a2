"""What the act commands share: take the text, do the act, tell what was done and what is next."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.cli.console import Console, Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.next_step import tell_next
from dragoman.cli.options import article_argument, dry_run_option, note_option
from dragoman.workflow.acting import Done, Order, perform, see
from dragoman.workflow.article_text import Incoming, read_incoming
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.facts import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    F = TypeVar("F", bound=Callable[..., Any])


def act_options(function: F) -> F:
    """ARTICLE, --file, --edit, --message and --dry-run."""
    options = (
        article_argument,
        click.option(
            "--file", "file", metavar="F", type=click.Path(dir_okay=False), help="Take the text from F (`-`: stdin)."
        ),
        click.option("-e", "--editor", "open_editor", is_flag=True, help="Open the article in $EDITOR first."),
        note_option,
        dry_run_option,
        click.pass_context,
    )
    for option in reversed(options):
        function = option(function)
    return function


def act(
    ctx: click.Context,
    article: str,
    request: Request,
    *,
    file: str | None = None,
    open_editor: bool = False,
    dry_run: bool = False,
    wording: str = "",
) -> None:
    """Do the act that the command is named after, and tell it."""
    verb = ctx.info_name or ""
    root = root_of(ctx)
    path = find(root, article)
    incoming = read_words(file) if file else None
    if open_editor:
        _edit(os.path.join(root, path))
    order = Order(verb, path, see(root, path), request, incoming, wording, dry_run)
    tell(out(), perform(root, order, now()), root)


def read_words(file: str) -> Incoming:
    """The words of ``--file``.

    Raises:
        UsageProblem: there is no such file.
        BadText: it cannot be read.
    """
    from dragoman.workflow.disk import MAX_TEXT
    from dragoman.workflow.utf8 import decode

    try:
        if file == "-":
            data = sys.stdin.buffer.read(MAX_TEXT + 1)
        else:
            with open(file, "rb") as stream:
                data = stream.read(MAX_TEXT + 1)
    except OSError as error:
        raise UsageProblem(f"Cannot read {file}: {os.strerror(error.errno or 0).lower()}.") from None
    if len(data) > MAX_TEXT:
        raise UsageProblem(f"{file} is larger than {MAX_TEXT // 2**20} MB: no article.")
    return read_incoming(decode(data, file), file)


def tell(console: Console, done: Done, root: str) -> None:
    """Print what an act did."""
    article = done.article
    if done.recovered:
        console.say(Words(f"First {done.recovered}.", "warning"))
    sign, would = ("✓ ", "") if done.commit else ("would ", " (nothing was changed)")
    console.say(
        Words(sign, "good"),
        Words(f"{done.act}: {article.name} ", "strong"),
        Words(done.before, done.before),
        " → ",
        Words(done.after, done.after),
        Words(f"  by {done.by}{would}", "dim"),
        Words(f"  {done.commit[:10]}", "dim"),
    )
    for page in done.pages:
        console.say("  page: ", Words(os.path.relpath(os.path.join(root, page)), "command"))
    if done.act == "return" and done.before == "published":
        console.say(Words("  The page in public/ stays until the article is published again.", "dim"))
    tell_next(console, article.name, done.after)


def _edit(path: str) -> None:
    editor = os.environ.get("GIT_EDITOR") or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    click.edit(filename=path, editor=editor)

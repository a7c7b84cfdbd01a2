"""What the act commands share: take the text, do the act, tell what was done and what is next."""

from __future__ import annotations

import os
import sys
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dragoman.cli.console import Console, Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.named import Named, named, one_only
from dragoman.cli.next_step import tell_next
from dragoman.cli.options import (
    all_ready_option,
    articles_argument,
    batch_options,
    dry_run_option,
    note_option,
)
from dragoman.cli.refusals import tell_doubt
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.facts import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.acting import Done
    from dragoman.workflow.article_text import Incoming


class Said(NamedTuple):
    """What an act's command line says besides what the act is to do; ``many``: a batch, and be it of none."""

    articles: tuple[str, ...]
    all_ready: bool = False
    keep_going: bool = False
    dry_run: bool = False
    as_json: bool = False
    file: str | None = None
    open_editor: bool = False
    note: str = ""
    many: bool = False


file_option = click.option(
    "--file", "file", metavar="F", type=click.Path(dir_okay=False), help="Take the text from F (`-`: stdin)."
)
editor_option = click.option("-e", "--editor", "open_editor", is_flag=True, help="Open the article in $EDITOR first.")


def act_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options of every act that moves articles on; the function takes them together, as ``said``."""
    options = (
        articles_argument,
        all_ready_option,
        file_option,
        editor_option,
        note_option,
        dry_run_option,
        batch_options,
        click.pass_context,
    )
    given = gathered(function)
    for option in reversed(options):
        given = option(given)
    return given


def beside_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options of every act that does not move articles on; the function takes them together, as ``said``."""
    given = gathered(function)
    for option in reversed((articles_argument, note_option, dry_run_option, batch_options, click.pass_context)):
        given = option(given)
    return given


def gathered(function: Callable[..., None]) -> Callable[..., None]:
    """The function with all parameters that are a matter of ``Said`` in one."""

    @wraps(function)
    def called(ctx: click.Context, **given: Any) -> None:
        own = {name: given.pop(name) for name in Said._fields if name in given}
        function(ctx, Said(**own), **given)

    return called


def act(
    ctx: click.Context,
    said: Said,
    request: Request,
    *,
    wording: str = "",
    targets: tuple[str, ...] = (),
    force: bool = False,
) -> None:
    """Do the act that the command is named after, and tell it."""
    # The shell asks these files which articles there are; that takes none of what an act does.
    from dragoman.workflow.acting import Order, perform, see

    verb, root = ctx.info_name or "", root_of(ctx)
    names = Named(said.articles, several=True) if said.many else named(said.articles, all_ready=said.all_ready)
    one_only(names, file=said.file, editor=said.open_editor)
    incoming = read_words(said.file) if said.file else None
    order = Order(verb, "", "", request, incoming, wording, said.dry_run, targets, force=force)
    if not names.several:
        path = find(root, said.articles[0])
        if said.open_editor:
            _edit(os.path.join(root, path))
        order = order._replace(path=path, seen=see(root, path))
        if not said.as_json:
            tell(out(), perform(root, order, now()), root)
            return
    from dragoman.cli.batches import run_batch
    from dragoman.workflow.batch_acting import perform_all

    code = run_batch(
        root,
        verb,
        names,
        lambda asked, watch: perform_all(root, order, asked, now(), watch),
        keep_going=said.keep_going,
        dry_run=said.dry_run,
        as_json=said.as_json,
    )
    ctx.exit(code)


def read_words(file: str) -> Incoming:
    """The words of ``--file``.

    Raises:
        UsageProblem: there is no such file.
        BadText: it cannot be read.
    """
    from dragoman.workflow.article_text import read_incoming
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
    tell_doubt(done.doubt)
    sign, would = ("✓ ", "") if done.commit else ("would ", " (nothing was changed)")
    console.say(
        Words(sign, "good"),
        Words(f"{done.act}: {article.name} ", "strong"),
        *((Words(done.before, done.before), " → ") if done.before != done.after else ()),
        Words(done.after, done.after),
        Words(f"  by {done.by}{would}", "dim"),
        Words(f"  {done.commit[:10]}", "dim"),
    )
    for page in done.pages:
        console.say("  page: ", Words(os.path.relpath(os.path.join(root, page)), "command"))
    if done.delivered or done.differences:
        from dragoman.cli.targets import tell_delivered, tell_differences

        tell_delivered(done.delivered)
        tell_differences(done.differences)
    if done.act == "return" and done.before == "published":
        stays = "The page in public/ stays until the article is published again."
        leaves = "It leaves the newsroom's targets with the next one published, or now: dragoman build"
        console.say(Words(f"  {leaves if done.targets else stays}", "dim"))
    if not article.word("hold"):
        tell_next(console, article.name, done.after)
    elif done.act == "hold":
        console.say(Words("  when it is settled: ", "dim"), Words(f"dragoman release {article.name}", "command"))


def _edit(path: str) -> None:
    editor = os.environ.get("GIT_EDITOR") or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    click.edit(filename=path, editor=editor)

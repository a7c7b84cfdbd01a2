"""``dragoman preview``."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.options import complete_article
from dragoman.cli.progress import progress
from dragoman.cli.targets import complete_target

if TYPE_CHECKING:
    from dragoman.workflow.previewing import Built, Preview

# Seconds; nobody looks at a page longer than ten years.
_FOR_EVER = 3e8


@click.command("preview")
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1, shell_complete=complete_article)
@click.option("--drafts", is_flag=True, help="Show every article that is being worked on, not only those named.")
@click.option(
    "--target",
    metavar="T",
    default="",
    shell_complete=complete_target,
    help="The site of newsroom.yaml whose settings count.",
)
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=0, help="Listen there; 0: any free port.")
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
@click.option("--seconds", metavar="S", type=click.FloatRange(0), default=None, help="End after so long.")
@click.pass_context
def command(
    ctx: click.Context, articles: tuple[str, ...], drafts: bool, target: str, port: int, opens: bool,
    seconds: float | None,
) -> None:  # fmt: skip
    """Look at the site on this machine; pages load again by themselves.

    The site as it is published, and the named articles as they lie in the work tree: as readers would see them if
    they were published now. It is built into a folder that goes away again, and served to this machine alone; nothing
    is published. Ctrl-C ends it.
    """
    from dragoman.workflow.loopback import Loopback
    from dragoman.workflow.preview_page import EVENTS
    from dragoman.workflow.previewing import Wanted, preview_in_passing

    root = root_of(ctx)
    paths = tuple(dict.fromkeys(find(root, article) for article in articles))
    wanted = Wanted(root, paths, drafts, target)
    with Loopback(port, EVENTS) as server, preview_in_passing(wanted, server.url, now()) as preview:
        with progress("preview") as told:
            built = preview.build(told)
        with server.open(preview.site):
            out().say("preview: ", Words(preview.start, "command"), "  (Ctrl-C ends it)")
            _tell(built)
            if opens:
                click.launch(preview.start)
            _keep_building(preview, time.monotonic() + (_FOR_EVER if seconds is None else seconds))


def _keep_building(preview: Preview, until: float) -> None:
    while preview.changed(until):
        _tell(preview.build(lambda *_: None))


def _tell(built: Built) -> None:
    """Say what came of a build."""
    from dragoman.cli.refusals import tell_error

    if built.failed:
        tell_error(built.failed)
    if done := built.delivered:
        gone = f", {done.removed:,} taken away" if done.removed else ""
        drafts = f"; drafts: {len(built.drafts):,}" if built.drafts else ""
        out().say(Words(f"  {time.strftime('%H:%M:%S')}  {done.written:,} written{gone}{drafts}", "dim"))
        for held in done.held:
            out().say(
                Words("  ! ", "warning"), Words(held.name, "strong"), " is held back: ", Words(held.why, foreign=True)
            )
    sys.stdout.flush()

"""What commands that deliver share: which targets are meant, what they did, what they would do."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import root_of
from dragoman.workflow.errors import DragomanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

    from dragoman.workflow.targets import Delivered, Difference

# Lines of a difference that are shown; more of them nobody reads on a terminal.
_MOST = 60


def complete_target(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The targets whose names start so."""
    from click.shell_completion import CompletionItem

    from dragoman.workflow.catalogue import open_newsroom

    with contextlib.suppress(DragomanError, OSError):
        names = [target.name for target in open_newsroom(root_of(ctx)).publishes]
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return []


target_option = click.option(
    "--target", "targets", metavar="T", multiple=True, shell_complete=complete_target,
    help="Only to this target of newsroom.yaml; may be given again.",
)  # fmt: skip

force_option = click.option("--force", is_flag=True, help="Put ours over what somebody changed by hand at a target.")


def tell_delivered(delivered: Sequence[Delivered]) -> None:
    """Print what targets did."""
    for one in delivered:
        gone = f", {one.removed:,} taken away" if one.removed else ""
        said = f": {one.written:,} written{gone} in "
        out().say("  ", Words(one.target, "strong"), said, Words(one.where, "command"))
        for held in one.held:
            sign = Words("  ! ", "warning")
            out().say(sign, Words(held.name, "strong"), f" is held back; its page stays as it was: {held.why}")


def tell_differences(differences: Sequence[tuple[str, Difference]]) -> None:
    """Print what targets would do, as a diff."""
    import difflib

    console = out()
    for target, one in differences:
        sign = "+" if one.before is None else "-" if one.after is None else "~"
        console.say(f"{sign} ", Words(f"{target}: {one.name}", "strong", foreign=True))
        lines = list(difflib.unified_diff(_lines(one.before), _lines(one.after), lineterm="", n=1))[2:]
        for line in lines[:_MOST]:
            style = {"+": "good", "-": "error"}.get(line[:1], "dim")
            console.say("    ", Words(line, style, foreign=True))
        if len(lines) > _MOST:
            console.say(Words(f"    … and {len(lines) - _MOST:,} more lines", "dim"))


def _lines(data: bytes | None) -> list[str]:
    """A file's lines; one that is no text has one, of its length."""
    if data is None:
        return []
    try:
        return data.decode().splitlines()
    except UnicodeDecodeError:
        return [f"({len(data):,} bytes)"]

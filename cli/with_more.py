"""A command that has commands of its own beside what it does by itself: ``source WHAT``, and ``source refresh``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import MutableMapping


class WithMore(click.Command):
    """``more`` are the words that begin a command of their own: each with its module, and its line in the help."""

    more: MutableMapping[str, tuple[str, str]]

    def __init__(self, *words: Any, more: MutableMapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*words, **options)
        self.more = more

    def inner(self, name: str) -> click.Command:
        """The command that a word begins."""
        found: click.Command = import_module(f"dragoman.cli.{self.more[name][0]}").command
        return found

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """As click does; where the first word begins a command of its own, that command's."""
        if args and args[0] in self.more:
            return self.inner(args[0]).make_context(f"{info_name} {args[0]}", args[1:], parent=parent, **extra)
        return super().make_context(info_name, args, parent=parent, **extra)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands of its own, each with its line."""
        with formatter.section("Commands"):
            formatter.write_dl([(f"{ctx.info_name} {name}", line) for name, (_, line) in self.more.items()])
        super().format_epilog(ctx, formatter)

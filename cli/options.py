"""Arguments and options that more than one command takes, and what the shell may complete in them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.cli.desk import root_of
from dragoman.workflow import shelf
from dragoman.workflow.errors import DragomanError
from dragoman.workflow.states import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
note_option = click.option("-m", "--message", "note", default="", help="A note, kept with the act and its commit.")


def complete_article(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The articles that start so; for an act, those it may move."""
    from click.shell_completion import CompletionItem

    with contextlib.suppress(DragomanError, OSError):
        root = root_of(ctx)
        act = BY_NAME.get(ctx.info_name or "")
        names = [
            name
            for story in shelf.stories(root)
            if story.slug.startswith(incomplete.split("/", maxsplit=1)[0])
            for lang in story.languages
            for name in [
                story.slug if len(story.languages) == 1 and "/" not in incomplete else f"{story.slug}/{lang}"
            ]
            if name.startswith(incomplete) and (not act or _state(root, story.path(lang)) in act.sources)
        ]
        return [CompletionItem(name) for name in names]
    return []


def article_argument(function: F) -> F:
    """The ARTICLE argument."""
    return click.argument("article", shell_complete=complete_article)(function)


def _state(root: str, path: str) -> str:
    from dragoman.workflow.gather import read_article

    try:
        return read_article(root, path).state
    except DragomanError:
        return ""

"""Arguments and options that more than one command takes, and what the shell may complete in them."""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.cli.desk import root_of
from dragoman.cli.plain_text import one_line
from dragoman.workflow import shelf
from dragoman.workflow.errors import DragomanError, UsageProblem
from dragoman.workflow.states import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    F = TypeVar("F", bound=Callable[..., Any])

_MAX_KEY = 16 * 1024

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
note_option = click.option("-m", "--message", "note", default="", help="A note, kept with the act and its commit.")


# Of more articles than these only the slugs are offered.
_MOST = 200


def complete_article(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The articles that start so; for an act, those it may move."""
    from click.shell_completion import CompletionItem

    with contextlib.suppress(DragomanError, OSError):
        root = root_of(ctx)
        act = BY_NAME.get(ctx.info_name or "")
        there = ctx.params.get("articles") or ()
        folders = shelf.folders_of(root, incomplete.split("/", maxsplit=1)[0])
        if len(folders) > _MOST and "/" not in incomplete:  # more than anybody reads: what each holds is not asked
            return [CompletionItem(folder.rpartition("/")[2]) for folder in folders]
        names = [
            name
            for folder in folders
            if (story := shelf.story_at(root, folder))
            for lang in story.languages
            for name in [
                story.slug if len(story.languages) == 1 and "/" not in incomplete else f"{story.slug}/{lang}"
            ]
            if name.startswith(incomplete)
            and name not in there
            and (not act or _state(root, story.path(lang)) in act.sources)
        ]
        return [CompletionItem(name) for name in names]
    return []


def complete_person(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The people whose ids start so."""
    from click.shell_completion import CompletionItem

    from dragoman.workflow.catalogue import open_newsroom

    with contextlib.suppress(DragomanError, OSError):
        people = open_newsroom(root_of(ctx)).roster.people
        return [
            CompletionItem(person.id, help=one_line(person.name))
            for person in people
            if person.id.startswith(incomplete)
        ]
    return []


def public_key(said: str) -> str:
    """A public key as it stands on the roster, from its text or from the file that holds it.

    Raises:
        UsageProblem: there is no such file.
        BadKey: it is no public key that we can use.
    """
    from dragoman.workflow.ssh_key import parse_public_key

    if re.match(r"(ssh|ecdsa|sk)-\S+ ", said):
        return parse_public_key(said).line
    try:
        with open(os.path.expanduser(said), encoding="utf-8", errors="replace") as file:
            return parse_public_key(file.read(_MAX_KEY)).line
    except OSError as error:
        raise UsageProblem(f"Cannot read {said}: {os.strerror(error.errno or 0).lower()}.") from None


def until(words: str, option: str, *, lift: bool) -> str:
    """A time as people type it, with its zone, in UTC as files have it; empty where there is one to ``lift``.

    Raises:
        UsageProblem: it is no such time, or not one of both is said.
    """
    if lift == bool(words):
        raise UsageProblem(f"Say when with {option} TIME, or --lift.")
    if lift:
        return ""
    from datetime import datetime

    from dragoman.workflow.facts import stamp

    try:
        time = datetime.fromisoformat(words)
        if time.tzinfo is not None:
            return stamp(time)
    except (ValueError, OverflowError):
        pass
    raise UsageProblem(
        f"{words!r} is no time with a zone.", "write it like 2026-12-01T06:00Z or 2026-12-01T09:00+03:00"
    )


def article_argument(function: F) -> F:
    """The ARTICLE argument."""
    return click.argument("article", shell_complete=complete_article)(function)


articles_argument = click.argument("articles", nargs=-1, metavar="ARTICLE...", shell_complete=complete_article)
all_ready_option = click.option(
    "--all-ready", is_flag=True, help="Every article that is ready for this, and for you."
)
keep_going_option = click.option("--keep-going", is_flag=True, help="Do those that can be done; tell of the others.")


def batch_options(function: F) -> F:
    """--keep-going and --json."""
    return keep_going_option(json_option(function))


def _state(root: str, path: str) -> str:
    from dragoman.workflow.gather import read_article

    try:
        return read_article(root, path).state
    except DragomanError:
        return ""

"""``dragoman waive``."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.options import article_argument, dry_run_option, json_option
from dragoman.cli.plain_text import one_line
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.errors import DragomanError, UsageProblem

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from dragoman.workflow.waiver_file import Waiver
    from dragoman.workflow.waiving import Recorded

_STYLES = {"stands": "good", "lapsed": "warning", "void": "warning", "withdrawn": "dim"}


def _complete_finding(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The keys of the article's findings; with --withdraw those of its waivers."""
    from click.shell_completion import CompletionItem

    from dragoman.workflow.waiving import standing, waivable

    with contextlib.suppress(DragomanError, OSError):
        root = root_of(ctx)
        newsroom, path = open_newsroom(root), find(root, str(ctx.params.get("article")))
        if ctx.params.get("taken_back"):
            waivers = [one.waiver for one in standing(root, newsroom, path, now()) if one.state != "withdrawn"]
            offered = {waiver.key: waiver.reason for waiver in waivers}
        else:
            offered = {problem.key: problem.message for problem in waivable(root, newsroom, path, now())}
        return [
            CompletionItem(key, help=one_line(words)) for key, words in offered.items() if key.startswith(incomplete)
        ]
    return []


@click.command("waive")
@article_argument
@click.argument("finding", required=False, shell_complete=_complete_finding)
@click.option("--reason", default="", help="Why the finding may stand; kept in the waiver.")
@click.option("--withdraw", "taken_back", is_flag=True, help="Take a waiver back.")
@click.option("--list", "listing", is_flag=True, help="Show the article's waivers, and which of them have lapsed.")
@dry_run_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    finding: str | None,
    reason: str,
    taken_back: bool,
    listing: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Let a finding of `check` stand, with a reason; approves nothing.

    FINDING is its key (`check --json` and completion show it), the beginning of it, or its check's name where there
    is one such finding. A waiver holds as long as the words do not change. It takes an editor or a publisher who did
    not translate the article. Requirements and promises are not waived.
    """
    root = root_of(ctx)
    path = find(root, article)
    if listing:
        if finding or reason or taken_back:
            raise UsageProblem("`--list` shows every waiver of the article: name nothing besides.")
        _tell_list(root, path, as_json=as_json)
        return
    if not finding:
        raise UsageProblem("Which finding? Name it by its key.", f"dragoman check {article} shows what there is")
    from dragoman.workflow.waiving import waive, withdraw

    does = withdraw if taken_back else waive
    _tell(does(root, path, finding, reason, now(), dry_run=dry_run), taken_back=taken_back, as_json=as_json)


def _tell(done: Recorded, *, taken_back: bool, as_json: bool) -> None:
    console, waiver = out(), done.waiver
    if as_json:
        console.json({"version": 1, "article": done.article.name, "commit": done.commit, "waiver": _keys(waiver)})
        return
    verb = "withdraw" if taken_back else "waive"
    if not done.commit:
        console.say(f"would {verb}: {done.article.name} {waiver.key}")
    else:
        console.say(
            Words("✓ ", "good"),
            Words(f"{verb}: {done.article.name} {waiver.key}", "strong"),
            f"  by {waiver.last_by}",
            Words(f"  {done.commit[:10]}", "dim"),
        )
    console.say(Words("  ", "dim"), Words(waiver.words, foreign=True))


def _tell_list(root: str, path: str, *, as_json: bool) -> None:
    from dragoman.workflow.places import article_name
    from dragoman.workflow.waiving import standing

    found = list(standing(root, open_newsroom(root), path, now()))
    console = out()
    if as_json:
        told = [{**_keys(one.waiver), "state": one.state, "why": one.why} for one in found]
        console.json({"version": 1, "article": article_name(path), "waivers": told})
        return
    for one in found:
        waiver, why = one.waiver, f": {one.why}" if one.why else ""
        console.say(Words(waiver.key, "strong"), "  ", Words(f"{one.state}{why}", _STYLES[one.state]))
        console.say(f"  {waiver.by}, {waiver.at}: ", Words(waiver.reason, foreign=True))
        if waiver.withdrawn_by:
            console.say(f"  withdrawn by {waiver.withdrawn_by}, {waiver.withdrawn_at}")
        console.say(Words("  ", "dim"), Words(waiver.words, foreign=True))
    if not found:
        console.say(f"{article_name(path)} has no waivers.")


def _keys(waiver: Waiver) -> dict[str, object]:
    return {"key": waiver.key, **waiver._asdict()}

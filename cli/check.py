"""``dragoman check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Console, Words, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.options import complete_article, json_option
from dragoman.cli.refusals import tell_problems
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.checking import Finding, check_article, check_newsroom, ready
from dragoman.workflow.states import ACTS

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHECKABLE = [act.name for act in ACTS if act.sources and act.target]


@click.command("check")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=complete_article)
@click.option("--for", "act", type=click.Choice(_CHECKABLE), help="Ready for this act? Else: for the next one.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it.")
@json_option
@click.pass_context
def command(ctx: click.Context, articles: tuple[str, ...], act: str | None, form: str, as_json: bool) -> None:
    """Check promises and readiness; exit 1 if something is wrong.

    With ARTICLE: is it ready for its next act? Every unmet requirement and every broken promise. Without: does
    every article keep the promises of the state it claims? Unfinished work is told, and is no failure.
    """
    root = root_of(ctx)
    newsroom = open_newsroom(root)
    paths = [find(root, article) for article in articles]
    findings: list[Finding] = []
    for path in paths:
        findings += check_article(root, newsroom, path, now(), act or "")
    if not paths:
        findings += check_newsroom(root, newsroom, now())
    is_ready = ready(findings)
    console = out()
    if as_json or form == "json":
        console.json({"version": 1, "ready": is_ready, "findings": [finding.as_dict() for finding in findings]})
    else:
        _tell(console, findings)
        yes, no = ("Ready.", "Not ready.") if paths else ("Every promise is kept.", "A promise is broken.")
        console.say(Words(yes, "good") if is_ready else Words(no, "error"))
    ctx.exit(0 if is_ready else 1)


def _tell(console: Console, findings: Sequence[Finding]) -> None:
    for name in dict.fromkeys(finding.article for finding in findings):
        own = [finding for finding in findings if finding.article == name]
        lines = (f" ({own[0].path})" if any(finding.problem.line for finding in own) else "",)
        console.say(Words(name, "strong"), Words(*lines, style="dim"))
        tell_problems(console, tuple(finding.problem for finding in own))

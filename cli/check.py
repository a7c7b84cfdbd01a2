"""``dragoman check``."""

from __future__ import annotations

import click

from dragoman.cli.check_looks import Asked, look, look_for_ready
from dragoman.cli.check_reports import FORMATS, parse_reports, printed, written
from dragoman.cli.check_words import tell, tell_ready
from dragoman.cli.console import out
from dragoman.cli.desk import root_of
from dragoman.cli.options import complete_article, json_option
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.checking import ready
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.states import FORWARD

_CHECKABLE = list(FORWARD)


@click.command("check")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=complete_article)
@click.option("--all", "every", is_flag=True, help="Every article, and all that checks say of its text.")
@click.option("--base", metavar="REV", help="The articles that this branch touches, since it left REV.")
@click.option("--all-ready", is_flag=True, help="Name every article that is ready; another command's `-` takes them.")
@click.option("--list", "listing", is_flag=True, help="Print everything that can be said, as grave as it is here.")
@click.option("--for", "act", type=click.Choice(_CHECKABLE), help="Ready for this act? Else: for the next one.")
@click.option("--fail-on", type=click.Choice(("error", "warning")), default="error", help="From where on it is a no.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print it.")
@click.option("--report", "reports", metavar="FORMAT=FILE", multiple=True, help="Write it into a file as well.")
@click.option("--waived", is_flag=True, help="Show what somebody waived as well: who, when and why.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    every: bool,
    base: str | None,
    all_ready: bool,
    listing: bool,
    act: str | None,
    fail_on: str,
    form: str,
    reports: tuple[str, ...],
    waived: bool,
    as_json: bool,
) -> None:
    """Check promises and readiness; exit 1 if something is wrong.

    With ARTICLE (`-`: names on standard input) or --base: is it ready for its next act? Every unmet requirement,
    every broken promise, and what the checks of its text find; with --base an article that is only sourced is
    unfinished. Without: does every article keep the promises of the state it claims? Unfinished work is told, and is
    no failure; with --all, all that checks say of every text is told as well.

    --fail-on warning makes warnings a no as well: it decides the exit code, and what is called ready.
    """
    asked = Asked(articles, every, base, act or "", "warning" if fail_on == "warning" else "error")
    _one_way_to_say_it(asked, all_ready=all_ready, listing=listing)
    form = "json" if as_json else form
    files = parse_reports(reports)
    if (listing or all_ready) and (files or form not in ("text", "json")):
        raise UsageProblem(f"`{'--list' if listing else '--all-ready'}` is printed as text or json.")
    root = root_of(ctx)
    newsroom = open_newsroom(root)
    if newsroom.policy.keys() - {"signatures"}:
        from dragoman.workflow.check_policy import check_policy

        check_policy(newsroom)
    if listing:
        from dragoman.cli.check_list import tell_checks

        tell_checks(newsroom, asked.act, as_json=form == "json")
        return
    if all_ready:
        tell_ready(*look_for_ready(root, newsroom, asked), as_json=form == "json")
        return
    looked = look(root, newsroom, asked)
    is_ready = ready(looked.findings, asked.fail_on)
    shown = looked.shown(waived=waived)
    written(newsroom, shown, files)
    if form == "text":
        tell(out(), shown, is_ready=is_ready)
    else:
        out().stream.write(printed(newsroom, shown, form))
    ctx.exit(0 if is_ready else 1)


def _one_way_to_say_it(asked: Asked, *, all_ready: bool, listing: bool) -> None:
    ways = {
        "an article": bool(asked.articles),
        "`--all`": asked.every,
        "`--base`": asked.base is not None,
        "`--all-ready`": all_ready,
        "`--list`": listing,
    }
    said = [name for name, there in ways.items() if there]
    if len(said) > 1:
        raise UsageProblem(f"{' and '.join(said[:2])} do not go together.", "dragoman check --help")

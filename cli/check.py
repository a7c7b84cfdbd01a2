"""``dragoman check``."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from dragoman.cli.console import Console, Words, err, out
from dragoman.cli.desk import find, now, root_of
from dragoman.cli.named import STDIN, found, named
from dragoman.cli.options import complete_article, json_option
from dragoman.cli.progress import progress
from dragoman.cli.refusals import tell_problems
from dragoman.workflow.catalogue import git_settings, open_newsroom
from dragoman.workflow.checking import Finding, check_article, ready
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.places import article_name
from dragoman.workflow.problems import Problem
from dragoman.workflow.states import ACTS, BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from dragoman.workflow.examining import Examiner
    from dragoman.workflow.newsroom import Newsroom

# So many articles with nothing but unfinished work are told one by one.
_MOST = 40
_CHECKABLE = [act.name for act in ACTS if act.sources and act.target]


@click.command("check")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=complete_article)
@click.option("--all-ready", is_flag=True, help="Name every article that is ready; another command's `-` takes them.")
@click.option("--for", "act", type=click.Choice(_CHECKABLE), help="Ready for this act? Else: for the next one.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it.")
@click.option("--all", "thorough", is_flag=True, help="Every article, and all that checks say of its text.")
@click.option("--list", "listing", is_flag=True, help="Print everything that can be said, as grave as it is here.")
@click.option("--waived", is_flag=True, help="Show what somebody waived as well: who, when and why.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    all_ready: bool,
    act: str | None,
    form: str,
    thorough: bool,
    listing: bool,
    waived: bool,
    as_json: bool,
) -> None:
    """Check promises and readiness; exit 1 if something is wrong.

    With ARTICLE (`-`: names on standard input): is it ready for its next act? Every unmet requirement and every
    broken promise. Without: does every article keep the promises of the state it claims? Unfinished work is told,
    and is no failure; with --all, all that checks say of every text is told as well.
    """
    root = root_of(ctx)
    newsroom = open_newsroom(root)
    if newsroom.policy.keys() - {"signatures"}:
        from dragoman.workflow.check_policy import check_policy

        check_policy(newsroom)
    as_json = as_json or form == "json"
    if articles and thorough:
        raise UsageProblem("`--all` looks at every article: name none besides.")
    if listing:
        from dragoman.cli.check_list import tell_checks

        tell_checks(newsroom, act or "", as_json=as_json)
        return
    if all_ready:
        if articles:
            raise UsageProblem("`--all-ready` looks at every article: name none besides.")
        _tell_ready(root, newsroom, act or "", as_json)
        return
    findings = (
        list(_named(root, newsroom, articles, act or "")) if articles else _all(root, newsroom, thorough=thorough)
    )
    is_ready = ready(findings)
    findings = [finding for finding in findings if waived or not finding.problem.waived]
    console = out()
    if as_json:
        console.json({"version": 1, "ready": is_ready, "findings": [finding.as_dict() for finding in findings]})
    else:
        _tell(console, findings)
        yes, no = ("Ready.", "Not ready.") if articles else ("Every promise is kept.", "A promise is broken.")
        if thorough:
            yes, no = "Nothing grave was found.", "Something is wrong."
        console.say(Words(yes, "good") if is_ready else Words(no, "error"))
    ctx.exit(0 if is_ready else 1)


def _named(root: str, newsroom: Newsroom, articles: tuple[str, ...], act: str) -> Iterator[Finding]:
    """What is found in the articles that are named; of many, a name that means none is a finding too."""
    from dragoman.workflow.examining import Examiner

    with Examiner(root, newsroom) as examiner:
        if len(articles) == 1 and articles[0] != STDIN:
            yield from check_article(root, newsroom, find(root, articles[0]), now(), act, examiner)
            return
        paths, unknown = found(root, named(articles, all_ready=False).words)
        for one in unknown:
            problem = Problem("no-article", one.error.sentence, fix=one.error.hint)
            yield Finding(one.article, "", problem)
        with progress("check") as told:
            for number, path in enumerate(paths or ()):
                told("articles", number, len(paths or ()))
                yield from check_article(root, newsroom, path, now(), act, examiner)


def _all(root: str, newsroom: Newsroom, *, thorough: bool) -> list[Finding]:
    from dragoman.workflow.examining import Examiner
    from dragoman.workflow.index_file import Index, consult
    from dragoman.workflow.listing import Listing
    from dragoman.workflow.newsroom_check import NewsroomCheck
    from dragoman.workflow.shelf import git_dir
    from dragoman.workflow.work_tree import Look

    def work(index: Index) -> list[Finding]:
        check = NewsroomCheck(root, newsroom, now(), index, told, examiner)
        return list(check.findings(Listing(root, newsroom, look, index, told)))

    thoroughly = Examiner(root, newsroom) if thorough else nullcontext()
    with Look(root, git_settings(root)) as look, progress("check") as told, thoroughly as examiner:
        return consult(git_dir(root), work)


def _tell_ready(root: str, newsroom: Newsroom, act: str, as_json: bool) -> None:
    from dragoman.workflow.batch_ready import in_states

    states = BY_NAME[act].sources if act else {state for one in ACTS if one.target for state in one.sources}
    names, findings = [], list[Finding]()
    with progress("check") as told, _demanding(root, newsroom) as examiner:
        paths = list(in_states(root, states))
        for number, path in enumerate(paths):
            told("articles", number, len(paths))
            seen = list(check_article(root, newsroom, path, now(), act, examiner))
            if ready(seen):
                names.append(article_name(path))
                findings += seen
    if as_json:
        out().json({"version": 1, "ready": True, "findings": [one.as_dict() for one in findings], "articles": names})
        return
    for name in names:
        out().say(name)
    if not names:
        err().say("No article is ready.")


def _demanding(root: str, newsroom: Newsroom) -> AbstractContextManager[Examiner | None]:
    """What examines articles where acts demand checks; elsewhere readiness does not hang on them."""
    if "requires" not in newsroom.policy:
        return nullcontext()
    from dragoman.workflow.examining import Examiner

    return Examiner(root, newsroom)


def _tell(console: Console, findings: Sequence[Finding]) -> None:
    by_article: dict[str, list[Finding]] = {}
    for finding in findings:
        by_article.setdefault(finding.article, []).append(finding)
    unfinished = 0
    for name, own in by_article.items():
        if all(finding.problem.severity == "todo" for finding in own):
            unfinished += 1
            if unfinished > _MOST:
                continue
        lines = (f" ({own[0].path})" if any(finding.problem.line for finding in own) else "",)
        console.say(Words(name, "strong"), Words(*lines, style="dim"))
        tell_problems(console, tuple(finding.problem for finding in own))
    if unfinished > _MOST:
        more = f"And {unfinished - _MOST:,} more that are unfinished and keep their promises: "
        console.say(Words(more, "dim"), Words("dragoman status", "command"))

"""What a check found, in words for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.console import Console, Words, err, out
from dragoman.cli.refusals import tell_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.cli.check_looks import Looked
    from dragoman.workflow.checking import Finding

# So many articles with nothing but unfinished work are told one by one.
_MOST = 40


def tell(console: Console, looked: Looked, *, is_ready: bool) -> None:
    """Print what was found, by article, and the answer."""
    asked = looked.asked
    _tell_findings(console, looked.findings)
    if asked.base is not None and not looked.some:
        console.say("No article is touched since ", Words(asked.base, foreign=True), ".")
    yes, no = ("Every promise is kept.", "A promise is broken.") if asked.promises_only else ("Ready.", "Not ready.")
    if asked.promises_only and (asked.every or asked.fail_on == "warning"):
        yes, no = "Nothing grave was found.", "Something is wrong."
    console.say(Words(yes, "good") if is_ready else Words(no, "error"))


def _tell_findings(console: Console, findings: Sequence[Finding]) -> None:
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


def tell_ready(names: Sequence[str], findings: Sequence[Finding], *, as_json: bool) -> None:
    """Print the names of the articles that are ready, one a line."""
    if as_json:
        told = [one.as_dict() for one in findings]
        out().json({"version": 1, "ready": True, "findings": told, "articles": list(names)})
        return
    for name in names:
        out().say(name)
    if not names:
        err().say("No article is ready.")

"""A report of what a check found: the findings, and what dragoman knows of its own checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.check_list import check_list
from dragoman.workflow.check_policy import check_policy
from dragoman.workflow.places import article_name
from dragoman.workflow.report.report import Report, Rule
from dragoman.workflow.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.checking import Finding
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.problems import Limit

_PACKAGE, _PAGE = "dragoman", "documentation, "


def report_of(newsroom: Newsroom, findings: Sequence[Finding], paths: Sequence[str], fail_on: Limit) -> Report:
    """The report of one run over the articles at these paths."""
    rules = {one.id: Rule(one.id, one.severity, one.reason) for one in check_list(check_policy(newsroom))}
    looked = [(article_name(path), path) for path in paths]
    return Report(findings, looked, rules, fail_on, VERSION, _docs())


def _docs() -> str:
    """The address of the documentation, as whoever made the installed package named it."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata(_PACKAGE).get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    return next((url[len(_PAGE) :] for url in urls if url.lower().startswith(_PAGE)), "")

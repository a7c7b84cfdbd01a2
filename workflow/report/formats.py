"""The formats by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.report.github import github
from dragoman.workflow.report.junit import junit
from dragoman.workflow.report.markdown import markdown
from dragoman.workflow.report.sarif import sarif

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.report.report import Report

FORMATS: dict[str, Callable[[Report], str]] = {
    "github": github,
    "sarif": sarif,
    "junit": junit,
    "markdown": markdown,
}

"""What a check found, as machines read it: on standard output, and in files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dragoman.cli.plain_text import safe_json
from dragoman.workflow.checking import ready
from dragoman.workflow.disk import disk_errors, replace_whole
from dragoman.workflow.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.cli.check_looks import Looked
    from dragoman.workflow.newsroom import Newsroom

# By name, so that the parts of the core that write them are imported when they are asked for.
FORMATS = ("text", "json", "github", "sarif", "junit", "markdown")
_IN_FILES = FORMATS[1:]


def parse_reports(said: Sequence[str]) -> list[tuple[str, str]]:
    """The formats and files of ``--report FORMAT=FILE``.

    Raises:
        UsageProblem: no such format, or no file.
    """
    found = []
    for one in said:
        form, _, path = one.partition("=")
        if form not in _IN_FILES or not path or "\0" in path:
            formats = ", ".join(_IN_FILES)
            raise UsageProblem(f"`--report {one}` is not FORMAT=FILE; the formats are {formats}.")
        found.append((form, path))
    return found


def printed(newsroom: Newsroom, looked: Looked, form: str) -> str:
    """The report as text in a format other than the one for people."""
    if form == "json":
        findings = [finding.as_dict() for finding in looked.findings]
        told = {"version": 1, "ready": ready(looked.findings, looked.asked.fail_on), "findings": findings}
        return safe_json(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"
    from dragoman.workflow.report.formats import FORMATS as WRITERS
    from dragoman.workflow.reporting import report_of

    return WRITERS[form](report_of(newsroom, looked.findings, looked.paths, looked.asked.fail_on))


def written(newsroom: Newsroom, looked: Looked, files: Sequence[tuple[str, str]]) -> None:
    """Write reports into files, each whole or not at all.

    Raises:
        DiskFailed: one cannot be written.
    """
    for form, path in files:
        text = printed(newsroom, looked, form)
        with disk_errors(path):
            replace_whole(path, text.encode())

"""GitHub's workflow commands: each finding is an annotation at its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.report.report import sentence
from dragoman.workflow.visible import visible_line

if TYPE_CHECKING:
    from dragoman.workflow.report.report import Line, Report

# A step shows ten annotations of each kind: the gravest come first.
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def github(report: Report) -> str:
    """One command a line; unfinished work and what somebody waived are no annotation."""
    told = [one for one in report.findings if one.problem.severity in _COMMANDS and not one.problem.waived]
    order = list(_COMMANDS)
    told.sort(key=lambda one: order.index(one.problem.severity))
    return "".join(f"{_command(one)}\n" for one in told)


def _command(line: Line) -> str:
    problem = line.problem
    said = [("file", line.path)] if line.path else []
    if line.path and problem.line:
        said += [("line", str(problem.line)), ("endLine", str(problem.line))]
        said += [("col", str(problem.column))] if problem.column else []
        said += [("endColumn", str(problem.end_column))] if problem.end_column else []
    said.append(("title", problem.id))
    properties = ",".join(f"{key}={_property(value)}" for key, value in said)
    return f"::{_COMMANDS[problem.severity]} {properties}::{_data(sentence(line))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible_line(text)).replace(":", "%3A").replace(",", "%2C")

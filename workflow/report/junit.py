"""JUnit's XML, as CI servers show it: a suite an article, a case a check that had something to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from dragoman.workflow.report.report import sentence
from dragoman.workflow.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.report.report import Line, Report

# What no XML 1.0 document may hold, escaped or not, and is not made visible as something else before.
_ILLEGAL = re.compile("[\ufffe\uffff]")
_PASSED = "check"


def junit(report: Report) -> str:
    """A failing case for what stops; what else was found is said in cases that pass; unfinished work is skipped."""
    suites: dict[tuple[str, str], dict[str, list[Line]]] = {looked: {} for looked in report.looked}
    for one in report.findings:
        suites.setdefault((one.article, one.path), {}).setdefault(one.problem.id, []).append(one)
    told = [line for (name, path), checks in suites.items() for line in _suite(report, name, path, checks)]
    cases = sum(max(1, len(checks)) for checks in suites.values())
    failed = sum(_fails(report, lines) for checks in suites.values() for lines in checks.values())
    head = f'<testsuites name="dragoman check" tests="{cases}" failures="{failed}" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *told, "</testsuites>", ""])


def _suite(report: Report, name: str, path: str, checks: dict[str, list[Line]]) -> Iterator[str]:
    failed = sum(_fails(report, lines) for lines in checks.values())
    skipped = sum(_skipped(lines) for lines in checks.values())
    counts = f'tests="{max(1, len(checks))}" failures="{failed}" errors="0" skipped="{skipped}"'
    yield f"  <testsuite name={_attribute(name)} {counts}>"
    cases = list(checks.items()) or [(_PASSED, [])]
    for check, lines in cases:
        where = f"classname={_attribute(name)} name={_attribute(check)}"
        where += f" file={_attribute(path)}" if path else ""
        inner = _inner(report, lines)
        yield f"    <testcase {where}>{inner}</testcase>" if inner else f"    <testcase {where}/>"
    yield "  </testsuite>"


def _inner(report: Report, lines: list[Line]) -> str:
    if not lines:
        return ""
    stopping = [one for one in lines if one.problem.stops(report.fail_on)] or lines
    more = f" (and {len(stopping) - 1} more)" if len(stopping) > 1 else ""
    message = _attribute(f"{stopping[0].problem.message}{more}")
    said = _text("\n".join(f"{_place(one)}{sentence(one)}" for one in lines))
    if _fails(report, lines):
        return f"<failure message={message} type={_attribute(stopping[0].problem.severity)}>{said}</failure>"
    return f"<skipped message={message}/>" if _skipped(lines) else f"<system-out>{said}</system-out>"


def _place(line: Line) -> str:
    problem = line.problem
    numbers = [str(number) for number in (problem.line, problem.column) if number]
    return f"{':'.join((visible_line(line.path), *numbers))}: " if line.path else ""


def _fails(report: Report, lines: list[Line]) -> bool:
    return any(one.problem.stops(report.fail_on) for one in lines)


def _skipped(lines: list[Line]) -> bool:
    return all(one.problem.severity == "todo" for one in lines)


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", visible_line(text)))

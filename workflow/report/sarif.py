"""SARIF 2.1.0 (OASIS), as code scanning and editors read it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dragoman.workflow.places import NEWSROOM
from dragoman.workflow.report.report import sentence
from dragoman.workflow.visible import safe_json, visible_line

if TYPE_CHECKING:
    from dragoman.workflow.problems import Problem
    from dragoman.workflow.report.report import Line, Report, Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "NEWSROOM"
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def sarif(report: Report) -> str:
    """One run; unfinished work is no result. What somebody waived is suppressed, with the reason."""
    told = [one for one in report.findings if one.problem.severity in _LEVELS]
    rules = {rule.id: rule for rule in map(report.rule, told)}
    numbers = {name: number for number, name in enumerate(rules)}
    seen = Counter[str]()
    results = [_result(one, numbers[one.problem.id], seen) for one in told]
    driver = {"name": "dragoman", "version": report.version, "rules": [_rule(r, report) for r in rules.values()]}
    run = {
        "tool": {"driver": driver | ({"informationUri": report.docs} if report.docs else {})},
        "automationDetails": {"id": "dragoman-check/"},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_BASE: {"description": {"text": f"The newsroom: the folder of {NEWSROOM}."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    found = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return safe_json(json.dumps(found, ensure_ascii=False, indent=2)) + "\n"


def _rule(rule: Rule, report: Report) -> dict[str, Any]:
    told = {
        "id": rule.id,
        "shortDescription": {"text": visible_line(rule.reason)},
        "defaultConfiguration": {"level": _LEVELS.get(rule.severity, "none")},
    }
    return told | ({"helpUri": report.docs} if report.docs else {})


def _result(line: Line, number: int, seen: Counter[str]) -> dict[str, Any]:
    problem = line.problem
    # The same words twice in an article are two findings of one name.
    name = f"{line.article} {problem.key}"
    seen[name] += 1
    told = {
        "ruleId": problem.id,
        "ruleIndex": number,
        "level": _LEVELS[problem.severity],
        "message": {"text": sentence(line)},
        "locations": [{"physicalLocation": _location(line)}],
        "partialFingerprints": {"dragomanKey/v1": f"{visible_line(name)}:{seen[name]}"},
    }
    return told | ({"suppressions": [_suppression(problem)]} if problem.waived else {})


def _location(line: Line) -> dict[str, Any]:
    """The place; readers want one with a line for everything, so that what has none stands at the beginning."""
    problem = line.problem
    region: dict[str, Any] = {"startLine": problem.line or 1}
    if problem.line and problem.column:
        region["startColumn"] = problem.column
    if problem.line and problem.end_column:
        region["endColumn"] = problem.end_column
    uri = quote((line.path or NEWSROOM).encode("utf-8", "surrogateescape"))
    return {"artifactLocation": {"uri": uri, "uriBaseId": _BASE}, "region": region}


def _suppression(problem: Problem) -> dict[str, Any]:
    by, at, reason = problem.waived
    return {"kind": "external", "justification": visible_line(f"{by}, {at}: {reason}")}

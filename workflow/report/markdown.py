"""Markdown for a comment on a merge request: a summary and a table in which nobody's words are obeyed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.visible import one_line

if TYPE_CHECKING:
    from dragoman.workflow.report.report import Line, Report

# A CI job finds its own comment by this.
MARK = "<!-- dragoman check -->"
_ROWS, _LONGEST = 50, 300
# What hosts take in one comment is 65,536 characters on GitHub, more elsewhere.
_ROOM = 60_000
_ORDER = {"error": 0, "warning": 1, "note": 2}
_SIGNS = {"error": "❌", "warning": "⚠️", "note": "ℹ️"}
# Words that no host makes a mention, a reference, a link, an emoji, mathematics or markup of: set as prose. A run of
# hexadecimal digits would be a commit's, letters and a number an issue's elsewhere.
_HARMLESS = re.compile(
    r"(?!.*\b[0-9a-f]{7,40}\b)(?!.*\bwww\.)(?!.*[^\W\d_]-\d)"
    r"(?:[^\W_]|[ .,;'\"()?→–—…‘’“”«»،؛؟\u200c-\u200f-]|:(?= ))*",
    re.IGNORECASE,
)
_TICKS = re.compile("`+")


def markdown(report: Report) -> str:
    """The comment. What is long is cut, and says how much is left out."""
    told = [one for one in report.findings if one.problem.severity in _ORDER and not one.problem.waived]
    told.sort(key=lambda one: _ORDER[one.problem.severity])
    head = "Ready" if report.ready else "Not ready"
    looked = len(report.looked)
    over = f" {looked:,} article{'' if looked == 1 else 's'} looked at:" if looked else ""
    lines = [MARK, f"### dragoman: {head}", "", f"{'✅' if report.ready else '❌'}{over} {report.counts()}.", ""]
    rows = _fitting([_row(one) for one in told[:_ROWS]])
    if rows:
        lines += ["| | where | what | check |", "|---|---|---|---|", *rows, ""]
    if len(told) > len(rows):
        lines += [f"… and {len(told) - len(rows):,} more: run `dragoman check` on the branch to see all.", ""]
    return "\n".join(lines)


def _fitting(rows: list[str]) -> list[str]:
    used, kept = 0, []
    for row in rows:
        used += len(row.encode()) + 1
        if used > _ROOM:
            break
        kept.append(row)
    return kept


def _row(line: Line) -> str:
    problem = line.problem
    where = f"{line.article or 'newsroom'}{f':{problem.line}' if problem.line else ''}"
    cells = (_SIGNS[problem.severity], code(where), inert(problem.message), code(problem.id))
    return f"| {' | '.join(cells)} |"


def inert(text: str) -> str:
    """Other people's words as prose where nothing in them can be obeyed, else as code, in which nothing is."""
    line = _cut(one_line(text))
    return line if _HARMLESS.fullmatch(line) else code(line)


def code(text: str) -> str:
    """A code span for a table's cell: a fence that the words do not hold, and no bar that would end the cell."""
    line = _cut(one_line(text))
    longest = max((len(run) for run in _TICKS.findall(line)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if line.startswith("`") or line.endswith("`") else ""
    # A backslash before a bar would undo the bar's own.
    safe = line.replace("\\|", "\\ |").replace("|", "\\|")
    return f"{fence}{blank}{safe}{blank}{fence}" if line else ""


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"

"""What every format is made from: the findings, the articles that were looked at, and what the checks are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from dragoman.workflow.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.workflow.problems import Limit, Problem


class Line(Protocol):
    """A problem of an article; ``path`` is its file below the newsroom, empty where there is none."""

    @property
    def article(self) -> str:
        """The article's name."""

    @property
    def path(self) -> str:
        """The article's file."""

    @property
    def problem(self) -> Problem:
        """What is wrong."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check is called, how grave it is by default, and the reason for it in one sentence."""

    id: str
    severity: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One run. ``looked`` are the articles' names and paths; ``fail_on`` the severity from which it fails.

    ``docs`` is the address of the page about the checks, empty where nobody knows one; ``version`` is dragoman's.
    """

    findings: Sequence[Line]
    looked: Sequence[tuple[str, str]] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    fail_on: Limit = "error"
    version: str = ""
    docs: str = ""

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not any(one.problem.stops(self.fail_on) for one in self.findings)

    def rule(self, line: Line) -> Rule:
        """The check that found something, also one that is on no list."""
        problem = line.problem
        return self.rules.get(problem.id) or Rule(problem.id, problem.severity, problem.id.replace("-", " ") + ".")

    def counts(self) -> str:
        """How many findings there are of each severity, in words."""
        found = Counter("waived" if one.problem.waived else one.problem.severity for one in self.findings)
        words = (
            ("error", "error", "errors"),
            ("warning", "warning", "warnings"),
            ("note", "note", "notes"),
            ("todo", "unfinished", "unfinished"),
            ("waived", "waived", "waived"),
        )
        said = [f"{found[kind]:,} {one if found[kind] == 1 else many}" for kind, one, many in words if found[kind]]
        return ", ".join(said) or "nothing found"


def sentence(line: Line, *, apart: str = "\n") -> str:
    """What is wrong, who can mend it and how, and what it is called; nothing in it acts."""
    problem = line.problem
    said = [f"{line.article}: {problem.message}" if line.article else problem.message]
    said += [f"who: {problem.who}"] if problem.who else []
    said += [f"do: {problem.fix}"] if problem.fix else []
    said += [f"waived by {problem.waived[0]}: {problem.waived[2]}"] if problem.waived else []
    said.append(f"[{problem.key}]")
    return apart.join(visible_line(one) for one in said)

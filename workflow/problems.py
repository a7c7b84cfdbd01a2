"""A problem: one unmet requirement or broken promise, with who can mend it and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "todo"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in one sentence; ``who`` can mend it and the command or step (``fix``) that does.

    ``error``: a promise is broken or an act is refused. ``warning``: worth a look, stops nothing.
    ``todo``: unfinished work, which is told and is no failure. ``line`` counts from 1 in the file.
    """

    id: str
    message: str
    severity: Severity = "error"
    who: str = ""
    fix: str = ""
    line: int | None = None

    def as_dict(self) -> dict[str, str | int | None]:
        """The keys of ``show --json``."""
        return {
            "id": self.id,
            "severity": self.severity,
            "message": self.message,
            "who": self.who,
            "fix": self.fix,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """A problem with its place: an article (empty: the newsroom), a path, a commit (empty: the copy as it is)."""

    problem: Problem
    article: str = ""
    path: str = ""
    commit: str = ""

    def as_dict(self) -> dict[str, str | int | None]:
        """The keys of ``verify --json``."""
        return {
            "id": self.problem.id,
            "severity": self.problem.severity,
            "commit": self.commit or None,
            "article": self.article or None,
            "path": self.path or None,
            "message": self.problem.message,
            "who": self.problem.who,
            "fix": self.problem.fix,
        }

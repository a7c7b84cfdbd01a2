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

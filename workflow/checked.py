"""One thing a doctor looked at, for those who look and those who tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing looked at: fine or not, in a sentence, and what to run where it is not."""

    id: str
    good: bool
    message: str
    fix: str = ""

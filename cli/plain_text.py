"""Data on its way to a terminal: what it would obey is visible, and other directions are set apart."""

from __future__ import annotations

import re

from dragoman.workflow.visible import one_line, safe_json, visible, visible_line

__all__ = ["CLOSE", "OPEN", "isolated", "one_line", "safe_json", "visible", "visible_line"]

# The scripts written from right to left, the marks and isolates that say so, and their presentation forms.
_RIGHT_TO_LEFT = (
    "[\u0590-\u08ff\u200f\u2067\u2068\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

OPEN, CLOSE = "\u2068", "\u2069"  # FSI, PDI: whatever is between them cannot scramble the rest of the line


def isolated(text: str) -> str:
    """The text on one line; if any of it runs from right to left, set apart from the words around it."""
    line = one_line(text)
    return f"{OPEN}{line}{CLOSE}" if re.search(_RIGHT_TO_LEFT, line) else line

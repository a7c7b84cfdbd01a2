"""Addresses in the web, told from other words."""

from __future__ import annotations

import re

_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)


def is_web(url: str) -> bool:
    """Whether a word is an address that a link may lead to."""
    return bool(_WEB.fullmatch(url))

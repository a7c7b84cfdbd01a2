"""The list of everything that ``check`` can say, as grave as the newsroom's policy makes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from dragoman.cli.console import Words, out

if TYPE_CHECKING:
    from dragoman.workflow.newsroom import Newsroom


def tell_checks(newsroom: Newsroom, act: str, *, as_json: bool) -> None:
    """Print every check by its kind: what it is called, how grave it is before ``act``, and why."""
    from dragoman.workflow.check_list import KINDS, check_list
    from dragoman.workflow.check_policy import check_policy

    rows = list(check_list(check_policy(newsroom), act))
    console = out()
    if as_json:
        console.json({"version": 1, "checks": [asdict(row) for row in rows]})
        return
    width = max(len(row.id) for row in rows)
    for kind, heading in KINDS.items():
        console.say(Words(heading, "strong"))
        for row in (one for one in rows if one.kind == kind):
            changed = f" ({row.severity})" if row.level != row.severity else ""
            level = Words(f"{row.level:<8}", row.level if row.level != "off" else "dim")
            console.say(f"  {row.id:<{width}}  ", level, f"{row.reason}{changed}")

"""Which git is here, and whether its makers have mended faults since that a hostile repository could use."""

from __future__ import annotations

import re

from dragoman.workflow.checked import Checked

# `git hook run`, which we use for the newsroom's own hooks, came with it.
OLDEST = (2, 36)
# The releases of November 2026 that mended six faults (CVEs), and the series each belongs to; later series have them.
MENDED = ((2, 50, 2), (2, 51, 3), (2, 56, 1))


def judge_version(said: str) -> Checked:
    """What to say of a git whose ``git version`` said this.

    A distribution mends faults without raising the number, so a number alone proves nothing, and never fails.
    """
    numbers = tuple(int(number) for number in re.findall(r"\d+", said)[:3])
    if numbers < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        return Checked("git", good=False, message=f"{said} is too old.", fix=f"install git {wanted} or later")
    if _is_mended(numbers):
        return Checked("git", good=True, message=said)
    releases = [".".join(map(str, release)) for release in MENDED]
    since = f"{', '.join(releases[:-1])} and {releases[-1]}"
    message = f"{said}. Security faults were mended in {since}: distributions put that into older numbers too."
    return Checked(
        "git",
        good=True,
        message=message,
        fix="see that your git has the security updates of its distribution",
    )


def _is_mended(numbers: tuple[int, ...]) -> bool:
    return numbers >= MENDED[-1] or any(numbers[:2] == release[:2] and numbers >= release for release in MENDED)

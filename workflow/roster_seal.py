"""The seal of newsroom.yaml: which version it is, who made it, and that nobody changed a word of it since.

Versions form a chain: each names the seal of the one before. A change counts when the file's seal is right and an
owner by the version before made it (TUF's rule for a new root: https://theupdateframework.github.io/specification/).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.seal import CANONICAL, lines_of, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.quick_yaml import Value

KEY = "sealed"


class RosterSeal(NamedTuple):
    """What ``sealed:`` in newsroom.yaml says; ``version`` counts from 1, 0 stands for a file nobody has sealed."""

    version: int = 0
    by: str = ""
    at: str = ""
    previous: str = ""
    seal: str = ""

    def as_value(self) -> dict[str, Value]:
        """As it is written into the file."""
        words = {"version": str(self.version), "by": self.by, "at": self.at, "previous": self.previous}
        return {**{key: word for key, word in words.items() if word}, "seal": self.seal}


UNSEALED = RosterSeal()


def content_digest(fields: Mapping[str, Value]) -> str:
    """The digest of all that newsroom.yaml says but its own seal; comments, quotes and line ends do not count."""
    return sha256(CANONICAL({key: value for key, value in fields.items() if key != KEY}))


def roster_record(content: str, said: RosterSeal) -> str:
    """The text whose digest is the seal and whose bytes an owner signs."""
    return lines_of(
        "dragoman-roster 1",
        {
            "version": str(said.version),
            "by": said.by,
            "at": said.at,
            "newsroom": content,
            "previous": said.previous,
        },
    )


def seal_from(value: Value) -> RosterSeal:
    """Read ``sealed:``; anything odd reads as a file nobody has sealed."""
    words = {key: word for key, word in value.items() if isinstance(word, str)} if isinstance(value, dict) else {}
    if len(words) < len(value):
        return UNSEALED
    version = words.pop("version", "")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", version) or not set(words) <= {"by", "at", "previous", "seal"}:
        return UNSEALED
    return RosterSeal(int(version), **words)

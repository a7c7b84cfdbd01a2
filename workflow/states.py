"""The states and who may do what to an article in them: the whole policy in one table.

Verbs, ``status``, ``check``, shell completion, the README's table and the exhaustive test all read ``ACTS``;
nothing else knows the order. ``requires`` names the rules of ``requirements.py`` an act must meet besides the role.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

SOURCED = "sourced"
TRANSLATED = "translated"
EDITED = "edited"
DISCLAIMER_ATTACHED = "disclaimer-attached"
PUBLISHED = "published"
STATES = (SOURCED, TRANSLATED, EDITED, DISCLAIMER_ATTACHED, PUBLISHED)
# Off that line: dropped before publication, or taken from readers after it.
SPIKED = "spiked"
WITHDRAWN = "withdrawn"
TAKEN_DOWN = "taken-down"
ASIDE = (SPIKED, WITHDRAWN, TAKEN_DOWN)
ALL_STATES = (*STATES, *ASIDE)
# Readers find these: the article, or that it was withdrawn.
SHOWN = (PUBLISHED, WITHDRAWN)

# What a correction is: of a mistake, of words that misled, by news since, of a slip that changed no fact.
KINDS = ("correction", "clarification", "update", "refile")

ROLES = ("translator", "editor", "publisher", "owner")


class Move(Enum):
    """What an act does to the state: on along the line, back along it, off it, on to it again, or nothing."""

    ON = "on"
    BACK = "back"
    OFF = "off"
    AGAIN = "again"
    STAYS = "stays"


class Act(NamedTuple):
    """What a person does to an article.

    ``target`` is the state it leads to; empty where the person names it (``return``), where the history does
    (``unspike``), and where the state stays. ``seals_text``: it approves the words as they stand.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    requires: tuple[str, ...]
    move: Move = Move.ON

    @property
    def seals_text(self) -> bool:
        """Whether the act approves the words as they stand."""
        return self.move is Move.ON and bool(self.sources)


_DESK = ("editor", "publisher")
_ALL = ("translator", "editor", "publisher")

ACTS = (
    Act("source", (), SOURCED, ("translator", "editor"), ()),
    Act(
        "translate",
        (SOURCED,),
        TRANSLATED,
        ("translator",),
        (
            "has-title",
            "has-body",
            "target-language",
            "not-the-source",
            "no-placeholders",
            "no-conflict-markers",
        ),
    ),
    Act(
        "edit",
        (TRANSLATED,),
        EDITED,
        ("editor",),
        (
            "four-eyes",
            "approvals-valid",
            "has-title",
            "has-body",
            "no-placeholders",
            "no-open-queries",
            "no-conflict-markers",
            "assets-there",
        ),
    ),
    Act(
        "disclaim",
        (EDITED,),
        DISCLAIMER_ATTACHED,
        _DESK,
        ("seals-hold", "approvals-valid", "assets-unchanged", "disclaimer-template"),
    ),
    Act(
        "publish",
        (DISCLAIMER_ATTACHED,),
        PUBLISHED,
        ("publisher",),
        (
            "seals-hold",
            "approvals-valid",
            "assets-there",
            "assets-unchanged",
            "disclaimer-intact",
            "source-unchanged",
            "source-looked-at",
            "not-held",
            "embargo-over",
            "schedule-due",
        ),
    ),
    Act("return", STATES[1:], "", _DESK, ("has-reason", "goes-back"), Move.BACK),
    Act(
        "correct",
        STATES[1:],
        TRANSLATED,
        _ALL,
        ("readers-have-it", "live-approved", "known-kind", "has-notice"),
        Move.BACK,
    ),
    Act("withdraw", STATES, WITHDRAWN, ("publisher",), ("readers-have-it", "has-notice"), Move.OFF),
    Act("takedown", (*STATES, WITHDRAWN), TAKEN_DOWN, ("publisher",), ("readers-have-it", "has-reason"), Move.OFF),
    Act("spike", STATES[:-1], SPIKED, _DESK, ("never-published", "has-reason"), Move.OFF),
    Act("unspike", (SPIKED,), "", _DESK, (), Move.AGAIN),
    Act("recheck", STATES[1:], "", ("editor",), ("source-moved", "four-eyes"), Move.STAYS),
    Act("hold", STATES, "", _ALL, ("not-held", "has-reason"), Move.STAYS),
    Act("release", STATES, "", _DESK, ("held",), Move.STAYS),
    Act("embargo", STATES[:-1], "", _DESK, ("never-published", "time-ahead", "one-date"), Move.STAYS),
    Act("schedule", STATES[:-1], "", _DESK, ("time-ahead", "one-date"), Move.STAYS),
)

BY_NAME = {act.name: act for act in ACTS}
# The acts that move an article on to the next state; each seals the text.
FORWARD = tuple(act.name for act in ACTS if act.seals_text)
# What later acts and publications build on: whoever has a key signs these. To stop, or to send back, needs none.
BUILT_ON = (*FORWARD, "withdraw", "unspike", "recheck", "release", "embargo", "schedule")


def next_acts(state: str) -> tuple[str, ...]:
    """The acts that move an article on from ``state``, forwards only."""
    return tuple(act.name for act in ACTS if act.move is Move.ON and state in act.sources)


def acts_from(state: str) -> tuple[str, ...]:
    """Every act the table allows from ``state``, ``return`` included."""
    return tuple(act.name for act in ACTS if state in act.sources)


def is_earlier(one: str, other: str) -> bool:
    """Whether state ``one`` comes before ``other`` on the line."""
    return STATES.index(one) < STATES.index(other)


def act_reaching(state: str) -> Act:
    """The act whose success is what ``state`` means."""
    return next(act for act in ACTS if act.target == state)

"""The states and who may move an article between them: the whole policy on one screen.

Verbs, ``status``, ``check``, shell completion, the README's table and the exhaustive test all read ``ACTS``;
nothing else knows the order. ``requires`` names the rules of ``requirements.py`` an act must meet besides the role.
"""

from __future__ import annotations

from dataclasses import dataclass

SOURCED = "sourced"
TRANSLATED = "translated"
EDITED = "edited"
DISCLAIMER_ATTACHED = "disclaimer-attached"
PUBLISHED = "published"
STATES = (SOURCED, TRANSLATED, EDITED, DISCLAIMER_ATTACHED, PUBLISHED)

ROLES = ("translator", "editor", "publisher", "owner")


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does to move an article; ``target`` is empty where the person names it (``return``)."""

    name: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    requires: tuple[str, ...]
    seals_text: bool = True


ACTS = (
    Act("source", (), SOURCED, ("translator", "editor"), (), seals_text=False),
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
        ("editor", "publisher"),
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
            "embargo-over",
        ),
    ),
    Act("return", STATES[1:], "", ("editor", "publisher"), ("has-reason", "goes-back"), seals_text=False),
)

BY_NAME = {act.name: act for act in ACTS}


def next_acts(state: str) -> tuple[str, ...]:
    """The acts that move an article on from ``state``, forwards only."""
    return tuple(act.name for act in ACTS if act.target and state in act.sources)


def acts_from(state: str) -> tuple[str, ...]:
    """Every act the table allows from ``state``, ``return`` included."""
    return tuple(act.name for act in ACTS if state in act.sources)


def is_earlier(one: str, other: str) -> bool:
    """Whether state ``one`` comes before ``other``."""
    return STATES.index(one) < STATES.index(other)


def act_reaching(state: str) -> Act:
    """The act whose success is what ``state`` means."""
    return next(act for act in ACTS if act.target == state)

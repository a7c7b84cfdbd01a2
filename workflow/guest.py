"""How we behave as a guest of other outlets' sites, as newsroom.yaml has it: ``policy: {refresh: {…}}``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.errors import BrokenNewsroom
from dragoman.workflow.places import NEWSROOM

if TYPE_CHECKING:
    from dragoman.workflow.newsroom import Newsroom

# Seconds between an answer and the next request to the same host.
PAUSE = 1.0
_LONGEST = 3600
_SECONDS = re.compile(r"\d{1,4}(?:\.\d{1,3})?")
_CONTACT = re.compile(r"https?://[!-'*-~]{1,200}|[!-'*-?A-~]{1,100}@[!-'*-~]{1,100}")
_KEYS = ("contact", "pause")


@dataclass(frozen=True, slots=True)
class GuestPolicy:
    """``contact`` is whom a site can write to, an e-mail or web address, or nothing; ``pause`` is in seconds."""

    contact: str = ""
    pause: float = PAUSE


def guest_policy(newsroom: Newsroom) -> GuestPolicy:
    """What newsroom.yaml says of it.

    Raises:
        BrokenNewsroom: it says something else there.
    """
    said = newsroom.policy.get("refresh") or {}
    if not isinstance(said, dict) or not set(said) <= set(_KEYS):
        raise BrokenNewsroom(f"{NEWSROOM}: `policy.refresh` should hold `contact`, `pause`, and nothing else")
    contact, pause = said.get("contact", ""), said.get("pause", str(PAUSE))
    if not isinstance(contact, str) or (contact and not _CONTACT.fullmatch(contact)):
        raise BrokenNewsroom(f"{NEWSROOM}: `policy.refresh.contact` should be an e-mail or web address, in ASCII")
    if not isinstance(pause, str) or not _SECONDS.fullmatch(pause) or float(pause) > _LONGEST:
        raise BrokenNewsroom(f"{NEWSROOM}: `policy.refresh.pause` should be a number of seconds up to {_LONGEST}")
    return GuestPolicy(contact, float(pause))

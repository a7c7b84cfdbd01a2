"""What newsroom.yaml says of a site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.places import is_taken

if TYPE_CHECKING:
    from dragoman.workflow.target_settings import TargetSettings

OUTPUT = "public/site"
CANONICAL = ("own", "original")
_KNOWN = ("url", "output", "canonical")
_PLACE = re.compile(r"(?!\.)[A-Za-z0-9._-]+(/(?!\.)[A-Za-z0-9._-]+)*")


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """``url`` is where readers find the site, with a slash at its end; ``output`` the folder its files go to.

    ``canonical`` is which page search engines are told is the first: our ``own`` one, or the ``original``.
    """

    url: str
    output: str = OUTPUT
    canonical: str = CANONICAL[0]


def read_site(target: TargetSettings) -> SiteSettings:
    """The settings of a site, as its entry says them.

    Raises:
        BrokenNewsroom: something is missing, unknown or odd.
    """
    target.only(_KNOWN)
    return SiteSettings(
        target.address("the site's address"), output_of(target, OUTPUT), target.choice("canonical", CANONICAL)
    )


def output_of(target: TargetSettings, default: str) -> str:
    """The folder in the newsroom that a target's files go to.

    Raises:
        BrokenNewsroom: it is outside, or the newsroom keeps other things there.
    """
    said = target.word("output", default).rstrip("/")
    if not _PLACE.fullmatch(said) or is_taken(said):
        raise target.wrong(f"`output: {said}` should be a folder of its own in the newsroom, such as {default}")
    return said

"""What newsroom.yaml says of a target whose files a site generator reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.site.settings import output_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.target_settings import TargetSettings

CREDITS = ("in-body", "front-matter")
# What each generator's entry may say besides, and what holds where it does not.
MORE: Mapping[str, Mapping[str, str]] = {
    "hugo": {"languages": "suffix"},
    "jekyll": {"layout": "post", "permalink": "/:lang/:slug/"},
    "eleventy": {"layout": "", "permalink": ""},
}
LANGUAGES = ("suffix", "folders")
_LAYOUT = re.compile(r"(?!\.)[A-Za-z0-9._-]+(/(?!\.)[A-Za-z0-9._-]+)*")
_PERMALINK = re.compile(r"/([A-Za-z0-9_-]+/)*:(lang|slug)/([A-Za-z0-9_-]+/)*:(lang|slug)/")


@dataclass(frozen=True, slots=True)
class GeneratorSettings:
    """``kind`` is the generator, ``output`` the folder its files go to.

    ``in_body``: credits, corrections and disclaimer stand in the text too, for themes that know nothing of us.
    ``languages`` tells Hugo's two ways apart; ``layout`` and ``permalink`` are empty where the site decides.
    """

    kind: str
    output: str
    in_body: bool = True
    languages: str = ""
    layout: str = ""
    permalink: str = ""


def read_generator(target: TargetSettings) -> GeneratorSettings:
    """The settings of a generator's target, as its entry says them.

    Raises:
        BrokenNewsroom: something is missing, unknown or odd.
    """
    more = MORE[target.kind]
    target.only(("output", "credits", *more))
    in_body = target.choice("credits", CREDITS) == CREDITS[0]
    output = output_of(target, f"public/{target.kind}")
    return GeneratorSettings(target.kind, output, in_body, **_more(target, more))


def _more(target: TargetSettings, known: Mapping[str, str]) -> dict[str, str]:
    said = {key: target.word(key) if key in target.settings else default for key, default in known.items()}
    if "languages" in said:
        target.choice("languages", LANGUAGES)
    if said.get("layout") and not _LAYOUT.fullmatch(said["layout"]):
        raise target.wrong(f"`layout: {said['layout']}` should be the name of a layout of the site, such as post")
    link = said.get("permalink", "")
    found = _PERMALINK.fullmatch(link)
    if link and (found is None or found[2] == found[4]):
        raise target.wrong(f"`permalink: {link}` should be an address such as /:lang/:slug/, with both in it")
    return said

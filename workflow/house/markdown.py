"""Checks of Markdown that readers would see as signs, and of images that some readers would not see at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.house.check import Sample, Spot, check
from dragoman.workflow.house.prose import code_blanked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.house.manuscript import Manuscript

_APART = re.compile(r"(?<!\[)\[[^\[\]\n]+\](?:[ \t]+|[ \t]*\n[ \t]*)\((?=https?://|/|mailto:|www\.)")
_UNFINISHED = re.compile(r"\]\((?:https?://|/)[^()\s]*(?=\s|$)(?![ \t]+[\"'])", re.MULTILINE)
_HEADING = re.compile(r"^#{2,6}(?=[^\s#])|^#(?=[^\s#!])(?=[^\n#]+ [^\n#]+$)", re.MULTILINE)
_STARS = re.compile(r"(?<![*\\])(\*{2}|__)(?![*_])")
_RULE = re.compile(r"^[ \t]*(?:[*_-][ \t]*){3,}$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]{0,3}(?:```+|~~~+)", re.MULTILINE)
_IMAGE = re.compile(r"!\[\s*\]\(([^()\s]*)[^()]*\)|<img\b(?![^>]*\balt\s*=\s*[\"'][^\"'\s])[^>]*>", re.IGNORECASE)


@check(
    "broken-link",
    "warning",
    "A link whose parts are apart is printed as signs.",
    fires=Sample("The [report] (https://paper.example/report) is out."),
    passes=Sample("The [report](https://paper.example/report) [sic] (in Arabic) is out."),
)
def broken_link(text: Manuscript) -> Iterator[Spot]:
    """``]`` and ``(`` that are apart, and an address that is never closed."""
    read = text.markdown
    for match in _APART.finditer(read):
        yield Spot("The link's ] and ( are apart, so that it is none.", *match.span())
    for match in _UNFINISHED.finditer(read):
        yield Spot("The link's address is never closed with ).", *match.span())


@check(
    "heading-space",
    "warning",
    "A heading without a space after its # is printed with the sign.",
    fires=Sample("##What comes next\n\nThe pumps."),
    passes=Sample("## What comes next\n\n#Aleppo\n\nThe pumps. #water"),
)
def heading_space(text: Manuscript) -> Iterator[Spot]:
    """``##Words``; ``#Words with more of them`` in a line of its own. One word behind one # is a hashtag."""
    read = text.markdown
    for match in _HEADING.finditer(read):
        end = read.find("\n", match.end())
        line = read[match.start() : end if end >= 0 else len(read)].rstrip()
        alone = any((start, start + len(line)) == (match.start(), end) for start, end in text.paragraphs)
        if len(match[0]) > 1 or (alone and line[-1:] not in ".!?"):
            yield Spot("The heading has no space after its #.", match.start(), match.start() + len(line))


@check(
    "unclosed-markup",
    "warning",
    "Emphasis or code that is opened and not closed is printed as signs, or swallows what follows.",
    fires=Sample("The pumps ran **again on Monday."),
    passes=Sample("The pumps ran **again** on `**` Monday.\n\n* * *\n\n* one\n* two"),
)
def unclosed_markup(text: Manuscript) -> Iterator[Spot]:
    """``**`` or ``__`` without a second in its paragraph; a backtick without another; a fence without an end."""
    fences = list(_FENCE.finditer(text.text))
    if len(fences) % 2:
        yield Spot("The block of code is never closed.", *fences[-1].span())
        return
    read = text.markdown
    for start, end in text.paragraphs:
        part = _RULE.sub(lambda match: " " * len(match[0]), read[start:end])
        for mark in ("**", "__"):
            found = [match for match in _STARS.finditer(part) if match[0] == mark]
            if len(found) % 2:
                place = start + found[-1].start()
                yield Spot(f"{mark} is opened and not closed.", place, place + len(mark))
        code = part.find("`")
        if code >= 0:
            yield Spot("` is opened and not closed.", start + code, start + code + 1)


@check(
    "missing-alt",
    "warning",
    "An image without a description says nothing to those who cannot see it.",
    fires=Sample("![](station.jpg)\n\nThe pumps ran."),
    passes=Sample("![The pumps of the station](station.jpg)\n\nThe pumps ran."),
)
def missing_alt(text: Manuscript) -> Iterator[Spot]:
    """``![](image)`` and ``<img>`` without ``alt``."""
    for match in _IMAGE.finditer(code_blanked(text.text)):
        yield Spot(f"The image {match[1] or ''} has no description.".replace("  ", " "), *match.span())

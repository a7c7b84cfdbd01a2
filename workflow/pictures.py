"""The images in a text: what they show, in words, and whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from dragoman.workflow.assets import local_file
from dragoman.workflow.markdown_reader import parsed
from dragoman.workflow.plain import one_line

if TYPE_CHECKING:
    from dragoman.workflow.quick_yaml import Value

# Texts without this hold no image, and need no parser.
_MAY_SHOW = re.compile(r"!\[")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as a text shows it. ``target`` is what the text names; ``path`` its file, empty where it is not ours.

    ``alt`` says what can be seen, ``caption`` is the title given to it, ``credit`` whose it is by the front matter.
    """

    target: str
    path: str
    alt: str
    caption: str = ""
    credit: str = ""


def pictures_of(text: str, article: str, credits_by_name: Value = "") -> tuple[Picture, ...]:
    """The images of an article's text, in order; ``article`` is its path.

    ``credits_by_name`` is the front matter's ``images``: ``{photo.jpg: Hala Mansour}``; anything else names nobody.
    """
    if not _MAY_SHOW.search(text):
        return ()
    known = credits_by_name if isinstance(credits_by_name, dict) else {}
    found = []
    for block in parsed(text):
        for token in block.children or ():
            if token.type == "image":
                target = str(token.attrs.get("src") or "")
                credit = known.get(unquote(target), "")
                found.append(
                    Picture(
                        target,
                        local_file(article, target),
                        one_line(token.content),
                        one_line(str(token.attrs.get("title") or "")),
                        one_line(credit) if isinstance(credit, str) else "",
                    )
                )
    return tuple(found)

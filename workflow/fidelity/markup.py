"""What Markdown says besides words: headings, lists, emphasis, links, images, e-mail addresses."""

from __future__ import annotations

import re

from dragoman.workflow.fidelity.model import NO_MARKUP, Markup

_SIGNS = re.compile(r"[\[<*_#@]|https?:|www\.|^\s*(?:[-+•]|\d+[.)])\s", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_BARE = re.compile(r"<?(?:https?://|www\.)[^\s<>\"”»)\]]+>?")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ITEM = re.compile(r"^[ \t]{0,8}(?:[-+*•]|\d{1,3}[.)])[ \t]+(?=\S)", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
_EMPHASIS = re.compile(
    r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\3(?![\w*])", re.DOTALL
)


def read_markup(text: str) -> tuple[Markup, str]:
    """The markup of a paragraph, and the paragraph as its readers see it."""
    if not _SIGNS.search(text):
        return NO_MARKUP, text
    images = tuple(match[2] for match in _IMAGE.finditer(text))
    seen = _IMAGE.sub(" ", text)
    links = [match[2] for match in _LINK.finditer(seen)]
    seen = _LINK.sub(r"\1", seen)
    links += [match[0].strip("<>").rstrip(".,;:!?؟،") for match in _BARE.finditer(seen)]
    seen = _BARE.sub(" ", seen)
    mails = [match[0] for match in _MAIL.finditer(seen)] + [link[7:] for link in links if link.startswith("mailto:")]
    seen = _MAIL.sub(" ", seen)
    items = len(_ITEM.findall(seen))
    seen = _ITEM.sub(" ", seen) if items else seen
    heading = _HEADING.match(seen)
    emphasis = len(_EMPHASIS.findall(seen))
    if not (images or links or mails or items or heading or emphasis):
        return NO_MARKUP, text
    markup = Markup(
        len(heading[1]) if heading else 0,
        items,
        emphasis,
        tuple(link for link in links if not link.startswith(("mailto:", "#"))),
        images,
        tuple(dict.fromkeys(mails)),
    )
    return markup, seen

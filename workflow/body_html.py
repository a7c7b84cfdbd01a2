"""The body of a published article as HTML in which nothing can execute and nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from dragoman.workflow.assets import local_file
from dragoman.workflow.markdown_reader import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    from dragoman.workflow.pictures import Picture

_SCHEMES = {"http", "https", "mailto"}
_ELSEWHERE = re.compile(r"(?:https?:|mailto:|//|#)", re.IGNORECASE)


def body_html(
    text: str,
    article: str = "",
    pictures: Sequence[Picture] = (),
    address: Callable[[str], str] = lambda _path: "",
    words: Mapping[str, str] | None = None,
) -> str:
    """Markdown as HTML; ``dir`` and ``lang`` stay, ``h1`` becomes ``h2``, since the headline is the page's only one.

    ``article`` is the path that relative links start from; ``address`` gives a file's web address by its path below
    the newsroom, or nothing where readers do not get it: then of a link only the words stay, and of an image, as of
    any that would have to be fetched from another site, a link with its description.
    """
    known = {picture.target: picture for picture in pictures}
    html = _as_figures(for_readers(text, article, address), known, (words or {}).get("photo", ""))
    return str(_cleaner().clean(html)).strip()


def for_readers(text: str, article: str, address: Callable[[str], str]) -> list[Token]:
    """Markdown as tokens, links led as ``body_html`` says; an image's ``meta["src"]`` is where readers find it."""
    tokens = reader().parse(text)
    for block in tokens:
        if block.type in ("heading_open", "heading_close") and block.tag == "h1":
            block.tag = "h2"
        if block.children:
            block.children = _inline(block.children, article, address)
    return tokens


def safe_html(markdown: str) -> str:
    """Markdown as HTML in which nothing can execute, its links and images as they are."""
    return str(_cleaner().clean(reader().render(markdown))).strip()


@lru_cache(maxsize=1)
def _cleaner() -> Any:
    import nh3

    allowed = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    allowed["*"] = allowed.get("*", set()) | {"dir", "lang"}
    allowed["img"] = allowed.get("img", set()) | {"loading"}
    return nh3.Cleaner(attributes=allowed, url_schemes=_SCHEMES, link_rel="noopener noreferrer")


def _inline(tokens: list[Token], article: str, address: Callable[[str], str]) -> list[Token]:
    """A line's parts with every link and image led to where readers find it."""
    kept: list[Token] = []
    opened: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            target = _target(str(token.attrs.get("href") or ""), article, address)
            opened.append(bool(target))
            token.attrs["href"] = target
            token.attrs.pop("title", None)
            kept += [token] if target else []
        elif token.type == "link_close":
            kept += [token] if opened.pop() else []
        elif token.type == "image":
            path = local_file(article, str(token.attrs.get("src") or ""))
            token.meta["src"] = address(path) if path else ""
            kept.append(token)
        else:
            kept.append(token)
    return kept


def _target(href: str, article: str, address: Callable[[str], str]) -> str:
    if _ELSEWHERE.match(href):
        return href
    path = local_file(article, href)
    return address(path) if path else ""


def _as_figures(tokens: list[Token], known: Mapping[str, Picture], photo: str) -> str:
    """The tokens as HTML; a paragraph that is one image and nothing else is a figure with its caption."""
    for number, token in enumerate(tokens):
        if token.type != "inline" or not token.children:
            continue
        alone = len(token.children) == 1 and token.children[0].type == "image"
        for child in token.children:
            if child.type == "image":
                _as_html(child, known, photo, alone=alone)
        if alone and tokens[number - 1].type == "paragraph_open" and token.children[0].meta["src"]:
            tokens[number - 1].tag = tokens[number + 1].tag = "figure"
    md = reader()
    return str(md.renderer.render(tokens, md.options, {}))


def _as_html(token: Token, known: Mapping[str, Picture], photo: str, *, alone: bool) -> None:
    """Make an image's token the HTML it becomes; the sanitiser still goes over it."""
    target = str(token.attrs.get("src") or "")
    picture = known.get(target)
    alt, source = picture.alt if picture else token.content, token.meta["src"]
    token.type = "html_inline"
    if not source:
        words = escape(alt or target)
        elsewhere = target.lower().startswith(("http:", "https:"))
        token.content = f'<a href="{escape(target)}">{words}</a>' if elsewhere else words
        return
    token.content = f'<img src="{escape(source)}" alt="{escape(alt)}" loading="lazy">'
    if alone and picture and (picture.caption or picture.credit):
        credit = f"<small>{escape(f'{photo} {picture.credit}'.strip())}</small>" if picture.credit else ""
        token.content += f"<figcaption>{' '.join(filter(None, (escape(picture.caption), credit)))}</figcaption>"

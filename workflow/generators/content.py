"""What a reader reads of an article in any theme: the text, and below it corrections, credits and the disclaimer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.body_html import body_html, for_readers
from dragoman.workflow.generators.markdown import escaped, write_markdown
from dragoman.workflow.site.local import day, language_name
from dragoman.workflow.site.web import is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from markdown_it.token import Token

    from dragoman.workflow.publication import Correction, Publication

# Begins something in every template language that a generator may run over a page: {{ }}, {% %}, {# #}, <% %>.
_TEMPLATE = re.compile(r"[{}]|<(?=%)")


class Part(NamedTuple):
    """A part of the content, in Markdown; ``name`` is its class in HTML, empty for the article's own text."""

    name: str
    text: str


def parts(published: Publication, words: Mapping[str, str], *, in_body: bool) -> list[Part]:
    """The parts in order; ``words`` are the few of the page in its language."""
    notes = [Part("correction", _note(one, published.lang, words)) for one in published.corrections]
    rest = [*notes, Part("credits", "\n".join(_credits(published, words))), Part("disclaimer", published.disclaimer)]
    # Of what was withdrawn the notice is all there is to read.
    shown = rest if in_body else notes if published.withdrawn else []
    return [part for part in (Part("", published.body), *shown) if part.text.strip()]


def as_html(
    published: Publication, found: list[Part], address: Callable[[str], str], words: Mapping[str, str]
) -> str:
    """The parts as HTML in which nothing runs, is fetched from elsewhere, or means anything to a template engine.

    ``address`` says where a file of the article's is found, by its path below the newsroom.
    """
    blocks = []
    for part in found:
        html = body_html(part.text, published.place, published.pictures, address, words)
        blocks.append(f'<div class="{part.name}">\n{html}\n</div>' if part.name else html)
    inner = "\n".join(blocks)
    whole = f'<div class="article" lang="{published.lang}" dir="{published.direction}">\n{inner}\n</div>\n'
    return without_templates(whole)


def as_markdown(
    published: Publication, found: list[Part], address: Callable[[str], str], words: Mapping[str, str]
) -> str:
    """The parts as Markdown that means the same in every dialect."""
    known = {picture.target: picture for picture in published.pictures}

    def caption(image: Token) -> str:
        picture = known.get(str(image.attrs.get("src") or ""))
        credit = f"{words['photo']} {picture.credit}" if picture and picture.credit else ""
        return " ".join(filter(None, (picture.caption if picture else "", credit)))

    tokens = [token for part in found for token in for_readers(part.text, published.place, address)]
    return write_markdown(tokens, caption) + "\n"


def disclaimer(published: Publication, *, markdown: bool) -> str:
    """The disclaimer by itself, as safe as in the content, for a theme that shows it in a place of its own."""
    if markdown:
        return write_markdown(for_readers(published.disclaimer, "", lambda _: ""), lambda _: "")
    return without_templates(body_html(published.disclaimer))


def without_templates(html: str) -> str:
    """HTML that says the same, without any sign that a template engine takes for its own."""
    return _TEMPLATE.sub(lambda found: f"&#{ord(found[0])};", html)


def _note(correction: Correction, lang: str, words: Mapping[str, str]) -> str:
    kind = words.get(correction.kind, words["correction"])
    return f"**{escaped(kind)}, {_day(correction.date, lang)}:** {escaped(correction.note)}"


def _credits(published: Publication, words: Mapping[str, str]) -> Iterator[str]:
    lang = published.lang
    outlet = _name(published.outlet)
    where = f"[{outlet}](<{published.url}>)" if outlet and is_web(published.url) else outlet
    original = (
        where,
        escaped(language_name(published.original_lang, lang)) if published.original_lang else "",
        _day(published.original_date, lang),
    )
    said = {
        "by": _name(published.byline),
        "original": " · ".join(filter(None, original)),
        "translated": _name(published.translator),
        "edited": _name(published.editor),
    }
    for key, value in said.items():
        if value:
            colon = ": " if key == "original" else " "
            yield f"- {escaped(words[key])}{colon}{value}"


def _name(name: str) -> str:
    """A name in a direction of its own, whatever stands beside it."""
    return f"\u2068{escaped(name)}\u2069" if name else ""


def _day(stamp: str, lang: str) -> str:
    return escaped(day(stamp, lang)) if stamp else ""

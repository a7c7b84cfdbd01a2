"""The article out of a page or a text: its words as clean Markdown, and what is said about them."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.workflow.decoding import decode, decode_page
from dragoman.workflow.errors import NoArticleFound
from dragoman.workflow.language_guess import contradicts, guess_language
from dragoman.workflow.markdown_writer import write
from dragoman.workflow.page_facts import Facts
from dragoman.workflow.page_tree import absolute, base_of, prepare, tidy
from dragoman.workflow.plain import clean, key, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Extracted", "decode", "extract_page", "extract_text", "guess_language"]

_NOT_FOUND = "No article text was found in the page."
_NOT_FOUND_HINT = "Copy the text into a Markdown file and source that."
_SEPARATOR = r"\s*(?:[|–—·•»›]|::|(?<=\s)-(?=\s)|(?<=\s):(?=\s))\s*"
_HEADING = re.compile(r"\A\s*#[ \t]+(?P<atx>[^\n]+?)(?:[ \t]+#+)?[ \t]*(?:\n|\Z)")
_UNDERLINED = re.compile(r"\A\s*(?P<set>\S[^\n]*)\n=+[ \t]*(?:\n|\Z)")
_NOISY = ("trafilatura", "htmldate", "courlan", "charset_normalizer", "readability")
_LONGEST_OUTLET = 60
_SIBLINGS = 2000
# Less than this is a button or a menu's word, found for want of anything else.
_FEWEST_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article as found; every field but ``body`` is a single line, '' when not known.

    ``published`` is YYYY-MM-DD, ``lang`` a BCP 47 tag, ``url`` absolute http(s); ``body`` is Markdown with
    LF line ends and one newline at its end.
    """

    title: str
    dek: str
    byline: str
    outlet: str
    published: str
    lang: str
    url: str
    keywords: tuple[str, ...]
    body: str


def extract_page(data: bytes, *, charset: str | None = None, url: str = "") -> Extracted:
    """The article in an HTML page; ``charset`` as the server declared it, ``url`` where the page was found.

    Raises:
        NoArticleFound: the page holds no article text, or cannot be read as a page.
    """
    from lxml.etree import LxmlError

    try:
        with _quiet():
            return _page(decode_page(data, charset), url)
    except (RecursionError, LxmlError, MemoryError) as error:
        raise NoArticleFound("The page is nested too deeply to be read.", _NOT_FOUND_HINT) from error
    except AssertionError as error:  # a library drops the very root of a page that is a drawing
        raise NoArticleFound(_NOT_FOUND, _NOT_FOUND_HINT) from error


def _page(text: str, url: str) -> Extracted:
    from trafilatura import load_html

    tree = load_html(clean(text)) if text.strip() else None
    if tree is None:
        raise NoArticleFound(_NOT_FOUND, _NOT_FOUND_HINT)
    facts = Facts(tree)
    address = _address(facts, url)
    headlines, outlet = _headlines(facts)
    prepare(tree, base_of(tree, url or address))
    found = _trafilatura(tree, url or address)
    byline = facts.byline()
    standfirst, description = facts.standfirst(), facts.meta("og:description", "description", "twitter:description")
    first = next((one_line("".join(block.itertext())) for block in found.body if block.get("rend") == "h1"), "")
    tidy(found.body, [*headlines, *facts.headings()], [standfirst, description], byline)
    body = write(found.body)
    if len(key(body)) < _FEWEST_LETTERS:
        raise NoArticleFound(_NOT_FOUND, _NOT_FOUND_HINT)
    return Extracted(
        title=_title(headlines, first, one_line(found.title or "")),
        dek=_dek(standfirst or description, body),
        byline=byline,
        outlet=outlet,
        published=facts.published() or (found.date or ""),
        lang=_language(facts, body),
        url=address,
        keywords=facts.keywords(),
        body=body,
    )


def _trafilatura(tree: _Element, url: str) -> Any:
    """What trafilatura finds; a very long page is given to it in pieces, for its time grows with the square."""
    container = max(tree.iter("body", "main", "article", "section", "div"), key=len, default=tree)
    if len(container) <= _SIBLINGS:
        found = _found(tree, url)
    else:
        children = list(container)
        pieces = (children[start : start + _SIBLINGS] for start in range(0, len(children), _SIBLINGS))
        found = _found_in_pieces(tree, container, pieces, url)
    if found is None:
        raise NoArticleFound(_NOT_FOUND, _NOT_FOUND_HINT)
    return found


def _found_in_pieces(tree: _Element, container: _Element, pieces: Iterator[list[_Element]], url: str) -> Any:
    whole = None
    for piece in pieces:
        container[:] = piece
        container.text = None if whole is not None else container.text
        part = _found(tree, url, fast=True)
        if whole is None:
            whole = part
        elif part is not None:
            whole.body.extend(list(part.body))
    return whole


def _found(tree: _Element, url: str, *, fast: bool = False) -> Any:
    from trafilatura import bare_extraction

    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    return bare_extraction(
        tree,
        url=url or None,
        fast=fast,
        # The finished text is ours to write; "python" would have it written twice.
        output_format="xml",
        include_comments=False,
        include_formatting=True,
        include_links=True,
        with_metadata=True,
        # A guess from the text finds some date on every page; a wrong one is worse than none.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": tomorrow},
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """The libraries' warnings are about their own guesses; ours are exceptions."""
    loggers = [logging.getLogger(name) for name in _NOISY]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _address(facts: Facts, url: str) -> str:
    """The canonical URL, unless it is only the site's front page, which many templates give by mistake."""
    link = facts.tree.find(".//link[@rel='canonical']")
    here = absolute(url, url).partition("#")[0]
    for candidate in (link.get("href") if link is not None else "", facts.meta("og:url")):
        found = absolute(base_of(facts.tree, url), candidate).partition("#")[0]
        if found.startswith("http") and (not here or found.count("/") > 3 or not found.endswith("/")):  # noqa: PLR2004
            return found
    return here if here.startswith("http") else ""


def _headlines(facts: Facts) -> tuple[list[str], str]:
    """The headline as the page gives it, best first, without the site's name; and that name."""
    outlet = facts.meta("og:site_name", "application-name") or ", ".join(facts.names("publisher")[:1])
    given = [facts.meta("og:title"), facts.stated("headline"), facts.meta("twitter:title"), *facts.headings()]
    full = facts.page_title()
    if not outlet:
        outlet = next((found for title in given if title and (found := _site_part(full, title))), "")
    titles = [*given, full]
    return list(dict.fromkeys(filter(None, (_without_site(title, outlet) for title in titles)))), outlet


def _site_part(full: str, title: str) -> str:
    found = re.fullmatch(re.escape(title) + _SEPARATOR + "(.+)", full)
    return found[1] if found and len(found[1]) <= _LONGEST_OUTLET else ""


def _without_site(title: str, outlet: str) -> str:
    if not outlet:
        return title
    name = re.escape(outlet)
    cut = re.sub(rf"^{name}{_SEPARATOR}|{_SEPARATOR}{name}$", "", title, flags=re.IGNORECASE).strip()
    return "" if key(cut) == key(outlet) else cut


def _title(headlines: list[str], first: str, fallback: str) -> str:
    """The <h1> that stands on the article is its headline; og:title may be one for social networks."""
    if first and (not headlines or key(first) in {key(title) for title in headlines}):
        return first
    return headlines[0] if headlines else fallback


def _dek(given: str, body: str) -> str:
    """No dek when it is only the beginning of the text, cut off to serve as a summary."""
    start = key(re.sub(r"(?:\[?(?:…|\.{3})\]?|\[&hellip;\])$", "", given))
    return "" if start and key(body[: len(given) * 3 + 400]).startswith(start) else given


def _language(facts: Facts, body: str) -> str:
    html = facts.tree if facts.tree.tag == "html" else facts.tree.getroottree().getroot()
    declared = (
        html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or html.get("xml:lang") or "",
        facts.meta("og:locale"),
        facts.meta("content-language"),
        facts.stated("inLanguage"),
    )
    tags = [tag for text in declared if (tag := _tag(text)) and not contradicts(tag, body)]
    return tags[0] if tags else guess_language(body)


def _tag(text: str) -> str:
    from langcodes import standardize_tag, tag_is_valid

    text = text.partition(",")[0].strip().replace("_", "-")
    return standardize_tag(text) if text and text != "und" and tag_is_valid(text) else ""


def extract_text(text: str) -> Extracted:
    """A text or Markdown file without front matter; a heading of the first level at its top is the title.

    Raises:
        NoArticleFound: there is no text, or nothing below the heading.
    """
    body = clean(text)
    found = _HEADING.match(body) or _UNDERLINED.match(body)
    title = one_line(_spoken(next(iter(found.groupdict().values())))) if found else ""
    body = body[found.end() :] if found and title else body
    lines = "\n".join(line.rstrip() if not line.strip() else line for line in body.split("\n"))
    body = lines.strip("\n").rstrip() + "\n"
    if not key(body):
        raise NoArticleFound("There is a heading and no text below it." if title else "There is no text in it.")
    return Extracted(title, "", "", "", "", guess_language(body), "", (), body)


def _spoken(markdown: str) -> str:
    """A heading's words without their marks."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parseInline(markdown)
    parts = (child.content for token in tokens for child in token.children or [])
    return "".join(parts) or markdown

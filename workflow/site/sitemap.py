"""The map of a site for search engines, a file a month, so that a new article changes one of them.

Format: https://www.sitemaps.org/protocol.html, with the translations of each page as Google asks for them.
"""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from dragoman.workflow.file_target import Page
from dragoman.workflow.seal import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.workflow.site.addresses import Addresses
    from dragoman.workflow.teaser import Teaser

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(
    teasers: Sequence[Teaser], pages: Sequence[str], addresses: Addresses, languages: Sequence[str]
) -> Iterator[Page]:
    """One map a month of articles, one of the other ``pages``, and the index of all."""
    stories: dict[str, list[Teaser]] = {}
    months: dict[str, list[Teaser]] = {}
    for teaser in teasers:
        stories.setdefault(teaser.slug, []).append(teaser)
        months.setdefault(teaser.date[:7] or "undated", []).append(teaser)
    names = []
    for month, found in months.items():
        names.append(f"sitemap/{month}.xml")
        make = partial(_month, found, stories, addresses, languages)
        yield _page(names[-1], make, "".join([one.digest for teaser in found for one in stories[teaser.slug]]))
    others = [f"<url><loc>{escape(addresses.whole(page))}</loc></url>\n" for page in pages]
    names.append("sitemap/pages.xml")
    yield _page(names[-1], partial(_urls, others), "".join(others))
    listed = [f"<sitemap><loc>{escape(addresses.url + name)}</loc></sitemap>\n" for name in names]
    yield _page("sitemap.xml", partial(_index, listed), "".join(listed))


def _month(
    found: Sequence[Teaser], stories: Mapping[str, list[Teaser]], addresses: Addresses, languages: Sequence[str]
) -> bytes:
    return _urls([_article(teaser, stories[teaser.slug], addresses, languages) for teaser in found])


def _page(name: str, make: partial[bytes], content: str) -> Page:
    return Page(name, sha256(content), make)


def _urls(entries: Sequence[str]) -> bytes:
    space = f'{_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {space}>\n{''.join(entries)}</urlset>\n".encode()


def _index(entries: Sequence[str]) -> bytes:
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{''.join(entries)}</sitemapindex>\n".encode()


def _article(teaser: Teaser, story: Sequence[Teaser], addresses: Addresses, languages: Sequence[str]) -> str:
    urls = {one.lang: addresses.whole(addresses.article(one.lang, one.slug)) for one in story}
    lines = [f"<loc>{escape(urls[teaser.lang])}</loc>"]
    if teaser.modified:
        lines.append(f"<lastmod>{escape(teaser.modified)}</lastmod>")
    if len(urls) > 1:
        default = next((lang for lang in languages if lang in urls), min(urls))
        for lang, url in [*sorted(urls.items()), ("x-default", urls[default])]:
            lines.append(f'<xhtml:link rel="alternate" hreflang="{escape(lang)}" href="{escape(url)}"/>')
    return f"<url>{''.join(lines)}</url>\n"

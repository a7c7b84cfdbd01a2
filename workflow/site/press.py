"""Makes a site's files: a page an article, lists, feeds, the map for search engines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from dragoman.workflow.file_target import Page
from dragoman.workflow.languages import direction
from dragoman.workflow.seal import sha256
from dragoman.workflow.site.addresses import Addresses, folders_of
from dragoman.workflow.site.article_page import Alternate, ArticlePage
from dragoman.workflow.site.design import Design
from dragoman.workflow.site.feeds import NEWEST, json_feed
from dragoman.workflow.site.lists import ListPage, lists
from dragoman.workflow.site.local import day, figures, language_name
from dragoman.workflow.site.sitemap import sitemaps
from dragoman.workflow.site.web import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.publication import Publication
    from dragoman.workflow.site.settings import SiteSettings
    from dragoman.workflow.teaser import Teaser


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What every page's template gets: the newsroom's name, where things are, the languages, and the style sheet."""

    name: str
    at: Addresses
    languages: tuple[str, ...]
    style: str


class SitePress:
    """The press of a site. ``languages`` are the newsroom's, the first for readers who have no other.

    Raises:
        BadText: one of the newsroom's own templates cannot be used.
    """

    def __init__(self, root: str, name: str, settings: SiteSettings, languages: tuple[str, ...]) -> None:
        self._design = Design(root, _filters())
        self._addresses = Addresses(settings.url)
        self._languages = languages
        style = f"site.css?{sha256(self._design.style)[:10]}"
        self._site = SiteFacts(name, self._addresses, languages, self._addresses.top(style))
        self._original_first = settings.canonical == "original"
        self._article = ArticlePage(
            self._design, self._addresses, languages, self._site, original_first=self._original_first
        )
        self.design = sha256(f"{self._design.digest}{name}{settings}{languages}")

    def article(self, published: Publication) -> Iterator[tuple[str, bytes]]:
        """The files of one article."""
        return self._article.files(published)

    def folders(self, path: str) -> Sequence[str]:
        """The folders that hold the files of the article at a path."""
        return folders_of(path)

    def rest(self, teasers: Sequence[Teaser]) -> Iterator[Page]:
        """Everything that follows from all articles."""
        languages = self._with_articles(teasers)
        standing = [teaser for teaser in teasers if not teaser.withdrawn]
        pages = list(lists(standing, self._addresses, languages))
        for page in pages:
            key = f"{page.key}{languages}"
            yield self._page(self._addresses.path(page.address), key, partial(self._list, page, languages))
            if page.kind == "front" and not page.number:
                yield from self._of_language(page, teasers, languages)
                if page.lang == languages[0]:
                    top = partial(self._list, page, languages)
                    yield self._page("index.html", key, top)
        yield self._page("site.css", "", self._design.style.encode)
        yield self._page("robots.txt", "", partial(self._design.render, "robots.txt", site=self._site))
        yield self._page("404.html", "".join(languages), partial(self._missing, languages))
        if not self._original_first:
            maps = sitemaps(standing, [page.address for page in pages], self._addresses, languages)
            yield from (self._page(page.path, page.key, page.make) for page in maps)

    def _with_articles(self, teasers: Sequence[Teaser]) -> tuple[str, ...]:
        """The languages that readers find something in, and always the first one."""
        there = {teaser.lang for teaser in teasers}
        known = [lang for number, lang in enumerate(self._languages) if lang in there or number == 0]
        return (*known, *sorted(there.difference(known)))

    def _page(self, path: str, key: str, make: Any) -> Page:
        return Page(path, sha256(f"{self.design}{key}"), make)

    def _of_language(self, front: ListPage, every: Sequence[Teaser], languages: Sequence[str]) -> Iterator[Page]:
        """A language's feeds and its page of corrections."""
        lang, newest = front.lang, front.teasers[:NEWEST]
        corrected = [teaser for teaser in every if teaser.lang == lang and teaser.corrections]
        page, at = partial(self._facts, languages=languages), self._addresses
        feed, fixed = f"{lang}/feed.", sha256("".join(teaser.digest for teaser in corrected))

        def rss(some: Sequence[Teaser], name: str, *, corrections: bool) -> bytes:
            address = at.file(lang, name)
            facts = page(lang, address)
            return self._design.render("rss.xml", **facts, teasers=some, corrections=corrections)

        yield self._page(f"{feed}xml", front.key, partial(rss, newest, "feed.xml", corrections=False))
        yield self._page(f"{feed}json", front.key, partial(json_feed, self._site.name, lang, newest, at))
        yield self._page(
            f"{lang}/corrections.xml", fixed, partial(rss, corrected[::-1], "corrections.xml", corrections=True)
        )
        yield self._page(
            f"{lang}/corrections.html",
            f"{fixed}{languages}",
            lambda: self._design.render(
                "corrections.html",
                **page(lang, at.file(lang, "corrections.html")),
                teasers=corrected[::-1],
                others=[(other, at.file(other, "corrections.html")) for other in languages],
            ),
        )

    def _list(self, page: ListPage, languages: Sequence[str]) -> bytes:
        others = [(lang, self._addresses.front(lang)) for lang in languages]
        facts = self._facts(page.lang, page.address, languages)
        if page.kind == "front" and not page.number:
            found = {lang: self._addresses.whole(address) for lang, address in others}
            every = [Alternate(lang, url) for lang, url in found.items()]
            facts["alternates"] = [*every, Alternate("x-default", self._addresses.url)]
        return self._design.render(f"{page.kind}.html", **facts, page=page, others=others)

    def _missing(self, languages: Sequence[str]) -> bytes:
        others = [(lang, self._addresses.front(lang)) for lang in languages]
        return self._design.render("404.html", **self._facts(languages[0], "", languages), others=others)

    def _facts(self, lang: str, address: str, languages: Sequence[str]) -> dict[str, Any]:
        url = self._addresses.whole(address) if address else ""
        return {
            "site": self._site, "words": self._design.words(lang), "lang": lang, "direction": direction(lang),
            "url": url, "canonical": url, "alternates": [], "languages": languages,
        }  # fmt: skip


def _filters() -> dict[str, Any]:
    return {
        "day": day,
        "figures": figures,
        "language": language_name,
        "direction": direction,
        "web": lambda url: url if is_web(url) else "",
        "rfc822": _rfc822,
    }


def _rfc822(stamp: str) -> str:
    """A time as RSS has it."""
    from datetime import UTC, datetime
    from email.utils import format_datetime

    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    return format_datetime(when if when.tzinfo else when.replace(tzinfo=UTC))

"""An article's page: the facts its template gets, and the files that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.body_html import body_html
from dragoman.workflow.publication import Translation
from dragoman.workflow.served import served
from dragoman.workflow.site.addresses import media_file
from dragoman.workflow.site.story_data import news_article
from dragoman.workflow.site.web import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.publication import Publication
    from dragoman.workflow.site.addresses import Addresses
    from dragoman.workflow.site.design import Design


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language: ``lang`` as machines call it, its whole address."""

    lang: str
    url: str


class ArticlePage:
    """Makes the pages of articles; ``original_first`` tells search engines that the original is the page to show."""

    def __init__(
        self, design: Design, addresses: Addresses, languages: Sequence[str], site: object, *, original_first: bool
    ) -> None:
        self._design, self._addresses, self._languages, self._site = design, addresses, languages, site
        self._original_first = original_first

    def files(self, published: Publication) -> Iterator[tuple[str, bytes]]:
        """The page, and the images and files it refers to.

        Raises:
            BadText: the template cannot be used.
            DiskFailed: an image is of a kind that readers do not get.
        """
        addresses, words = self._addresses, self._design.words(published.lang)
        address = addresses.article(published.lang, published.slug)
        url = addresses.whole(address)
        files = dict(served(published))
        body = body_html(
            published.body,
            published.place,
            published.pictures,
            lambda path: addresses.media(path) if path in files else "",
            words,
        )
        images = [addresses.whole(addresses.media(p.path)) for p in published.pictures if p.path in files]
        canonical = published.url if self._original_first and is_web(published.url) else url
        page = self._design.render(
            "article.html",
            site=self._site,
            words=words,
            lang=published.lang,
            direction=published.direction,
            article=published,
            body=_markup(body),
            disclaimer=_markup(body_html(published.disclaimer)),
            url=url,
            canonical=canonical,
            alternates=alternates(published, addresses, self._languages) if canonical == url else (),
            images=images,
            data=news_article(published, url, addresses.url, images),
        )
        yield addresses.path(address), page
        for path, data in files.items():
            yield media_file(path), data


def alternates(published: Publication, addresses: Addresses, languages: Sequence[str]) -> tuple[Alternate, ...]:
    """A page and its translations, the same for each of them; the site's first language serves everybody else."""
    every = sorted((Translation(published.lang, published.slug), *published.translations), key=lambda one: one.lang)
    found = {one.lang: addresses.whole(addresses.article(one.lang, one.slug)) for one in every}
    default = next((lang for lang in languages if lang in found), every[0].lang)
    return (*(Alternate(lang, url) for lang, url in found.items()), Alternate("x-default", found[default]))


def _markup(html: str) -> object:
    from markupsafe import Markup

    return Markup(html)  # noqa: S704  # it comes from the sanitiser

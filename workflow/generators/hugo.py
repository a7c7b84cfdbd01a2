"""Hugo: a page bundle a story, its images the page's resources, translations paired by file name or by folder.

https://gohugo.io/content-management/multilingual/, https://gohugo.io/content-management/front-matter/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.generators.shape import Shape
from dragoman.workflow.places import article_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.generators.settings import GeneratorSettings
    from dragoman.workflow.generators.shape import Head
    from dragoman.workflow.publication import Publication


class Hugo(Shape):
    """Files for Hugo. Markdown, because Hugo refuses content in HTML unless a site allows it."""

    markdown = True
    times: tuple[str, ...] = ("date", "lastmod")
    nested = "params"
    aside: Head = {"build": {"list": "never"}, "sitemap": {"disable": True}}  # noqa: RUF012  # read only

    def __init__(self, settings: GeneratorSettings) -> None:
        self._in_folders = settings.languages == "folders"

    def page(self, published: Publication) -> str:
        """The file of an article."""
        name = "index.md" if self._in_folders else f"index.{published.lang.lower()}.md"
        return f"{self._bundle(published.slug, published.lang)}/{name}"

    def media(self, published: Publication, name: str) -> str:
        """The file that one of its images goes to."""
        return f"{self._bundle(published.slug, published.lang)}/{name}"

    def head(self, published: Publication, images: Sequence[str]) -> Head:
        """The front matter that means something to Hugo; no summary, since Hugo would read Markdown in it."""
        return {
            "title": published.title,
            "date": published.date,
            "lastmod": published.modified or published.date,
            "draft": False,
            "slug": published.slug,
            "translationKey": published.slug,
            "description": published.dek,
            "keywords": list(published.keywords),
            "tags": list(published.keywords),
            "images": list(images),
        }

    def folders(self, path: str) -> Sequence[str]:
        """The folders of an article's files."""
        slug, lang = article_name(path).split("/")
        return [self._bundle(slug, lang)]

    def of_language(self, _lang: str) -> None:
        """Languages are the site's own settings."""

    def _bundle(self, slug: str, lang: str) -> str:
        return f"{lang.lower()}/{slug}" if self._in_folders else slug

"""Eleventy: a folder a language with its directory data, in it a folder an article with its images.

https://www.11ty.dev/docs/data-cascade/, https://www.11ty.dev/docs/plugins/i18n/: its own plugin pairs what has the
same path below the folders of the languages.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dragoman.workflow.generators.shape import Shape
from dragoman.workflow.languages import direction
from dragoman.workflow.places import article_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.generators.settings import GeneratorSettings
    from dragoman.workflow.generators.shape import Head
    from dragoman.workflow.publication import Publication

# What Eleventy would take for a collection of its own, or JavaScript for a property of every object.
_TAKEN = frozenset({"all", "constructor", "__proto__", "prototype"})


class Eleventy(Shape):
    """Files for Eleventy."""

    markdown = False
    times: tuple[str, ...] = ("date", "modified")
    nested = ""
    aside: Head = {"eleventyExcludeFromCollections": True}  # noqa: RUF012  # read only

    def __init__(self, settings: GeneratorSettings) -> None:
        self._settings = settings

    def page(self, published: Publication) -> str:
        """The file of an article."""
        return f"{published.lang}/{published.slug}/index.html"

    def media(self, published: Publication, name: str) -> str:
        """The file that one of its images goes to."""
        return f"{published.lang}/{published.slug}/{name}"

    def head(self, published: Publication, images: Sequence[str]) -> Head:
        """The front matter that means something to Eleventy; a template is none of it."""
        link = self._settings.permalink
        return {
            "layout": self._settings.layout,
            "title": published.title,
            "date": published.date,
            "modified": published.modified or published.date,
            "permalink": link.replace(":lang", published.lang).replace(":slug", published.slug),
            "templateEngineOverride": False,
            "slug": published.slug,
            "description": published.dek,
            "author": published.byline,
            "tags": [word for word in published.keywords if word not in _TAKEN],
            "keywords": list(published.keywords),
            "images": list(images),
        }

    def folders(self, path: str) -> Sequence[str]:
        """The folders of an article's files."""
        slug, lang = article_name(path).split("/")
        return [f"{lang}/{slug}"]

    def of_language(self, lang: str) -> tuple[str, bytes]:
        """The directory data of a language."""
        data = json.dumps({"lang": lang, "dir": direction(lang)}, indent=1) + "\n"
        return f"{lang}/{lang}.11tydata.json", data.encode()

"""Jekyll: a post an article, paired with its translations by ``ref`` and told apart by ``lang``; images in assets.

https://jekyllrb.com/docs/posts/, https://jekyllrb.com/docs/front-matter/. Jekyll knows no languages: these two keys
are what its themes use.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from dragoman.workflow.generators.content import without_templates
from dragoman.workflow.generators.front import STAMP
from dragoman.workflow.generators.shape import Shape
from dragoman.workflow.places import article_name
from dragoman.workflow.teaser import teaser_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.generators.settings import GeneratorSettings
    from dragoman.workflow.generators.shape import Head
    from dragoman.workflow.publication import Publication

_ASSETS = "assets/articles"
_OURS = re.compile(rf'\b(src|href)="/(?={_ASSETS}/)')


class Jekyll(Shape):
    """Files for Jekyll: ``output`` is the folder that ``_posts`` is in."""

    markdown = False
    times: tuple[str, ...] = ("date", "last_modified_at")
    nested = ""
    aside: Head = {"hidden": True, "sitemap": False}  # noqa: RUF012  # read only

    def __init__(self, settings: GeneratorSettings) -> None:
        self._settings = settings

    def page(self, published: Publication) -> str:
        """The file of an article."""
        day = published.date[:10] if STAMP.fullmatch(published.date) else "1970-01-01"
        return f"_posts/{published.lang}/{published.slug}/{day}-{published.slug}.html"

    def media(self, published: Publication, name: str) -> str:
        """The file that one of its images goes to."""
        return f"{_ASSETS}/{published.slug}/{name}"

    def address(self, published: Publication, name: str) -> str:
        """How the article's page links to one, below the address of the site."""
        return f"/{self.media(published, name)}"

    def head(self, published: Publication, images: Sequence[str]) -> Head:
        """The front matter that means something to Jekyll and its themes."""
        lang, link = published.lang, self._settings.permalink
        return {
            "layout": self._settings.layout,
            "title": published.title,
            "date": published.date,
            "last_modified_at": published.modified or published.date,
            "lang": lang,
            "ref": published.slug,
            "permalink": link.replace(":lang", lang).replace(":slug", published.slug),
            "description": published.dek,
            "author": published.byline,
            "tags": list(published.keywords),
            "image": next((self.address(published, name) for name in images), ""),
        }

    def excerpt(self, published: Publication) -> str:
        """How the article begins, which themes print as it is."""
        said = without_templates(escape(teaser_of(published).summary))
        return f'<p lang="{published.lang}" dir="{published.direction}">{said}</p>' if said else ""

    def finished(self, content: str) -> str:
        """Content whose images are found wherever on its host the site is."""
        return _OURS.sub(r'\1="{{ site.baseurl }}/', content)

    def folders(self, path: str) -> Sequence[str]:
        """The folders of an article's files."""
        slug, lang = article_name(path).split("/")
        return [f"_posts/{lang}/{slug}", f"{_ASSETS}/{slug}"]

    def of_language(self, _lang: str) -> None:
        """Jekyll knows no languages."""

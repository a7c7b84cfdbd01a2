"""What tells one generator from another: where files are, how they link to each other, which keys it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.publication import Publication

Head = dict[str, object]


class Shape(Protocol):
    """A generator's conventions.

    ``markdown``: the content is Markdown, else HTML. ``times`` are the keys whose values are times. ``nested`` is the
    key that the facts stand below which the generator knows nothing of; empty: they stand beside its own. ``aside``
    keeps a page out of lists, feeds and maps, where the generator can: of an article that was withdrawn.
    """

    markdown: bool
    times: tuple[str, ...]
    nested: str
    aside: Head

    def page(self, published: Publication, /) -> str:
        """The file of an article."""

    def media(self, published: Publication, name: str, /) -> str:
        """The file that one of its images goes to."""

    def address(self, _published: Publication, name: str, /) -> str:
        """How the article's page links to one: it is beside it."""
        return name

    def head(self, published: Publication, images: Sequence[str], /) -> Head:
        """The front matter that means something to the generator; ``images`` are names of files."""

    def excerpt(self, _published: Publication, /) -> str:
        """How the article begins, as HTML, where the generator prints that as it is; else it makes its own."""
        return ""

    def finished(self, content: str, /) -> str:
        """Content in which nothing is a template, with what of it has to be one."""
        return content

    def folders(self, path: str, /) -> Sequence[str]:
        """The folders of the files of the article at a path, which hold nothing of other stories'."""

    def of_language(self, lang: str, /) -> tuple[str, bytes] | None:
        """A file that a language has, whatever articles there are in it."""

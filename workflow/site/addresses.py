"""Where things are on a site: an address for everything, and the file that stands behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from dragoman.workflow.seal import sha256
from dragoman.workflow.served import is_served

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLES = "articles/"


class Addresses:
    """Addresses below a site's ``url``; each is a path from the root of its host, as links use it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.base = urlsplit(url).path or "/"

    def whole(self, address: str) -> str:
        """An address with its scheme and host."""
        return self.url + address[len(self.base) :]

    def front(self, lang: str) -> str:
        """The front page in a language."""
        return f"{self.base}{lang}/"

    def article(self, lang: str, slug: str) -> str:
        """An article's page."""
        return f"{self.base}{lang}/{slug}/"

    def group(self, lang: str, kind: str, name: str) -> str:
        """The page of a ``keyword``, an ``outlet`` or a ``translator``."""
        return f"{self.base}{lang}/{kind}/{group_slug(name)}/"

    def older(self, landing: str, number: int) -> str:
        """A page of a list that has grown, counted from its oldest: what is in it never changes."""
        return f"{landing}page/{number}/"

    def file(self, lang: str, name: str) -> str:
        """A file of a language: feeds, and the page of corrections. No slug has a full stop in it."""
        return f"{self.base}{lang}/{name}"

    def top(self, name: str) -> str:
        """A file of the whole site."""
        return f"{self.base}{name}"

    def media(self, path: str) -> str:
        """A file that an article refers to, by its path below the newsroom; empty where readers do not get it."""
        return self.base + quote(media_file(path)) if media_file(path) else ""

    def path(self, address: str) -> str:
        """The file behind a page's address."""
        inner = address[len(self.base) :]
        return f"{inner}index.html" if inner.endswith("/") or not inner else inner


def media_file(path: str) -> str:
    """Where a file an article refers to is copied to; empty where readers do not get it."""
    return f"media/{path.removeprefix(_ARTICLES)}" if is_served(path) else ""


def folders_of(path: str) -> Sequence[str]:
    """The folders of a site that hold the files of the article at a path, and nothing of other stories'."""
    folder, _, file = path.rpartition("/")
    return (f"{file.removesuffix('.md')}/{folder.rpartition('/')[2]}", f"media/{folder.removeprefix(_ARTICLES)}")


def group_key(name: str) -> str:
    """What makes two names one group: letter case does not tell them apart."""
    return " ".join(name.split()).casefold()


@lru_cache(maxsize=65536)
def group_slug(name: str) -> str:
    """A name as a part of an address; where transliteration loses something, a part of its digest tells it apart."""
    from anyascii import anyascii
    from slugify import slugify

    key = group_key(name)
    slug = slugify(anyascii(key), max_length=60, word_boundary=True)
    return slug if slug == key.replace(" ", "-") else f"{slug}-{sha256(key)[:6]}".lstrip("-")

"""What a publication becomes as a post: everything that is put there, before anything is asked of WordPress."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from dragoman.workflow.seal import CANONICAL
from dragoman.workflow.seal import sha256 as digest_of
from dragoman.workflow.served import served
from dragoman.workflow.wordpress.plan import Claim
from dragoman.workflow.wordpress.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.workflow.publication import Publication
    from dragoman.workflow.wordpress.settings import WordPressSettings
    from dragoman.workflow.wordpress.words import Words

# Where a file seems to be as long as nobody knows where WordPress puts it: a name that is nobody's.
_NOWHERE = "https://dragoman.invalid/{}"
_SOMEWHERE = re.compile(r"https://dragoman\.invalid/([0-9a-f]{64})")
_MOST_OF_A_NAME = 200


@dataclass(frozen=True, slots=True)
class File:
    """A file for the media library. ``key`` finds it again there: the same bytes in the same language."""

    key: str
    name: str
    alt: str
    caption: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post as it should be; ``content`` has placeholders where the addresses of ``files`` go."""

    claim: Claim
    lang: str
    status: str
    title: str
    excerpt: str
    content: str
    date: str
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    meta: Mapping[str, str]
    picture: str
    files: tuple[File, ...]

    def content_with(self, addresses: Mapping[str, str]) -> str:
        """The content, each file at its address by key; a key without one keeps its placeholder."""
        return _SOMEWHERE.sub(lambda found: addresses.get(found[1], found[0]), self.content)


def slug_of(slug: str, lang: str, languages: Sequence[str]) -> str:
    """A post's address: the article's, with its language behind it but for the newsroom's first one."""
    return slug if lang == next(iter(languages), lang) else f"{slug}-{lang.lower()}"


def wanted(published: Publication, words: Words, settings: WordPressSettings, languages: Sequence[str]) -> Wanted:
    """What a publication becomes.

    Raises:
        BadText: the newsroom's own template cannot be used.
        DiskFailed: an image is of a kind that readers do not get.
    """
    files = {path: _file(published, path, data) for path, data in served(published)}
    first = published.pictures[0].path if published.pictures else ""
    picture = files[first].key if first in files else ""
    others = [
        (one.lang, f"{settings.url}?name={slug_of(one.slug, one.lang, languages)}") for one in published.translations
    ]
    content = words.content(
        published,
        lambda path: _NOWHERE.format(files[path].key) if path in files else "",
        others,
        leads=bool(picture),
    )
    meta = {
        "dragoman_source_url": published.url,
        "dragoman_source_outlet": published.outlet,
        "dragoman_source_language": published.original_lang,
        "_dragoman_desk": settings.desk,
        "_dragoman_article": published.name,
        "_dragoman_source": published.record.source,
        "_dragoman_seal": published.record.seal,
    }
    slug = slug_of(published.slug, published.lang, languages)
    made = Wanted(
        Claim(published.name, slug, "", published.record.source), published.lang, settings.status,
        plain(published.title), plain(published.dek), content, _gmt(published.date), settings.categories,
        tuple(dict.fromkeys(filter(None, map(term_name, published.keywords)))), meta, picture,
        tuple({file.key: file for file in files.values()}.values()),
    )  # fmt: skip
    return _sealed(made)


def term_name(word: str) -> str:
    """A keyword as a tag's name: WordPress takes everything between angle brackets out of one."""
    return " ".join(re.sub(r"[<>]", " ", word).split())[:_MOST_OF_A_NAME]


def _sealed(made: Wanted) -> Wanted:
    """With the digest of everything in it."""
    files = [(file.key, file.name, file.alt, file.caption) for file in made.files]
    said = [
        made.claim.slug, made.status, made.title, made.excerpt, made.content, made.date, made.categories, made.tags,
        made.meta, made.picture, files,
    ]  # fmt: skip
    return replace(made, claim=made.claim._replace(digest=digest_of(CANONICAL(said))))


def _file(published: Publication, path: str, data: bytes) -> File:
    shown = next((picture for picture in published.pictures if picture.path == path), None)
    key = sha256(f"{published.lang}\n".encode() + data).hexdigest()
    name = f"{published.slug}-{key[:8]}.{path.rpartition('.')[2].lower()}"
    if shown is None:
        return File(key, name, "", "", data)
    return File(key, name, shown.alt, " – ".join(filter(None, (shown.caption, shown.credit))), data)


def _gmt(stamp: str) -> str:
    """A time as WordPress takes it, in UTC; empty where it is none."""
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    return (when.astimezone(UTC) if when.tzinfo else when).strftime("%Y-%m-%dT%H:%M:%S")

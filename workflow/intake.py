"""Take an original in: from the web, from a file, from standard input. What it is, and its bytes as they came."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from dragoman.workflow.disk import MAX_RAW
from dragoman.workflow.errors import DiskFailed, NoArticleFound, UsageProblem
from dragoman.workflow.fence import has_fence, split
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.read_yaml import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.extract import Extracted

_PAGE_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
_PAGE_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Taken:
    """An original: what could be read of it, its bytes, and the name they are kept under."""

    extracted: Extracted
    raw: bytes
    raw_name: str


def is_address(what: str) -> bool:
    """Whether somebody means a web address rather than a file."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", what))


def take(what: str, stdin: BinaryIO, *, allow_private: bool = False) -> Taken:
    """Take an original from a web address, a file, or (``-``) standard input.

    Raises:
        FetchRefused, FetchFailed: the address is not one we fetch, or nothing came of it.
        UsageProblem, DiskFailed: there is no such file, or it cannot be read.
        NoArticleFound: there is no article in it.
    """
    from dragoman.workflow.extract import extract_page

    if is_address(what):
        from dragoman.workflow.fetch import fetch

        got = fetch(what, allow_private=allow_private)
        kind = "html" if "html" in got.media_type else "txt"
        return Taken(found_in(got.data, kind, got.charset, got.url), got.data, f"source.{kind}")
    data = _limited(stdin) if what == "-" else _file(what)
    if _PAGE_NAME.search(what) or _PAGE_START.match(data):
        return Taken(extract_page(data), data, "source.html")
    return Taken(_text(data, None, what), data, "source.txt")


def found_in(data: bytes, kind: str, charset: str | None, url: str) -> Extracted:
    """The article in what was fetched: in a page (``html``), or in a text (``txt``).

    Raises:
        NoArticleFound: there is none.
    """
    from dragoman.workflow.extract import extract_page

    if kind == "html":
        page = extract_page(data, charset=charset, url=url)
        return replace(page, url=page.url or url)
    return replace(_text(data, charset, url), url=url)


def _text(data: bytes, charset: str | None, where: str) -> Extracted:
    """A text or Markdown file; its front matter, if it has one, says what it can."""
    from dragoman.workflow.extract import decode, extract_text

    text = decode(data, charset)
    if not has_fence(text):
        return extract_text(text)
    parts = split(text, where)
    fields = read(parts.head, where, first_line=2)
    return _with_fields(extract_text(parts.body), fields)


def _with_fields(found: Extracted, fields: Mapping[str, Value]) -> Extracted:
    def word(*keys: str) -> str:
        values = (fields.get(key, "") for key in keys)
        return next((" ".join(value.split()) for value in values if isinstance(value, str) and value.strip()), "")

    keywords = fields.get("keywords", fields.get("tags", []))
    published = word("published", "date")[:10]
    return replace(
        found,
        title=word("title") or found.title,
        dek=word("dek", "description"),
        byline=word("byline", "author"),
        outlet=word("outlet"),
        url=word("url"),
        lang=word("lang") or found.lang,
        published=published if _DAY.fullmatch(published) else "",
        keywords=tuple(k for k in keywords if isinstance(k, str)) if isinstance(keywords, list) else (),
    )


def _file(what: str) -> bytes:
    try:
        with open(what, "rb") as stream:
            return _limited(stream)
    except FileNotFoundError:
        raise UsageProblem(
            f"There is no file {what}.", "WHAT is a web address, a file, or - for standard input"
        ) from None
    except OSError as error:
        raise DiskFailed(f"Cannot read {what}: {os.strerror(error.errno or 0).lower()}.") from None


def _limited(stream: BinaryIO) -> bytes:
    data = stream.read(MAX_RAW + 1)
    if len(data) > MAX_RAW:
        raise NoArticleFound(f"This is larger than {MAX_RAW // 2**20} MB: no article.")
    return data

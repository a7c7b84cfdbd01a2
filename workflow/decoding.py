"""Bytes to text: byte order mark, UTF-8, what was declared, then a guess, in that order."""

from __future__ import annotations

import codecs
import re

from dragoman.workflow.errors import NoArticleFound

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under these names; pages in the wild rely on it.
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874"}
# Python knows these as encodings of text; no page is written in them, and two take quadratic time.
_NOT_FOR_PAGES = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined"})
_IN_PAGE = re.compile(
    rb"""<(?:meta\b[^<>]{0,500}?\bcharset|\?xml\b[^<>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
_SAMPLE_BYTES = 100_000
_DAMAGED = 0.01
_BLANKS = 0.03


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of a text file; ``charset`` is what its carrier declared.

    Raises:
        NoArticleFound: the bytes are no text.
    """
    text = _by_mark(data) or _by_nulls(data) or _utf8(data) or _declared(data, charset) or _guessed(data)
    if "\0" in text:
        raise NoArticleFound("This is not text: it holds NUL bytes.", "Give a page, or a text or Markdown file.")
    return text


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The same for an HTML page, whose head may name its charset too."""
    named = _IN_PAGE.search(data[:_HEAD_BYTES])
    inside = named[1].decode("ascii", "replace") if named else None
    return decode(data, charset if charset and _codec(charset) else inside)


def _by_mark(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").replace("\0", "")
    return ""


def _by_nulls(data: bytes) -> str:
    """UTF-16 without its mark: every blank shows as a NUL beside a space, and the rest reads well."""
    if b"\0" not in data:
        return ""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        blanks = sum(text.count(sign) for sign in " \n")
        if "\0" not in text and blanks >= len(text) * _BLANKS:
            return text
    return ""


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _codec(charset: str) -> str:
    try:
        name = codecs.lookup(charset.strip()).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _NOT_FOR_PAGES else _AS_BROWSERS.get(name, name)


def _declared(data: bytes, charset: str | None) -> str:
    name = _codec(charset) if charset else ""
    if not name:
        return ""
    try:
        text = data.decode(name, "replace")
    except (LookupError, ValueError):
        return ""
    return text if text.count("\ufffd") <= max(1, len(text) * _DAMAGED) else ""


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    return data.decode(best.encoding if best else "utf-8", "replace")

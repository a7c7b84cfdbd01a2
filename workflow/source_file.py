"""The source: the original as found at another outlet, frozen. Its file is provenance and clean Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.fence import split
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.read_yaml import read
from dragoman.workflow.render_yaml import render
from dragoman.workflow.seal import canonical, sha256, text_digest

if TYPE_CHECKING:
    from collections.abc import Mapping


class Provenance(NamedTuple):
    """Who published the original, where and when. Dates as ``YYYY-MM-DD``; ``retrieved`` a UTC time.

    An empty ``url`` means that somebody said there is none. ``raw`` names the file with the bytes as retrieved,
    ``raw_sha256`` is their digest.
    """

    title: str
    lang: str
    outlet: str
    retrieved: str
    raw: str
    raw_sha256: str
    url: str = ""
    byline: str = ""
    published: str = ""
    dek: str = ""
    keywords: tuple[str, ...] = ()


class Source(NamedTuple):
    """A source as its file says it; ``digest`` covers provenance and text, and with ``raw_sha256`` the raw bytes."""

    path: str
    fields: Mapping[str, Value]
    body: str
    digest: str

    @property
    def raw(self) -> tuple[str, str]:
        """The raw file's name and digest, both empty where none is named."""
        value = self.fields.get("raw", {})
        known = value if isinstance(value, dict) else {}
        name, digest = known.get("file", ""), known.get("sha256", "")
        return (name, digest) if isinstance(name, str) and isinstance(digest, str) else ("", "")


def body_digest(body: str) -> str:
    """What tells that two sources have the same words, wherever they were found."""
    return sha256(canonical(body))


def source_text(known: Provenance, body: str) -> str:
    """The text of a source file."""
    lines: dict[str, Value] = {
        "title": known.title,
        "dek": known.dek,
        "lang": known.lang,
        "outlet": known.outlet,
        "url": known.url,
        "byline": known.byline,
        "published": known.published,
        "retrieved": known.retrieved,
        "keywords": list(known.keywords),
        "raw": {"file": known.raw, "sha256": known.raw_sha256},
        "sha256": body_digest(body),
    }
    head = "".join(f"{key}: {render(value)}\n" for key, value in lines.items() if value)
    return f"---\n{head}---\n\n{canonical(body)}\n"


def parse_source(text: str, path: str) -> Source:
    """Read a source file.

    Raises:
        BadText: it has no readable front matter.
    """
    parts = split(text, path)
    fields = read(parts.head, path, first_line=2)
    return Source(path, fields, parts.body, text_digest(fields, parts.body))

"""What a server answers: how much of it is read, in how long, and what is kept of its headers."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.workflow.errors import FetchFailed
from dragoman.workflow.inflate import Inflater

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from dragoman.workflow.addresses import Permit

BY_HAND = "Save the page in a browser and source the file."
_LONGEST_VALIDATOR = 300


@dataclass(frozen=True, slots=True)
class Answered:
    """What one request was answered with. ``data`` is there with status 200 only; ``location`` with a redirect.

    ``etag`` and ``last_modified`` are the page's validators as the server wrote them, empty where it has none, or
    where they are nothing that can be written back.
    """

    url: str
    status: int
    data: bytes = b""
    media_type: str = ""
    charset: str | None = None
    location: str = ""
    etag: str = ""
    last_modified: str = ""

    @property
    def kind(self) -> str:
        """What it is read as, which is the ending of its file too: a page (``html``) or a text (``txt``)."""
        return "html" if "html" in self.media_type else "txt"


@dataclass(frozen=True, slots=True)
class Terms:
    """What one fetch may do: bytes of decoded content, a point on the monotonic clock, addresses, ports (or any).

    ``headers`` go with the request; with ``any_type`` not only pages and texts are read.
    """

    limit: int
    seconds: float
    deadline: float
    permitted: Permit
    ports: frozenset[int]
    headers: Mapping[str, str] = field(default_factory=dict)
    any_type: bool = False

    def left(self) -> float:
        """Seconds left; raises FetchFailed when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise too_slow(self.seconds)
        return left


def too_slow(seconds: float) -> FetchFailed:
    """The error for a page that takes too long."""
    return FetchFailed(f"The page did not arrive within {seconds:g} seconds.", "Try again, or: " + BY_HAND)


def validator(response: httpx.Response, name: str) -> str:
    """A header that is kept and sent back: only as plain ASCII of a sane length."""
    value = str(response.headers.get(name, "")).strip()
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR else ""


def sniffed(data: bytes) -> str:
    """The media type of what came without one."""
    return "text/html" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "text/plain"


def content(response: httpx.Response, terms: Terms) -> bytes:
    """The decoded content; both the announced and the real length are held to the limit."""
    announced = response.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > terms.limit:
        raise _too_large(terms.limit)
    inflater = Inflater(response.headers.get("content-encoding", ""))
    parts, size = [], 0
    for chunk in response.iter_raw():
        terms.left()
        part = inflater.feed(chunk, terms.limit - size + 1)
        size += len(part)
        if size > terms.limit:
            raise _too_large(terms.limit)
        parts.append(part)
    inflater.finish()
    return b"".join(parts)


def _too_large(limit: int) -> FetchFailed:
    return FetchFailed(f"The page is larger than {limit / 1024 / 1024:.3g} MiB.", BY_HAND)

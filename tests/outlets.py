"""Another outlet's site: a real server on loopback that keeps a log of who asked for what, and from when to when."""

from __future__ import annotations

import hashlib
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PARAGRAPHS = (
    "عاد الفرن القديم في حي الفخار إلى العمل يوم الاثنين بعد توقف دام ستة أسابيع، بحسب ما قال أصحابه للصحيفة.",
    "وقالت رئيسة التعاونية: «أصلحنا الجدار بأيدينا، وشارك في العمل 40 شخصا من أهل الحي»، ولم تذكر كلفة الإصلاح.",
    "ويعمل في الفرن اليوم 12 عاملا، وينتج نحو 300 جرة في الأسبوع، تباع في سوق المدينة وفي القرى المجاورة.",
)
TRANSLATION = """\
# The old kiln is back at work

The old kiln in the potters' quarter went back to work on Monday after six weeks, its owners told the paper.

"We repaired the wall with our own hands, and 40 people of the quarter took part," the cooperative's head said. \
She did not say what it cost.

Twelve workers are at the kiln today. They make about 300 jars a week, sold in the city's market and nearby.
"""


def page(*paragraphs: str, title: str = "الفرن القديم يعود إلى العمل", more: str = "") -> bytes:
    """A page with these paragraphs; ``more`` stands around the article."""
    text = "".join(f"<p>{one}</p>\n" for one in paragraphs or PARAGRAPHS)
    head = f'<title>{title} | صحيفة الجرة</title><meta property="og:site_name" content="صحيفة الجرة">'
    body = f"<article><h1>{title}</h1>\n{text}</article>{more}"
    top = f'<html lang="ar"><head><meta charset="utf-8">{head}</head>'
    return f"<!doctype html>{top}<body>{body}</body></html>".encode()


@dataclass
class Page:
    """What the server answers: with an ``ETag`` of the content unless ``tagged`` is off. ``wait`` is in seconds."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    wait: float = 0.0
    tagged: bool = True


@dataclass(frozen=True)
class Asked:
    """One request: its path and headers, and when it began and ended on the monotonic clock."""

    path: str
    headers: Mapping[str, str]
    status: int
    began: float
    ended: float


@dataclass
class Outlet:
    """The site: ``pages`` by path, which a test may change, and the ``log``."""

    url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)

    def asked(self, path: str) -> list[Asked]:
        """The requests for a path."""
        return [one for one in self.log if one.path == path]


@contextmanager
def outlet(host: str = "127.0.0.1", /, **pages: Page) -> Iterator[Outlet]:
    """A site on a port of its own; its pages by name, without the slash."""
    site = Outlet(pages={f"/{name}": one for name, one in pages.items()})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            began = time.monotonic()
            one = site.pages.get(self.path, Page(status=404))
            time.sleep(one.wait)
            tag = f'"{hashlib.sha256(one.body).hexdigest()[:16]}"' if one.tagged and one.status == 200 else ""
            known = bool(tag) and self.headers.get("If-None-Match") == tag
            status = 304 if known else one.status
            self.send_response(status)
            for name, value in {"ETag": tag, "Content-Type": one.kind, **one.headers}.items():
                if value:
                    self.send_header(name, value)
            body = b"" if known else one.body
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # Before the last byte: whoever asked may ask again in the moment it is there.
            site.log.append(Asked(self.path, dict(self.headers), status, began, time.monotonic()))
            try:
                self.wfile.write(body)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    site.url = f"http://{host}:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()

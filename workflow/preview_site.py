"""A preview's pages as they are served: files of a folder, pages with what a preview says above them."""

from __future__ import annotations

import threading
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from dragoman.workflow import disk
from dragoman.workflow.built_in import built_in
from dragoman.workflow.errors import DiskFailed
from dragoman.workflow.loopback import Answer
from dragoman.workflow.preview_page import FILES, Note, as_preview, fallback

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "xml": "application/xml; charset=utf-8", "json": "application/json; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "pdf": "application/pdf",
    "mp3": "audio/mpeg", "ogg": "audio/ogg",
    "mp4": "video/mp4", "webm": "video/webm",
}  # fmt: skip
_MISSING = "404.html"


class Version(NamedTuple):
    """One build: its name, notes by the addresses of the pages they are for, and what is wrong with the build."""

    name: str
    notes: Mapping[str, Note]
    wrong: tuple[Note, ...] = ()


class PreviewSite:
    """The files in a folder, in the version that was built last."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._version, self._over = Version("", {}), False
        self._changed = threading.Condition()

    def built(self, version: Version) -> None:
        """Show another version from now on; whoever listens is told."""
        with self._changed:
            self._version = version
            self._changed.notify_all()

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def wait(self, version: str, seconds: float) -> str:
        """As ``Served.wait``."""
        with self._changed:
            self._changed.wait_for(lambda: self._over or self._version.name != version, seconds)
            return "" if self._over else self._version.name

    def answer(self, target: str) -> Answer:
        """As ``Served.answer``."""
        address = urlsplit(target).path if target.startswith("/") else ""
        if address in FILES:
            name = FILES[address]
            return Answer(HTTPStatus.OK, _kind(name), (built_in(name) or "").encode())
        path = unquote(address)[1:]
        data = self._read(f"{path}index.html" if path.endswith("/") or not path else path)
        if data is not None:
            return self._page(HTTPStatus.OK, address, data) if _is_page(path) else _file(path, data)
        if address and not path.endswith("/") and self._read(f"{path}/index.html") is not None:
            return Answer(HTTPStatus.MOVED_PERMANENTLY, _KINDS["txt"], b"", quote(f"/{path}/"))
        return self._absent(address)

    def _absent(self, address: str) -> Answer:
        version = self._version
        failed = bool(version.wrong) and self._read("index.html") is None
        title = "The site cannot be built" if failed else "There is no such page"
        status = HTTPStatus.INTERNAL_SERVER_ERROR if failed else HTTPStatus.NOT_FOUND
        data = None if failed else self._read(_MISSING)
        return self._page(status, address, data if data is not None else fallback(title).encode())

    def _read(self, path: str) -> bytes | None:
        try:
            return disk.read_bytes(self._folder, path)
        except (DiskFailed, OSError, ValueError):  # a name that no file can have, too
            return None

    def _page(self, status: int, address: str, data: bytes) -> Answer:
        version = self._version
        own = version.notes.get(unquote(address))
        notes = (*version.wrong, *([own] if own else []))
        html = as_preview(data.decode("utf-8", "replace"), version.name, notes)
        return Answer(status, _KINDS["html"], html.encode())


def _is_page(path: str) -> bool:
    return path.endswith(("/", ".html")) or not path


def _file(path: str, data: bytes) -> Answer:
    return Answer(HTTPStatus.OK, _kind(path), data)


def _kind(path: str) -> str:
    return _KINDS.get(path.rpartition(".")[2].lower(), "application/octet-stream")

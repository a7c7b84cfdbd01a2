"""A small web server that hands git's requests to ``git http-backend``, as a CGI program (RFC 3875)."""

from __future__ import annotations

import base64
import gzip
import os
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSWORD = "open sesame"  # noqa: S105  # of a server that lives for a test


class _Bridge(BaseHTTPRequestHandler):
    """One request: read whole, handed to the program, its answer handed back."""

    protocol_version = "HTTP/1.1"
    root: Path
    environ: dict[str, str]

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's own name
        """Say nothing."""

    def _answer(self) -> None:
        body = self._body()
        user, _, password = self._credentials().partition(":")
        if password != PASSWORD:
            self._send("401 Unauthorized", [("WWW-Authenticate", 'Basic realm="desk"')], b"")
            return
        done = subprocess.run(
            ["git", "http-backend"], input=body, stdout=subprocess.PIPE, env=self._meta(user, body), check=True
        )
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = [(key, value.strip()) for key, _, value in (h.partition(":") for h in head.decode().split("\r\n"))]
        status = next((value for key, value in headers if key == "Status"), "200 OK")
        self._send(status, [pair for pair in headers if pair[0] != "Status"], content)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            body = b"".join(self._chunks())
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        # The program would take the encoded bytes for a request of that length.
        return gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass

    def _credentials(self) -> str:
        kind, _, words = self.headers.get("Authorization", "").partition(" ")
        return base64.b64decode(words).decode() if kind == "Basic" else ""

    def _meta(self, user: str, body: bytes) -> dict[str, str]:
        url = urlsplit(self.path)
        return self.environ | {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "GATEWAY_INTERFACE": "CGI/1.1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": unquote(url.path),
            "QUERY_STRING": url.query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_USER": user,
            "REMOTE_ADDR": "127.0.0.1",
        }

    def _send(self, status: str, headers: list[tuple[str, str]], content: bytes) -> None:
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        for key, value in headers:
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Serve the repositories below a folder; hands over the address that a person's name goes before.

    The program gets no home and next to no environment, as from a real web server.
    """
    handler = type("Bridge", (_Bridge,), {"root": root, "environ": {"PATH": os.environ["PATH"]}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def installed() -> bool:
    """Whether git has the program."""
    folder = subprocess.run(["git", "--exec-path"], capture_output=True, check=True).stdout.decode().strip()
    return os.path.exists(f"{folder}/git-http-backend")

"""The one door through which this machine's own browser looks in: HTTP on the loopback address, and read only.

Any page in the browser may send requests here, and any name may be made to lead here; so only who asks for this very
address is answered, and what is answered is for this address alone.
"""

from __future__ import annotations

import contextlib
import http.server
import threading
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from dragoman.workflow.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
# Seconds after which a browser is told that it is still listened to, and after which one that says nothing is left.
_BREATH = 10
_PATIENCE = 30
_GUARDS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Answer(NamedTuple):
    """What is sent: an HTTP status, the kind of the content, and it; ``location`` is where a redirect leads."""

    status: int
    kind: str
    data: bytes
    location: str = ""


class Served(Protocol):
    """What is served. Both methods are called from several threads at once."""

    def answer(self, target: str, /) -> Answer:
        """What a request's target, as it was sent, is answered with."""

    def wait(self, version: str, seconds: float, /) -> str:
        """The version that is there once it is another, or the same after some seconds; empty: it is over."""


class Loopback:
    """A server on a port of the loopback address; 0 is any that is free. Used as a context, it gives the port back.

    Raises:
        UsageProblem: somebody has the port.
    """

    def __init__(self, port: int, events: str) -> None:
        try:
            self._server = _Server((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            why = (getattr(error, "strerror", None) or str(error)).lower()
            raise UsageProblem(f"Cannot listen on port {port}: {why}.", "--port with another, or none") from error
        self._server.events = events

    @property
    def url(self) -> str:
        """Where it is, with a slash at the end."""
        return f"http://{HOST}:{self._server.server_port}/"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.server_close()

    @contextlib.contextmanager
    def open(self, served: Served) -> Iterator[None]:
        """Serve while inside."""
        self._server.served = served
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            thread.join()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    served: Served
    events: str


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Server
    server_version, sys_version = "dragoman", ""
    timeout = _PATIENCE

    def do_GET(self) -> None:  # the library's name
        """Answer a request."""
        self._answer()

    def do_HEAD(self) -> None:  # the library's name
        """Answer a request, but for the content."""
        self._answer()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse in our own words; a method that we do not know is no fault of ours."""
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        self.close_connection = True
        self._send(_refusal(status))

    def log_message(self, *_: object) -> None:
        """Say nothing: what was asked for is not what anybody wants to read."""

    def _answer(self) -> None:
        with contextlib.suppress(ConnectionError, TimeoutError):
            if self.headers.get_all("Host", []) not in self._names():
                self._send(_refusal(HTTPStatus.MISDIRECTED_REQUEST))
            elif self.path == self.server.events and self.command == "GET":
                self._tell()
            else:
                self._send(self.server.served.answer(self.path))

    def _names(self) -> list[list[str]]:
        """What this server is called, once, by those who mean it."""
        return [[f"{name}:{self.server.server_port}"] for name in (HOST, "localhost")]

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in _GUARDS.items():
            self.send_header(name, value)
        if answer.location:
            self.send_header("Location", answer.location)
        if answer.status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def _tell(self) -> None:
        """Tell of versions, as server-sent events, as long as somebody listens."""
        self.send_response(HTTPStatus.OK)
        for name, value in (*_GUARDS.items(), ("Content-Type", "text/event-stream; charset=utf-8")):
            self.send_header(name, value)
        self.end_headers()
        version = self.server.served.wait("", 0)
        while version:
            self.wfile.write(f"event: built\ndata: {version}\n\n".encode())
            self.wfile.flush()
            version = self.server.served.wait(version, _BREATH)


def _refusal(status: HTTPStatus) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", f"{status.value} {status.phrase}\n".encode())

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from dragoman.workflow.addresses import is_public
from dragoman.workflow.errors import DragomanError, FetchFailed, FetchRefused
from dragoman.workflow.fetch import Retrieved, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.workflow.addresses import Address

    Answer = Callable[[BaseHTTPRequestHandler], None]

PAGE = "<html><p>مرحبا</p></html>".encode()


@contextmanager
def server(answer: Answer, host: str = "127.0.0.1") -> Iterator[str]:
    """A real server on ``host``; yields its base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer((host, 0), Handler)
    httpd.daemon_threads = True
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://{host}:{httpd.server_address[1]}"
    finally:
        httpd.shutdown()
        httpd.server_close()


def send(
    body: bytes = PAGE, status: int = 200, kind: str | None = "text/html; charset=utf-8", **headers: str
) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        if kind is not None:
            request.send_header("Content-Type", kind)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        try:
            request.wfile.write(body)
        except OSError:
            return

    return answer


def private(url: str, **options: float) -> Retrieved:
    return fetch(
        url, allow_private=True, limit=int(options.get("limit", 1 << 20)), seconds=options.get("seconds", 10.0)
    )


def test_page_comes_back_with_its_type_charset_and_url() -> None:
    with server(send()) as base:
        assert private(f"{base}/a?b=1#c") == Retrieved(f"{base}/a?b=1", PAGE, "text/html", "utf-8")


def test_request_says_honestly_who_asks_and_names_the_host() -> None:
    seen: dict[str, str] = {}

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.update(request.headers.items())
        send()(request)

    with server(answer) as base:
        private(base.replace("127.0.0.1", "localhost"))
    assert seen["User-Agent"].startswith("dragoman/")
    assert seen["User-Agent"].endswith("(+translation newsroom tool)")
    assert seen["Host"] == base.removeprefix("http://").replace("127.0.0.1", "localhost")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://site.example/a",
        "gopher://site.example",
        "javascript:alert(1)",
        "site.example/a",
        "",
        "http://",
        "http:///a",
        "https://user:canary@site.example/",
        "https://canary@site.example/",
        "http://site.example:99999/",
        "http://site.example:port/",
        "http://a b/",
        "http://a\0b/",
        "http://a\nb/",
        "http://[::1/",
        "http://xn--a/",
        "http://\u2f46\u0338.example/",
        "http://" + "a" * 70 + ".example/",
        "http://" + "a." * 200 + "example/",
        "http://..../",
        "http://\ud800/",
    ],
)
def test_what_is_no_web_address_is_refused_in_one_sentence_without_secrets(url: str) -> None:
    with pytest.raises((FetchRefused, FetchFailed)) as caught:
        fetch(url, seconds=10)
    said = f"{caught.value.sentence} {caught.value.hint}"
    assert "canary" not in said
    assert "\n" not in said
    assert said.isprintable()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",  # noqa: S104 - asked, not bound
        "10.0.0.1",
        "169.254.169.254",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "[64:ff9b::7f00:1]",
        "[fe80::1]",
        "[::]",
        "0x7f.1",
        "192.168.1.1",
        "100.64.0.1",
        "[fd00::1]",
        "224.0.0.1",
    ],
)
def test_addresses_behind_the_public_internet_are_refused(host: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        fetch(f"http://{host}/")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::808:808", True),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("255.255.255.255", False),
        ("ff02::1", False),
        ("::127.0.0.1", False),
        ("2001:db8::1", False),
    ],
)
def test_public_means_public_also_inside_a_wrapping(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_one_bad_address_among_good_ones_refuses_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: entries)
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        fetch("http://two-faced.example/")


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    real, lookups = socket.getaddrinfo, []

    def rebinding(host: str | bytes | None, *args: object, **more: object) -> object:
        if host == "rebinding.example":
            lookups.append(host)
            host = "127.0.0.1" if len(lookups) == 1 else "127.0.0.2"
        return real(host, *args, **more)  # type: ignore[arg-type]

    with server(send()) as base:
        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        assert private(base.replace("127.0.0.1", "rebinding.example")).data == PAGE
    assert len(lookups) == 1


def only_first(address: Address) -> bool:
    return str(address) == "127.0.0.1"


def test_redirect_to_an_address_that_is_not_permitted_is_refused_unasked() -> None:
    asked: list[str] = []

    def inner(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        send()(request)

    with server(inner, "127.0.0.2") as secret, server(send(status=302, Location=secret)) as base:
        with pytest.raises(FetchRefused, match=r"127\.0\.0\.2"):
            fetch(base, permitted=only_first)
        assert fetch(base, allow_private=True).url == f"{secret}/" or asked == ["/"]
    assert asked == ["/"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/", "http://u:canary@127.0.0.1/", "http://[", "\x01"]
)
def test_redirect_is_checked_like_the_first_address(target: str) -> None:
    with server(send(status=301, Location=target)) as base, pytest.raises((FetchRefused, FetchFailed)) as caught:
        private(base)
    assert "canary" not in caught.value.sentence + caught.value.hint


def counting_down(request: BaseHTTPRequestHandler) -> None:
    left = int(request.path.strip("/"))
    (send(status=307, Location=f"/{left - 1}") if left else send())(request)


def test_five_redirects_are_followed_and_six_are_not() -> None:
    with server(counting_down) as base:
        assert private(f"{base}/5").url == f"{base}/0"
        with pytest.raises(FetchFailed, match="more than 5"):
            private(f"{base}/6")


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_page_is_unpacked(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    with server(send(pack(PAGE), Content_Encoding=encoding)) as base:
        assert private(base).data == PAGE


def test_bare_deflate_is_unpacked_too() -> None:
    packer = zlib.compressobj(wbits=-15)
    with server(send(packer.compress(PAGE) + packer.flush(), Content_Encoding="deflate")) as base:
        assert private(base).data == PAGE


def test_small_gzip_that_holds_a_huge_page_is_stopped() -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 50_000_000)
    assert len(bomb) < 100_000
    with server(send(bomb, Content_Encoding="gzip")) as base, pytest.raises(FetchFailed, match="larger than 1 MiB"):
        private(base)


def test_page_over_the_limit_is_refused_by_its_announcement_and_by_its_bytes() -> None:
    with server(send(b"a", Content_Length="99999999")) as base, pytest.raises(FetchFailed, match="larger"):
        private(base)
    with server(send(b"a" * 2000)) as base, pytest.raises(FetchFailed, match="larger"):
        private(base, limit=1999)
    with server(send(b"a" * 2000)) as base:
        assert len(private(base, limit=2000).data) == 2000


@pytest.mark.parametrize("body", [gzip.compress(PAGE, mtime=0)[:-9], b"not gzip at all"])
def test_damaged_packing_is_one_sentence(body: bytes) -> None:
    with server(send(body, Content_Encoding="gzip")) as base, pytest.raises(FetchFailed):
        private(base)


def test_packing_that_was_not_asked_for_is_one_sentence() -> None:
    with server(send(Content_Encoding="br")) as base, pytest.raises(FetchFailed, match="br"):
        private(base)


def dripping_body(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    try:
        for _ in range(200):
            request.wfile.write(b"a")
            request.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


def dripping_head(request: BaseHTTPRequestHandler) -> None:
    try:
        request.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        for _ in range(200):
            request.wfile.write(b"a")
            request.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


@pytest.mark.parametrize("drip", [dripping_body, dripping_head])
def test_slow_drip_ends_at_the_deadline(drip: Answer) -> None:
    start = time.monotonic()
    with server(drip) as base, pytest.raises(FetchFailed, match=r"second|in time"):
        private(base, seconds=0.6)
    assert time.monotonic() - start < 4


def test_broken_connection_and_closed_port_are_one_sentence() -> None:
    with server(send(b"short", Content_Length="500")) as base, pytest.raises(FetchFailed):
        private(base)
    with pytest.raises(FetchFailed, match="failed"):
        private(base)


def test_certificate_that_is_not_there_is_one_sentence() -> None:
    with server(send()) as base, pytest.raises(FetchFailed, match="failed"):
        private(base.replace("http:", "https:"))


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410, 429, 451, 500, 503])
def test_error_status_is_one_sentence_with_its_number(status: int) -> None:
    with server(send(b"", status)) as base, pytest.raises(FetchFailed, match=f"HTTP {status}"):
        private(base)


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "video/mp4"])
def test_other_media_types_are_named(kind: str) -> None:
    with server(send(kind=kind)) as base, pytest.raises(FetchFailed, match=kind):
        private(base)


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/plain", b"words", "text/plain"),
        ("text/markdown; charset=utf-8", b"# T", "text/markdown"),
        ("Application/XHTML+XML", PAGE, "application/xhtml+xml"),
        (None, PAGE, "text/html"),
        (None, b"words", "text/plain"),
    ],
)
def test_pages_and_texts_are_read(kind: str | None, body: bytes, expected: str) -> None:
    with server(send(body, kind=kind)) as base:
        assert private(base).media_type == expected


def test_proxy_from_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with server(send()) as base:
        assert private(base).data == PAGE


def test_every_failure_is_one_of_ours() -> None:
    for url in ("http://127.0.0.1:1/", "http://no-such-host.invalid/", "https://127.0.0.1:1/"):
        with pytest.raises(DragomanError):
            private(url)


@pytest.mark.parametrize("url", ["http://example.org:25/", "https://example.org:3306/x", "http://[2606:4700::1]:22/"])
def test_ports_that_no_page_is_served_on_are_refused_unasked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> None:
        raise AssertionError("no name is looked up, no address asked")

    monkeypatch.setattr(socket, "getaddrinfo", asked)
    with pytest.raises(FetchRefused, match="80 and 443"):
        fetch(url)

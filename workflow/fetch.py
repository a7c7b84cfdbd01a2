"""The one door to the network: a page by its URL, from the public internet, within size and time."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from dragoman.workflow.addresses import is_public, resolve
from dragoman.workflow.errors import DragomanError, FetchFailed, FetchRefused
from dragoman.workflow.inflate import Inflater

if TYPE_CHECKING:
    import httpx

    from dragoman.workflow.addresses import Permit

LIMIT_BYTES = 10 * 1024 * 1024
SECONDS = 30.0
MAX_REDIRECTS = 5
READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"})
# A page is never behind another one, and a mail server or a database would take our request for words to it.
PORTS = frozenset({80, 443})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BY_HAND = "Save the page in a browser and source the file."
_WHY = {
    401: "wants a login",
    403: "does not let us in",
    404: "has no such page",
    410: "has taken the page down",
    429: "says we ask too often",
    451: "may not show the page for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What came back: the final ``url``, the decoded content, its media type and the declared charset."""

    url: str
    data: bytes
    media_type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Terms:
    """What one fetch may do: bytes of decoded content, a point on the monotonic clock, addresses, ports (or any)."""

    limit: int
    seconds: float
    deadline: float
    permitted: Permit
    ports: frozenset[int]

    def left(self) -> float:
        """Seconds left; raises FetchFailed when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise _too_slow(self.seconds)
        return left


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    limit: int = LIMIT_BYTES,
    seconds: float = SECONDS,
    permitted: Permit | None = None,
) -> Retrieved:
    """Fetch ``url`` over http or https, following at most five redirects, each checked like the first.

    ``limit`` counts bytes of decoded content; ``seconds`` is for everything together. ``permitted``
    replaces the rule which addresses may be asked; ``allow_private`` allows them all. Either way any port may
    be asked then, else those of ``PORTS``.

    Raises:
        FetchRefused: the scheme, a name and password in the URL, the port or the address is not allowed.
        FetchFailed: no answer, an error status, something unreadable, too large or too slow.
    """
    rule = permitted or ((lambda _address: True) if allow_private else is_public)
    ports = frozenset[int]() if permitted or allow_private else PORTS
    terms = _Terms(limit, seconds, time.monotonic() + seconds, rule, ports)
    return _in_time(url, terms)


def _in_time(url: str, terms: _Terms) -> Retrieved:
    """The fetch in a thread that can be left behind: a lookup or a dripping header knows no deadline."""
    answers: queue.SimpleQueue[Retrieved | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_follow(url, terms))
        except BaseException as error:  # noqa: BLE001 - carried over to the caller's thread
            answers.put(error)

    threading.Thread(target=work, name="dragoman-fetch", daemon=True).start()
    try:
        answer = answers.get(timeout=terms.seconds + 0.5)
    except queue.Empty:
        raise _too_slow(terms.seconds) from None
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _too_slow(seconds: float) -> FetchFailed:
    return FetchFailed(f"The page did not arrive within {seconds:g} seconds.", "Try again, or: " + _BY_HAND)


def _follow(text: str, terms: _Terms) -> Retrieved:
    import httpx

    target = _checked(text)
    try:
        with httpx.Client(trust_env=False, follow_redirects=False, headers=_headers()) as client:
            for _hop in range(MAX_REDIRECTS + 1):
                answer = _ask(client, target, terms)
                if isinstance(answer, Retrieved):
                    return answer
                target = answer
    except DragomanError:
        raise
    except httpx.TimeoutException as error:
        raise FetchFailed(f"{_host(target)} did not answer in time.", "Try again later.") from error
    except (httpx.HTTPError, OSError, ValueError) as error:
        raise FetchFailed(
            f"The connection to {_host(target)} failed: {_reason(error)}.", "Try again later."
        ) from error
    raise FetchFailed(f"{_host(target)} redirects more than {MAX_REDIRECTS} times.", _BY_HAND)


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"dragoman/{version('dragoman')} (+translation newsroom tool)",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, text/markdown;q=0.8",
        "Accept-Encoding": "gzip, deflate",
    }


def _checked(text: str) -> httpx.URL:
    import httpx

    # urllib and browsers drop tabs and line ends without a word; what we checked must be what we ask for.
    if any(ord(sign) <= ord(" ") or ord(sign) == 0x7F for sign in text):  # noqa: PLR2004
        raise FetchRefused("The URL holds blanks or control characters.", "Write them as %20 and the like.")
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchRefused("That is not a URL that can be fetched.", "Check its host and port.") from error
    if url.scheme not in {"http", "https"}:
        raise FetchRefused(f"Only http and https URLs are fetched, not {url.scheme or 'a bare name'}.")
    if url.userinfo:
        raise FetchRefused("The URL holds a name or password.", "Take out the part before the @.")
    if not url.raw_host:
        raise FetchRefused("The URL names no host.")
    return url.copy_with(fragment=None)


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii")


def _reason(error: Exception) -> str:
    """One line of the library's own words."""
    return " ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__


def _ask(client: httpx.Client, url: httpx.URL, terms: _Terms) -> Retrieved | httpx.URL:
    """One hop: the page, or the URL it redirects to."""
    import httpx

    host = _host(url)
    port = url.port or (443 if url.scheme == "https" else 80)
    if terms.ports and port not in terms.ports:
        raise FetchRefused(f"Port {port} of {host} is none that pages are served on: 80 and 443 are.", _BY_HAND)
    addresses = resolve(host, port, terms.permitted)
    for address in addresses:
        # The very address that was checked, so that a second lookup cannot answer differently.
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": host},
            timeout=httpx.Timeout(terms.left(), connect=min(terms.left(), 10.0)),
        )
        try:
            response = client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if address == addresses[-1]:
                raise
            continue
        try:
            return _answer(response, url, terms)
        finally:
            response.close()
    raise FetchFailed(f"The host {host} has no address.")


def _answer(response: httpx.Response, url: httpx.URL, terms: _Terms) -> Retrieved | httpx.URL:
    host, status = _host(url), response.status_code
    if status in _REDIRECTS and (location := response.headers.get("location", "").strip()):
        return _checked(_joined(url, location))
    if status != 200:  # noqa: PLR2004
        why = _WHY.get(status, "has a fault of its own" if status >= 500 else "did not give us the page")  # noqa: PLR2004
        raise FetchFailed(f"{host} {why} (HTTP {status}).", _BY_HAND)
    declared = response.headers.get("content-type", "")
    media_type = declared.partition(";")[0].strip().lower()
    if media_type and media_type not in READABLE:
        raise FetchFailed(
            f"{host} sent {media_type[:80]!r}, which is not a page or a text.", "Source the text as a file."
        )
    data = _content(response, terms)
    return Retrieved(str(url), data, media_type or _sniffed(data), response.charset_encoding)


def _joined(url: httpx.URL, location: str) -> str:
    import httpx

    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailed(f"{_host(url)} redirects to something that is not a URL.", _BY_HAND) from error


def _sniffed(data: bytes) -> str:
    return "text/html" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "text/plain"


def _content(response: httpx.Response, terms: _Terms) -> bytes:
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
    return FetchFailed(f"The page is larger than {limit / 1024 / 1024:.3g} MiB.", _BY_HAND)

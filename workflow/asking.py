"""The one door to the network: one request for one page, to the public internet only, within size and time."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from dragoman.workflow.addresses import is_public, resolve
from dragoman.workflow.answers import BY_HAND, Answered, Terms, content, sniffed, too_slow, validator
from dragoman.workflow.errors import DragomanError, FetchFailed, FetchRefused
from dragoman.workflow.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import httpx

    from dragoman.workflow.addresses import Address, Permit

    T = TypeVar("T")

LIMIT_BYTES = 10 * 1024 * 1024
SECONDS = 30.0
READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"})
# A page is never behind another one, and a mail server or a database would take our request for words to it.
PORTS = frozenset({80, 443})
OK = 200
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def ask(
    url: str,
    headers: Mapping[str, str],
    *,
    allow_private: bool = False,
    any_type: bool = False,
    limit: int = LIMIT_BYTES,
    seconds: float = SECONDS,
) -> Answered:
    """Make one request for ``url``, ``headers`` besides our own, and follow nothing.

    The same addresses and ports may be asked as by ``fetch``.

    Raises:
        FetchRefused: as by ``fetch``.
        FetchFailed: no answer, something unreadable, too large or too slow; a status alone is no failure.
    """
    free = anywhere if allow_private else None
    terms = replace(terms_for(limit, seconds, free), headers=headers, any_type=any_type)

    def once() -> Answered:
        target = checked(url)
        with connected(target, terms) as client:
            return request(client, target, terms)

    return in_time(once, terms)


def terms_for(limit: int, seconds: float, free: Permit | None) -> Terms:
    """The terms of a fetch that begins now; ``free`` says which addresses may be asked, on any port then.

    Without it those of the public internet may, on ``PORTS``.
    """
    ports = frozenset[int]() if free else PORTS
    return Terms(limit, seconds, time.monotonic() + seconds, free or is_public, ports)


def anywhere(_address: Address) -> bool:
    """Any address may be asked."""
    return True


def in_time(what: Callable[[], T], terms: Terms) -> T:
    """A fetch in a thread that can be left behind: a lookup or a dripping header knows no deadline."""
    answers: queue.SimpleQueue[T | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(what())
        except BaseException as error:  # noqa: BLE001 - carried over to the caller's thread
            answers.put(error)

    threading.Thread(target=work, name="dragoman-fetch", daemon=True).start()
    try:
        answer = answers.get(timeout=terms.seconds + 0.5)
    except queue.Empty:
        raise too_slow(terms.seconds) from None
    if isinstance(answer, BaseException):
        raise answer
    return answer


@contextlib.contextmanager
def connected(target: httpx.URL, terms: Terms) -> Iterator[httpx.Client]:
    """A connection to ask over; what goes wrong with it is said in one sentence.

    Raises:
        FetchFailed: in place of any error of the library's or the system's.
    """
    import httpx

    try:
        with httpx.Client(trust_env=False, follow_redirects=False, headers={**_headers(), **terms.headers}) as client:
            yield client
    except DragomanError:
        raise
    except httpx.TimeoutException as error:
        raise FetchFailed(f"{host_of(target)} did not answer in time.", "Try again later.") from error
    except (httpx.HTTPError, OSError, ValueError) as error:
        raise FetchFailed(
            f"The connection to {host_of(target)} failed: {_reason(error)}.", "Try again later."
        ) from error


def agent(contact: str = "") -> str:
    """Who we say we are: the program, its version, and whom to write to."""
    return f"dragoman/{VERSION} (+{contact or 'translation newsroom tool'})"


def _headers() -> dict[str, str]:
    return {
        "User-Agent": agent(),
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, text/markdown;q=0.8",
        "Accept-Encoding": "gzip, deflate",
    }


def checked(text: str) -> httpx.URL:
    """The URL as it is asked for.

    Raises:
        FetchRefused: it is none that can be asked for.
    """
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


def host_of(url: httpx.URL) -> str:
    """The host's name in ASCII."""
    return url.raw_host.decode("ascii")


def _reason(error: Exception) -> str:
    """One line of the library's own words."""
    return " ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__


def request(client: httpx.Client, url: httpx.URL, terms: Terms) -> Answered:
    """One request, to the first of the host's addresses that takes it."""
    import httpx

    host = host_of(url)
    port = url.port or (443 if url.scheme == "https" else 80)
    if terms.ports and port not in terms.ports:
        raise FetchRefused(f"Port {port} of {host} is none that pages are served on: 80 and 443 are.", BY_HAND)
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


def _answer(response: httpx.Response, url: httpx.URL, terms: Terms) -> Answered:
    host, status = host_of(url), response.status_code
    if status in _REDIRECTS and (location := response.headers.get("location", "").strip()):
        return Answered(str(url), status, location=str(checked(_joined(url, location))))
    if status != OK:
        return Answered(str(url), status)
    declared = response.headers.get("content-type", "")
    media_type = declared.partition(";")[0].strip().lower()
    if media_type and media_type not in READABLE and not terms.any_type:
        raise FetchFailed(
            f"{host} sent {media_type[:80]!r}, which is not a page or a text.", "Source the text as a file."
        )
    data = content(response, terms)
    validators = (validator(response, name) for name in ("etag", "last-modified"))
    return Answered(str(url), status, data, media_type or sniffed(data), response.charset_encoding, "", *validators)


def _joined(url: httpx.URL, location: str) -> str:
    import httpx

    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailed(f"{host_of(url)} redirects to something that is not a URL.", BY_HAND) from error

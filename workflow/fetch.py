"""Fetch a page by its URL: what ``source`` is given, whatever way it redirects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.answers import BY_HAND
from dragoman.workflow.asking import (
    LIMIT_BYTES,
    OK,
    SECONDS,
    anywhere,
    checked,
    connected,
    host_of,
    in_time,
    request,
    terms_for,
)
from dragoman.workflow.errors import FetchFailed

if TYPE_CHECKING:
    from dragoman.workflow.addresses import Permit
    from dragoman.workflow.answers import Answered, Terms

MAX_REDIRECTS = 5
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
    terms = terms_for(limit, seconds, permitted or (anywhere if allow_private else None))
    return in_time(lambda: _follow(url, terms), terms)


def _follow(text: str, terms: Terms) -> Retrieved:
    target = checked(text)
    for _hop in range(MAX_REDIRECTS + 1):
        with connected(target, terms) as client:
            answer = request(client, target, terms)
        if not answer.location:
            return _page(answer)
        target = checked(answer.location)
    raise FetchFailed(f"{host_of(target)} redirects more than {MAX_REDIRECTS} times.", BY_HAND)


def _page(answer: Answered) -> Retrieved:
    """The page that was answered with.

    Raises:
        FetchFailed: there is none.
    """
    if answer.status != OK:
        raise FetchFailed(f"{why_not(host_of(checked(answer.url)), answer.status)}.", BY_HAND)
    return Retrieved(answer.url, answer.data, answer.media_type, answer.charset)


def why_not(host: str, status: int) -> str:
    """In words that begin a sentence, why a host gave no page with this status."""
    words = _WHY.get(status, "has a fault of its own" if status >= 500 else "did not give us the page")  # noqa: PLR2004
    return f"{host} {words} (HTTP {status})"

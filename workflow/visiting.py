"""Ask for one original again, as a guest: what the site's robots.txt allows, in turn, and no more than is needed."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from dragoman.workflow.asking import LIMIT_BYTES, OK, SECONDS, agent, ask
from dragoman.workflow.errors import DragomanError, FetchFailed
from dragoman.workflow.fetch import MAX_REDIRECTS, why_not
from dragoman.workflow.robots import LIMIT_BYTES as ROBOTS_BYTES
from dragoman.workflow.robots import Robots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.answers import Answered
    from dragoman.workflow.turns import Turns

Came = Literal["page", "same", "gone", "not-allowed", "failed"]
_NOT_MODIFIED = 304
_GONE = frozenset({404, 410})
# The host asks us to leave it alone for a while.
_ENOUGH = frozenset({429, 503})
_FAULT = 500


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a visit; ``why`` says so in a sentence where it is no page, ``answer`` is the page."""

    came: Came
    why: str = ""
    status: str = ""
    found_at: str = ""
    answer: Answered | None = None


class Visitor:
    """Visits originals; may be used by several threads. ``contact`` is told to each server.

    ``seconds`` are for one request.
    """

    def __init__(
        self, turns: Turns, contact: str = "", *, allow_private: bool = False, seconds: float = SECONDS
    ) -> None:
        self._turns = turns
        self._headers = {"User-Agent": agent(contact)}
        self._allow_private = allow_private
        self._seconds = seconds
        self._lock = threading.Lock()
        self._robots: dict[str, Robots | str] = {}

    def visit(self, url: str, conditions: Mapping[str, str]) -> Visit:
        """Ask for an original; with ``conditions`` (``If-None-Match`` …) only for one that is not as it was then."""
        at = url
        try:
            for _hop in range(MAX_REDIRECTS + 1):
                came = self._hop(at, conditions)
                if isinstance(came, Visit):
                    return replace(came, found_at="" if at == url else at)
                if _is_front_page(came.location) and not _is_front_page(url):
                    why = f"{host_named(at)} leads to its front page instead (HTTP {came.status})"
                    return Visit("gone", why, str(came.status), came.location)
                at = came.location
        except DragomanError as error:
            return Visit("failed", error.sentence.rstrip("."))
        except ValueError:  # an address that one library takes and another one does not
            return Visit("failed", "that is not a URL that can be asked for")
        return Visit("failed", f"{host_named(at)} redirects more than {MAX_REDIRECTS} times")

    def _hop(self, url: str, conditions: Mapping[str, str]) -> Visit | Answered:
        """One request, once robots.txt allows it; the answer itself where it redirects."""
        host, robots = host_named(url), self._rules(url)
        if isinstance(robots, str):
            return Visit("failed", robots)
        if not robots.allows(url):
            return Visit("not-allowed", f"the robots.txt of {host} does not let us ask for it")
        self._turns.slow_down(host, robots.pause)
        answer = self._ask(url, conditions)
        if isinstance(answer, str):
            return Visit("failed", answer)
        return answer if answer.location else _judged(host, answer, asked=bool(conditions))

    def _ask(self, url: str, conditions: Mapping[str, str], limit: int | None = None) -> Answered | str:
        """What was answered in our turn, or why nobody was asked."""
        host = host_named(url)
        with self._turns.of(host) as closed:
            if closed:
                return closed
            answer = ask(
                url,
                {**self._headers, **conditions},
                allow_private=self._allow_private,
                any_type=bool(limit),
                limit=limit or LIMIT_BYTES,
                seconds=self._seconds,
            )
        if answer.status in _ENOUGH:
            self._turns.close(host, f"{host} was not asked: it had answered HTTP {answer.status} before")
        return answer

    def _rules(self, url: str) -> Robots | str:
        """The rules of a page's site, asked for once; a word says why they are not known: then nothing is allowed."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        with self._lock:
            known = self._robots.get(origin)
        if known is None:
            known = self._fetch_rules(f"{origin}/robots.txt")
            with self._lock:
                self._robots[origin] = known
        return known

    def _fetch_rules(self, url: str) -> Robots | str:
        at = url
        for _hop in range(MAX_REDIRECTS + 1):
            try:
                answer = self._ask(at, {}, ROBOTS_BYTES)
            except FetchFailed as error:
                return error.sentence.rstrip(".")
            if isinstance(answer, str):
                return answer
            if answer.location:
                at = answer.location
                continue
            if answer.status == OK:
                return Robots(answer.data)
            if answer.status >= _FAULT or answer.status in _ENOUGH:
                return f"the robots.txt of {host_named(at)} cannot be read now (HTTP {answer.status})"
            return Robots(None)
        return Robots(None)


def _judged(host: str, answer: Answered, *, asked: bool) -> Visit:
    status = str(answer.status)
    if answer.status == OK:
        return Visit("page", "", status, answer=answer)
    if answer.status == _NOT_MODIFIED and asked:
        return Visit("same", "", status)
    return Visit("gone" if answer.status in _GONE else "failed", why_not(host, answer.status), status)


def host_named(url: str) -> str:
    """The name of the host in a URL, empty where it names none."""
    with contextlib.suppress(ValueError):
        return (urlsplit(url).hostname or "").rstrip(".")
    return ""


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") == "" and not parts.query

"""The door to a WordPress: requests to its REST API, within time, to that host alone, never sent on elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dragoman.workflow.errors import TargetFailed
from dragoman.workflow.plain import one_line
from dragoman.workflow.version import VERSION
from dragoman.workflow.wordpress.answers import Answer, data_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import httpx

    from dragoman.workflow.wordpress.login import Login

# Seconds: to be connected, for an answer, and for an answer to a file, of which WordPress makes smaller ones first.
CONNECT, ANSWER, FILE = 10.0, 60.0, 180.0
# WordPress gives no longer list at once.
PAGE = 100
# So many names of things fit into an address that every web server takes.
NAMED = 50


class Door:
    """Asks the WordPress at ``url`` as somebody. ``what`` in its methods ends the sentence "could not ..."."""

    def __init__(self, url: str, login: Login) -> None:
        self._url, self._login = url, login
        self._host = urlsplit(url).netloc
        self._client: httpx.Client | None = None

    @property
    def user(self) -> str:
        """Whom it asks as."""
        return self._login.user

    def get(self, what: str, route: str, **words: str) -> Any:
        """What a route answers.

        Raises:
            TargetFailed: nothing, or no.
        """
        return self._ask(what, "GET", route, words)[0]

    def pages(self, what: str, route: str, **words: str) -> Iterator[tuple[list[dict[str, Any]], int]]:
        """A list, page by page, each with how many things there are in all.

        Raises:
            TargetFailed: there is none.
        """
        number, of = 0, 1
        while number < of:
            number += 1
            asked = {**words, "per_page": str(PAGE), "page": str(number)}
            rows, headers = self._ask(what, "GET", route, asked)
            if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
                sentence = f"{self._host} answered with something else than a list: it could not {what}."
                raise TargetFailed(sentence, "see whether a plugin there changes answers of the REST API")
            of, total = (_number(headers.get(f"x-wp-{name}", "")) for name in ("totalpages", "total"))
            yield rows, total

    def put(self, what: str, route: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """Make a thing, or change the one at a route; what it is like afterwards, as those who edit see it.

        Raises:
            TargetFailed: it could not be done.
        """
        return self._made(what, self._ask(what, "POST", route, {"context": "edit"}, json=data)[0])

    def upload(self, what: str, name: str, data: bytes, words: Mapping[str, str]) -> dict[str, Any]:
        """Put a file into the media library.

        Raises:
            TargetFailed: it could not be done.
        """
        file = {"file": (name, data)}
        asked = self._ask(what, "POST", "/wp/v2/media", {"context": "edit"}, files=file, data=words, seconds=FILE)
        return self._made(what, asked[0])

    def trash(self, what: str, route: str) -> None:
        """Put a thing into the trash.

        Raises:
            TargetFailed: it could not be done.
        """
        self._ask(what, "DELETE", route, {})

    def close(self) -> None:
        """Hang up."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _made(self, what: str, said: Any) -> dict[str, Any]:
        if not isinstance(said, dict) or not isinstance(said.get("id"), int):
            raise TargetFailed(f"{self._host} does not say what it made: it could not {what}.", "run it again")
        return said

    def _ask(
        self, what: str, method: str, route: str, words: Mapping[str, str], *, seconds: float = ANSWER, **body: Any
    ) -> tuple[Any, Mapping[str, str]]:
        import httpx

        client = self._open()
        # By this parameter also where the site has no pretty addresses.
        asked = {"rest_route": route, **words}
        try:
            got = client.request(
                method, self._url, params=asked, timeout=httpx.Timeout(seconds, connect=CONNECT), **body
            )
        except httpx.TimeoutException as error:
            raise TargetFailed(
                f"{self._host} did not answer in time: it could not {what}.", "see that the site is up"
            ) from error
        except (httpx.HTTPError, OSError, ValueError) as error:
            why = one_line(str(error))[:200].rstrip(".") or type(error).__name__
            raise TargetFailed(f"The connection to {self._host} failed: {why}.", "see that the site is up") from error
        answer = Answer(got.status_code, got.content, what, self._host, self._login.user, got.headers)
        return data_of(answer), got.headers

    def _open(self) -> httpx.Client:
        if self._client is None:
            import httpx

            self._client = httpx.Client(
                auth=httpx.BasicAuth(self._login.user, self._login.password),
                headers={"User-Agent": f"dragoman/{VERSION}", "Accept": "application/json"},
                follow_redirects=False,
                trust_env=False,
            )
        return self._client


def joined(ids: Sequence[object]) -> str:
    """Several values of one parameter."""
    return ",".join(map(str, ids))


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else 0

"""What an answer of a WordPress means: its data, or in one sentence why there is none and what to do."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dragoman.workflow.errors import ChangedMeanwhile, DragomanError, TargetFailed
from dragoman.workflow.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_WORDS = 200
_PROFILE = "Users, Profile, Application Passwords"
_WITHHELD = "where they are, the web server may withhold the Authorization header from PHP"
_IN_BETWEEN = "see that `url` is the site's front page, and no plugin puts a page before the REST API or closes it"
_SMALLER = "make the file smaller, or raise the limit there (upload_max_filesize, client_max_body_size)"


class Rejected(TargetFailed):
    """WordPress understood and said no: its ``code``, and the ``data`` it gave with it."""

    def __init__(self, sentence: str, hint: str, code: str, data: Mapping[str, Any]) -> None:
        super().__init__(sentence, hint)
        self.code, self.data = code, data


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came, with what was asked: ``what`` we wanted, at ``host``, as ``user``."""

    status: int
    body: bytes
    what: str
    host: str
    user: str
    headers: Mapping[str, str] = field(default_factory=dict)


def data_of(answer: Answer) -> Any:
    """The data of an answer that has some.

    Raises:
        ChangedMeanwhile: somebody saved the post since we looked.
        Rejected, TargetFailed: there is none; why, and what to do.
    """
    said = _json(answer.body)
    if 200 <= answer.status < 300 and said is not None:  # noqa: PLR2004
        return said
    raise _why(answer, said if isinstance(said, dict) and isinstance(said.get("code"), str) else {})


def unknown(host: str, user: str, words: str = "") -> TargetFailed:
    """For a site that takes us for a stranger; ``words`` are its own."""
    hint = f"see that user and password are right, or make another password there ({_PROFILE}); {_WITHHELD}"
    return TargetFailed(f"{host} does not know {user} by this application password{words}.", hint)


def _json(body: bytes) -> Any:
    # Some sites put a warning of theirs or a byte order mark before it.
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _why(answer: Answer, said: Mapping[str, Any]) -> DragomanError:
    host, status = answer.host, answer.status
    code = str(said.get("code", ""))
    if code == "dragoman_changed":
        return ChangedMeanwhile(f"Somebody saved a post at {host} at this moment.", "run it again")
    if not code or status in (413, 429):
        return _without_words(answer)
    given = said.get("data")
    words = one_line(str(said.get("message", "")))[:_MOST_WORDS].rstrip(".") or code
    return Rejected(*_refusal(answer, words), code, given if isinstance(given, dict) else {})


def _refusal(answer: Answer, words: str) -> tuple[str, str]:
    """WordPress' own no, in our words and in its: the sentence, and what to do."""
    host, user = answer.host, answer.user
    if answer.status == 401:  # noqa: PLR2004
        error = unknown(host, user, f" ({words})")
        return error.sentence, error.hint
    if answer.status == 403:  # noqa: PLR2004
        return f"{user} may not {answer.what} at {host} ({words}).", f"give {user} the role Editor there"
    return f"{host} could not {answer.what} ({words}).", ""


def _without_words(answer: Answer) -> TargetFailed:
    """For an answer without a word of WordPress' in it."""
    host, status, failed = answer.host, answer.status, f"it could not {answer.what}"
    if 300 <= status < 400:  # noqa: PLR2004
        return _sent_on(answer)
    table = {
        401: ("wants a login of its own, which is not WordPress'", "take that off the REST API"),
        403: ("keeps its REST API closed", "open it in the firewall or plugin that does so"),
        404: ("has no REST API of a WordPress here", "see that `url` is the site's front page"),
        413: (f"takes no request as large as this one: {failed}", _SMALLER),
        429: ("says that we ask too often", _later(answer.headers.get("retry-after", ""))),
    }
    if status in table:
        why, hint = table[status]
    elif status >= 500:  # noqa: PLR2004
        why, hint = f"has a fault of its own: {failed}", "look into the logs there"
    else:
        is_page = answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        why, hint = f"answered with {'a page' if is_page else 'something'} instead of data", _IN_BETWEEN
    return TargetFailed(f"{host} {why} (HTTP {status}).", hint)


def _sent_on(answer: Answer) -> TargetFailed:
    """For a redirect: credentials are not sent after it."""
    to = urlsplit(one_line(answer.headers.get("location", ""))[:_MOST_WORDS])
    if "wp-login" in to.path:
        return TargetFailed(f"{answer.host} asks for a login before its REST API.", _IN_BETWEEN)
    there = f"{to.scheme or 'https'}://{to.netloc or answer.host}/"
    sentence = f"{answer.host} sends requests on to {there}, and no password is sent after them."
    return TargetFailed(sentence, "write the site's own address as `url`")


def _later(seconds: str) -> str:
    return f"wait {seconds} seconds" if seconds.isdecimal() else "wait a while"

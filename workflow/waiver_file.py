"""A waiver: somebody's word, with a reason, that a finding may stand; one small file a finding beside the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.errors import BadText
from dragoman.workflow.places import WAIVERS
from dragoman.workflow.read_yaml import read_strictly
from dragoman.workflow.render_yaml import render

if TYPE_CHECKING:
    from dragoman.workflow.article import Article
    from dragoman.workflow.people import Roster

# Who may waive, and take a waiver back.
ROLES = ("editor", "publisher")
_KEYS = ("check", "digest", "words", "by", "at", "reason", "withdrawn_by", "withdrawn_at")
_MUST = _KEYS[:6]
_CHECK = re.compile(r"[a-z]+(?:-[a-z]+)*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_NAME = re.compile(r"(?P<key>[a-z]+(?:-[a-z]+)*-[0-9a-f]{8})\.yaml")


class Waiver(NamedTuple):
    """What a waiver's file says: ``digest`` is that of the check and the passage; ``words`` are for people."""

    check: str
    digest: str
    words: str
    by: str
    at: str
    reason: str
    withdrawn_by: str = ""
    withdrawn_at: str = ""

    @property
    def key(self) -> str:
        """The key of the finding that it waives."""
        return f"{self.check}-{self.digest[:8]}"

    @property
    def last_by(self) -> str:
        """Whose word the file is: who waived, or who took the waiver back."""
        return self.withdrawn_by or self.by

    def as_text(self) -> str:
        """The file's text."""
        return "".join(f"{key}: {render(value)}\n" for key in _KEYS if (value := getattr(self, key)))


def waiver_folder(article: str) -> str:
    """Where the waivers of the article at a path are."""
    folder, _, file = article.rpartition("/")
    return f"{folder}/{WAIVERS}/{file.removesuffix('.md')}"


def waiver_path(article: str, key: str) -> str:
    """Where the waiver of a finding is."""
    return f"{waiver_folder(article)}/{key}.yaml"


def is_waiver(name: str) -> bool:
    """Whether a file's name is one of a waiver."""
    return bool(_NAME.fullmatch(name))


def parse_waiver(text: str, path: str) -> Waiver:
    """Read a waiver's file, strictly: it must say everything, nothing else, and bear its finding's name.

    Raises:
        BadText: it does not.
    """
    data = read_strictly(text, path)
    words = {key: value for key, value in data.items() if isinstance(value, str)}
    if len(words) < len(data) or not set(words) <= set(_KEYS):
        raise BadText(path, None, f"a waiver holds {', '.join(_KEYS)}, and nothing else")
    missing = [key for key in _MUST if not words.get(key, "").strip()]
    if missing:
        raise BadText(path, None, f"the waiver has no `{missing[0]}`")
    waiver = Waiver(**words)
    times = [waiver.at, *([waiver.withdrawn_at] if waiver.withdrawn_by or waiver.withdrawn_at else [])]
    shaped = _CHECK.fullmatch(waiver.check) and _DIGEST.fullmatch(waiver.digest) and all(map(_TIME.fullmatch, times))
    if not shaped or bool(waiver.withdrawn_by) != bool(waiver.withdrawn_at):
        raise BadText(path, None, "the waiver's check, digest or times are not as dragoman writes them")
    if path.rpartition("/")[2] != f"{waiver.key}.yaml":
        raise BadText(path, None, f"the waiver is for {waiver.key}, and its file's name says otherwise")
    return waiver


def no_right(by: str, article: Article, roster: Roster) -> str:
    """Why somebody's word waives nothing in an article, in a sentence; empty where it does."""
    person = roster.by_id(by)
    translators = {article.word("translator"), *(entry.by for entry in article.history if entry.act == "translate")}
    if person is None or person.left:
        return f"{by} is not on the roster"
    if not person.may(ROLES):
        return f"{by} is neither editor nor publisher"
    if by in translators:
        return f"{by} translated this; a waiver needs another pair of eyes"
    return ""

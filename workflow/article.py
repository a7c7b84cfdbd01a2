"""An article: one translation of one source into one language, as its file says it. Text in, facts out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.errors import BadText
from dragoman.workflow.fence import split
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.read_yaml import read
from dragoman.workflow.states import ALL_STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

# The front matter's order; new keys are spliced in accordingly.
ORDER = (
    "title", "dek", "lang", "state", "live", "hold", "embargo", "schedule", "date", "source", "translator", "editor",
    "disclaimer", "keywords", "history",
)  # fmt: skip
# What acts write and people do not.
OWNED = (
    "state", "live", "hold", "embargo", "schedule", "date", "source", "translator", "editor", "disclaimer", "history",
    "lang",
)  # fmt: skip


class Entry(NamedTuple):
    """One act of an article's history; ``text``, ``disclaimer`` and ``assets`` are the digests it sealed, or empty.

    ``role`` is the one it was done in, ``roster`` the seal of the newsroom.yaml that gave it. ``kind`` is the kind of
    a correction, ``until`` a time (UTC) that an embargo or a schedule sets, ``notice`` what readers are told,
    ``snapshots`` the digest of what an editor looked at who compared what an original had become.
    """

    act: str
    by: str
    at: str
    seal: str
    role: str = ""
    text: str = ""
    disclaimer: str = ""
    assets: str = ""
    roster: str = ""
    to: str = ""
    reason: str = ""
    note: str = ""
    kind: str = ""
    until: str = ""
    notice: str = ""
    snapshots: str = ""


_ODD = "an entry of `history` is not one that dragoman wrote"
_KEYS = frozenset(Entry._fields)
# The entries of a history come again with each later version of their article, as the very same objects if they were
# read lately: entries by the ids of what they were read from, which is kept with them so that its id stays its own.
_READ: dict[int, tuple[Value, Entry]] = {}
_MOST_READ = 8192


class Article:
    """A file's text and what its front matter says; ``path`` is relative to the newsroom, with slashes.

    Never changed, and compared by identity: what is worked out about an article is kept by it.
    """

    def __init__(
        self, path: str, text: str, fields: Mapping[str, Value], body: str, body_line: int, history: tuple[Entry, ...]
    ) -> None:
        self.path, self.text, self.fields = path, text, fields
        self.body, self.body_line, self.history = body, body_line, history
        self._name = ""
        self._source: dict[str, str] | None = None

    @property
    def slug(self) -> str:
        """The folder's name."""
        return self.path.split("/")[-2]

    @property
    def lang(self) -> str:
        """The target language: the file's name."""
        return self.path.split("/")[-1].removesuffix(".md")

    @property
    def name(self) -> str:
        """``slug/lang``, as people type it."""
        if not self._name:
            self._name = f"{self.slug}/{self.lang}"
        return self._name

    @property
    def state(self) -> str:
        """The state the file claims."""
        return self.word("state")

    @property
    def source(self) -> Mapping[str, str]:
        """The provenance: outlet, url, byline, lang, published, retrieved, sha256."""
        if self._source is None:
            value = self.fields.get("source", {})
            known = value.items() if isinstance(value, dict) else ()
            self._source = {k: v for k, v in known if isinstance(v, str)}
        return self._source

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keywords, in order."""
        value = self.fields.get("keywords", [])
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()

    def word(self, key: str) -> str:
        """A field that should be one string; anything else reads as empty."""
        value = self.fields.get(key, "")
        return value if isinstance(value, str) else ""


def parse_article(text: str, path: str) -> Article:
    """Read an article's file.

    Raises:
        BadText: no front matter, unreadable front matter, an unknown state, an odd history, a NUL.
    """
    parts = split(text, path)
    if "\0" in parts.body or "\0" in parts.head:
        raise BadText(path, text[: text.index("\0")].count("\n") + 1, "a NUL character: this is no text file")
    fields = read(parts.head, path, first_line=2)
    state = fields.get("state", "")
    if state not in ALL_STATES:
        raise BadText(path, None, f"`state: {state}` is no state; there are {', '.join(ALL_STATES)}")
    return Article(path, text, fields, parts.body, parts.body_line, _history(fields.get("history", []), path))


def _history(value: Value, path: str) -> tuple[Entry, ...]:
    if not isinstance(value, list):
        value = [] if value == "" else [value]
    return tuple(_entry(item, path) for item in value)


def _entry(item: Value, path: str) -> Entry:
    known = _READ.get(id(item))
    if known and known[0] is item:
        return known[1]
    entry = _new_entry(item) if isinstance(item, dict) else _ODD
    if isinstance(entry, str):
        raise BadText(path, None, entry)
    if len(_READ) >= _MOST_READ:
        _READ.clear()
    _READ[id(item)] = (item, entry)
    return entry


def _new_entry(item: dict[str, Value]) -> Entry | str:
    """The entry of these keys and words, or what is wrong with it."""
    found = {key: word for key, word in item.items() if isinstance(word, str)}
    if not found.keys() <= _KEYS or len(found) < len(item):
        return _ODD
    missing = [key for key in ("act", "by", "at", "seal") if not found.get(key)]
    return f"an entry of `history` has no `{missing[0]}`" if missing else Entry(**found)


def entry_value(entry: Entry) -> dict[str, Value]:
    """The entry as it is written into the front matter: its filled fields, the seal last."""
    keys = [key for key in Entry._fields if key != "seal"]
    filled: dict[str, Value] = {key: getattr(entry, key) for key in keys if getattr(entry, key)}
    return {**filled, "seal": entry.seal}

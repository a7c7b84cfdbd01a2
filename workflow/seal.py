"""Seals: what exactly an act approved, as SHA-256 digests that a stranger can compute again.

The text digest covers every front-matter field but a short volatile list, and the body without the disclaimer, both
in a canonical form: so a no-op save, another line end or rewrapped front matter breaks nothing, and any change of
a word does. An act's seal covers the act, the person, the time, the digests and the seal before it: a chain.
"""

from __future__ import annotations

import json
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from dragoman.workflow import digests
from dragoman.workflow.disclaimer_block import take_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.article import Article, Entry
    from dragoman.workflow.quick_yaml import Value

# Fields that acts after the approval write, and notes that are never public. All others are sealed.
VOLATILE = frozenset(
    {"state", "history", "claim", "ednote", "editor", "disclaimer", "date", "live", "hold", "embargo", "schedule"}
)
# Words of a record that few acts have: a line for each that is there, so that all other records stay as short.
_RARE = ("kind", "until", "notice", "snapshots")

# Made once: json.dumps makes an encoder a call, and a newsroom's status seals thousands of values.
CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def sha256(text: str) -> str:
    """The digest of a text's UTF-8, in hexadecimal."""
    return digests.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(text: str) -> str:
    """LF line ends, no trailing blanks, no blank lines before the first or after the last line of text."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.rstrip(" \t\n")
    if " \n" in text or "\t\n" in text:
        text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return text.strip("\n")


def text_digest(fields: Mapping[str, Value], body: str) -> str:
    """What an approval approves: the fields that are not volatile, and the body without its disclaimer."""
    sealed = {key: value for key, value in fields.items() if key not in VOLATILE}
    return _begun(take_apart(body).text).digest(sealed)


class _Begun:
    """The digest over a body, which comes first in the JSON object that is sealed: its keys are sorted."""

    def __init__(self, text: str) -> None:
        body = f'{{"body":{encode_basestring(canonical(text))}'
        self._over_body = digests.sha256(body.encode("utf-8", "surrogatepass"))
        self._last: tuple[dict[str, Value], str] = ({}, "")

    def digest(self, fields: dict[str, Value]) -> str:
        """The digest over these fields too; those of the last time are known."""
        if not self._last[1] or self._last[0] != fields:
            digest = self._over_body.copy()
            digest.update(f',"fields":{CANONICAL(fields)}}}'.encode("utf-8", "surrogatepass"))
            self._last = (fields, digest.hexdigest())
        return self._last[1]


# One text is sealed by several acts in turn.
@lru_cache(maxsize=512)
def _begun(text: str) -> _Begun:
    return _Begun(text)


# Each article is judged by several rules in turn.
@lru_cache(maxsize=16)
def approved_digest(article: Article) -> str:
    """The text digest of an article as it stands."""
    return text_digest(article.fields, article.body)


def disclaimer_digest(body: str) -> str:
    """The digest of the disclaimer's name and words as they stand in the body; empty where there is none."""
    block = take_apart(body)
    return sha256(f"{block.name}\n{canonical(block.words)}") if block.name else ""


def record(article: str, source: str, entry: Entry, previous: str) -> str:
    """The text an act's seal is the digest of, and whose bytes a person signs.

    ``article`` is ``slug/lang``, ``source`` the source's digest, ``previous`` the seal before, or empty.
    """
    return lines_of(
        "dragoman-act 1",
        {
            "act": entry.act,
            "role": entry.role,
            "article": article,
            "language": article.rpartition("/")[2],
            "by": entry.by,
            "at": entry.at,
            "to": entry.to,
            "reason": entry.reason,
            "note": entry.note,
            "text": entry.text,
            "source": source,
            "disclaimer": entry.disclaimer,
            "assets": entry.assets,
            "roster": entry.roster,
            "previous": previous,
            **{key: word for key in _RARE if (word := getattr(entry, key))},
        },
    )


def lines_of(kind: str, words: Mapping[str, str]) -> str:
    """A record's text: its kind, then one ``key: value`` a line in fixed order, each value as a JSON string."""
    return f"{kind}\n" + "".join([f"{key}: {encode_basestring(value)}\n" for key, value in words.items()])


def sealed(article: str, source: str, entry: Entry, previous: str) -> Entry:
    """The entry with its seal."""
    return entry._replace(seal=_seal_of(article, source, entry, previous))


# A history is judged act by act, and all its acts again in its last version.
@lru_cache(maxsize=4096)
def _seal_of(article: str, source: str, entry: Entry, previous: str) -> str:
    return sha256(record(article, source, entry, previous))


def broken_links(article: Article, start: int = 0) -> list[int]:
    """The places, from 0, in an article's history whose seal is not what their own words and the seal before give.

    Those before ``start`` are not looked at.
    """
    name, source = article.name, article.source.get("sha256", "")
    previous, broken = article.history[start - 1].seal if start else "", []
    for number, entry in enumerate(article.history[start:], start):
        if _seal_of(name, source, entry, previous) != entry.seal:
            broken.append(number)
        previous = entry.seal
    return broken

"""What is fuzzed: each target takes bytes, and fails if a reader breaks its promise or ends in an untyped error."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from dragoman.workflow.article import parse_article
from dragoman.workflow.article_text import read_incoming, with_incoming
from dragoman.workflow.decoding import decode
from dragoman.workflow.errors import BadText, BrokenNewsroom, NoArticleFound
from dragoman.workflow.extract import extract_page, extract_text
from dragoman.workflow.fence import has_fence, split
from dragoman.workflow.hidden_places import hidden_problems
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.plain import clean
from dragoman.workflow.quick_yaml import quick_read
from dragoman.workflow.read_yaml import read, read_strictly
from dragoman.workflow.snapshot_file import parse_snapshot
from dragoman.workflow.splice import Append, Edit, Remove, Set, splice
from dragoman.workflow.strict_yaml import compose
from dragoman.workflow.waiver_file import parse_waiver

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.quick_yaml import Value

PATH = "articles/2026/11/water/en.md"
SNAPSHOT = "articles/2026/11/water/snapshots/2026-11-28T101500Z.ar.md"
WAIVER = "articles/2026/11/water/waivers/en/doubled-word-aaaaaaaa.yaml"
ORDER = ("title", "dek", "lang", "state", "source", "keywords", "history")
_KEYS = ("title", "dek", "source", "keywords", "history", "a", "x-y", "no")
_VALUES: tuple[Value, ...] = (
    "",
    "words",
    "a: b #c",
    "é\u200f\n'\"",
    "no",
    "1e3",
    ["a", "b, c"],
    {"k": "v", "l": ["w"]},
)


def text_of(data: bytes) -> str:
    """Bytes as text in which anything may stand, lone surrogates too."""
    return data.decode("utf-8", "surrogateescape")


def front_matter(data: bytes) -> None:
    """Fences join to the same text; the quick reader says what the strict one says, or nothing."""
    text = text_of(data)
    head = text
    with contextlib.suppress(BadText):
        parts = split(text, PATH)
        assert parts.join() == text
        assert has_fence(text)
        head = parts.head
    quick, strict = quick_read(head), None
    with contextlib.suppress(BadText):
        strict = read_strictly(head, PATH)
    assert quick is None or quick == strict
    with contextlib.suppress(BadText):
        assert read(head, PATH) == strict


def article(data: bytes) -> None:
    """An article is read whole, or refused with its path; its words and a translator's file find their places."""
    text = text_of(data)
    with contextlib.suppress(BadText):
        found = parse_article(text, PATH)
        assert found.text == text
        assert text.endswith(found.body)
        assert text.count("\n", 0, len(text) - len(found.body)) + 1 == found.body_line
        assert all(isinstance(word, str) for word in (found.word("title"), *found.keywords, *found.source.values()))
        for problem in hidden_problems(PATH, text, found.fields, ""):
            assert problem.severity == "warning"
        changed = with_incoming(found, read_incoming(text, PATH))
        assert changed.history == found.history
        assert changed.state == found.state
    with contextlib.suppress(BadText):
        read_incoming(text, PATH)


def newsroom(data: bytes) -> None:
    """newsroom.yaml is read, or refused as broken."""
    with contextlib.suppress(BrokenNewsroom):
        found = parse_newsroom(text_of(data))
        assert found.name
        for person in found.roster.people:
            assert found.roster.by_id(person.id) is person
        assert isinstance(found.intact, bool)


def page(data: bytes) -> None:
    """A page gives an article in which nothing acts, or none."""
    with contextlib.suppress(NoArticleFound):
        found = extract_page(data, url="https://news.example/a")
        for line in (found.title, found.dek, found.byline, found.outlet, found.lang, found.url, *found.keywords):
            assert "\n" not in line
            assert clean(line) == line
        assert clean(found.body) == found.body
        assert found.body.strip()
    with contextlib.suppress(NoArticleFound):
        assert extract_text(decode(data)).body.endswith("\n")


def splicing(data: bytes) -> None:
    """An edit changes its own key and no byte of any other, or is refused."""
    if len(data) < 3:  # kind, key and value are a byte each
        return
    kind, key, value = data[:3]
    names = (_KEYS[key % len(_KEYS)], *((_KEYS[key // 16 % len(_KEYS)],) if key & 8 else ()))
    words = _VALUES[value % len(_VALUES)]
    edit: Edit = Remove(names) if kind % 3 == 0 else Set(names, words) if kind % 3 == 1 else Append(names, words)
    text = text_of(data[3:])
    with contextlib.suppress(BadText):
        before = compose(text, PATH)
        new = splice(text, [edit], PATH, ORDER)
        if text.startswith("\ufeff"):
            return  # the marks do not count it
        for name, node in before.entries:
            untouched = new.startswith(text[: node.end]) or new.endswith(text[name.start :])
            assert untouched or name.value == names[0], (text, edit, new)


def snapshot(data: bytes) -> None:
    """A snapshot's file is read and written again to the same snapshot, or refused."""
    with contextlib.suppress(BadText):
        found = parse_snapshot(text_of(data), SNAPSHOT)
        assert parse_snapshot(found.as_text(), SNAPSHOT) == found
        assert len(found.digest) == 64  # SHA-256


def waiver(data: bytes) -> None:
    """A waiver's file is read and written again to the same waiver, or refused."""
    with contextlib.suppress(BadText):
        found = parse_waiver(text_of(data), WAIVER)
        assert WAIVER.endswith(f"/{found.key}.yaml")
        assert parse_waiver(found.as_text(), WAIVER) == found


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front_matter": front_matter,
    "article": article,
    "newsroom": newsroom,
    "page": page,
    "splicing": splicing,
    "snapshot": snapshot,
    "waiver": waiver,
}

"""A glance at a file's front matter says what reading it in full says, whatever the file."""

from __future__ import annotations

import contextlib

import pytest
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pure import PATH, do, reach

from dragoman.workflow import glance as room
from dragoman.workflow.article import parse_article
from dragoman.workflow.errors import BadText
from dragoman.workflow.glance import UNREADABLE, Glance, glance, of_article
from dragoman.workflow.read_yaml import read_strictly
from dragoman.workflow.states import PUBLISHED, SOURCED, STATES, TRANSLATED

FULL = reach(PUBLISHED).text


def in_full(data: bytes) -> Glance:
    with contextlib.suppress(BadText, UnicodeDecodeError):
        return of_article(parse_article(data.decode(), PATH))
    return UNREADABLE


@pytest.mark.parametrize("state", STATES)
def test_an_article_that_dragoman_wrote_is_told_at_a_glance(state: str) -> None:
    article = reach(state)
    assert room._at_once(article.text.encode(), PATH) == of_article(article)
    assert glance(article.text.encode(), PATH) == Glance(state, "" if state == SOURCED else "tarek")


def test_a_return_with_a_reason_is_told_at_a_glance() -> None:
    back = do(reach(PUBLISHED), "return", "sara", to=TRANSLATED, reason="a word, and more", note="by phone")
    assert room._at_once(back.text.encode(), PATH) == Glance(TRANSLATED, "tarek")


ODD = [
    ("title: ", "title: &a "),
    ("state: ", "state: sourced\nstate: "),
    ("state: published", "state: gone"),
    ("state: published", "state: 'published'"),
    ("state: published", "state: published # so they say"),
    ("lang: en", "lang: en\nlang: en"),
    ("lang: en", "lang: en\n  more: x"),
    ("lang: en", "lang: en\nmine: {a: b, a: c}"),
    ("lang: en", "lang: en\nmine: {a: 'x, a: y'}"),
    ("lang: en", "lang: en\nmine: [a, [b]]"),
    ("lang: en", "lang: en\nmine: a: b"),
    ("lang: en", "lang: en\nmine: a:"),
    ("lang: en", "lang: en\nmine: a #b"),
    ("lang: en", "lang: en\nmine: a#b:c"),
    ("lang: en", "lang: en\nmine: <<"),
    ("lang: en", "lang: en\n? mine"),
    ("lang: en", "lang: en\nmine: |\n  x"),
    ("lang: en", "lang: en\nmine: !!str x"),
    ("lang: en", "lang: en\nmine: \x07"),
    ("lang: en", "lang: en\n\tmine: x"),
    ("lang: en", "lang: en\nnull: x"),
    ("lang: en", "lang: en\r"),
    ("history:\n", "history:\n# a note\n"),
    ("history:\n", "mine:\n- x\nhistory:\n"),
    ("act: translate, by: tarek", "act: translate, by: omar, by: tarek"),
    ("act: translate, by: tarek", "by: tarek, act: translate"),
    ("act: translate, by: tarek", "act: translate, by: null"),
    ("act: translate, by: tarek", "act: translate, by: ~"),
    ("act: translate, by: tarek", "act: translate, by: 'lina'"),
    ("act: translate, by: tarek", "act: translate, by: tarek, mood: good"),
    ("act: translate, by: tarek", "act: translate"),
    ("- {act: translate", "- {act: bless"),
    ("---\n", "\ufeff---\n"),
    ("---\n", "--- \n"),
    ("\n---\n", "\n...\n---\n"),
    ("The pumps", "The \0pumps"),
]


@pytest.mark.parametrize(("old", "new"), ODD, ids=[str(number) for number in range(len(ODD))])
def test_what_is_unusual_is_read_in_full(old: str, new: str) -> None:
    text = FULL.replace(old, new, 1)
    assert text != FULL
    assert glance(text.encode(), PATH) == in_full(text.encode())


def test_bytes_that_are_no_text_are_unreadable() -> None:
    assert glance(FULL.encode().replace(b"pumps", b"p\xffmps"), PATH) == UNREADABLE


def test_front_matter_beyond_the_size_that_the_quick_readers_take_is_read_in_full() -> None:
    text = FULL.replace("lang: en", "lang: en\nmine: " + "x" * 70_000, 1)
    assert glance(text.encode(), PATH) == in_full(text.encode()) == UNREADABLE


SIGNS = [
    ", ",
    ",",
    "{",
    "}",
    "[",
    "]",
    "- ",
    "-",
    "'",
    '"',
    "#",
    " #",
    " ",
    "\n",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
    "?",
]
WORDS = [
    "a",
    "b",
    "state",
    "sourced",
    "history",
    "act",
    "by",
    "lina",
    "null",
    "~",
    ": ",
    ":",
    "---\n",
    "<<",
    "0",
    ".",
]
OTHERS = ["\\", "\t", "\r", "`", "\u200c", "\x85", "ع", "\n- {act: source, by: x, at: y, seal: z}"]
PIECES = st.sampled_from([*SIGNS, *WORDS, *OTHERS])


@settings(max_examples=examples(1500), deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.integers(0, 2000), st.integers(0, 3))
@example("a: b\n", 4, 0)
@example("a: {b: c:?d}\n", 4, 0)
@example("", 466, 3)
def test_a_glance_never_says_anything_else_than_the_strict_reader(piece: str, place: int, cut: int) -> None:
    end = FULL.index("\n---\n") + 5
    at = place % end
    text = FULL[:at] + piece + FULL[at + cut :]
    found = room._at_once(text.encode(), PATH)
    if found is not None:
        article = parse_article(text, PATH)
        head = text[4 : text.index("\n---\n") + 1]
        assert article.fields == read_strictly(head, PATH)
        assert found == of_article(article)
    assert glance(text.encode("utf-8", "surrogatepass"), PATH) == in_full(text.encode("utf-8", "surrogatepass"))

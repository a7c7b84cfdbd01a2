"""Front matter and body are told apart, and put together again as they were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.workflow import article
from dragoman.workflow.article import parse_article
from dragoman.workflow.errors import BadText
from dragoman.workflow.fence import has_fence, split
from dragoman.workflow.utf8 import decode

PATH = "articles/2026/11/water/en.md"


def test_the_parts_are_the_fences_and_what_lies_between_and_behind() -> None:
    parts = split("---\na: b\n---\n\nwords\n", "f")
    assert (parts.before, parts.head, parts.fence, parts.body) == ("---\n", "a: b\n", "---\n", "\nwords\n")
    assert (parts.newline, parts.body_line) == ("\n", 4)


@pytest.mark.parametrize(
    "text",
    [
        "---\r\na: b\r\n---\r\nwords\r\n",
        "\ufeff---\na: b\n---\nwords",
        "---\n---\n",
        "---\n---",
        "--- \t\na: b\n---  \n",
        "---\na: |\n  ---\n---\nwords\n---\nmore\n",
        "---\n# ---\na: '---'\n---\n\u200f\n",
    ],
)
def test_whatever_is_split_joins_to_the_same_text(text: str) -> None:
    assert split(text, "f").join() == text


def test_a_byte_order_mark_and_windows_line_ends_are_seen() -> None:
    parts = split("\ufeff---\r\na: b\r\n---\r\nx", "f")
    assert (parts.before, parts.newline, parts.body) == ("\ufeff---\r\n", "\r\n", "x")


def test_an_indented_line_of_dashes_is_no_fence() -> None:
    assert split("---\na: |\n  ---\n---\nb\n", "f").head == "a: |\n  ---\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no front matter"),
        ("---", "no front matter"),
        ("words\n", "no front matter"),
        ("\n---\na: b\n---\n", "no front matter"),
        ("----\na: b\n---\n", "no front matter"),
        ("\0---\n", "no front matter"),
        ("---\na: b\n", "never closed"),
        ("---\na: b\n ---\n", "never closed"),
        ("---\na: b\n----\n", "never closed"),
        ("---\na: b\n...\nwords\n", "never closed"),
        ("---\r---\r", "no front matter"),
    ],
)
def test_a_missing_fence_is_said_with_file_and_line(text: str, why: str) -> None:
    with pytest.raises(BadText, match=why) as caught:
        split(text, "x.md")
    assert (caught.value.where, caught.value.line) == ("x.md", 1)


HEAD = "---\nstate: sourced\n"
HOSTILE = [
    pytest.param(HEAD + "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n---\n", None, "YAML", id="conflict markers"),
    pytest.param(HEAD + "a: 1\na: 2\n---\n", 4, "twice", id="duplicate key"),
    pytest.param(HEAD + "a: &x b\n---\n", 3, "anchors", id="anchor"),
    pytest.param(HEAD + "---\nwords\n\0\n", 5, "NUL", id="NUL in the body"),
    pytest.param(HEAD + "a: \0\n---\n", 3, "NUL", id="NUL in the front matter"),
    pytest.param("---\nstate: done\n---\n", None, "`state: done` is no state", id="unknown state"),
    pytest.param("---\na: b\n---\n", None, "is no state", id="no state"),
    pytest.param("---\nstate: [sourced]\n---\n", None, "is no state", id="a list as state"),
    pytest.param(HEAD + "history: words\n---\n", None, "not one that dragoman wrote", id="words as history"),
    pytest.param(HEAD + "history: [a]\n---\n", None, "not one that dragoman wrote", id="a word in history"),
    pytest.param(HEAD + "history: {act: source}\n---\n", None, "has no `by`", id="an entry without its person"),
    pytest.param(HEAD + "history: [{x: y}]\n---\n", None, "not one that dragoman wrote", id="an unknown key"),
    pytest.param(HEAD + "history: [{act: [a]}]\n---\n", None, "not one that dragoman wrote", id="a list in an entry"),
]


@pytest.mark.parametrize(("text", "line", "why"), HOSTILE)
def test_an_article_that_cannot_be_read_says_why(text: str, line: int | None, why: str) -> None:
    with pytest.raises(BadText) as caught:
        parse_article(text, PATH)
    assert why in caught.value.why
    assert caught.value.where == PATH
    if line:
        assert caught.value.line == line


def test_bytes_that_are_no_utf_8_are_told_with_their_line() -> None:
    with pytest.raises(BadText) as caught:
        decode(b"---\na: b\nc: \xff\n", "x.md")
    assert caught.value.sentence == "x.md, line 3: not UTF-8 text"


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xc0\x80", b"\xf5\x80\x80\x80", b"\xff\xfe-\0", b"\xe2\x82"])
def test_odd_bytes_are_never_text(data: bytes) -> None:
    with pytest.raises(BadText, match="line 1: not UTF-8"):
        decode(data, "x.md")


ANY = st.text(st.one_of(st.sampled_from("---\n\r ab:\ufeff\0\ud800ع"), st.characters()), max_size=60)


@settings(max_examples=1000, deadline=None)
@given(
    st.sampled_from(["", "---\n", "\ufeff---\r\n", "---\nstate: sourced\n"]), ANY, st.sampled_from(["", "\n---\n"])
)
def test_arbitrary_text_is_an_article_or_bad_text(start: str, middle: str, end: str) -> None:
    text = start + middle + end
    try:
        assert split(text, PATH).join() == text
        assert has_fence(text)
        assert parse_article(text, PATH).text == text
    except BadText as error:
        assert error.where == PATH  # noqa: PT017  # both ends are right; only another exception is wrong


def test_an_entry_is_read_from_its_own_words_however_many_were_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article, "_MOST_READ", 2)
    monkeypatch.setattr(article, "_READ", {})
    monkeypatch.setattr(article, "_READ", {})
    for _ in range(3):
        for number in range(5):
            entries = "".join(f"- {{act: a{number}{n}, by: b, at: c, seal: d}}\n" for n in range(number))
            found = parse_article(f"{HEAD}history:\n{entries}---\n", PATH).history
            assert [entry.act for entry in found] == [f"a{number}{n}" for n in range(number)]
            assert len(article._READ) <= 2

"""The quick reader gives what the strict one gives, or nothing."""

from __future__ import annotations

import pytest
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.workflow.errors import BadText
from dragoman.workflow.quick_yaml import Value, quick_read
from dragoman.workflow.read_yaml import read, read_strictly
from dragoman.workflow.render_yaml import render

WORDS = st.text(
    st.sampled_from("ab1-: #,[]{}'\"&*!|>%@`?~=._\\/\n\tعربية😀é\u200f\u2028\x85\x07\ufeffnulltrue"), max_size=12
)
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["key:", "key: value", "- item", "- {a: b}", "- a: b", "  in: x", "# note", "", "---", "..."]
        ),
        st.builds(lambda i, k, v: f"{' ' * i}{k}: {v}", st.integers(0, 3), st.sampled_from("abc"), WORDS),
        st.builds(lambda i, v: f"{' ' * i}- {v}", st.integers(0, 3), WORDS),
        st.builds(lambda k, v: f"{k}: [{v}]", st.sampled_from("abc"), WORDS),
        st.builds(lambda k, v: f"{k}: {{a: {v}, b: {v}}}", st.sampled_from("abc"), WORDS),
        WORDS,
    ),
    max_size=7,
)


def strictly(text: str) -> dict[str, Value] | None:
    try:
        return read_strictly(text, "f")
    except BadText:
        return None


@settings(max_examples=examples(3000), deadline=None)
@given(LINES.map("\n".join), st.booleans())
@example("a: b\n  in: x", False)
@example("a:\n  b: c\n d: e", False)
@example("a: [b, {c: d}, ]", False)
@example("a: [b:?c]", False)
@example("a:\n b: c\n- d", False)
def test_what_the_quick_reader_reads_is_what_the_strict_reader_reads(text: str, final: bool) -> None:
    text += "\n" if final else ""
    quick = quick_read(text)
    assert quick is None or quick == strictly(text)


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcxyz", min_size=1, max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=examples(1000), deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "dek", "keywords", "source", "x_y"]), VALUES, max_size=5))
def test_both_readers_read_back_whatever_we_write(data: dict[str, Value]) -> None:
    text = "".join(f"{key}: {render(value)}\n" for key, value in data.items())
    assert read_strictly(text, "f") == data
    assert read(text, "f") == data


def test_ordinary_front_matter_is_read_without_the_strict_reader() -> None:
    text = (
        'title: "Water station: back to work"\n# a note\ndek: plain words, with commas; and no\n'
        "source: {outlet: صحيفة الفرات, url: https://news.example/a?b=1#c, retrieved: 2026-11-22T10:00:00Z}\n"
        "keywords: [Aleppo, 'two words', \"q\"]\nhistory:\n- {act: source, by: lina, at: 2026-11-22T10:00:00Z}\n"
        "people:\n  lina:\n    name: Lina\n    roles: [translator]\n"
    )
    assert quick_read(text) is not None
    assert quick_read(text) == read_strictly(text, "f")


@pytest.mark.parametrize(
    "text", ["a: &x", "a: *x", "a: !t b", "<<: {a: b}", "a: 1\na: 2", "a: |\n  b", "a\t: b", "? a"]
)
def test_anything_unusual_is_left_to_the_strict_reader(text: str) -> None:
    assert quick_read(text) is None

"""What changed between two versions, word by word."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pure import reach

from dragoman.workflow.article import Article
from dragoman.workflow.article_text import rewritten
from dragoman.workflow.disclaimer_block import attach
from dragoman.workflow.seal import canonical
from dragoman.workflow.splice import Edit, Remove, Set
from dragoman.workflow.states import EDITED, PUBLISHED, SOURCED
from dragoman.workflow.word_diff import Passage, Piece, compare


def written(body: str, *edits: Edit) -> Article:
    return rewritten(reach(SOURCED), edits, body)


def passages(old: str, new: str) -> list[Passage]:
    return list(compare(written(old), written(new)))


def test_the_same_text_has_no_passages() -> None:
    assert passages("\nOne.\n\nTwo.\n", "\nOne.\n\nTwo.\n") == []
    assert passages("\nOne.\n\nTwo.\n", "\r\n\r\nOne.  \r\n\r\n\r\nTwo.\r\n") == []


def test_a_changed_word_is_shown_in_its_paragraph() -> None:
    (passage,) = passages("\nOne.\n\nOn Monday, water.\n", "\nOne.\n\nOn Tuesday, water.\n")
    assert passage == Passage(
        "paragraph 2",
        (Piece("same", "On "), Piece("gone", "Monday"), Piece("new", "Tuesday"), Piece("same", ", water.")),
    )


def test_a_new_and_a_lost_paragraph_are_shown_whole() -> None:
    assert passages("\nOne.\n\nThree.\n", "\nOne.\n\nTwo.\n\nThree.\n") == [
        Passage("paragraph 2", (Piece("new", "Two."),))
    ]
    assert passages("\nOne.\n\nTwo.\n", "\nOne.\n") == [Passage("paragraph 2", (Piece("gone", "Two."),))]


def test_arabic_words_are_words() -> None:
    (passage,) = passages("\nعادت المياه أمس\n", "\nعادت الكهرباء أمس\n")
    assert [piece.text for piece in passage.pieces] == ["عادت ", "المياه", "الكهرباء", " أمس"]


def test_headline_words_come_first_and_a_list_is_read_as_words() -> None:
    new = written("\nOne.\n", Set(("title",), "Other"), Set(("keywords",), ["a", "b"]), Set(("x-new",), {"k": "v"}))
    found = list(compare(written("\nTwo.\n"), new))
    assert [passage.where for passage in found] == ["title", "keywords", "x-new", "paragraph 1"]
    assert found[1].pieces == (Piece("new", "a, b"),)
    assert found[2].pieces == (Piece("new", "k: v"),)
    gone = list(compare(written("", Set(("dek",), "Words")), written("", Remove(("dek",)))))
    assert gone == [Passage("dek", (Piece("gone", "Words"),))]


def test_what_acts_write_is_left_out() -> None:
    assert [passage.where for passage in compare(reach(EDITED), reach(PUBLISHED))] == []
    body = reach(EDITED).body
    assert passages(attach(body, "a", "Old words."), attach(body, "b", "New words.")) == []


LINES = st.lists(
    st.sampled_from(["One", "two", "عادت", "المياه", "😀", "a-b", "3.5", " ", ", ", "é", "\u0301", "\u200f"]),
    max_size=12,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(LINES, LINES)
def test_the_pieces_put_together_are_both_versions(old: str, new: str) -> None:
    for passage in passages(f"\n{old}\n", f"\n{new}\n"):
        assert "".join(p.text for p in passage.pieces if p.kind != "new") == canonical(old)
        assert "".join(p.text for p in passage.pieces if p.kind != "gone") == canonical(new)
        assert all(piece.text for piece in passage.pieces)


@pytest.mark.parametrize("end", [". ", "؟ ", "\n", " "])
def test_long_passages_are_compared_in_a_few_seconds_and_still_word_by_word(end: str) -> None:
    words = random.Random(1).choices([f"word{n}" for n in range(400)], k=6000)  # noqa: S311  # no secret
    other = [word if n % 40 else "changed" for n, word in enumerate(words)]
    old, new = (end.join(" ".join(some[n : n + 20]) for n in range(0, 6000, 20)) for some in (words, other))
    began = time.monotonic()
    (passage,) = passages(old, new)
    assert time.monotonic() - began < 5
    assert "".join(p.text for p in passage.pieces if p.kind != "new") == canonical(old)
    assert "".join(p.text for p in passage.pieces if p.kind != "gone") == canonical(new)
    if end != " ":
        assert [p.text for p in passage.pieces if p.kind == "new"] == ["changed"] * 150

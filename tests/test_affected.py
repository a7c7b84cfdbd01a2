"""What changed in an original, by its paragraphs, and which paragraphs of a translation answer to that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outlets import PARAGRAPHS, TRANSLATION

from dragoman.workflow.affected import Change, Words, changes
from dragoman.workflow.article import parse_article
from dragoman.workflow.moved_words import same, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD, _, BODY = TRANSLATION.partition("\n\n")
MORE = "وأضافت التعاونية أن كلفة الإصلاح بلغت سبعة آلاف ليرة جمعت من أهل الحي."


def words(*paragraphs: str, title: str = "عنوان", dek: str = "") -> Words:
    return Words(title, dek, "\n\n".join(paragraphs))


def answers(new: Sequence[str], body: str = BODY, old: Sequence[str] = PARAGRAPHS) -> list[tuple[str, str, object]]:
    """Of each change how it is, where, and which paragraphs answer (or behind which it belongs)."""
    return [
        (one.how, one.where, of.behind if of.behind is not None else [number for number, _ in of.paragraphs])
        for one in found(words(*old), words(*new), body)
        for of in one.answering
    ]


def found(old: Words, new: Words, body: str = BODY) -> tuple[Change, ...]:
    head = f"---\ntitle: The old kiln\nlang: en\nstate: translated\nsource: {{lang: ar}}\n---\n\n{body}"
    return changes(old, new, "ar", [parse_article(head, "articles/2026/11/kiln/en.md")])


def test_nothing_changed_is_nothing_told() -> None:
    assert found(words(*PARAGRAPHS), words(*PARAGRAPHS)) == ()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_changed_paragraph_is_told_with_the_one_that_answers_to_it(number: int) -> None:
    new = list(PARAGRAPHS)
    new[number] += " وهكذا كان."
    assert answers(new) == [("changed", f"paragraph {number + 1}", [number + 1])]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_new_paragraph_is_told_with_the_place_where_it_belongs(place: int) -> None:
    new = [*PARAGRAPHS[:place], MORE, *PARAGRAPHS[place:]]
    assert answers(new) == [("added", f"paragraph {place + 1}", place)]


def test_a_paragraph_that_went_is_told_with_the_one_that_answered_to_it() -> None:
    assert answers([PARAGRAPHS[0], PARAGRAPHS[2]]) == [("removed", "paragraph 2 of then", [2])]


def test_two_paragraphs_that_were_translated_as_one_have_one_answer() -> None:
    first, second, third = BODY.strip().split("\n\n")
    one = f"{first} {second}\n\n{third}\n"
    assert answers([PARAGRAPHS[0], PARAGRAPHS[1].replace("40", "45"), PARAGRAPHS[2]], one) == [
        ("changed", "paragraph 2", [1])
    ]


def test_a_translation_without_words_is_not_asked_for_an_answer() -> None:
    assert answers([PARAGRAPHS[0]], "") == []
    assert [one.where for one in found(words(*PARAGRAPHS), words(PARAGRAPHS[0]), "\n")] == [
        "paragraph 2 of then",
        "paragraph 3 of then",
    ]


def test_headline_words_are_told_with_the_translations_own() -> None:
    title, dek = found(words(*PARAGRAPHS), words(*PARAGRAPHS, title="عنوان آخر", dek="جديد"))
    assert (title.where, title.how, title.answering[0].paragraphs) == ("title", "changed", ((0, "The old kiln"),))
    assert (dek.where, dek.how, dek.answering) == ("dek", "added", ())


def test_the_words_that_changed_are_marked() -> None:
    (one,) = found(words(*PARAGRAPHS), words(PARAGRAPHS[0], PARAGRAPHS[1].replace("40", "45"), PARAGRAPHS[2]))
    assert [(piece.kind, piece.text) for piece in one.pieces if piece.kind != "same"] == [
        ("gone", "40"),
        ("new", "45"),
    ]


FROZEN = words("one", "two", title="By hand")
READ_THEN = words("one", "two", title="The page's own")


def test_a_headline_given_by_hand_stays_while_the_pages_own_does() -> None:
    assert settled(READ_THEN, [(READ_THEN, FROZEN)], FROZEN) == FROZEN
    moved = words("one", "two", title="Another")
    assert settled(moved, [(READ_THEN, FROZEN)], FROZEN) == moved


def test_a_page_that_another_release_reads_otherwise_is_no_change() -> None:
    today = words("one", "*two*", title="The page's own")
    assert settled(today, [(today, FROZEN)], FROZEN) == FROZEN
    other = words("one", "*three*", title="The page's own")
    assert settled(other, [(today, FROZEN)], FROZEN).body == other.body


def test_what_is_as_it_was_at_first_is_told_in_the_words_of_then() -> None:
    between = words("one", "three", title="By hand")
    pages = [(READ_THEN, FROZEN), (words("one", "three", title="The page's own"), between)]
    assert settled(READ_THEN, pages, between) == FROZEN


def test_line_ends_and_blanks_are_no_words() -> None:
    assert same(words("one  \r\n\r\ntwo"), words("one", "two"))
    assert not same(words("one"), words("one", "two"))

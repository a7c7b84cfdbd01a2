"""A finding knows the very words it speaks of, as they stand in the text, and where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.where import NOWHERE, place

CASES = (
    ("قتل ٢٥ شخصا في ١٥ مايو.", "On 15 May 26 people were killed.", "number-changed", "٢٥", "26"),
    ("وصل الوزير يوم الاثنين.", "The minister arrived on Tuesday.", "date-changed", "الاثنين", "Tuesday"),
    ("ذكرت تقارير أن الطريق أغلق.", "The road was closed.", "hedge-missing", "ذكرت تقارير", ""),
)


@pytest.mark.parametrize(("source", "translation", "check", "old", "now"), CASES)
def test_a_finding_names_the_very_words_of_both_sides(
    source: str, translation: str, check: str, old: str, now: str
) -> None:
    found = next(one for one in compare(source, translation, ("ar", "en")).findings if one.check == check)
    assert (found.source_words, found.translation_words) == (old, now)
    for words, start, text in (
        (found.source_words, found.source_start, found.source_text),
        (found.translation_words, found.translation_start, found.translation_text),
    ):
        assert not words or text[start : start + len(words)] == words


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("5", "In 15 towns 5 bridges fell.", "5"),
        ("1250", "قتل ١٢٥٠ شخصا", "١٢٥٠"),
        ("two hundred ten", "Two hundred and ten people", "Two hundred and ten"),
        ("سه شنبه", "روز سه\u200cشنبه", "سه\u200cشنبه"),
        ("يوم", "يَوْم", "يَوْم"),
        ("nothing", "something", ""),
    ],
)
def test_words_are_found_in_whatever_keyboard_they_were_written(words: str, text: str, found: str) -> None:
    met = place(words, text)
    assert met.words == found
    assert text[met.start : met.start + len(met.words)] == found if found else met == NOWHERE


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=10))
def test_whatever_is_found_stands_there(text: str, words: str) -> None:
    met = place(words, text)
    assert not met.words or text[met.start : met.start + len(met.words)] == met.words

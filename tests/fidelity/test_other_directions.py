"""What a right translation may do between any two languages: none of it is a finding."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.reading import read


def told(source: str, translation: str, tags: tuple[str, str]) -> list[str]:
    """The checks that say more than a note."""
    return [one.check for one in compare(source, translation, tags).findings if one.severity != "note"]


def numbers(text: str, tag: str) -> set[float]:
    (paragraph,) = read(text, tag)
    return {value for number in paragraph.numbers for value in number.values}


@pytest.mark.parametrize(
    ("text", "tag", "wanted"),
    [
        ("وافق 40 بالمائة من الناخبين", "ar", {40.0}),
        ("لە سەدا سی و دوو", "ckb", {32.0}),
        ("سی و پنج نفر", "fa", {35.0}),
        ("سه شنبه و پنج شنبه", "fa", set()),
        ("في الثامن والعشرين من سبتمبر", "ar", set()),
        ("في الثالثة عشرة من عمره", "ar", set()),
        ("وعشرين آخرين", "ar", {20.0}),
    ],
)
def test_per_cent_ordinals_and_days_are_no_numbers_of_their_own(text: str, tag: str, wanted: set[float]) -> None:
    assert numbers(text, tag) == wanted


@pytest.mark.parametrize(
    ("source", "translation", "tags"),
    [
        ("أغلقت المكاتب الساعة 3 مساءً.", "Die Büros schlossen um 15:00 Uhr.", ("ar", "de")),
        ("Les bureaux ont fermé à 15 h.", "أغلقت المكاتب الساعة 3 مساءً.", ("fr", "ar")),
        ("الاجتماع في الثامن والعشرين من سبتمبر.", "La réunion a lieu le 28 septembre.", ("ar", "fr")),
        ("توفي وهو في الثالثة عشرة من عمره.", "Er starb im Alter von 13 Jahren.", ("ar", "de")),
        ("The shop opened in the early 2000s.", "افتتح المتجر في أوائل القرن الحادي والعشرين.", ("en", "ar")),
        ("وافق 40 بالمائة من الناخبين.", "40 % des électeurs sont d'accord.", ("ar", "fr")),
    ],
)
def test_the_same_number_in_another_languages_way_is_no_finding(
    source: str, translation: str, tags: tuple[str, str]
) -> None:
    assert told(source, translation, tags) == []


@pytest.mark.parametrize(
    ("source", "translation", "tags"),
    [
        ("أغلقت المكاتب الساعة 3 مساءً.", "Die Büros schlossen um 16:00 Uhr.", ("ar", "de")),
        ("الاجتماع في الثامن والعشرين من سبتمبر.", "La réunion a lieu le 29 septembre.", ("ar", "fr")),
        ("توفي وهو في الثالثة عشرة من عمره.", "Er starb im Alter von 14 Jahren.", ("ar", "de")),
        ("The shop opened in the early 1700s.", "افتتح المتجر في أوائل القرن الحادي والعشرين.", ("en", "ar")),
    ],
)
def test_another_number_is_told_in_those_ways_too(source: str, translation: str, tags: tuple[str, str]) -> None:
    assert told(source, translation, tags)


@pytest.mark.parametrize(
    ("source", "translation", "tags"),
    [
        ("They protect the habitat of the bats.", "Они защищают среду обитания летучих мышей.", ("en", "ru")),
        ("Nous devons nous asseoir ici.", "אנחנו צריכים לשבת כאן.", ("fr", "he")),
        ("They lit the Sabbath candles.", "Sie zündeten die Kerzen zum Sabbat an.", ("en", "de")),
    ],
)
def test_a_word_that_is_seldom_a_day_is_not_asked_for(source: str, translation: str, tags: tuple[str, str]) -> None:
    assert told(source, translation, tags) == []


def test_a_day_behind_its_preposition_is_asked_for() -> None:
    assert told("The vote is on Wednesday.", "Голосование пройдет в четверг.", ("en", "ru"))
    assert told("Голосование пройдет в среду.", "The vote is on Thursday.", ("ru", "en"))
    assert told("הוא הגיע ביום שישי.", "Il est arrivé jeudi.", ("he", "fr"))


def test_who_was_told_something_is_no_source_that_must_be_named() -> None:
    assert told("The workers were told to leave.", "Die Arbeiter mussten gehen.", ("en", "de")) == []
    assert told("The mayor was ill, a clerk told the paper.", "Der Bürgermeister war krank.", ("en", "de"))


def test_ones_own_opinion_is_no_source_that_must_be_named() -> None:
    assert told("بە بۆچوونی من ئەمە پرسیارێکی گەورەیە.", "Das ist eine große Frage.", ("ckb", "de")) == []


def test_probably_is_no_hearsay_in_any_language() -> None:
    assert told("Er wird wohl am Montag reisen.", "Il partira lundi.", ("de", "fr")) == []
    assert told("Sie fühlt sich wohl in ihrer Haut.", "Elle est bien dans sa peau.", ("de", "fr")) == []

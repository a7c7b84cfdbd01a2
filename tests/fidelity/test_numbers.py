"""Numbers are compared by value, in whatever digits, words, scales and units they are written."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.digits import values
from dragoman.workflow.fidelity.number_words import Part, compose
from dragoman.workflow.fidelity.reading import read


def numbers(text: str, tag: str) -> set[float]:
    (paragraph,) = read(text, tag)
    return {value for number in paragraph.numbers for value in number.values}


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("قتل ٢٥ شخصا", "ar", 25),
        ("٣٫٥ مليون دولار", "ar", 3_500_000),
        ("خمسة وعشرون عاما", "ar", 25),
        ("ثلاثمائة شخص و ٤", "ar", 300),
        ("بیست و پنج نفر", "fa", 25),
        ("۱۲۵۰ نفر", "fa", 1250),
        ("١٬٢٥٠ کەس", "ckb", 1250),
        ("two hundred and fifty people", "en", 250),
        ("twenty-four hours", "en", 24),
        ("3.5 million people", "en", 3_500_000),
        ("1,250 people", "en", 1250),
        ("1.250 Menschen", "de", 1250),
        ("fünfundzwanzig Menschen", "de", 25),
        ("2,4 Millionen Menschen", "de", 2_400_000),
        ("quatre-vingt-dix-sept ans", "fr", 97),
        ("10 000 personnes", "fr", 10_000),
        ("doscientas cincuenta personas", "es", 250),
        ("двадцать пять человек", "ru", 25),
        ("1,7 млн человек", "ru", 1_700_000),
        ("עשרים וחמש שנים", "he", 25),
        ("२५ लोग", "hi", 25),
    ],
)
def test_a_number_is_read_by_value(text: str, tag: str, value: float) -> None:
    assert value in numbers(text, tag)


@pytest.mark.parametrize(
    ("written", "decimal", "wanted"),
    [
        ("25", ".", (25.0,)),
        ("1,250", ".", (1250.0,)),
        ("1.250", ",", (1250.0,)),
        ("1.250", ".", (1250.0, 1.25)),
        ("1.5", ".", (1.5,)),
        ("1.250.000", ",", (1_250_000.0,)),
        ("12,34,567", ".", (1_234_567.0,)),
    ],
)
def test_digits_with_marks_have_every_value_they_can_mean(
    written: str, decimal: str, wanted: tuple[float, ...]
) -> None:
    assert values(written, decimal) == wanted


def test_a_number_of_several_words_is_put_together_and_two_numbers_stay_two() -> None:
    words = [Part((float(value),), digits=False, text=str(value)) for value in (2, 100, 50, 3)]
    assert [made.values for made in compose(words)] == [(253.0,)]
    assert [made.values for made in compose(words[:1] * 2)] == [(2.0,), (2.0,)]


def found(source: str, translation: str, tags: tuple[str, str] = ("ar", "en")) -> list[tuple[str, str]]:
    return [(one.check, one.severity) for one in compare(source, translation, tags).findings]


@pytest.mark.parametrize(
    ("source", "translation", "tags"),
    [
        ("قتل ٢٥ شخصا في القرية.", "In the village 25 people were killed.", ("ar", "en")),
        ("قتل ثلاثة أشخاص.", "Three people were killed.", ("ar", "en")),
        ("Er lief 10 Kilometer.", "He ran 6.2 miles.", ("de", "en")),
        ("Es waren 27 Grad.", "It was 80 degrees.", ("de", "en")),
        ("Das Treffen ist um 15:00 Uhr.", "The meeting is at 3 p.m.", ("de", "en")),
        ("In den 80er Jahren war er reich.", "He was rich in the 1980s.", ("de", "en")),
        ("Zwei Drittel stimmten zu.", "Two-thirds agreed.", ("de", "en")),
        ("Rufen Sie 116123 an.", "Call 116 123.", ("de", "en")),
    ],
)
def test_the_same_number_written_differently_is_no_finding(
    source: str, translation: str, tags: tuple[str, str]
) -> None:
    assert [one for one in found(source, translation, tags) if one[0].startswith("number") and one[1] != "note"] == []


def test_a_changed_number_is_an_error_a_lost_one_a_warning() -> None:
    assert ("number-changed", "error") in found("قتل ٢٥ شخصا.", "52 people were killed.")
    assert ("number-missing", "warning") in found("قتل ٢٥ شخصا.", "Several people were killed.")
    assert ("number-added", "warning") in found("قتل عدد من الناس.", "25 people were killed.")


def test_ten_times_as_many_is_another_number() -> None:
    assert ("number-changed", "error") in found("دفعت 1250 دولارا.", "She paid 12500 dollars.")

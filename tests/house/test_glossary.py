"""The glossary: read strictly, and looked for in every form that a language gives its words."""

from __future__ import annotations

import pytest

from dragoman.workflow.house.check import Sample
from dragoman.workflow.house.glossary import glossary_forbidden, glossary_term
from dragoman.workflow.house.terms import read_terms

HEAD = "source,target,forbidden,note\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("term,translation\n", 1, "the first line should be"),
        (f"{HEAD}a,b,c,d,e\n", 2, "5 cells"),
        (f"{HEAD}a,b\n\nc\n", 4, "needs a source and a target"),
        (f'{HEAD}a,"b\n', 2, "not readable as CSV"),
        (f"{HEAD}{'a' * 300},b\n", 2, "more than 200 signs"),
    ],
)
def test_a_bad_glossary_is_told_once_with_its_line(text: str, line: int, says: str) -> None:
    terms = read_terms(text, "glossary/ar-en.csv")
    assert (terms.terms, terms.line) == ((), line)
    assert terms.fault.startswith(f"glossary/ar-en.csv, line {line}: ")
    assert says in terms.fault


def test_a_glossary_may_have_two_columns_a_bom_and_commas_in_quotes() -> None:
    terms = read_terms('\ufeffsource,target\r\nأ,"b, c; d"\r\n', "g").terms
    assert [(term.source, term.targets) for term in terms] == [("أ", ("b, c", "d"))]


@pytest.mark.parametrize(
    "source",
    [
        "المجلس البلدي",
        "والمجلس البلدي",
        "للمجلس البلدي",
        "بالمجلس البلدي",
        "المَجْلِس البَلَدِيّ",
        "المجـلس البلـدي",
        "مجلس بلدي",
    ],
)
def test_an_arabic_term_is_known_in_every_form(source: str) -> None:
    sample = Sample("They met.", source=f"قال {source} ذلك.", glossary=f"{HEAD}المجلس البلدي,municipal council\n")
    assert len(list(glossary_term.find(sample.manuscript()))) == 1


@pytest.mark.parametrize(
    "body", ["The municipal council met.", "Municipal councils met.", "The municipal council's hall."]
)
def test_our_term_counts_in_every_form(body: str) -> None:
    sample = Sample(body, source="المجلس البلدي", glossary=f"{HEAD}المجلس البلدي,municipal council\n")
    assert list(glossary_term.find(sample.manuscript())) == []


def test_an_arabic_translation_has_our_term_behind_a_conjunction() -> None:
    glossary = f"{HEAD}municipality,بلدية,مجلس المدينة\n"
    good = Sample(
        "وقالت للبلدية ذلك.", lang="ar", source="The municipality said so.", source_lang="en", glossary=glossary
    )
    assert list(glossary_term.find(good.manuscript())) == []
    bad = Sample(
        "وقال لمجلس المدينة.", lang="ar", source="The municipality said so.", source_lang="en", glossary=glossary
    )
    (spot,) = glossary_forbidden.find(bad.manuscript())
    assert bad.body[spot.start : spot.end] == "لمجلس المدينة"


def test_a_short_term_is_no_part_of_a_longer_word() -> None:
    sample = Sample("The unit and the onus.", glossary=f"{HEAD},,UN,\n")
    assert list(glossary_forbidden.find(sample.manuscript())) == []


def test_a_forbidden_word_is_told_at_each_place_and_in_the_title() -> None:
    sample = Sample("Militants came. The militant left.", title="Militants leave", glossary=f"{HEAD},,militant,\n")
    spots = list(glossary_forbidden.find(sample.manuscript()))
    assert [spot.field for spot in spots] == ["", "", "title"]

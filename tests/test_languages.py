"""Languages: standard tags, the direction they are written in, and the script a text is in."""

from __future__ import annotations

import langcodes
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.languages import (
    _COMMON,
    checked_tag,
    direction,
    same_script,
    script_of_language,
    script_of_text,
)
from dragoman.workflow.places import LANG


@pytest.mark.parametrize("tag", _COMMON)
def test_what_is_known_by_heart_is_what_langcodes_says(tag: str) -> None:
    assert langcodes.Language.get(tag).maximize().script == _COMMON[tag]
    assert checked_tag(tag) == tag


@pytest.mark.parametrize(
    "tag",
    ["ar", "fa", "ur", "he", "ps", "ckb", "sd", "ug", "yi", "dv", "ar-SY", "az-Arab", "pa-PK", "AR", "syr"],
)
def test_languages_written_from_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "fr", "tr", "ku", "zh", "ja", "hi", "ru", "az", "pa", "ar-Latn", "tlh"])
def test_languages_written_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


@pytest.mark.parametrize("tag", ["", "en-v2", "Arabic (Syria)", "x", "en-x", "a", "\0", "😀", "-", "en--gb", "عربي"])
def test_what_is_no_tag_is_in_no_known_script_and_no_crash(tag: str) -> None:
    assert script_of_language(tag) == ""
    assert direction(tag) == "ltr"


@pytest.mark.parametrize(
    ("tag", "standard"),
    [
        ("AR", "ar"),
        ("pt-br", "pt-BR"),
        ("en_us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("iw", "he"),
        ("CKB", "ckb"),
    ],
)
def test_a_tag_is_brought_to_its_standard_form(tag: str, standard: str) -> None:
    assert checked_tag(tag) == standard
    assert LANG.fullmatch(standard)


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "english",
        "e",
        "xx-yy-zz",
        "12",
        "en-v2",
        "../en",
        "en/",
        "عر",
        "en\n",
        "und",
        "x-mine",
        "en-x-a",
        "en-u-ca-coptic",
    ],
)
def test_what_cannot_name_an_articles_file_is_refused(tag: str) -> None:
    with pytest.raises(UsageProblem, match="is no language tag; use one such as"):
        checked_tag(tag)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("The pumps ran", "Latn"),
        ("عادت المضخات", "Arab"),
        ("ﺍﻟﻌﺮﺑﻴﺔ", "Arab"),
        ("روزنامه‌نگار", "Arab"),
        ("עיתון", "Hebr"),
        ("Привет", "Cyrl"),
        ("Ελλάδα", "Grek"),
        ("新闻报道", "Hani"),
        ("これはひらがな", "Jpan"),
        ("한국어", "Kore"),
        ("हिन्दी", "Deva"),
        ("ไทย", "Thai"),
        ("BBC said: عادت المضخات إلى العمل", "Arab"),
        ("The word عربي is Arabic", "Latn"),
        ("2026: 12 + 30 = 42!", ""),
        ("😀 🎉", ""),
        ("", ""),
        ("\ud800\0", ""),
    ],
)
def test_the_script_of_a_text_is_that_of_most_of_its_letters(text: str, script: str) -> None:
    assert script_of_text(text) == script


def test_han_goes_with_the_scripts_that_use_it() -> None:
    for one in ("Jpan", "Kore", "Hans", "Hant", "Hani"):
        assert same_script("Hani", one)
        assert same_script(one, "Hani")
    assert same_script("Aran", "Arab")
    assert same_script("Latn", "Latn")
    assert not same_script("Latn", "Hani")
    assert not same_script("Arab", "Hebr")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_any_words_for_a_language_have_a_direction(words: str) -> None:
    assert direction(words) in ("ltr", "rtl")
    assert isinstance(script_of_text(words), str)
    try:
        assert LANG.fullmatch(checked_tag(words))
    except UsageProblem as problem:
        assert problem.exit_code == 2  # noqa: PT017  # both ends are right; only another exception is wrong

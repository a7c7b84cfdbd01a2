"""Names are known again across scripts by how they sound, and a wrong one is found."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.sounds import apart, weight

ARABIC = (
    "وقالت رئيسة البلدية ليلى الحمداني للصحفيين: «لن نسمح لأحد بالعودة قبل أن ينتهي المهندسون من فحص كل بيت».\n\n"
    "وكان المهندس كريم البغدادي قد حذر في مارس 2019 من أن الجدار لن يصمد أكثر من عشر سنوات.\n\n"
    "ونفى مدير المرفأ سامي درويش أن تكون إدارته قد تلقت أي تحذير."
)
ENGLISH = (
    '"We will not let anyone go back before the engineers have finished checking every house," '
    "Mayor Leila Hamdani told reporters.\n\n"
    "Engineer Karim Baghdadi had warned in March 2019 that the wall would not last more than ten years.\n\n"
    "Harbour director Sami Darwish denied that his administration had received any warning."
)
GERMAN = "„Wir rechnen mit drei Tagen Arbeit“, sagte Sprecherin Miriam Oster am Dienstag in Lindenau."
RUSSIAN = "По словам главы района Павла Громова, содержание здания обходилось дорого."


def told(source: str, translation: str, tags: tuple[str, str]) -> set[tuple[str, str]]:
    """The checks that warn about a name, and the word of the translation that each speaks of."""
    found = compare(source, translation, tags).findings
    return {(one.check, one.translation_words) for one in found if one.severity != "note"}


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("watson", "واتسون"),
        ("kavanaugh", "کافانو"),
        ("george", "جورج"),
        ("becker", "بیکر"),
        ("watson", "уотсон"),
        ("munich", "мюнхене"),
        ("grace", "греис"),
        ("molinari", "מולינארי"),
        ("angeles", "анджелес"),
        ("hatch", "хэтч"),
    ],
)
def test_one_name_in_two_scripts_sounds_alike(name: str, word: str) -> None:
    assert apart(name, word) < 0.21


@pytest.mark.parametrize(("name", "word"), [("watson", "مدرسه"), ("maurice", "امریکی"), ("harvard", "ويسبادن")])
def test_two_names_do_not(name: str, word: str) -> None:
    assert apart(name, word) > 0.3


def test_a_word_of_vowels_is_like_no_other() -> None:
    assert weight("oui") == 0
    assert apart("oui", "واتسون") == 1.0


def test_a_faithful_translation_names_whom_its_source_names() -> None:
    assert told(ARABIC, ENGLISH, ("ar", "en")) == set()
    assert told(ENGLISH, ARABIC, ("en", "ar")) == set()


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("Karim Baghdadi", "Karim Mansour", "name-added"),
        ("Mayor Leila Hamdani", "Mayor Sami Darwish", "speaker-changed"),
        ("Leila Hamdani", "Leila Committee", "speaker-changed"),
    ],
)
def test_another_name_is_found_and_pointed_at(old: str, new: str, check: str) -> None:
    assert (check, new.rsplit(maxsplit=1)[-1]) in told(ARABIC, ENGLISH.replace(old, new), ("ar", "en"))


def test_a_common_word_behind_a_first_name_is_found() -> None:
    good = '"We expect three days of work," spokeswoman Miriam Oster said in Lindenau on Tuesday.'
    assert told(GERMAN, good, ("de", "en")) == set()
    assert told(GERMAN, good.replace("Oster", "Council"), ("de", "en")) == {("speaker-changed", "Council")}


def test_a_sentence_of_many_names_is_no_headline() -> None:
    source = "كريم الحمداني هو نائب عن لندن الشرقية"
    assert told(source, "Karim Hamdani is MP for London East", ("ar", "en")) == set()
    assert told(source, "Karim Mansour is MP for London East", ("ar", "en")) == {("name-added", "Mansour")}
    assert told(source, "Karim Council is MP for London East", ("ar", "en")) == {("name-added", "Council")}


def test_both_names_are_told_where_the_source_has_capital_letters() -> None:
    bad = "According to district head Pavel Petrenko, maintaining the building was expensive."
    found = [one for one in compare(RUSSIAN, bad, ("ru", "en")).findings if one.check == "name-changed"]
    assert [(one.source_words, one.translation_words) for one in found] == [("Громова", "Petrenko")]

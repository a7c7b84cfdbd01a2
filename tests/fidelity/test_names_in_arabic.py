"""Names in a script without capital letters: run together with other words, or like a common word by chance."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.lexicon import stripped
from dragoman.workflow.fidelity.signs import folded
from dragoman.workflow.fidelity.sounds import apart_within


def told(source: str, translation: str) -> set[tuple[str, str]]:
    """The checks that warn of an Arabic text's translation, and the word of the translation that each speaks of."""
    found = compare(source, translation, ("ar", "en")).findings
    return {(one.check, one.translation_words) for one in found if one.severity != "note"}


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("وصل السيناتور منولاية كاروليناالجنوبية أمس.", "The senator from South Carolina arrived yesterday."),
        ("أقيمت المباراة في مدينة دومفريسوغالاوي أمس.", "The match was played in the town of Dumfries yesterday."),
        ("وقالبولباريرا إن الطلاب ناموا.", "Yesterday Dr Barreira said that students had slept."),
    ],
)
def test_a_name_is_found_in_words_that_were_run_together(source: str, translation: str) -> None:
    assert told(source, translation) == set()


def test_only_a_part_that_sounds_like_the_whole_name_is_the_name() -> None:
    word = folded("كاروليناالجنوبية")
    assert apart_within("carolina", word, 0.1) < 0.01
    assert apart_within("california", word, 0.1) > 0.1


def test_nothing_is_taken_off_behind_the_article_and_nothing_but_all_of_it() -> None:
    prefixes = ("و", "ف", "ب", "ل", "ك", "ال", "لل", "س", "ا")
    assert stripped("البلاد", prefixes) == ("بلاد",)
    assert set(stripped("وبالبلاد", prefixes)) == {"بالبلاد", "البلاد", "بلاد"}


COMPANIES = (
    "أعلنت جوجل عن هاتف جديد.\n\n"
    "وقال المدير إن شركة جوجل تبيع الهاتف في المتاجر.\n\n"
    "عينت مايكروسوفت وجوجل علماء من الجامعات."
)
PHONES = (
    "Yesterday Google announced a new phone.\n\n"
    "The director said that Google sells the phone in shops.\n\n"
    "The firms Microsoft and Google hired scientists from universities."
)


def test_a_name_with_a_written_on_and_is_known_for_what_it_is_without() -> None:
    assert told(COMPANIES, PHONES) == set()
    last = PHONES.replace("Microsoft and Google", "Microsoft and School")
    assert {word for _, word in told(COMPANIES, last)} == {"School"}


TALKS = (
    "قالت بيونغيانغ إنها مستعدة للتفاوض.\n\n"
    "وقال الرئيس إن بيونغيانغ ستتخلى عن الأسلحة.\n\n"
    "وهناك شكوك بشأن جدية بيونغيانغ في التخلي عن ترسانة البلاد.\n\n"
    "وعاد الوفد إلى البلاد أمس."
)
WEAPONS = (
    "Last week Pyongyang said it was ready to negotiate.\n\n"
    "The president said that Pyongyang would give up its weapons.\n\n"
    "There is doubt that Pyongyang is serious about giving up the arsenal of the country.\n\n"
    "The delegation returned to the country yesterday."
)


@pytest.mark.parametrize("other", ["Aldi", "Blood"])
def test_a_word_that_sounds_like_the_new_name_by_chance_does_not_hide_that_the_old_one_is_gone(other: str) -> None:
    assert told(TALKS, WEAPONS) == set()
    changed = WEAPONS.replace("doubt that Pyongyang", f"doubt that {other}")
    assert {word for _, word in told(TALKS, changed)} == {other}


def test_a_name_in_one_word_and_in_two_is_one_name() -> None:
    assert told(TALKS.replace("جدية بيونغيانغ", "جدية بيونغ يانغ"), WEAPONS) == set()


def test_a_first_name_at_the_beginning_is_a_name_and_a_common_word_behind_it_none() -> None:
    source = "كريس ليزلي عضو في البرلمان عن نوتنغهام."
    assert told(source, "Chris Leslie is a member of parliament for Nottingham.") == set()
    for other in ("Remainers", "Rogers"):
        assert told(source, f"Chris {other} is a member of parliament for Nottingham.") == {("name-added", other)}


def test_a_common_word_among_names_is_told() -> None:
    source = "تتنافس الشركة مع بوتس وسوبردراج ودبنهامز."
    good = "The company is taking on Boots, Superdrug and Debenhams."
    assert told(source, good) == set()
    assert told(source, good.replace("Superdrug", "Remainers")) == {("name-added", "Remainers")}


def test_no_word_sounds_like_a_day() -> None:
    source = "لعب جوردان سبيث أداء فرديا أمس."
    assert told(source, "Yesterday Jordan Spieth played by himself.") == set()
    assert "Friday" in {word for _, word in told(source, "Yesterday Jordan Friday played by himself.")}


def test_a_country_is_told_in_a_headline_too() -> None:
    source = "زلزال وتسونامي في إندونيسيا يدمران جزيرة"
    assert told(source, "Indonesia Tsunami and Quake Devastate an Island, Killing Hundreds") == set()
    other = told(source, "Indonesia Mexico and Quake Devastate an Island, Killing Hundreds")
    assert ("name-added", "Mexico") in other

"""A name is exchanged whatever stands in its place: a common word, a day, what sounds like a word of the text."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare


def told(source: str, translation: str, tags: tuple[str, str]) -> set[tuple[str, str]]:
    """The checks that warn, and the word of the translation that each speaks of."""
    found = compare(source, translation, tags).findings
    return {(one.check, one.translation_words) for one in found if one.severity != "note"}


ARABIC = "وتبيع المتاجر منتجات لينا وسوبرا وديرما منذ عام."
SHOPS = "The shops have been selling products by Lina, Sobra and Derma for a year."


def test_a_comma_parts_two_names() -> None:
    assert told(ARABIC, SHOPS, ("ar", "en")) == set()
    assert told(ARABIC, SHOPS.replace("Sobra", "Valley"), ("ar", "en")) == {("name-added", "Valley")}


GERMAN = "Mike Soltau und Jordan Kunert glichen aus, bevor Dirk Weller das letzte Tor schoss."
GOALS = "Mike Soltau and Jordan Kunert levelled before Dirk Weller scored the last goal."


@pytest.mark.parametrize("day", ["Friday", "Sunday"])
def test_no_day_is_a_surname(day: str) -> None:
    assert told(GERMAN, GOALS, ("de", "en")) == set()
    assert ("date-added", day) in told(GERMAN, GOALS.replace("Soltau", day), ("de", "en"))
    assert told("صرح لصحيفة صنداي تايمز.", "He told the Sunday Times.", ("ar", "en")) == set()


@pytest.mark.parametrize(
    ("source", "good", "old", "new", "tag"),
    [
        (
            "فاز مايك سوليفان وجوردان كوني بالجائزة.",
            "Mike Sullivan and Jordan Cownie won the prize.",
            "Sullivan",
            "California",
            "ar",
        ),
        ("این شهر در چین پیدا شد.", "The city was found in China.", "China", "Poyet", "fa"),
        ("Es una serie de Marta Ibarra.", "The streets are by Marta Ibarra.", "Ibarra", "Service", "es"),
    ],
)  # fmt: skip
def test_another_word_of_the_passage_does_not_stand_for_the_new_name(
    source: str, good: str, old: str, new: str, tag: str
) -> None:
    assert told(source, good, (tag, "en")) == set()
    assert new in {word for _, word in told(source, good.replace(old, new), (tag, "en"))}


SPANISH = (
    "El señor Ibarra dijo en la reunión que no aceptaba el plan.\n\n"
    "Más tarde, Ibarra salió del edificio sin hablar con la prensa."
)
MEETING = (
    "At the meeting, Mr Ibarra said that he did not accept the plan.\n\n"
    "Later, Ibarra left the building without speaking to the press."
)


def test_a_common_word_behind_a_title_stands_for_nobody() -> None:
    assert told(SPANISH, MEETING, ("es", "en")) == set()
    bad = MEETING.replace("Mr Ibarra", "Mr Valley")
    assert told(SPANISH, bad, ("es", "en")) == {("name-changed", "Valley")}


PARTY = (
    "Die Schulen will auch die Labour Partei öffnen.\n\n"
    "Der Vorsitzende der Labour Partei sagte, der Plan koste wenig.\n\n"
    "Die Partei hat 3.000 Mitglieder in Lindau."
)
LABOUR = (
    "The schools are to be opened by the Labour Party too.\n\n"
    "The chairman of the Labour Party said the plan cost little.\n\n"
    "The party has 3,000 members in Lindau."
)


def test_a_word_of_an_institution_is_exchanged_for_another() -> None:
    assert told(PARTY, LABOUR, ("de", "en")) == set()
    bad = LABOUR.replace("chairman of the Labour Party", "chairman of the Labour Bridge")
    assert told(PARTY, bad, ("de", "en")) == {("name-changed", "Bridge")}


def test_a_word_built_on_a_name_is_met_with_the_name() -> None:
    source = [f"В {hour} часов противники Harlexit прошли по городу." for hour in range(11, 19)]
    good = [f"At {hour} o'clock those against Harlexit marched through the city." for hour in range(11, 19)]
    source.append("Сторонники Harlexit остались дома.")
    good.append("At home stayed the Harlexiteers.")
    assert told("\n\n".join(source), "\n\n".join(good), ("ru", "en")) == set()


def test_a_name_is_met_with_the_letter_before_its_apostrophe() -> None:
    good = "Perfume is sold by the company L'Orimal in Paris."
    assert told("Духи в Париже продает компания L'Orimal.", good, ("ru", "en")) == set()
    assert told("Духи в Париже продает компания L'Orimal.", good.replace("Orimal", "Grasset"), ("ru", "en"))

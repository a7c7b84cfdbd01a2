"""Institutions and titles, which other languages than English write in other ways."""

from __future__ import annotations

from dragoman.workflow.fidelity.compare import compare


def told(source: str, translation: str, tags: tuple[str, str]) -> list[str]:
    """The checks that say more than a note."""
    return [one.check for one in compare(source, translation, tags).findings if one.severity != "note"]


def test_only_the_first_word_of_an_institution_has_a_capital_in_french_and_russian() -> None:
    source = "Die Behörde hat den Bericht am Montag gelesen."
    assert told(source, "Le Conseil a lu le rapport lundi.", ("de", "fr")) == []
    assert told(source, "В понедельник Комитет прочитал отчет.", ("de", "ru")) == []


def test_a_title_in_russian_quotation_marks_needs_none_elsewhere() -> None:
    source = "Он сыграл в фильме «Игры престолов» роль солдата."
    assert told(source, "Il a joué un soldat dans Game of Thrones.", ("ru", "fr")) == []
    said = "Он сказал: «Я никогда не видел такого большого пожара в этом городе»."
    assert told(said, "Il a vu beaucoup de feu.", ("ru", "fr"))


def test_a_capital_stands_for_its_country_and_for_no_other() -> None:
    source = "Das hat Athen am Montag wiederholt abgelehnt."
    assert told(source, "Lundi, la Grèce l'a refusé à plusieurs reprises.", ("de", "fr")) == []
    assert told(source, "Lundi, la Turquie l'a refusé à plusieurs reprises.", ("de", "fr"))

"""Currencies, units, a sentence less, paragraphs that changed places, sources named the German way."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare

GERMAN = "Der Schaden beläuft sich auf rund 800.000 Euro, 1.250 Tonnen Getreide gingen verloren."
ENGLISH = "The damage amounts to around 800,000 euros, and 1,250 tonnes of grain were lost."


def told(source: str, translation: str, tags: tuple[str, str] = ("de", "en")) -> list[str]:
    return [one.check for one in compare(source, translation, tags).findings if one.severity != "note"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("euros", "dollars", ["currency-changed"]),
        ("tonnes", "kilograms", ["unit-changed"]),
    ],
)
def test_the_same_number_of_something_else_is_found(old: str, new: str, found: list[str]) -> None:
    assert told(GERMAN, ENGLISH.replace(old, new)) == found


def test_a_sentence_that_is_gone_from_within_a_paragraph_is_found() -> None:
    source = f"Im Hafen ist ein Frachter auf Grund gelaufen. Verletzt wurde niemand.\n\n{GERMAN}\n\n{GERMAN}"
    good = f"A freighter ran aground in the port. Nobody was injured.\n\n{ENGLISH}\n\n{ENGLISH}"
    assert told(source, good) == []
    assert told(source, good.replace(" Nobody was injured.", "")) == ["passage-missing"]


def test_paragraphs_that_changed_places_are_known_again() -> None:
    source = (
        "Am Montag meldete die Polizei 25 Verletzte.\n\nDie Firma Solaris verkauft ihre Fabrik in Leipzig.\n\n"
        "Im Jahr 1921 malte Clara Voss ein Bild von Frankreich.\n\nEin Sturm traf am 12. März zwei Städte."
    )
    parts = [
        "Police reported 25 injured on Monday.",
        "The company Solaris is selling its factory in Leipzig.",
        "In 1921 Clara Voss painted a picture of France.",
        "A storm hit two cities on 12 March.",
    ]
    changed = "\n\n".join([parts[0], parts[2], parts[1], parts[3]])
    comparison = compare(source, changed, ("de", "en"))
    assert [one.check for one in comparison.findings] == ["paragraph-moved"]
    assert {(one.source, one.translation) for one in comparison.groups} == {
        ((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,)),
    }  # fmt: skip


def test_a_source_named_behind_a_comma_must_stay_named() -> None:
    source = "Der Lotse war nicht an Bord, so Hafenmeister Jens Pohl."
    assert told(source, "The pilot was not on board, according to harbour master Jens Pohl.") == []
    assert "attribution-missing" in told(
        source, "The pilot was not on board the ship of Jens Pohl, the harbour master."
    )
    assert told("Er war so müde, so dass er schlief.", "He was so tired that he slept.") == []

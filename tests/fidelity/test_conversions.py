"""Measures in other units are the same measures; what is counted wrong is not."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare


def _numbers(source: str, translation: str, tags: tuple[str, str]) -> list[str]:
    found = compare(source, translation, tags).findings
    return [one.check for one in found if one.check.startswith(("number", "unit")) and one.severity != "note"]


@pytest.mark.parametrize(
    ("source", "translation", "tags"),
    [
        ("Die Welle war 6 Meter hoch.", "The wave was 20 feet high.", ("de", "en")),
        ("Der Wind zog mit 20 km/h nach Norden.", "The wind moved north at 12 miles per hour.", ("de", "en")),
        ("Il tombera 50 à 100 mm de pluie.", "Some 2 to 4 inches of rain will fall.", ("fr", "en")),
        ("ירדו 25 עד 50 מ״מ של גשם.", "Between 1 and 2 inches of rain fell.", ("he", "en")),
        ("Das Haus steht 1,6 Kilometer vom Fluss.", "The house stands about a mile from the river.", ("de", "en")),
        ("Le train part à 04h40.", "The train leaves at 4.40 am.", ("fr", "en")),
        ("Der Streit von 1950 bis 1953 war lang.", "The quarrel of 1950-53 was long.", ("de", "en")),
    ],
)
def test_the_same_measure_in_other_words_is_no_finding(source: str, translation: str, tags: tuple[str, str]) -> None:
    """Rounded as people round, in spans, with a unit that nothing counts, with a clock written otherwise."""
    assert _numbers(source, translation, tags) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Die Welle war 6 Meter hoch.", "The wave was 21 feet high."),
        ("Der Ort liegt 320 Kilometer von hier.", "The place is 201 miles from here."),
        ("Das Becken ist 30 Meter (100 Fuß) tief.", "The basin is 32 meters (100 feet) deep."),
    ],
)
def test_a_measure_that_is_not_the_same_is_told(source: str, translation: str) -> None:
    """An exact number is told exactly; one of two that say the same changed."""
    assert _numbers(source, translation, ("de", "en")) != []


def test_years_ago_do_not_stand_for_eighteen() -> None:
    """A number that became a word for many is missing."""
    assert _numbers("Vor 18 Jahren zog sie um.", "She moved several years ago.", ("de", "en")) == ["number-missing"]

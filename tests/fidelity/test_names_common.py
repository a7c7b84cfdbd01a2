"""Common words where a name should stand, and names that two languages write otherwise."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare

_HEAD = (
    "Tamsin Oduya sprach am Montag in Bremen.\n\nDer Rat der Vereinten Nationen tagte. "
    "Die Vereinten Nationen zahlten."
)
_HEAD_EN = (
    "Tamsin Oduya spoke in Bremen on Monday.\n\nThe council of the United Nations met. The United Nations paid."
)


def _names(source: str, translation: str, tags: tuple[str, str] = ("de", "en")) -> list[str]:
    found = compare(source, translation, tags).findings
    told = [one for one in found if one.check.startswith(("name", "speaker")) and one.severity != "note"]
    return [one.translation_words for one in told]


@pytest.mark.parametrize(
    ("source", "translation", "word"),
    [
        ("In Bremen ist es kalt.", "In winter it is cold in Palace.", "Palace"),
        ("Einige deutsche Türken jubelten.", "Some German Palace cheered.", "Palace"),
        ("Die Vereinten Nationen halfen.", "They say the United Palace helped.", "Palace"),
        ("Es kam auch Tamsin Oduya.", "There came Tamsin Oduya as well.", ""),
    ],
)
def test_a_common_word_where_a_name_should_stand_is_told(source: str, translation: str, word: str) -> None:
    """Alone behind a preposition, behind a people, or torn into a name that the text has elsewhere."""
    found = _names(f"{_HEAD}\n\n{source}", f"{_HEAD_EN}\n\n{translation}")
    assert found == ([word] if word else [])


@pytest.mark.parametrize(
    ("source", "translation", "tags"),
    [
        ("Вчера выступил Си Цзиньпин из Синина.", "Yesterday Xi Jinping of Xining spoke.", ("ru", "en")),
        ("In Neapel regnet es, in Mailand auch.", "It rains in Naples, and in Milan too.", ("de", "en")),
        ("Er kam aus Großbritannien.", "He came from England.", ("de", "en")),
        ("Die Leute sahen Livingston gewinnen.", "People saw Livi win.", ("de", "en")),
    ],
)
def test_a_name_written_otherwise_is_known_again(source: str, translation: str, tags: tuple[str, str]) -> None:
    """By how it sounds, by a list, as a part of Britain, or in its short form where the long one is used too."""
    more = "Livingston spielte gestern." if tags[0] == "de" else ""
    also = "We hear Livingston played yesterday." if more else ""
    assert _names(f"{source}\n\n{more}", f"{translation}\n\n{also}", tags) == []


def test_another_surname_behind_a_first_name_is_told() -> None:
    """Though the article has that surname elsewhere."""
    source = "Gestern traf Sarah Lindqvist den Arzt Milo Brandauer.\n\nDann ging Sarah Lindqvist heim."
    assert _names(
        source, "Yesterday Sarah Lindqvist met the doctor Milo Brandauer.\n\nThen Sarah Brandauer went home."
    ) == ["Brandauer"]


def test_the_united_states_in_dots_are_one_country() -> None:
    """And the pronoun is none."""
    assert _names("Das ist ein Gesetz der USA, sagt uns Korea.", "It is a U.S. law, Korea tells us.") == []


def test_one_name_spelled_in_two_ways_is_noted_where_the_rarer_spelling_stands() -> None:
    """Not where one is only the other with an ending."""
    source = "قال القذافي إن البلاد آمنة.\n\nزار القذافي المدينة أمس.\n\nعاد القذافي في المساء."
    translation = "{0} said the land was safe.\n\nYesterday {0} came by.\n\nIn the evening there was {1} again."
    for spellings, told in (
        (("Colonel Gaddafi", "Colonel Qadhafi"), ["Qadhafi"]),
        (("Mr Gaddafi", "Mr Gaddafi"), []),
    ):
        found = compare(source, translation.format(*spellings), ("ar", "en")).findings
        assert [one.translation_words for one in found if one.check == "name-spelled-two-ways"] == told

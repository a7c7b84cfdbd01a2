"""A plain no must be met by some word that says no; phrases that only look like one are none."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare

DENIED = {
    "ar": "لم تغادر السفينة الميناء يوم الاثنين.",
    "fa": "کشتی روز دوشنبه بندر را ترک نکرد.",
    "he": "הספינה לא עזבה את הנמל ביום שני.",
    "ckb": "کەشتییەکە ڕۆژی دووشەممە لە بەندەرەکە نییە.",
    "de": "Das Schiff hat den Hafen am Montag nicht verlassen.",
    "fr": "Le navire n’a pas quitté le port lundi.",
    "es": "El barco no salió del puerto el lunes.",
    "ru": "Корабль не покинул порт в понедельник.",
}


def told(source: str, translation: str, tags: tuple[str, str]) -> list[str]:
    return [one.check for one in compare(source, translation, tags).findings if one.check.startswith("negation")]


@pytest.mark.parametrize("tag", DENIED)
def test_a_no_that_the_translation_lost_is_told_as_a_note(tag: str) -> None:
    (found,) = (
        one
        for one in compare(DENIED[tag], "The ship left the harbour on Monday.", (tag, "en")).findings
        if one.check == "negation-missing"
    )
    assert found.severity == "note"


@pytest.mark.parametrize("tag", DENIED)
@pytest.mark.parametrize(
    "kept",
    [
        "The ship did not leave the harbour on Monday.",
        "The ship didn’t leave the harbour on Monday.",
        "The ship refused to leave the harbour on Monday.",
        "The ship stayed in the harbour on Monday, unable to sail.",
    ],
)
def test_any_word_that_says_no_keeps_it(tag: str, kept: str) -> None:
    assert told(DENIED[tag], kept, (tag, "en")) == []


@pytest.mark.parametrize(
    ("tag", "lost"),
    [
        ("de", "Das Schiff hat den Hafen am Montag verlassen."),
        ("fr", "Le navire a quitté le port lundi."),
        ("es", "El barco salió del puerto el lunes."),
        ("ru", "Корабль покинул порт в понедельник."),
        ("ar", "غادرت السفينة الميناء يوم الاثنين."),
        ("fa", "کشتی روز دوشنبه بندر را ترک کرد."),
        ("he", "הספינה עזבה את הנמל ביום שני."),
    ],
)
def test_it_is_asked_of_translations_into_every_language_that_has_words_for_it(tag: str, lost: str) -> None:
    said = "The ship did not leave the harbour on Monday."
    assert told(said, DENIED[tag], ("en", tag)) == []
    assert told(said, lost, ("en", tag)) == ["negation-missing"]


def test_a_language_that_says_no_within_its_verbs_is_not_asked() -> None:
    assert told("The ship did not leave the harbour.", "کەشتییەکە بەندەرەکەی جێهێشت.", ("en", "ckb")) == []


@pytest.mark.parametrize(
    ("tag", "source"),
    [
        ("de", "Nicht nur das Schiff verließ den Hafen, auch die Fähre."),
        ("fr", "Ce n’est pas le premier navire qui quitte le port."),
        ("es", "No cabe duda de que el barco salió del puerto."),
        ("ru", "Порт покинул не только корабль, но и паром."),
        ("he", "לא רק הספינה עזבה את הנמל, גם המעבורת."),
    ],
)
def test_phrases_that_deny_nothing_are_no_denial(tag: str, source: str) -> None:
    assert told(source, "The ship left the harbour, as the ferry did.", (tag, "en")) == []


def test_a_language_without_words_of_its_own_is_not_asked() -> None:
    assert told("The ship did not leave.", "Laiva lähti.", ("en", "fi")) == []

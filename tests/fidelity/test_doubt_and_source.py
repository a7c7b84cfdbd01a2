"""A doubt needs its own counterpart, whatever else the sentence leaves open; a source that is named stays named."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.model import Finding


def told(source: str, translation: str, tags: tuple[str, str]) -> list[Finding]:
    return [one for one in compare(source, translation, tags).findings if one.severity != "note"]


def checks(source: str, translation: str, tags: tuple[str, str]) -> list[str]:
    return [one.check for one in told(source, translation, tags)]


OTHERWISE_OPEN = (
    ("Anscheinend schlägt der Rat eine Brücke vor, doch das könnte teuer werden.", "de"),
    ("Il semble que le conseil propose un pont, mais cela pourrait coûter cher.", "fr"),
    ("Al parecer, el consejo propone un puente, pero podría salir caro.", "es"),
    ("Судя по всему, совет предлагает мост, но это может стоить дорого.", "ru"),
    ("ويبدو أن المجلس يقترح جسرا، ولكن قد يكون مكلفا.", "ar"),
)


@pytest.mark.parametrize(("source", "tag"), OTHERWISE_OPEN)
def test_another_open_word_of_the_sentence_does_not_stand_for_the_doubt(source: str, tag: str) -> None:
    kept = "The council is apparently suggesting a bridge, but that could be expensive."
    assert checks(source, kept, (tag, "en")) == []
    assert "hedge-missing" in checks(source, kept.replace("apparently ", ""), (tag, "en"))


def test_what_answers_a_verb_form_does_not_stand_for_a_plainer_doubt_beside_it() -> None:
    source = "Anscheinend plant der Rat eine Brücke, die Weber im Mai vorstellen soll; das könnte teuer werden."
    kept = (
        "The council is apparently planning a bridge, which Weber is expected to present in May; it could be costly."
    )
    assert checks(source, kept, ("de", "en")) == []
    assert checks(source, kept.replace("apparently ", ""), ("de", "en")) == ["hedge-missing"]


@pytest.mark.parametrize(
    ("source", "tag"),
    [
        ("Die Liste soll die Namen von drei Ärzten enthalten.", "de"),
        ("La liste aurait été volée.", "fr"),
        ("La lista habría sido robada.", "es"),
    ],
)
def test_a_verb_form_that_tells_hearsay_is_a_doubt(source: str, tag: str) -> None:
    assert "hedge-missing" in checks(source, "The list was stolen. It names three doctors.", (tag, "en"))
    assert "hedge-missing" not in checks(source, "The list was reportedly stolen.", (tag, "en"))


@pytest.mark.parametrize(
    ("source", "tag", "translation"),
    [
        ("Die Brücke soll im Mai fertig sein.", "de", "The bridge is to be finished in May."),
        ("Der Zaun soll Kinder schützen.", "de", "The fence is meant to protect children."),
        ("Sans lui, le pont serait fermé.", "fr", "Without him the bridge would be closed."),
    ],
)
def test_the_same_form_as_a_plan_a_purpose_or_a_condition_is_none(source: str, tag: str, translation: str) -> None:
    assert "hedge-missing" not in checks(source, translation, (tag, "en"))


def test_a_verb_form_is_not_asked_of_a_language_that_does_not_say_what_answers_it() -> None:
    assert "hedge-missing" not in checks("Die Brücke soll halten.", "پل محکم است.", ("de", "fa"))


@pytest.mark.parametrize(
    ("source", "tag", "translation"),
    [
        ("No está de acuerdo con la reforma.", "es", "She disagrees with the reform."),
        ("המחיר נע כלפי מעלה.", "he", "The price moved upward."),
        ("Это план, согласно которому мост закроют.", "ru", "It is a plan to close the bridge."),
    ],
)
def test_what_only_looks_like_a_named_source_is_none(source: str, tag: str, translation: str) -> None:
    assert checks(source, translation, (tag, "en")) == []


def test_any_verb_of_saying_answers_told() -> None:
    source = "A senior official told reporters that a review would be announced."
    assert checks(source, "Ein hoher Beamter sagte Reportern, eine Prüfung folge.", ("en", "de")) == []
    assert checks(source, "Eine Prüfung folgt.", ("en", "de")) != []


def test_the_words_shown_are_those_that_name_the_source() -> None:
    source = "Die Leitung hat Fragen gestellt und berichtet; laut Polizei ist die Straße zu."
    found = told(source, "Management raised questions. The road is closed.", ("de", "en"))
    assert [one.source_words for one in found if one.check == "attribution-missing"] == ["laut"]

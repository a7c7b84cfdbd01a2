"""Each check by its own two examples; and what all of them have to leave alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.house.check import Check, Sample
from dragoman.workflow.house.compared import COMPARED, Compared
from dragoman.workflow.house.registry import HOUSE

BY_ID = {one.id: one for one in HOUSE}


def messages(check_id: str, sample: Sample) -> list[str]:
    return [spot.message for spot in BY_ID[check_id].find(sample.manuscript())]


def words(check_id: str, sample: Sample) -> list[str]:
    """The words that each finding points at."""
    found = BY_ID[check_id].find(sample.manuscript())
    return [(sample.title if spot.field else sample.body)[spot.start : spot.end] for spot in found]


@pytest.mark.parametrize("check", HOUSE, ids=lambda check: check.id)
def test_a_check_finds_one_thing_in_the_example_that_fires(check: Check) -> None:
    assert len(list(check.find(check.fires.manuscript()))) == 1


@pytest.mark.parametrize("check", HOUSE, ids=lambda check: check.id)
def test_a_check_finds_nothing_in_the_example_that_does_not(check: Check) -> None:
    assert list(check.find(check.passes.manuscript())) == []


@pytest.mark.parametrize("check", COMPARED, ids=lambda check: check.id)
def test_what_compare_says_of_the_pair_that_fires_is_on_the_list(check: Compared) -> None:
    found = compare(check.fires.source, check.fires.translation, check.fires.languages).findings
    assert check.id in {one.check for one in found}
    assert {one.severity for one in found if one.check == check.id} <= {"error", "warning", "note"}


@pytest.mark.parametrize("check", COMPARED, ids=lambda check: check.id)
def test_compare_does_not_say_so_of_the_pair_that_does_not(check: Compared) -> None:
    found = compare(check.passes.source, check.passes.translation, check.passes.languages).findings
    assert check.id not in {one.check for one in found}


def test_every_finding_of_compare_is_on_the_list() -> None:
    folder = Path(__file__).parents[2] / "workflow" / "fidelity"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    made = set(re.findall(r'finding\(\s*"([a-z-]+)"', code))
    assert len(made) > 10
    assert made <= {one.id for one in COMPARED}, "workflow/house/compared.py lists it, with a pair for each"


def test_no_two_checks_have_one_name() -> None:
    names = [one.id for one in (*HOUSE, *COMPARED)]
    assert sorted(set(names)) == sorted(names)


CLEAN = {
    "code": 'Run `a  b "c (` and:\n\n```\nthe the  ( ** " [x] (http://y)\n```\n\nThen stop.',
    "addresses": 'See https://paper.example/a_(b)?q=x and [a "b"](http://c.example/d_(e) "f").',
    "french": "« C'est l'eau », a-t-elle dit ; nous nous sommes tus. Le l’eau n’est pas là.",
    "french marks": "Elle a dit : « C’est fini. » Puis : « Nous nous en allons ! »",
    "german": "Die Männer, die die Pumpe sahen, sagten: „Es läuft“, und ‚so weiter‘.",
    "arabic": 'وقال: «عادت المضخات» (منذ يومين)؛ وسأل: "هل عادت؟" نعم.',
    "hebrew": "צה\"ל הודיע כי ג'ורג' וצ'רצ'יל הגיעו, וארה\"ב שתקה.",
    "table": "| a  | b |\n|----|---|\n| 1  | 2 |",
    "long quotation": "“It begins\n\n“and goes on\n\n“and ends,” he said.",
    "inches": 'It is 6" wide and 5\'10" high, 3" deep.',
    "lists": "1) one\n2) two\n\na) three\n\n- [ ] four\n- [x] five  \n  six",
    "rules": "One.\n\n***\n\n* * *\n\nTwo.",
    "footnotes": "One.[^1] Two [sic].\n\n[^1]: https://paper.example/note",
    "html": '<p class="a  b">One</p> <img src="x.jpg" alt="The pumps">',
    "carriage returns": "One line.\r\n\r\nAnother  \r\nline.\r\n",
}


@pytest.mark.parametrize("kind", CLEAN)
def test_what_only_looks_wrong_is_left_alone(kind: str) -> None:
    lang = {"french": "fr", "french marks": "fr", "german": "de", "arabic": "ar", "hebrew": "he"}.get(kind, "en")
    sample = Sample(CLEAN[kind], lang=lang, source_lang="en" if lang == "ar" else "ar")
    allowed = {"mixed-quotes"}  # some samples mix them to try other checks
    told = {check.id: list(check.find(sample.manuscript())) for check in HOUSE}
    assert {name: found for name, found in told.items() if found and name not in allowed} == {}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The the pumps.", ["The the"]),
        ("He said that\nthe\nthe pumps ran.", ["the\nthe"]),
        ("في في المدينة", ["في في"]),
        ("Il est est parti.", ["est est"]),
        ("The end. The end of it. New York, New York.", []),
    ],
)
def test_a_word_that_stands_twice_is_pointed_at(body: str, found: list[str]) -> None:
    assert words("doubled-word", Sample(body)) == found


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("(One [two) three]", 2),
        ("One) two", 1),
        ("قال (نعم", 1),
        ("One (two\n\nthree) four", 2),
    ],
)
def test_brackets_are_counted_by_paragraphs(body: str, count: int) -> None:
    assert len(messages("unbalanced-bracket", Sample(body))) == count


@pytest.mark.parametrize("body", ["„Es läuft, sagte er.", "« C'est fini. Elle part.", "وقال: «عادت. ثم سكت."])
def test_a_quotation_that_is_not_closed_is_told_in_any_marks(body: str) -> None:
    assert len(messages("unpaired-quote", Sample(body))) == 1


def test_an_unknown_word_is_told_once_where_it_is_met_first() -> None:
    sample = Sample("A repaird pump. Another repaird one.", unknown=("repaird",))
    assert words("spelling", sample) == ["repaird"]


def test_names_and_words_of_the_source_are_no_unknown_words() -> None:
    sample = Sample("وصل كافانو أمس", lang="ar", source="Kavanaugh came.", source_lang="en", unknown=("كافانو",))
    assert messages("spelling", sample) == []


def test_a_sentence_left_in_the_same_script_is_told() -> None:
    left = "Die Pumpen des östlichen Viertels liefen am Montag nach vier Monaten wieder an."
    body = f"The pumps ran again. {left} So the residents said."
    assert words("left-in-source", Sample(body, source_lang="de")) == [left]
    quoted = "He sang “Die Pumpen des östlichen Viertels liefen am Montag wieder an” and left the house again."
    assert words("left-in-source", Sample(quoted, source_lang="de")) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Pumps run after 4 months", []),
        ("Pumps run after 16 weeks", ["16"]),
        ("Nearly 4,000 people have water", []),
        ("Nearly 6,000 people have water", ["6,000"]),
    ],
)
def test_a_number_of_the_title_is_looked_for_by_value(title: str, found: list[str]) -> None:
    body = "The pumps ran after four months. There are 3,950 people."
    assert words("headline-number", Sample(body, title=title)) == found


def test_a_title_in_capitals_tells_nothing_of_names() -> None:
    body = "The pumps ran again."
    assert messages("headline-name", Sample(body, title="Water Pumps Run Again In Homs")) == []
    assert messages("headline-name", Sample(body, title="Wasser für Homs", lang="de")) == []

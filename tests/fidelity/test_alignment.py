"""Paragraphs are aligned however they were merged, split, dropped, added or moved."""

from __future__ import annotations

import time

import pytest

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.model import Comparison

SOURCE = (
    "Am Montag meldete die Polizei in Hamburg 25 Verletzte nach einem Unfall auf der Brücke.",
    "Der Bürgermeister Anton Weber sagte, die Stadt werde 300 Millionen Euro für Schulen ausgeben.",
    "In Frankreich wurde die Wahl am 12. März verschoben, weil ein Sturm zwei Städte traf.",
    "Die Firma Solaris verkauft ihre Fabrik in Leipzig; 1.400 Arbeiter verlieren ihre Stellen.",
    "Das Museum zeigt ab Oktober Bilder der Malerin Clara Voss aus dem Jahr 1921.",
    "Ein Hund rettete am Sonntag ein Kind aus dem Fluss, wie die Feuerwehr berichtete.",
)
ENGLISH = (
    "Police in Hamburg reported 25 injured on Monday after an accident on the bridge.",
    "Mayor Anton Weber said the city would spend 300 million euros on schools.",
    "In France the election was postponed on 12 March because a storm hit two cities.",
    "The company Solaris is selling its factory in Leipzig; 1,400 workers will lose their jobs.",
    "From October the museum shows pictures by the painter Clara Voss from the year 1921.",
    "A dog saved a child from the river on Sunday, the fire brigade reported.",
)


def compared(translation: tuple[str, ...]) -> Comparison:
    return compare("\n\n".join(SOURCE), "\n\n".join(translation), ("de", "en"))


def groups(translation: tuple[str, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(one.source, one.translation) for one in compared(translation).groups]


def test_a_whole_translation_is_aligned_one_to_one_and_nothing_is_found() -> None:
    comparison = compared(ENGLISH)
    assert [(one.source, one.translation) for one in comparison.groups] == [((n,), (n,)) for n in range(6)]
    assert comparison.faithful, comparison.findings


@pytest.mark.parametrize("at", range(6))
def test_a_dropped_paragraph_is_named(at: int) -> None:
    comparison = compared((*ENGLISH[:at], *ENGLISH[at + 1 :]))
    missing = [one for one in comparison.findings if one.check == "paragraph-missing"]
    assert [one.source for one in missing] == [(at,)]
    assert missing[0].source_text == SOURCE[at]


@pytest.mark.parametrize("at", range(6))
def test_an_added_paragraph_is_named(at: int) -> None:
    added = "In Kyoto the chef Haruto Inoue opened a restaurant with 48 seats for students of the old university."
    comparison = compared((*ENGLISH[:at], added, *ENGLISH[at:]))
    assert [one.translation for one in comparison.findings if one.check == "paragraph-added"] == [(at,)]


@pytest.mark.parametrize("at", range(5))
def test_merged_paragraphs_are_one_group_and_nothing_is_missing(at: int) -> None:
    merged = (*ENGLISH[:at], f"{ENGLISH[at]} {ENGLISH[at + 1]}", *ENGLISH[at + 2 :])
    assert ((at, at + 1), (at,)) in groups(merged)
    assert not [one for one in compared(merged).findings if one.check.startswith("paragraph")]


def test_a_split_paragraph_is_one_group() -> None:
    first, second = ENGLISH[3].split("; ")
    assert ((3,), (3, 4)) in groups((*ENGLISH[:3], f"{first}.", second, *ENGLISH[4:]))


def test_a_moved_paragraph_is_found_again_and_is_a_note() -> None:
    moved = (*ENGLISH[:1], *ENGLISH[2:], ENGLISH[1])
    comparison = compared(moved)
    told = comparison.findings[0]
    assert (told.check, told.severity, told.source, told.translation) == ("paragraph-moved", "note", (1,), (5,))
    assert comparison.faithful


def test_paragraphs_are_what_blank_lines_set_apart_from_0() -> None:
    comparison = compare("eins\r\n\r\n  \n\nzwei 5\n", "\n\none\n \ntwo 6", ("de", "en"))
    assert [(one.source, one.translation) for one in comparison.groups] == [((0,), (0,)), ((1,), (1,))]


@pytest.mark.parametrize(("source", "translation"), [("", ""), ("eins", ""), ("", "one"), ("---", "---")])
def test_nothing_is_too_little_to_compare(source: str, translation: str) -> None:
    compare(source, translation, ("de", "en"))


@pytest.mark.slow
def test_a_hundred_thousand_words_are_compared_in_near_linear_time() -> None:
    def seconds(times: int) -> float:
        parts = [(f"{a} {n}", f"{b} {n}") for n in range(times) for a, b in zip(SOURCE, ENGLISH, strict=True)]
        source, translation = ("\n\n".join(side) for side in zip(*parts, strict=True))
        start = time.process_time()
        comparison = compare(source, translation, ("de", "en"))
        assert comparison.groups[-1].source == (len(parts) - 1,)
        return time.process_time() - start

    seconds(10)
    short, long = seconds(100), seconds(1200)
    assert long < 40 * short


def test_a_paragraph_joined_to_its_neighbour_in_other_words_is_not_missing() -> None:
    """Where nothing but its length tells that it is there."""
    source = (*SOURCE[:2], "Manche lachten darüber sehr laut, andere gingen stumm nach Hause.", *SOURCE[2:])
    translation = (
        ENGLISH[0],
        f"{ENGLISH[1]} Few took that badly, though many left the hall in silence.",
        *ENGLISH[2:],
    )
    checks = [one.check for one in compare("\n\n".join(source), "\n\n".join(translation), ("de", "en")).findings]
    assert "paragraph-missing" not in checks


def test_a_missing_paragraph_beside_one_of_its_own_length_is_missing() -> None:
    assert "paragraph-missing" in [one.check for one in compared((*ENGLISH[:2], *ENGLISH[3:])).findings]

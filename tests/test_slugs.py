"""Slugs: short, plain ASCII, free, and never a name that a file system keeps for itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.places import SLUG
from dragoman.workflow.slugs import checked_slug, slug_from


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Water Station: back at work!", "water-station-back-at-work"),
        ("Ünïcödé ß", "unicode-ss"),
        ("../../etc/passwd", "etc-passwd"),
        ("a_b.c", "a-b-c"),
        ("con", "con-article"),
        ("LPT1", "lpt1-article"),
        ("con man", "con-man"),
        ("", "article"),
        ("-- ' --", "article"),
        ("\0", "article"),
    ],
)
def test_a_title_becomes_its_slug(title: str, slug: str) -> None:
    assert slug_from(title, ()) == slug


@pytest.mark.parametrize("title", ["محطة المياه تعود", "日本語の新聞", "Ελλάδα σήμερα", "Привет мир", "שלום עולם"])
def test_other_scripts_are_written_in_latin_letters(title: str) -> None:
    slug = slug_from(title, ())
    assert SLUG.fullmatch(slug)
    assert slug != "article"


def test_a_taken_slug_gets_the_next_free_number() -> None:
    assert slug_from("Water", {"water"}) == "water-2"
    assert slug_from("Water", {"water", "water-2", "water-3"}) == "water-4"
    assert slug_from("", {"article"}) == "article-2"


def test_a_long_title_is_cut_between_words_and_a_numbered_one_still_fits() -> None:
    title = "station " * 30
    slug = slug_from(title, ())
    assert slug == "-".join(["station"] * 9)
    numbered = slug_from("a" * 200, {"a" * 76, *("a" * 76 + f"-{n}" for n in range(2, 999))})
    assert numbered == "a" * 76 + "-999"
    assert SLUG.fullmatch(numbered)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=120), st.integers(0, 3))
def test_any_title_gives_a_slug_that_may_be_one(title: str, others: int) -> None:
    taken: set[str] = set()
    for _ in range(others + 1):
        slug = slug_from(title, taken)
        assert checked_slug(slug, taken) == slug
        taken.add(slug)
    assert len(taken) == others + 1


@pytest.mark.parametrize("slug", ["water", "w", "2026", "a--b", "a" * 80, "con-2"])
def test_a_plain_slug_may_be_given_by_hand(slug: str) -> None:
    assert checked_slug(slug, ()) == slug


@pytest.mark.parametrize(
    "slug", ["", "Water", "-a", "a b", "a/b", "..", "a.b", "é", "ماء", "a" * 81, "a\n", "nul", "com0", "aux", "١"]
)
def test_what_is_no_slug_is_refused_with_the_rule(slug: str) -> None:
    with pytest.raises(UsageProblem, match="small ASCII letters, digits and `-`, at most 80"):
        checked_slug(slug, ())


def test_a_taken_slug_given_by_hand_is_refused_and_says_where_to_look() -> None:
    with pytest.raises(UsageProblem, match="is taken") as caught:
        checked_slug("water", {"water"})
    assert caught.value.hint == "dragoman show water"

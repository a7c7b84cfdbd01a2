"""A commit that brings a waiver: by the person it names, who may waive in that article; then it counts."""

from __future__ import annotations

import pytest
from proofs import ids
from pure import reach

from dragoman.workflow.author_rules import Doer
from dragoman.workflow.newsroom import Newsroom
from dragoman.workflow.people import Person, Roster
from dragoman.workflow.states import TRANSLATED
from dragoman.workflow.waiver_file import Waiver, waiver_path
from dragoman.workflow.waiver_rules import waived_article, waiver_faults

ARTICLE = reach(TRANSLATED)
WAIVER = Waiver("doubled-word", "a" * 64, "the the", "omar", "2026-11-28T10:00:00Z", "It is a name.")
PATH = waiver_path(ARTICLE.path, WAIVER.key)
PEOPLE = (
    Person("tarek", "Tarek", ("tarek@example.org",), ("translator", "editor")),
    Person("omar", "Omar", ("omar@example.org",), ("editor",)),
    Person("sara", "Sara", ("sara@example.org",), ("publisher",)),
    Person("ali", "Ali", ("ali@example.org",), ("translator",)),
    Person("eve", "Eve", ("eve@example.org",), ("editor",), left="2026-01-01T00:00:00Z"),
)
NEWSROOM = Newsroom("Desk", ("ar",), ("en",), Roster(PEOPLE))


def found(waiver: Waiver, by: str, newsroom: Newsroom | None = NEWSROOM) -> list[str]:
    doer = Doer.of(f"{by}@example.org", newsroom)
    return ids(waiver_faults(PATH, waiver.as_text().encode(), ARTICLE, doer))


def test_it_comes_from_an_editor_or_a_publisher_who_did_not_translate() -> None:
    assert found(WAIVER, "omar") == []
    assert found(WAIVER._replace(by="sara"), "sara") == []
    assert found(WAIVER._replace(by="tarek"), "tarek") == ["waiver-no-right"]
    assert found(WAIVER._replace(by="ali"), "ali") == ["waiver-no-right"]
    assert found(WAIVER._replace(by="eve"), "eve") == ["waiver-no-right"]


def test_whoever_takes_it_back_is_whose_word_it_is() -> None:
    back = WAIVER._replace(withdrawn_by="sara", withdrawn_at="2026-11-28T11:00:00Z")
    assert found(back, "sara") == []
    assert found(back, "omar") == ["waiver-not-by-author"]


@pytest.mark.parametrize("by", ["tarek", "sara", "mallory"])
def test_one_in_anothers_name_is_found_and_says_no_more(by: str) -> None:
    assert found(WAIVER, by) == ["waiver-not-by-author"]
    assert found(WAIVER._replace(by="tarek"), "omar") == ["waiver-not-by-author"]


def test_without_a_roster_it_is_nobodys_word() -> None:
    assert found(WAIVER, "omar", None) == ["waiver-not-by-author"]


def test_one_for_an_article_that_is_not_there_is_judged_by_its_author_alone() -> None:
    doer = Doer.of("ali@example.org", NEWSROOM)
    said = WAIVER._replace(by="ali").as_text().encode()
    assert ids(waiver_faults(PATH, said, None, doer)) == []


def test_one_that_cannot_be_read_waives_nothing_and_is_nobodys_fault() -> None:
    doer = Doer.of("omar@example.org", NEWSROOM)
    assert ids(waiver_faults(PATH, b"x", ARTICLE, doer)) == []
    assert ids(waiver_faults(PATH, b"\xff", ARTICLE, doer)) == []


def test_what_is_told_names_the_waiver_and_both_people() -> None:
    (one,) = waiver_faults(PATH, WAIVER.as_text().encode(), ARTICLE, Doer.of("mallory@example.org", NEWSROOM))
    assert one.message == f"The waiver {WAIVER.key} is in omar's name, and mallory@example.org committed it."
    assert one.who == "omar"
    (one,) = waiver_faults(PATH, WAIVER.as_text().encode(), ARTICLE, Doer.of("sara@example.org", NEWSROOM))
    assert one.message == f"The waiver {WAIVER.key} is in omar's name, and sara committed it."
    assert one.fix == f"git revert this commit, or dragoman waive ARTICLE {WAIVER.key} --withdraw"


@pytest.mark.parametrize(
    ("path", "article"),
    [
        (PATH, ARTICLE.path),
        ("articles/2026/11/water/waivers/zh-Hant/x.yaml", "articles/2026/11/water/zh-Hant.md"),
        ("articles/2026/11/water/waivers/en/x.yml", ""),
        ("articles/2026/11/water/waivers/x.yaml", ""),
        ("articles/2026/11/water/waivers/en/a/x.yaml", ""),
        ("x/articles/2026/11/water/waivers/en/x.yaml", ""),
    ],
)
def test_a_waivers_path_says_which_article_it_is_for(path: str, article: str) -> None:
    assert waived_article(path) == article

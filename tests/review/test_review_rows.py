"""The rows of a review: headline to disclaimer, findings beside their paragraphs, their words marked, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review.reviewed import ARABIC, GERMAN, STORIES, Story, judged_of

from dragoman.workflow.article import parse_article
from dragoman.workflow.fidelity.model import Group
from dragoman.workflow.problems import Problem
from dragoman.workflow.review.flow import flowing
from dragoman.workflow.review.judgement import Judgement, judgement
from dragoman.workflow.review.marks import Marked, Piece
from dragoman.workflow.review.newness import digests, with_news
from dragoman.workflow.review.rows import Row, rows_of
from dragoman.workflow.review.sides import Paragraph, Side
from dragoman.workflow.source_file import parse_source

if TYPE_CHECKING:
    from collections.abc import Callable

PATH = "articles/2026/11/water"
DISCLAIMER = "\n<!-- disclaimer: translated-and-edited -->\n*Ours.*\n<!-- /disclaimer -->\n"


@dataclass(frozen=True)
class Judged:
    source: Side
    translation: Side
    judgement: Judgement
    text: str

    @property
    def rows(self) -> list[Row]:
        return rows_of(self.source, self.translation, self.judgement, self.text)[0]


def judged(story: Story, change: Callable[[str], str] = lambda text: text) -> Judged:
    here, there = story.langs
    source = parse_source(story.source, f"{PATH}/source.{here}.md")
    head = f"---\nlang: {there}\nstate: translated\nsource: {{lang: {here}}}\n"
    text = change(story.translation.replace("---\n", head, 1))
    sides, found = judged_of(source, parse_article(text, f"{PATH}/{there}.md"), here)
    return Judged(*sides, found, text)


def rows(story: Story, change: Callable[[str], str] = lambda text: text) -> list[Row]:
    return judged(story, change).rows


def marked(row: Row) -> tuple[list[str], list[str]]:
    here, there = (
        [p.text for one in side for p in one.pieces if p.severity] for side in (row.source, row.translation)
    )
    return here, there


def test_rows_go_from_the_headline_over_the_paragraphs_to_the_disclaimer() -> None:
    found = rows(ARABIC, lambda text: text + DISCLAIMER)
    assert [row.place for row in found] == ["title", "dek", *["body"] * 7, "disclaimer"]
    assert found[0].source[0].text.startswith("محطة")
    assert [one.text for one in found[-1].translation] == ["*Ours.*"]
    assert (found[-1].source, found[-1].findings) == ((), ())
    assert [one.number for row in found if row.place == "body" for one in row.source] == list(range(7))


def test_each_finding_stands_beside_its_paragraphs_and_its_words_are_marked_on_both_sides() -> None:
    body = [row for row in rows(ARABIC) if row.place == "body"]
    found = [(row.source[0].number, row.findings[0].id, marked(row)) for row in body if row.findings]
    assert found == [
        (0, "number-changed", (["١٦"], ["6"])),
        (3, "number-changed", (["٢٥ ألف", "ولم"], ["25 million"])),
        (5, "date-changed", (["كانون الأول"], ["November"])),
        (6, "paragraph-missing", ([], [])),
    ]


def test_a_paragraph_without_a_source_has_an_empty_side() -> None:
    (alone,) = [row for row in rows(GERMAN) if row.findings and row.findings[0].id == "paragraph-added"]
    assert alone.source == ()
    assert len(alone.translation) == 1


def test_a_finding_in_the_headline_stands_beside_the_headline() -> None:
    title = rows(ARABIC, lambda text: text.replace("after four months", "after 40 months"))[0]
    assert [one.id for one in title.findings] == ["headline-number"]
    assert marked(title) == ([], ["40"])
    assert title.findings[0].line == 5


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_line_and_column_point_at_the_very_words(story: Story, end: str) -> None:
    seen = judged(story, lambda text: text.replace("\n", end))
    lines = seen.text.split("\n")
    found = [one for one in seen.judgement.problems if one.column]
    assert found
    for one in found:
        words = lines[(one.line or 0) - 1][(one.column or 0) - 1 :][: one.width]
        assert words.strip()
        assert any(words in cited for cited in (one.message, one.message.replace("“", "")))


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_paragraph_is_in_one_row_and_its_pieces_are_its_text(story: Story) -> None:
    seen = judged(story)
    body = [row for row in seen.rows if row.place == "body"]
    for side, name in ((seen.source, "source"), (seen.translation, "translation")):
        there = sorted(one.number for row in body for one in getattr(row, name))
        assert there == list(range(len(side.paragraphs)))
    assert all(
        "".join(p.text for p in one.pieces) == one.text for row in body for one in (*row.source, *row.translation)
    )


def test_findings_of_no_paragraph_are_kept_apart_and_those_of_a_line_find_its_paragraph() -> None:
    one, other = Paragraph(0, "One word,\ntwo words.", 10), Paragraph(1, "Three.", 13)
    side = Side("en.md", "en", {"title": Paragraph(0, "T", 2)}, "", (one, other))
    source = Side("source.ar.md", "ar", {}, "", (Paragraph(0, "x"), Paragraph(1, "y")))
    problems = (
        Problem("general", "Of everything."),
        Problem("second", "Of a line.", "warning", line=11, column=5, width=5),
        Problem("head", "Of the title.", "note", line=2, column=8, width=1),
        Problem("untold", "Of a source paragraph.", "note", source=(1,)),
    )
    judgement = Judgement((Group((0,), (0,)), Group((1,), (1,))), problems)
    text = "\n" * 1 + "title: T\n" + "\n" * 7 + "One word,\ntwo words.\n\nThree."
    found, general = rows_of(source, side, judgement, text)
    assert [one.id for one in general] == ["general"]
    assert [[one.id for one in row.findings] for row in found] == [["head"], ["second"], ["untold"]]
    assert marked(found[0])[1] == ["T"]
    assert marked(found[1])[1] == ["words"]


def test_what_was_seen_is_not_new_wherever_it_stands_and_what_changed_is() -> None:
    before = rows(ARABIC)
    seen = digests(before)
    assert not any(row.new for row in with_news(before, seen))
    assert all(row.new for row in with_news(before, frozenset()))
    changed = with_news(rows(ARABIC, lambda text: text.replace("paid half a salary", "paid a salary")), seen)
    assert [row.source[0].number for row in changed if row.new] == [1]


HEAD = "---\ntitle: T\n---\n\n"
GERMAN_LINES = [
    f"Im Jahr {1950 + n} fuhren {37 + 11 * n} Boote von Hafen {n + 3} ab, sagte der Wirt." for n in range(6)
]
ENGLISH_LINES = [f"In {1950 + n}, {37 + 11 * n} boats left harbour {n + 3}, the innkeeper said." for n in range(6)]


def test_a_paragraph_that_only_moved_is_not_new() -> None:
    before, after = (
        rows(Story(("de", "en"), HEAD + "\n\n".join(GERMAN_LINES), HEAD + "\n\n".join(lines)))
        for lines in (ENGLISH_LINES, [ENGLISH_LINES[4], *ENGLISH_LINES[:4], ENGLISH_LINES[5]])
    )
    assert [one.id for row in after if row.moved for one in row.findings] == ["paragraph-moved"]
    assert not any(row.new for row in with_news(after, digests(before)))


def test_a_new_finding_makes_a_seen_paragraph_new() -> None:
    row = Row("body", (Marked(0, "a", (Piece("a"),)),), ())
    again = Row("body", row.source, (), (Problem("spelling", "a is no word."),))
    assert [one.new for one in with_news([again], digests([row]))] == [True]
    assert [one.new for one in with_news([row], digests([again]))] == [False]


def test_lines_flow_where_the_file_only_wraps_and_stay_where_they_mean_something() -> None:
    def flowed(text: str) -> str:
        return "".join(piece.text for piece in flowing(Marked(0, text, (Piece(text[:3]), Piece(text[3:])))))

    assert flowed("one\ntwo\nthree") == "one two three"
    assert flowed("- one\n- two\n  more") == "- one\n- two   more"
    assert flowed("verse  \nline\\\nend") == "verse  \nline\\\nend"
    for kept in ("```\na\nb\n```", "| a |\n| b |", "> a\n> b", "1. a\n2. b"):
        assert flowed(kept) == kept


@given(st.text("ab \n-.", max_size=60), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_flowing_paragraph_keeps_every_sign_but_line_ends(text: str, cuts: list[tuple[int, int]]) -> None:
    places = sorted({0, len(text), *(min(at, len(text)) for pair in cuts for at in pair)})
    pieces = tuple(Piece(text[a:b]) for a, b in pairwise(places))
    shown = "".join(piece.text for piece in flowing(Marked(0, text, pieces)))
    assert shown.replace("\n", " ") == text.replace("\n", " ")


def test_waived_findings_are_counted_and_left_out() -> None:
    seen = judged(ARABIC)
    (first, *others) = seen.judgement.problems
    waived = first._replace(waived=("omar", "2026-11-22T12:00:00Z", "as agreed"))
    found = judgement((seen.source, seen.translation), seen.judgement.groups, [waived, *others], ())
    assert list(found.problems) == others
    assert found.limits == ("1 waived finding is left out; `check --waived` tells them.",)


def test_where_nothing_was_aligned_paragraphs_stand_beside_one_another_by_number() -> None:
    here, there = (Side("x.md", "en", {}, "", tuple(Paragraph(n, "x") for n in range(size))) for size in (3, 2))
    assert judgement((here, there), (), (), ()).groups == (
        Group((0,), (0,)), Group((1,), (1,)), Group((2,), ()),
    )  # fmt: skip

"""What a text itself shows: its language, open queries, placeholders, half-done merges."""

from __future__ import annotations

import re

import pytest
from pure import changed, facts, reach, refusals

from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.article_text import rewritten
from dragoman.workflow.facts import Request
from dragoman.workflow.front_place import front_place
from dragoman.workflow.splice import Set
from dragoman.workflow.states import SOURCED, TRANSLATED
from dragoman.workflow.text_rules import conflict_marker, in_language, open_queries, placeholder_credits

ENGLISH = (
    "The pumps of the eastern district ran again on Monday, residents told the paper, "
    "after four months without any running water."
)
FRENCH = (
    "Les pompes du quartier est ont de nouveau fonctionné lundi, ont déclaré les habitants au journal, "
    "après quatre mois sans eau courante."
)
ARABIC = "عادت مضخات الحي الشرقي إلى العمل يوم الاثنين، بحسب ما قال الأهالي للصحيفة بعد أربعة أشهر من دون ماء."


def written(body: str) -> Article:
    return rewritten(reach(SOURCED), [], body)


@pytest.mark.parametrize(
    ("text", "wanted", "source"),
    [
        (ENGLISH, "en", "ar"),
        (ENGLISH, "en", "fr"),
        (ENGLISH, "en-GB", "fr"),
        (FRENCH, "fr", "en"),
        (FRENCH, "fr-CA", "en-US"),
        (ARABIC, "ar", "en"),
        (ARABIC, "ar", "fa"),
        (f"{ENGLISH} As they say: «عادت المضخات».", "en", "ar"),
        (FRENCH, "de", "en"),
        (ENGLISH, "en-US", "en-GB"),
        (ENGLISH, "en", ""),
        ("Kein Wort zu viel.", "en", "de"),
        (ARABIC[:30], "en", "ar"),
        ("1234 " * 50, "en", "ar"),
        ("", "en", "ar"),
        (ENGLISH, "zz-nonsense(", "ar"),
        (ENGLISH, "en", "Arabic (Syria)"),
        ("新闻报道" * 20, "ko", "en"),
    ],
)
def test_a_text_that_is_or_may_be_in_its_language_passes(text: str, wanted: str, source: str) -> None:
    assert in_language(text, wanted, source) == ""


@pytest.mark.parametrize(
    ("text", "wanted", "source", "found"),
    [
        (ARABIC, "en", "ar", "ar, in the script Arab"),
        (ARABIC, "en", "", "another language, in the script Arab"),
        (ENGLISH, "ar", "en", "en, in the script Latn"),
        (f"{ENGLISH} {ARABIC * 3}", "en", "ar", "ar, in the script Arab"),
        (FRENCH, "en", "fr", "fr"),
        (FRENCH, "en-GB", "fr-CA", "fr"),
        (ENGLISH, "fr", "en", "en"),
        ("新闻报道" * 20, "ja", "zh", "zh"),
        ("Привет, мир! " * 10, "en", "ru", "ru, in the script Cyrl"),
    ],
)
def test_a_text_still_in_the_sources_language_is_told(text: str, wanted: str, source: str, found: str) -> None:
    assert in_language(text, wanted, source) == found


@pytest.mark.parametrize("query", ["TK", "TKTK", "CQ", "[?]", "[???]"])
@pytest.mark.parametrize("line", ["{} pumps", "On Monday, {}.", "({})", "**{}**", "“{}”", "a {}", "- {}", "# {}"])
def test_an_open_query_is_found_with_its_line_in_the_file(query: str, line: str) -> None:
    article = written(f"\nOne.\n\n{line.format(query)}\n")
    found = list(open_queries(article))
    assert found == [(query, article.body_line + 3, line.index("{}") + 1)]
    assert article.text.split("\n")[(found[0].line or 0) - 1] == line.format(query)


@pytest.mark.parametrize(
    "line",
    [
        "https://news.example/TK/CQ?x=[?]",
        "see <https://news.example/TK>",
        "a [link](https://news.example/TK) and [another](/TK)",
        "a [link](#TK)",
        "![x](images/TK.jpg)",
        "[a]: https://news.example/TK",
        "ATK, TKs, TKO, tk, cq, CQR, Atkins",
        "what? [really?] [ ]",
    ],
)
def test_what_only_looks_like_a_query_is_none(line: str) -> None:
    assert list(open_queries(written(f"\n{line}\n"))) == []


def test_words_beside_a_link_still_count_and_every_query_is_told() -> None:
    article = written("\n[TK](https://x.example/TK) CQ\n\nTK\n")
    first = article.body_line + 1
    assert list(open_queries(article)) == [("TK", first, 2), ("CQ", first, 28), ("TK", first + 2, 1)]


@pytest.mark.parametrize("key", ["title", "dek"])
def test_a_query_in_the_headline_words_is_told_at_the_very_words(key: str) -> None:
    article = rewritten(reach(TRANSLATED), [Set((key,), "Water station TK")], reach(TRANSLATED).body)
    (problem,) = refusals(article, "edit", facts("omar"), Request())
    line = article.text.split("\n")[(problem.line or 0) - 1]
    assert (problem.id, line.partition(":")[0]) == ("no-open-queries", key)
    assert line[(problem.column or 0) - 1 : (problem.end_column or 0) - 1] == "TK"


def test_words_that_yaml_writes_in_another_way_have_a_line_and_no_column() -> None:
    article = changed(reach(SOURCED), 'title: "Water station back at work"', 'title: "T\\x4B"')
    place = front_place(article, "title", article.word("title"))
    assert (place.words, place.column, article.text.split("\n")[(place.line or 0) - 1]) == (
        "TK",
        None,
        'title: "T\\x4B"',
    )
    assert front_place(article, "nosuch", "x") == ("x", None, None)


@pytest.mark.parametrize("block", [False, True])
def test_a_word_of_the_source_is_found_below_its_key_and_nowhere_else(block: bool) -> None:
    article = changed(reach(SOURCED), "byline: Salma Khatib", "byline: LEAVE BLANK")
    if block:
        source = re.search(r"^source: \{(.*)\}$", article.text, re.MULTILINE)
        assert source
        text = article.text.replace(source[0], "source:\n  " + source[1].replace(", ", "\n  "))
        article = parse_article(text.replace("lang: en\n", 'lang: en\nbyline: "LEAVE BLANK"\n'), article.path)
    place = front_place(article, "source.byline", "LEAVE BLANK")
    line = article.text.split("\n")[(place.line or 0) - 1]
    assert line[(place.column or 0) - 1 :].startswith("LEAVE BLANK")
    assert line.startswith("  byline:" if block else "source:")


@pytest.mark.parametrize(
    "marker", ["<<<<<<< HEAD", "=======", "=======\r", ">>>>>>> branch", "||||||| merged common ancestors"]
)
def test_a_conflict_marker_is_found_with_its_line(marker: str) -> None:
    article = written(f"\nOne.\n\nTwo\n\n{marker}\nThree\n")
    place = conflict_marker(article)
    assert place
    assert place.column == 1
    assert article.text.split("\n")[(place.line or 0) - 1].startswith(place.words)


@pytest.mark.parametrize(
    "text",
    ["<<<<<<<HEAD", " =======", "========", "======", "a =======", ">>>>>> x", "> > > > > > > x", "<<<<<<<", ""],
)
def test_what_is_no_conflict_marker_passes(text: str) -> None:
    assert conflict_marker(written(f"\nOne\n\n{text}\n")) is None


@pytest.mark.parametrize(
    "words",
    [
        "LEAVE BLANK",
        "leave blank",
        "[TK]",
        "TK",
        "X",
        "xxx",
        "TODO",
        "<author>",
        "{name}",
        "N/A",
        "[?]",
        "[??]",
        "?",
        "TBD.",
    ],
)
@pytest.mark.parametrize("key", ["title", "dek", "translator", "editor", "byline", "dateline"])
def test_a_credit_that_only_holds_a_place_is_told(words: str, key: str) -> None:
    article = rewritten(reach(SOURCED), [Set((key,), words)], "")
    assert list(placeholder_credits(article)) == [(key, words)]


@pytest.mark.parametrize("words", ["LEAVE BLANK", "Author", "x"])
def test_a_placeholder_as_the_originals_author_is_told(words: str) -> None:
    article = changed(reach(SOURCED), "byline: Salma Khatib", f"byline: {words}")
    assert list(placeholder_credits(article)) == [("source.byline", words)]


@pytest.mark.parametrize("words", ["", "Xavier", "The X files", "Todor", "TK Maxx opens", "A name", "عربي", "..."])
def test_real_words_are_no_placeholder(words: str) -> None:
    assert list(placeholder_credits(rewritten(reach(SOURCED), [Set(("title",), words)], ""))) == []

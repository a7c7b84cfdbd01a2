"""The words of a file handed in, and the article with them in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pure import ORIGINAL, PATH, do, reach, source

from dragoman.workflow.article import entry_value, parse_article
from dragoman.workflow.article_text import Incoming, new_article, read_incoming, rewritten, with_incoming
from dragoman.workflow.errors import BadText
from dragoman.workflow.source_file import Provenance, body_digest, parse_source, source_text
from dragoman.workflow.splice import Set
from dragoman.workflow.states import PUBLISHED, SOURCED


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Words.\n", Incoming("Words.\n")),
        ("", Incoming("")),
        ("# Title\n\nWords.\n", Incoming("Words.\n", "Title")),
        ("\n\n# Title\nWords.\n", Incoming("Words.\n", "Title")),
        ("# Title #\n\nWords.\n", Incoming("Words.\n", "Title")),
        ("#  Title  ##  \n\nWords.\n", Incoming("Words.\n", "Title")),
        ("# Learn C#\n\nWords.\n", Incoming("Words.\n", "Learn C#")),
        ("# Title", Incoming("", "Title")),
        ("# \n\nWords.\n", Incoming("Words.\n")),
        ("# ##\n\nWords.\n", Incoming("Words.\n")),
        ("## Section\n\nWords.\n", Incoming("## Section\n\nWords.\n")),
        ("#Tag\n\nWords.\n", Incoming("#Tag\n\nWords.\n")),
        ("Words.\n\n# Later\n", Incoming("Words.\n\n# Later\n")),
        ("\ufeff# محطة المياه\r\n\r\nكلمات.\r\n", Incoming("كلمات.\r\n", "محطة المياه")),
        ("---\ntitle: T\n---\nWords.\n", Incoming("Words.\n", "T")),
        ("\ufeff---\r\ntitle: T\r\ndek: D\r\n---\r\nWords.\r\n", Incoming("Words.\r\n", "T", "D")),
        ("---\nkeywords: [a, b c]\n---\n", Incoming("", keywords=("a", "b c"))),
        ("---\nkeywords:\n- a\nother: {x: y}\n---\nW\n", Incoming("W\n", keywords=("a",))),
        ("---\nkeywords:\n---\nW\n", Incoming("W\n", keywords=())),
        ("---\nkeywords: []\n---\nW\n", Incoming("W\n", keywords=())),
        ("---\ntitle: no\n---\n# Heading\n\nW\n", Incoming("# Heading\n\nW\n", "no")),
        ("---\n---\n# Heading\n", Incoming("# Heading\n")),
        ("---\nstate: published\nhistory: []\n---\nW\n", Incoming("W\n")),
        ("---", Incoming("---")),
    ],
)
def test_words_handed_in_are_read_with_or_without_front_matter(text: str, wanted: Incoming) -> None:
    assert read_incoming(text, "f.md") == wanted


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("---\ntitle: T\nWords.\n", "f.md, line 1: the front matter is never closed"),
        ("---\ntitle: [a]\n---\n", "`title` should be one line of words"),
        ("---\ndek: {a: b}\n---\n", "`dek` should be one line of words"),
        ("---\nkeywords: a, b\n---\n", "`keywords` should be a list of words"),
        ("---\nkeywords: [[a]]\n---\n", "`keywords` should be a list of words"),
        ("---\nkeywords: {a: b}\n---\n", "`keywords` should be a list of words"),
        ("---\na: 1\na: 2\n---\n", "f.md, line 3: the key `a` stands there twice"),
    ],
)
def test_what_cannot_be_read_is_said_before_anything_is_changed(text: str, why: str) -> None:
    with pytest.raises(BadText) as caught:
        read_incoming(text, "f.md")
    assert why in caught.value.sentence


def test_words_take_the_place_of_the_body_and_of_the_headline_they_name() -> None:
    article = with_incoming(reach(SOURCED), Incoming("New.\n", "New: title", None, ("a", "b")))
    assert article.word("title") == "New: title"
    assert article.word("dek") == reach(SOURCED).word("dek")
    assert article.keywords == ("a", "b")
    assert article.body == "\nNew.\n"
    old = [
        line for line in reach(SOURCED).text.split("---\n")[1].split("\n") if not line.startswith(("title", "key"))
    ]
    new = [line for line in article.text.split("---\n")[1].split("\n") if not line.startswith(("title", "key"))]
    assert new == old


def test_words_that_are_there_already_change_no_byte() -> None:
    article = reach(SOURCED)
    same = Incoming(article.body, article.word("title"), article.word("dek"), article.keywords)
    assert with_incoming(article, same).text == article.text
    assert with_incoming(article, Incoming(article.body)).text == article.text


def test_words_are_set_in_the_files_own_line_ends() -> None:
    article = parse_article("\ufeff" + reach(SOURCED).text.replace("\n", "\r\n"), PATH)
    for words in ("One.\n\nTwo.\n", "\r\n\r\nOne.\r\n\r\nTwo.\r\n\r\n"):
        text = with_incoming(article, Incoming(words, "T")).text
        assert text.endswith("---\r\n\r\nOne.\r\n\r\nTwo.\r\n")
        assert "\n" not in text.replace("\r\n", "")


def test_a_title_over_two_lines_becomes_one() -> None:
    assert with_incoming(reach(SOURCED), Incoming("x", "Two\n  lines")).word("title") == "Two lines"


def test_an_edit_may_bring_a_whole_text_and_its_seal_holds() -> None:
    article = do(reach(SOURCED), "translate", "tarek")
    edited = do(with_incoming(article, read_incoming("# Better\n\nBetter words.\n", "f")), "edit", "omar")
    assert edited.word("title") == "Better"
    assert edited.history[-1].text != article.history[-1].text


def test_the_first_edit_of_an_empty_front_matter_keeps_the_files_line_ends() -> None:
    article = parse_article("---\r\nstate: sourced\r\n---\r\n", PATH)
    assert (
        rewritten(article, [Set(("title",), "T")], "\r\n").text == "---\r\ntitle: T\r\nstate: sourced\r\n---\r\n\r\n"
    )


def test_a_fresh_article_has_its_keys_in_order_and_its_source_filled_in() -> None:
    article = parse_article(new_article(source(), "en"), PATH)
    assert list(article.fields) == ["title", "dek", "lang", "state", "source", "keywords"]
    assert (article.state, article.lang, article.word("title"), article.body) == (SOURCED, "en", "", "\n")
    assert article.source == {
        "outlet": "Al-Furat Paper",
        "url": "https://news.example/water",
        "byline": "Salma Khatib",
        "lang": "ar",
        "published": "2026-10-31",
        "retrieved": "2026-11-22T10:00:00Z",
        "sha256": source().digest,
    }


WORDS = st.text(
    st.one_of(st.sampled_from("ab :#,[]{}'\"&*-~\n\tعé😀\x85\u2028"), st.characters(exclude_categories=["Cs"]))
)


@settings(max_examples=500, deadline=None)
@given(WORDS, WORDS, WORDS, st.lists(WORDS, max_size=3))
def test_any_provenance_reads_back_as_it_was_written(title: str, outlet: str, body: str, keywords: list[str]) -> None:
    known = Provenance(title, "ar", outlet, "2026-11-22T10:00:00Z", "s.html", "ab", keywords=tuple(keywords))
    found = parse_source(source_text(known, body), "s")
    assert found.fields.get("title", "") == title
    assert found.fields.get("outlet", "") == outlet
    assert found.fields.get("keywords", []) == keywords
    assert found.raw == ("s.html", "ab")
    assert found.fields["sha256"] == body_digest(body) == body_digest(found.body)


@settings(max_examples=500, deadline=None)
@given(WORDS, WORDS, st.lists(WORDS, max_size=3))
def test_any_words_can_be_an_articles(title: str, body: str, keywords: list[str]) -> None:
    article = with_incoming(reach(SOURCED), Incoming(body.replace("\0", ""), title, None, tuple(keywords)))
    assert article.word("title") == " ".join(title.split())
    assert article.keywords == tuple(keywords)
    assert article.history == reach(SOURCED).history


def test_an_entry_reads_back_as_it_was_written_with_its_seal_last() -> None:
    for entry in reach(PUBLISHED).history:
        value = entry_value(entry)
        assert list(value)[-1] == "seal"
        assert "" not in value.values()
    assert parse_article(reach(PUBLISHED).text, PATH).history == reach(PUBLISHED).history


def test_a_source_keeps_its_text_in_canonical_form() -> None:
    known = Provenance("T", "ar", "X", "2026-11-22T10:00:00Z", "s.html", "ab")
    assert source_text(known, "\r\n" + ORIGINAL.replace("\n", "  \r\n")) == source_text(known, ORIGINAL)

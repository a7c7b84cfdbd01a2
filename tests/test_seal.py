"""A seal holds while the text it sealed is the text in the file, and breaks on any change of it."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from proofs import resealed
from pure import NEWSROOM, NOON, PATH, ROSTER, changed, do, elsewhere, facts, reach, source, try_act

from dragoman.workflow.article import Article, Entry, entry_value, parse_article
from dragoman.workflow.article_text import rewritten
from dragoman.workflow.assets import Assets
from dragoman.workflow.decide import Change
from dragoman.workflow.disclaimer_block import attach
from dragoman.workflow.facts import Request, stamp
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.newsroom_text import with_seal
from dragoman.workflow.promises import history_intact, own_promises
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.roster_seal import UNSEALED
from dragoman.workflow.seal import (
    VOLATILE,
    broken_links,
    canonical,
    disclaimer_digest,
    record,
    sha256,
    text_digest,
)
from dragoman.workflow.source_file import parse_source
from dragoman.workflow.splice import Edit, Set
from dragoman.workflow.standing import judge
from dragoman.workflow.states import EDITED, PUBLISHED, STATES, TRANSLATED
from dragoman.workflow.walk import replay

FULL = changed(reach(PUBLISHED), "keywords: []", "keywords: [Aleppo, 'two words']\nmy-key: {a: [b, c]}\nclaim: omar")


def digest(article: Article) -> str:
    return text_digest(article.fields, article.body)


def holds(article: Article) -> list[bool]:
    return [judged.holds for judged in judge(article)]


def intact(article: Article) -> bool:
    return not list(history_intact(article, NEWSROOM.roster))


@pytest.mark.parametrize("state", STATES)
def test_every_seal_holds_where_nobody_touched_the_file(state: str) -> None:
    article = reach(state)
    assert broken_links(article) == []
    assert holds(article) == [True] * len(article.history)
    assert intact(article)


SAME = [
    pytest.param('title: "Water station back at work"', "title: Water station back at work", id="without quotes"),
    pytest.param('title: "Water station back at work"', "title:   'Water station back at work'  # ok", id="quotes"),
    pytest.param('title: "Water station back at work"', "title: Water station\n  back at work", id="wrapped"),
    pytest.param('title: "Water', '# a note\n\ntitle: "Water', id="comment"),
    pytest.param("keywords: [Aleppo, 'two words']", "keywords:\n- Aleppo\n- two words", id="flow to block"),
    pytest.param("my-key: {a: [b, c]}", "my-key:\n  a:\n    - b\n    - c", id="mapping to block"),
    pytest.param("claim: omar", "claim: sara", id="another claim"),
    pytest.param("claim: omar\n", "", id="no claim"),
    pytest.param("claim: omar", "claim: omar\nednote: call the author", id="a note among colleagues"),
    pytest.param("lang: en\nstate: published", "state: published\nlang: en", id="key order"),
    pytest.param("told the paper.\n", "told the paper. \t \n", id="trailing blanks"),
    pytest.param("<!-- disclaimer:", "\n\n<!-- disclaimer:", id="blank lines at the text's end"),
    pytest.param("---\n\nThe pumps", "---\n\n\n \nThe pumps", id="blank lines at its beginning"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SAME)
def test_a_seal_holds_when_the_file_says_the_same_in_another_form(old: str, new: str) -> None:
    article = changed(FULL, old, new)
    assert article.text != FULL.text
    assert digest(article) == digest(FULL)
    assert intact(article)


@pytest.mark.parametrize("blank", [" ", "\t", " \t", "\t "])
def test_blanks_at_a_lines_end_are_no_part_of_the_text(blank: str) -> None:
    assert canonical(f"one{blank}\n\ntwo") == "one\n\ntwo"
    assert canonical(f"one{blank}two") == f"one{blank}two"


def test_a_text_that_utf_8_cannot_say_has_a_digest_too() -> None:
    assert sha256("\ud800") == hashlib.sha256(b"\xed\xa0\x80").hexdigest()
    said = b'{"body":"\xed\xa0\x80","fields":{"title":"\xed\xa0\x81"}}'
    assert text_digest({"title": "\ud801"}, "\ud800") == hashlib.sha256(said).hexdigest()


def test_an_article_that_names_no_source_is_sealed_over_none() -> None:
    bare = changed(RETURNED, f"sha256: {source().digest}", "note: none")
    assert "sha256" not in bare.source
    assert broken_links(bare) == list(range(len(bare.history)))
    assert broken_links(resealed(bare, 0)) == []
    assert resealed(bare, 0).history[0].seal == sha256(record("water/en", "", bare.history[0], ""))


KEYS = st.sampled_from(["title", "lang", "state", "dek", "ü"])


@given(st.dictionaries(KEYS, st.text(max_size=9) | st.just(["é", '"'])), st.text(max_size=60))
def test_the_digest_is_that_of_one_json_object_with_sorted_keys(fields: dict[str, Value], body: str) -> None:
    sealed = {key: value for key, value in fields.items() if key != "state"}
    whole = {"fields": sealed, "body": canonical(body)}
    said = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert text_digest(fields, body) == sha256(said)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_a_seal_holds_with_other_line_ends_in_the_body(newline: str) -> None:
    article = reach(EDITED)
    assert text_digest(article.fields, article.body.replace("\n", newline)) == digest(article)


def test_a_seal_holds_with_windows_line_ends_and_a_byte_order_mark() -> None:
    article = parse_article("\ufeff" + FULL.text.replace("\n", "\r\n"), PATH)
    assert digest(article) == digest(FULL)
    assert intact(article)


OTHER = [
    ("Monday", "Tuesday"),
    ("Monday", "monday"),
    ("Monday, ", "Monday "),
    ("Monday", "Mon day"),
    ("residents told", "residents  told"),
    ("The pumps", "\u200fThe pumps"),
    ("every day", "every\u00a0day"),
    ("paper.\n\n", "paper.\n"),
    ("paper.\n\n", "paper.\n\n\n"),
    ("The pumps", "    The pumps"),
]


@pytest.mark.parametrize(("old", "new"), OTHER)
def test_any_change_of_a_word_breaks_the_approvals_and_says_whose(old: str, new: str) -> None:
    article = changed(reach(PUBLISHED), old, new)
    assert digest(article) != digest(reach(PUBLISHED))
    verdicts = judge(article)
    assert [(j.entry.act, j.holds, j.why) for j in verdicts] == [
        ("source", True, ""),
        *((act, False, "the text has changed since") for act in ("translate", "edit", "disclaim", "publish")),
    ]
    assert "seals-hold" in {problem.id for problem in own_promises(article, NEWSROOM.roster)}


SEALED = ["title", "dek", "lang", "source", "translator", "keywords", "my-key"]


def test_what_is_not_sealed_is_a_short_list_and_the_rest_of_the_file_is() -> None:
    beside = {"live", "hold", "embargo", "schedule"}
    assert {"state", "history", "claim", "ednote", "editor", "disclaimer", "date", *beside} == VOLATILE
    assert set(FULL.fields) - VOLATILE == set(SEALED)


@pytest.mark.parametrize("key", SEALED)
def test_any_field_that_is_not_volatile_is_sealed(key: str) -> None:
    fields = dict(FULL.fields)
    gone = {name: value for name, value in fields.items() if name != key}
    assert text_digest(gone, FULL.body) != digest(FULL)
    assert text_digest({**fields, key: "something else"}, FULL.body) != digest(FULL)
    assert text_digest({**fields, f"{key}2": "x"}, FULL.body) != digest(FULL)


@pytest.mark.parametrize("key", sorted(VOLATILE))
def test_what_acts_write_later_and_notes_are_not_sealed(key: str) -> None:
    assert text_digest({**FULL.fields, key: "something else"}, FULL.body) == digest(FULL)


def test_a_value_moved_between_body_and_fields_or_from_one_key_to_another_breaks_the_seal() -> None:
    assert text_digest({"a": "x"}, "") != text_digest({"b": "x"}, "")
    assert text_digest({"a": "x"}, "") != text_digest({}, "x")
    assert text_digest({"a": ["x", "y"]}, "") != text_digest({"a": ["x, y"]}, "")
    assert text_digest({"a": ["x"]}, "") != text_digest({"a": "x"}, "")
    assert text_digest({"a": {"x": "y"}}, "") != text_digest({"a": ["x", "y"]}, "")


def test_the_text_digest_is_what_a_stranger_computes_from_its_description() -> None:
    assert text_digest({"title": "Té", "state": "edited", "dek": ""}, "\r\n word \r\n") == sha256(
        '{"body":" word","fields":{"dek":"","title":"Té"}}'
    )
    entry = Entry("edit", "omar", "noon", "", role="editor", text='"', assets="ef", roster="01")
    assert record("water/en-GB", "ab", entry, "cd") == (
        'dragoman-act 1\nact: "edit"\nrole: "editor"\narticle: "water/en-GB"\nlanguage: "en-GB"\nby: "omar"\n'
        'at: "noon"\nto: ""\nreason: ""\nnote: ""\ntext: "\\""\nsource: "ab"\ndisclaimer: ""\nassets: "ef"\n'
        'roster: "01"\nprevious: "cd"\n'
    )


def test_the_disclaimer_is_no_part_of_the_text_and_has_a_digest_of_its_own() -> None:
    body = reach(EDITED).body
    with_one, with_other = attach(body, "a", "Words."), attach(body, "a", "Other words.")
    assert text_digest({}, body) == text_digest({}, with_one) == text_digest({}, with_other)
    assert disclaimer_digest(with_one) != disclaimer_digest(with_other)
    assert disclaimer_digest(with_one) != disclaimer_digest(attach(body, "b", "Words."))
    assert disclaimer_digest(with_one) == disclaimer_digest(with_one.replace("\n", "\r\n"))
    assert disclaimer_digest(body) == ""


def edited_again() -> Article:
    """An article published, returned and edited again, with a picture, by a roster that an owner sealed."""
    back = do(reach(PUBLISHED), "return", "sara", to=TRANSLATED, reason="a word", note="by phone")
    roster = parse_newsroom(with_seal(ROSTER, "olga", stamp(NOON), UNSEALED))
    world = facts("omar")._replace(assets=Assets(digest=sha256("a picture")), newsroom=roster)
    change = try_act(back, "edit", world, Request(note="mended"))
    assert isinstance(change, Change)
    return change.article


RETURNED = edited_again()


def with_history(history: tuple[Entry, ...]) -> Article:
    edits: list[Edit] = [Set(("history",), [entry_value(entry) for entry in history])]
    return rewritten(RETURNED, edits, RETURNED.body)


def test_the_history_under_test_is_intact_and_has_every_field_filled_somewhere() -> None:
    article = with_history(RETURNED.history)
    assert intact(article)
    filled = {name for entry in article.history for name in Entry._fields if getattr(entry, name)}
    assert filled | {"kind", "until", "notice", "snapshots"} == set(Entry._fields)


@pytest.mark.parametrize("field", Entry._fields)
@pytest.mark.parametrize("number", range(len(RETURNED.history)))
def test_any_field_of_any_entry_changed_by_hand_is_found_in_its_place(field: str, number: int) -> None:
    entry = RETURNED.history[number]
    swapped = {"act": "edit" if entry.act != "edit" else "translate", "by": "lina", "at": "2026-11-22T12:00:01Z"}
    new = swapped.get(field, getattr(entry, field) + "0")
    history = list(RETURNED.history)
    history[number] = entry._replace(**{field: new})
    article = with_history(tuple(history))
    assert number in broken_links(article)
    assert not intact(article)
    assert not judge(article)[number].holds
    assert judge(article)[number].why == "its record was changed by hand"


@pytest.mark.parametrize("number", range(len(RETURNED.history)))
def test_an_entry_taken_out_is_missed(number: int) -> None:
    history = [entry for n, entry in enumerate(RETURNED.history) if n != number]
    assert not intact(with_history(tuple(history)))


@pytest.mark.parametrize("number", range(len(RETURNED.history) - 1))
def test_entries_in_another_order_are_found(number: int) -> None:
    history = list(RETURNED.history)
    history[number], history[number + 1] = history[number + 1], history[number]
    assert broken_links(with_history(tuple(history)))


@pytest.mark.parametrize("number", range(len(RETURNED.history)))
def test_an_entry_written_twice_is_found(number: int) -> None:
    history = (*RETURNED.history[:number], RETURNED.history[number], *RETURNED.history[number:])
    assert broken_links(with_history(history)) == [number + 1]


@pytest.mark.parametrize("path", ["articles/2026/11/other/en.md", "articles/2026/11/water/fr.md"])
def test_a_record_copied_to_another_article_or_language_does_not_hold_there(path: str) -> None:
    article = elsewhere(RETURNED, path)
    assert broken_links(article) == list(range(len(article.history)))


def test_a_folder_moved_to_another_month_keeps_its_seals() -> None:
    assert intact(elsewhere(RETURNED, "articles/2027/01/water/en.md"))


def test_another_source_digest_breaks_every_link() -> None:
    article = changed(RETURNED, f"sha256: {source().digest}", f"sha256: {'0' * 64}")
    assert broken_links(article) == list(range(len(article.history)))


def test_what_was_returned_does_not_hold_and_what_was_done_again_does() -> None:
    assert [(j.entry.act, j.why) for j in judge(RETURNED)] == [
        ("source", ""),
        ("translate", ""),
        ("edit", "returned since"),
        ("disclaim", "returned since"),
        ("publish", "returned since"),
        ("return", ""),
        ("edit", ""),
    ]
    assert replay(RETURNED.history).standing == (0, 1, 6)


@pytest.mark.parametrize(
    ("acts", "fault"),
    [
        (["edit"], "`edit` by x does not follow from nothing"),
        (["source", "edit"], "`edit` by x does not follow from sourced"),
        (["source", "source"], "`source` by x does not follow from sourced"),
        (["source", "bless"], "`bless` is no act"),
        (["return"], "`return` by x does not follow from nothing"),
        (["source", "translate", "return"], "`return` by x does not go back: from translated to nowhere"),
    ],
)
def test_an_illegal_step_is_told_in_words(acts: list[str], fault: str) -> None:
    assert replay(tuple(Entry(act, "x", "noon", "s") for act in acts)).fault == fault


def test_a_return_forwards_or_to_no_state_is_illegal() -> None:
    for to in (EDITED, TRANSLATED, PUBLISHED, "nowhere", ""):
        back = Entry("return", "x", "noon", "s", to=to)
        assert "does not go back" in replay((*reach(TRANSLATED).history, back)).fault


def test_the_source_digest_covers_provenance_and_text_but_not_the_form_of_the_file() -> None:
    text = (
        "---\ntitle: T\noutlet: X\nurl: https://news.example\n"
        "raw: {file: source.html, sha256: ab}\n---\n\nWords here.\n"
    )
    frozen = parse_source(text, "s").digest
    for key, word in (("T", "U"), ("X", "Y"), ("https", "http"), ("ab", "ac"), ("Words", "words"), ("html", "txt")):
        assert parse_source(text.replace(key, word, 1), "s").digest != frozen
    for same in (text.replace("\n", "\r\n"), text.replace("title: T", "title: 'T'"), text + "\n"):
        assert parse_source(same, "s").digest == frozen
    assert parse_source(text, "s").raw == ("source.html", "ab")


TEXT = st.text(st.one_of(st.sampled_from("ab \t\n\r\u00a0\u200fع😀"), st.characters(exclude_categories=["Cs"])))


@settings(max_examples=1000, deadline=None)
@given(TEXT, st.integers(0, 10_000), st.sampled_from("xع0.😀"))
def test_any_change_of_a_letter_changes_the_digest(text: str, place: int, sign: str) -> None:
    at = place % (len(text) + 1)
    assert text_digest({}, text[:at] + sign + text[at:]) != text_digest({}, text)
    assume(at < len(text) and text[at] not in " \t\r\n" and text[at] != sign)
    assert text_digest({}, text[:at] + sign + text[at + 1 :]) != text_digest({}, text)


@settings(max_examples=1000, deadline=None)
@given(TEXT)
def test_the_canonical_form_is_its_own_and_only_blanks_are_lost(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert "".join(once.split()) == "".join(text.split())
    for other in (text + "\n", text + " \n\n", "\n" + text, text.replace("\n", "\r\n").replace("\r\r\n", "\r\n")):
        assert canonical(other) == once


@settings(max_examples=500, deadline=None)
@given(TEXT, st.text("ab-", min_size=1), TEXT.filter(lambda words: "<!--" not in words and words.strip() != ""))
def test_attaching_a_disclaimer_never_changes_the_text_digest(body: str, name: str, words: str) -> None:
    assert text_digest({}, attach(body, name, words)) == text_digest({}, body)

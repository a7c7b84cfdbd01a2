"""The seal of newsroom.yaml: any word of it counts, its form does not, and each version names the one before."""

from __future__ import annotations

import contextlib

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pure import NOON, ROSTER

from dragoman.workflow.errors import BrokenNewsroom
from dragoman.workflow.facts import stamp
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.newsroom_text import with_person, with_seal
from dragoman.workflow.people import Person
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.roster_seal import UNSEALED, RosterSeal, content_digest, roster_record, seal_from
from dragoman.workflow.seal import sha256

AT = stamp(NOON)
FIRST = with_seal(ROSTER, "olga", AT, UNSEALED)
SEAL = parse_newsroom(FIRST).sealed


def content(text: str) -> str:
    return parse_newsroom(text).content


def next_version(text: str, before: str = FIRST, by: str = "olga") -> str:
    return with_seal(text, by, AT, parse_newsroom(before).sealed)


def test_the_first_version_is_number_1_and_follows_nothing() -> None:
    assert (SEAL.version, SEAL.by, SEAL.at, SEAL.previous) == (1, "olga", AT, "")
    assert parse_newsroom(FIRST).intact
    assert not parse_newsroom(ROSTER).intact
    assert parse_newsroom(ROSTER).sealed == UNSEALED
    assert (UNSEALED.version, UNSEALED.by, UNSEALED.at, UNSEALED.previous, UNSEALED.seal) == (0, "", "", "", "")


def test_each_version_counts_one_up_and_names_the_seal_before() -> None:
    text, seals = FIRST, [SEAL]
    for name in ("nadia", "karim", "zoe"):
        changed = with_person(text, Person(name, name.title(), (f"{name}@example.org",), ("editor",)))
        assert not parse_newsroom(changed).intact
        text = next_version(changed, text)
        seals.append(parse_newsroom(text).sealed)
        assert parse_newsroom(text).intact
    assert [seal.version for seal in seals] == [1, 2, 3, 4]
    assert [seal.previous for seal in seals] == ["", *(seal.seal for seal in seals[:-1])]
    assert len({seal.seal for seal in seals}) == 4


def test_sealing_changes_the_seal_alone_and_comments_stay() -> None:
    text = ROSTER.replace("people:", "# who we are\npeople:") + "# the end\n"
    once = with_seal(text, "olga", AT, UNSEALED)
    twice = next_version(once, once)
    for new in (once, twice):
        assert [line for line in new.split("\n") if not line.startswith("sealed: ")] == text.split("\n")
        assert new.count("\nsealed: ") == 1


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "sealed:\n",
        "sealed: 'no'\n",
        "sealed: [1, 2]\n",
        "sealed: {version: 9, by: x}\n",
        "sealed:\n  version: 9\n",
    ],
)
def test_whatever_stands_as_seal_in_a_hand_written_file_is_replaced(odd: str) -> None:
    text = with_seal(ROSTER.replace("people:", odd + "people:"), "olga", AT, UNSEALED)
    assert text.count("sealed:") == 1
    assert parse_newsroom(text).sealed == SEAL
    assert parse_newsroom(text).intact


def test_the_record_is_what_a_stranger_computes_from_its_description() -> None:
    said = RosterSeal(3, "olga", "noon", "ab")
    assert roster_record("cd", said) == (
        'dragoman-roster 1\nversion: "3"\nby: "olga"\nat: "noon"\nnewsroom: "cd"\nprevious: "ab"\n'
    )
    assert content_digest({"name": "Té", "sealed": {"by": "x"}, "people": {}}) == sha256('{"name":"Té","people":{}}')
    assert SEAL.seal == sha256(roster_record(content(ROSTER), SEAL._replace(seal="")))


@pytest.mark.parametrize("field", ["version", "by", "at", "previous", "seal"])
def test_any_part_of_the_seal_changed_by_hand_breaks_it(field: str) -> None:
    second = parse_newsroom(next_version(FIRST))
    forged = {"version": 3, "by": "lina", "at": "2026-11-22T12:00:01Z", "previous": "0" * 64, "seal": "0" * 64}
    assert second.intact
    changed = RosterSeal(**{**{name: getattr(second.sealed, name) for name in forged}, field: forged[field]})
    assert not second._replace(sealed=changed).intact


SAME = [
    ("name: Example Desk", "name: 'Example Desk'"),
    ("name: Example Desk", "name:   Example Desk   # as readers see it"),
    ("name: Example Desk", "# a note\n\nname: Example Desk"),
    ("languages: {from: [ar], to: [en]}", "languages:\n  to:\n  - en\n  from: [ar]"),
    ("roles: [owner]}", "roles: [owner]}  # since 2020"),
    (
        "{name: Olga, emails: [olga@example.org], roles: [owner]}",
        "\n    roles: [owner]\n    emails: ['olga@example.org']\n    name: Olga",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SAME)
def test_a_seal_holds_when_the_file_says_the_same_in_another_form(old: str, new: str) -> None:
    text = FIRST.replace(old, new, 1)
    assert text != FIRST
    assert parse_newsroom(text).intact


@pytest.mark.parametrize("form", [FIRST.replace("\n", "\r\n"), "\ufeff" + FIRST, FIRST + "\n\n# end\n"])
def test_a_seal_holds_with_other_line_ends_and_a_byte_order_mark(form: str) -> None:
    assert parse_newsroom(form).intact


OTHER = [
    ("name: Example Desk", "name: Example desk"),
    ("from: [ar]", "from: [ar, fa]"),
    ("from: [ar]", "from: ar"),
    ("omar@example.org", "omar@example.net"),
    ("roles: [owner]", "roles: [owner, editor]"),
    ("[translator, editor]", "[editor, translator]"),
    ("name: Tarek, ", ""),
    ("people:", "policy: {signatures: 'off'}\npeople:"),
    ("people:", "our-own-key: x\npeople:"),
    ("  tarek:", "  nadia: {name: N, emails: [n@example.org], roles: []}\n  tarek:"),
]


@pytest.mark.parametrize(("old", "new"), OTHER)
def test_any_other_word_breaks_the_seal(old: str, new: str) -> None:
    text = FIRST.replace(old, new, 1)
    assert text != FIRST
    assert parse_newsroom(text).sealed == SEAL
    assert not parse_newsroom(text).intact


ODD: list[Value] = [
    "", "yes", [], ["1"], {}, {"by": "olga"}, {"version": "0"}, {"version": "01"}, {"version": "-1"},
    {"version": "x"},
    {"version": "1.0"}, {"version": "1000000000"}, {"version": "١"}, {"version": ["1"]}, {"version": "1\n"},
    {"version": "1", "by": ["olga"]}, {"version": "1", "who": "olga"}, {"version": "1", "by": "olga", "extra": {}},
]  # fmt: skip


@pytest.mark.parametrize("value", ODD, ids=str)
def test_an_odd_seal_reads_as_a_file_nobody_has_sealed(value: Value) -> None:
    assert seal_from(value) == UNSEALED


def test_a_seal_that_lacks_words_is_read_and_is_not_intact() -> None:
    assert seal_from({"version": "1"}) == RosterSeal(1)
    assert not parse_newsroom(ROSTER + "sealed: {version: 1}\n").intact


@pytest.mark.parametrize("sealed", [UNSEALED, SEAL, RosterSeal(7, "a: b", "[x]", "{", "#"), RosterSeal(999_999_999)])
def test_a_seal_reads_back_as_it_is_written(sealed: RosterSeal) -> None:
    assert seal_from(sealed.as_value()) == sealed


WORD = st.text(st.one_of(st.sampled_from("ab :#'\"é😀ع"), st.characters(exclude_categories=["Cs", "Cc"])), max_size=8)
FIELDS: st.SearchStrategy[dict[str, Value]] = st.dictionaries(
    WORD, st.recursive(WORD, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=3))
)


@settings(max_examples=examples(500), deadline=None)
@given(FIELDS, FIELDS)
def test_two_files_have_one_digest_only_when_they_say_the_same(
    one: dict[str, Value], other: dict[str, Value]
) -> None:
    bare = [{key: value for key, value in fields.items() if key != "sealed"} for fields in (one, other)]
    assert (content_digest(one) == content_digest(other)) == (bare[0] == bare[1])
    assert content_digest(dict(reversed(one.items()))) == content_digest(one)
    assert content_digest({**one, "sealed": other}) == content_digest(one)


@settings(max_examples=examples(500), deadline=None)
@given(st.integers(0, len(FIRST) - 1), st.sampled_from("xع0_.é"))
def test_any_letter_changed_in_the_file_breaks_the_seal_or_the_file(place: int, sign: str) -> None:
    assume(FIRST[place] != sign)
    with contextlib.suppress(BrokenNewsroom):
        assert not parse_newsroom(FIRST[:place] + sign + FIRST[place + 1 :]).intact

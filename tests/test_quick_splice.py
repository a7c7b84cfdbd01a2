"""What the quick splicer changes, the one that parses changes in the same way; what it is not sure of it leaves."""

from __future__ import annotations

from contextlib import suppress
from unittest.mock import patch

from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pure import reach

from dragoman.workflow import splice as room
from dragoman.workflow.article import ORDER
from dragoman.workflow.errors import BadText
from dragoman.workflow.read_yaml import read_strictly
from dragoman.workflow.splice import Append, Edit, Remove, Set, edited, splice
from dragoman.workflow.states import STATES

HEADS = [reach(state).text[4:].partition("---\n")[0] for state in STATES]
KEYS = st.sampled_from([*ORDER, "mine", "ednote"])
WORDS = st.one_of(
    st.sampled_from(
        ["edited", "omar", "2026-11-22T12:00:00Z", "no", "1e3", "", "a: b", "two words", "ع", "x" * 70, "a\nb"]
    ),
    st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
)
VALUES = st.one_of(WORDS, st.lists(WORDS, max_size=2), st.dictionaries(st.sampled_from(["act", "by"]), WORDS))
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda key, value: Set((key,), value), KEYS, VALUES),
    st.builds(lambda key, value: Append((key,), value), KEYS, VALUES),
)
CHANGES: st.SearchStrategy[Set | Remove] = st.one_of(
    st.builds(lambda key, value: Set((key,), value), KEYS, VALUES), st.builds(lambda key: Remove((key,)), KEYS)
)
LINES = st.sampled_from(
    ["", "# a note", "mine: x", "mine:", "- x", "  deeper: x", "editor: 'omar'", "date: a # b", "state: x"]
)


def spliced(text: str, edits: list[Edit]) -> str:
    try:
        return splice(text, edits, "x", ORDER)
    except BadText as error:
        return error.sentence


@settings(max_examples=examples(1500), deadline=None)
@given(
    st.sampled_from(HEADS), st.lists(st.tuples(st.integers(0, 20), LINES), max_size=2), st.lists(EDITS, max_size=3)
)
def test_both_splicers_make_the_same_of_any_front_matter(
    head: str, more: list[tuple[int, str]], edits: list[Edit]
) -> None:
    lines = head.split("\n")
    for at, line in more:
        lines.insert(at, line)
    text = "\n".join(lines)
    quick = spliced(text, edits)
    with patch.object(room, "_quickly", return_value=None):
        assert quick == spliced(text, edits)


@settings(max_examples=examples(500), deadline=None)
@given(st.sampled_from(HEADS), st.lists(CHANGES, max_size=3))
def test_what_edits_lead_to_is_known_before_they_are_made(head: str, edits: list[Set | Remove]) -> None:
    with suppress(BadText):
        assert read_strictly(splice(head, edits, "x", ORDER), "x") == edited(read_strictly(head, "x"), edits)


def test_what_an_act_changes_is_done_without_the_parser() -> None:
    edits: list[Edit] = [Set(("state",), "edited"), Set(("editor",), "omar"), Append(("history",), {"act": "edit"})]
    with patch.object(room, "_apply", side_effect=AssertionError("the parser was asked")):
        text = splice(HEADS[1], edits, "x", ORDER)
    assert "state: edited\n" in text
    assert "editor: omar\n" in text
    assert text.endswith("- {act: edit}\n")

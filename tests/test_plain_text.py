"""Data on its way to a screen: what a terminal would obey is shown, what belongs to a script stays."""

from __future__ import annotations

from io import StringIO

import pytest
from canaries import FORGED, OBEYED, POISON
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.console import Console, Words
from dragoman.cli.plain_text import isolated, one_line, safe_json, visible, visible_line

ANY = st.text(
    st.one_of(st.sampled_from("\x1b\x9b\r\n\t\u202e\u2066\u2067\u2068\u2069\u200f\U000e0041\ud800ا"), st.characters())
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b31m", r"\x9b31m"),
        ("a\rb\x07\x08\x7f", r"a\x0db\x07\x08\x7f"),
        ("a\u202eb", r"a\u202eb"),
        ("a\U000e0041", r"a\U000e0041"),
        ("\ud800", r"\ud800"),
        ("a\u2028b\u2029", r"a\u2028b\u2029"),
        ("می\u200cخواهم\u200f \u2067x\u2069 \u061c", "می\u200cخواهم\u200f \u2067x\u2069 \u061c"),
        ("\u2067open", "\u2067open\u2069"),
        ("close\u2069", r"close\u2069"),
        ("a\tb\nc", "a\tb\nc"),
        ("[bold]:smile:", "[bold]:smile:"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY)
def test_nothing_that_is_shown_is_obeyed(text: str) -> None:
    for shown in (visible(text), visible_line(text), one_line(text), isolated(text), safe_json(text)):
        assert not OBEYED.findall(shown)
        shown.encode()
    for line in (visible_line(text), one_line(text), isolated(text)):
        assert "\n" not in line
        assert line.count("\u2069") >= sum(map(line.count, "\u2066\u2067\u2068"))


def said(*words: Words | str, prose: bool = False, fancy: bool = False) -> str:
    stream = StringIO()
    console = Console(stream)
    console.fancy = fancy
    console.say(*words, prose=prose)
    return stream.getvalue()


@pytest.mark.parametrize("fancy", [False, True])
def test_a_line_end_in_one_of_several_parts_makes_no_line(fancy: bool) -> None:
    for words in ((Words("Error: ", "error"), f"a\n{FORGED}"), ("a", Words(f"b\n{FORGED}", foreign=True))):
        assert said(*words, fancy=fancy).count("\n") == 1
    assert r"a\x0a" in said("Error: ", f"a\n{FORGED}", fancy=fancy)


@pytest.mark.parametrize("fancy", [False, True])
def test_a_text_alone_and_prose_keep_their_lines(fancy: bool) -> None:
    assert said("one\ntwo", fancy=fancy).split("\n") == ["one", "two", ""]
    assert said("one\n", Words("two"), prose=True, fancy=fancy).split("\n") == ["one", "two", ""]


@pytest.mark.parametrize("fancy", [False, True])
def test_poison_in_every_part_is_shown_and_not_obeyed(fancy: bool) -> None:
    out = said(Words(POISON), POISON, Words(POISON, foreign=True), fancy=fancy)
    assert not OBEYED.findall(out.rstrip("\n"))
    assert out.count("[link=http://x]l[/link]:smile:") == 3

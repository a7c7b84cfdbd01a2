"""Disclaimers: filled in or refused in one sentence, attached once at the end, and taken off again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pure import NEWSROOM, elsewhere, reach

from dragoman.workflow.body_html import safe_html
from dragoman.workflow.built_in import built_in
from dragoman.workflow.disclaimer_block import Block, attach, detach, take_apart
from dragoman.workflow.disclaimers import DEFAULT, Disclaimer, fill, template_file
from dragoman.workflow.gather import read_disclaimer
from dragoman.workflow.states import EDITED

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"newsroom": "Example Desk", "author": "Salma", "url": "", "outlet": " "}


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("en", "translated and edited"),
        ("ar", "تُرجم"),
        ("fr", "traduit et édité"),
        ("es", "traducido y editado"),
        ("de", "übersetzt und redaktionell"),
    ],
)
def test_the_built_in_disclaimers_name_the_newsroom(lang: str, word: str, tmp_path: Path) -> None:
    article = elsewhere(reach(EDITED), f"articles/2026/11/water/{lang}.md")
    filled = read_disclaimer(str(tmp_path), NEWSROOM, article, DEFAULT)
    assert filled.words.count("Example Desk") == 1
    assert word in filled.words
    assert (filled.name, filled.missing, filled.fault) == (DEFAULT, (), "")
    assert "{" not in filled.words


def test_the_newsrooms_own_file_wins_and_a_regional_language_falls_back_on_its_base(tmp_path: Path) -> None:
    own = tmp_path / "templates/disclaimers"
    own.mkdir(parents=True)
    (own / "en.md").write_text("Ours, {{ newsroom }}.")
    (own / "en.short.md").write_text("Short, by {{ author }}, edited by {{ editor }}.")
    regional = elsewhere(reach(EDITED), "articles/2026/11/water/en-GB.md")
    for article in (reach(EDITED), regional):
        assert read_disclaimer(str(tmp_path), NEWSROOM, article, DEFAULT).words == "Ours, Example Desk."
    short = read_disclaimer(str(tmp_path), NEWSROOM, reach(EDITED), "short")
    assert short == Disclaimer("short", "Short, by Salma Khatib, edited by Omar.")
    (own / "en-GB.md").write_text("British.")
    assert read_disclaimer(str(tmp_path), NEWSROOM, regional, DEFAULT).words == "British."


def test_where_there_is_no_template_nothing_is_said(tmp_path: Path) -> None:
    article = elsewhere(reach(EDITED), "articles/2026/11/water/tlh.md")
    assert read_disclaimer(str(tmp_path), NEWSROOM, article, DEFAULT) == Disclaimer(DEFAULT)
    assert read_disclaimer(str(tmp_path), NEWSROOM, reach(EDITED), "none") == Disclaimer("none")
    assert built_in("disclaimers/tlh.md") is None


def test_the_default_disclaimer_is_called_by_its_language_alone() -> None:
    assert template_file(DEFAULT, "ar") == "ar.md"
    assert template_file("short", "ar") == "ar.short.md"


@pytest.mark.parametrize(
    ("template", "missing"),
    [
        ("By {{ nobody }}.", ("nobody",)),
        ("{{ url }}{{ outlet }}{{ newsroom }}", ("outlet", "url")),
        ("{% if url %}at {{ url }}{% endif %} words", ("url",)),
        ("{{ nobody | default('somebody') }}", ("nobody",)),
        ("{{ dict }}", ("dict",)),
        ("{{ range }} {{ lipsum }} {{ cycler }}", ("cycler", "lipsum", "range")),
        ("{{ self }}", ("self",)),
    ],
)
def test_a_name_that_is_unknown_or_empty_is_missing_and_never_left_blank(
    template: str, missing: tuple[str, ...]
) -> None:
    assert fill("x", template, NAMES) == Disclaimer("x", missing=missing)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("  By {{ newsroom }}\n\n", "By Example Desk"),
        ("{{ newsroom | upper }}", "EXAMPLE DESK"),
        ("{% if author == 'Salma' and not newsroom == 'x' %}hers{% else %}theirs{% endif %}", "hers"),
        ("{{ author if newsroom else newsroom }}", "Salma"),
        ("{{ 'words' }} {# a note #}", "words"),
        ("*{{ newsroom | replace('Desk', 'Paper') | trim }}*", "*Example Paper*"),
    ],
)
def test_a_template_may_name_choose_and_filter(template: str, words: str) -> None:
    assert fill("x", template, NAMES) == Disclaimer("x", words)


FAULTS = [
    "{{ ''.__class__.__mro__ }}",
    "{{ newsroom.__class__ }}",
    "{{ newsroom | attr('__class__') }}",
    "{{ newsroom['__class__'] }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{{ 'x' * 10**10 }}",
    "{{ 'x' * 9999999999 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ newsroom | center(9999999999) }}",
    "{{ '%9999999999d' | format(1) }}",
    "{{ '%9999999999d' % 1 }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{{ 1 / 0 }}",
    "{{ newsroom + 1 }}",
    "{{ newsroom < 1 }}",
    "{{ newsroom.x() }}",
    "{{ [].append }}",
    "{{ lipsum() }}",
    "{{ newsroom | nofilter }}",
    "{% include 'x' %}",
    "{% import 'x' as x %}",
    "{% extends newsroom %}",
    "{% set newsroom = '' %}{{ newsroom }}",
    "{% if %}",
    "{% nothing %}",
    "{{ newsroom",
    "{{ }}",
    "{% raw %}",
    "{{ newsroom is nothing }}",
    "",
    " \n ",
    "{# only a note #}",
    "<!-- hidden --> words",
    "words <!-- /disclaimer -->",
]


@pytest.mark.parametrize("template", FAULTS)
def test_a_template_that_cannot_be_used_is_a_fault_in_one_line_at_once(template: str) -> None:
    began = time.monotonic()
    filled = fill("x", template, NAMES)
    assert time.monotonic() - began < 2
    assert filled.words == ""
    assert filled.fault
    assert "\n" not in filled.fault
    assert not filled.fault.endswith(".")


def test_a_fault_names_its_line() -> None:
    assert fill("x", "one\ntwo {{ newsroom\n", NAMES).fault.endswith("(line 2)")
    assert fill("x", "one\n{% for a in b %}{% endfor %}", NAMES).fault == "`for` (line 2) is not used in a disclaimer"


MARKUP = [
    "*Bold* _Desk_",
    "**Desk**",
    "[Desk](javascript:alert(1))",
    "![x](https://track.example/x.png)",
    "<script>alert(1)</script>",
    "<b>Desk</b>",
    "`code`",
    "~~Desk~~",
    "# Desk",
    "> Desk",
    "- Desk",
    "+ Desk",
    "1. Desk",
    "1) Desk",
    "&lt;Desk&gt;",
    "&amp;",
    "Desk\\",
    "a\n\n# b",
    "<https://x.example>",
    "[a]: https://x.example",
    "{{ author }}",
    "{% if x %}",
    "العربي *الجديد*",
    "Barnes & Noble #1",
]


@pytest.mark.parametrize("name", MARKUP)
@pytest.mark.parametrize("template", ["By {{ newsroom }}.", "{{ newsroom }}", "x\n\n{{ newsroom }}"])
def test_markup_in_a_name_is_shown_as_it_is_written(name: str, template: str) -> None:
    import html5lib

    filled = fill("x", template, {"newsroom": name})
    assert filled.words
    page = html5lib.parse(safe_html(filled.words), namespaceHTMLElements=False)
    assert {node.tag for node in page.iter()} <= {"html", "head", "body", "p"}
    shown = " ".join("".join(page.itertext()).split())
    assert shown == template.replace("{{ newsroom }}", " ".join(name.split())).replace("\n\n", " ")


def test_a_name_that_opens_a_comment_is_refused() -> None:
    assert fill("x", "By {{ newsroom }}.", {"newsroom": "<!-- x"}).fault == "it holds an HTML comment"


OPEN, CLOSE = "<!-- disclaimer: a -->", "<!-- /disclaimer -->"
BODY = "\nOne.\n\nTwo.\n"


def test_a_disclaimer_stands_at_the_end_between_its_markers() -> None:
    body = attach(BODY, "a", "Words.")
    assert body == f"\nOne.\n\nTwo.\n\n{OPEN}\nWords.\n{CLOSE}\n"
    assert take_apart(body) == Block("\nOne.\n\nTwo.\n\n", "a", "Words.")
    assert detach(body) == BODY


def test_attaching_again_puts_the_new_one_in_place_of_the_old() -> None:
    assert attach(attach(BODY, "a", "Old."), "b", "New.") == attach(BODY, "b", "New.")


def test_line_ends_follow_the_body_and_the_bodys_own_stay() -> None:
    windows = BODY.replace("\n", "\r\n")
    assert attach(windows, "a", "x\ny") == attach(BODY, "a", "x\ny").replace("\n", "\r\n")
    assert detach(attach(windows, "a", "x")) == windows
    assert attach("a\r\nb\nc\n", "a", "x").startswith("a\r\nb\nc\r\n\r\n<!--")
    assert take_apart(attach(windows, "a", "x")).words == "x"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (f"x\n{OPEN}\ny\n{CLOSE}\n{OPEN}\nz\n{CLOSE}\n", "not there exactly once"),
        (f"x\n{OPEN}\n{OPEN}\nz\n{CLOSE}\n", "not there exactly once"),
        (f"x\n{OPEN}\nz\n", "not there exactly once"),
        (f"x\nz\n{CLOSE}\n", "not there exactly once"),
        (f"x\n{CLOSE}\nz\n{OPEN}\n", "wrong order"),
        (f"x\n{OPEN}\nz\n{CLOSE}\nmore\n", "text behind it"),
        (f"x\r\n{OPEN}\r\nz\r\n{CLOSE}\r\nmore\r\n", "text behind it"),
    ],
)
def test_broken_markers_are_a_fault_and_then_everything_is_text(body: str, fault: str) -> None:
    block = take_apart(body)
    assert fault in block.fault
    assert (block.text, block.name, block.words) == (body, "", "")
    assert detach(body) == body


@pytest.mark.parametrize(
    "line", [f"see {OPEN} here", f"`{OPEN}`", "<!-- disclaimer -->", "<!-- disclaimer: -->", "<!--disclaimer-->"]
)
def test_a_marker_inside_a_line_or_without_a_name_is_text(line: str) -> None:
    assert take_apart(f"{line}\n") == Block(f"{line}\n")
    assert detach(f"{line}\n") == f"{line}\n"


@pytest.mark.parametrize(
    "opened", ["<!--disclaimer:a-->", "  <!--  disclaimer: a  -->  ", "<!-- disclaimer: a -->\r"]
)
def test_markers_may_be_spaced_otherwise(opened: str) -> None:
    assert take_apart(f"x\n{opened}\nwords\n<!--/disclaimer-->").name == "a"


LINES = st.lists(st.sampled_from(["", "One.", "كلمات", "  ", "end\u00a0", "😀 ", "<!-- note -->"]), max_size=6)


@settings(max_examples=500, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["Words.", "Two\n\nparts.", "كلمات"]))
def test_attach_and_detach_are_a_round_trip(lines: list[str], newline: str, words: str) -> None:
    body = newline.join([*lines, ""])
    there = attach(body, "a", words)
    block = take_apart(there)
    assert (block.name, block.words.replace("\r\n", "\n"), block.fault) == ("a", words, "")
    assert detach(there).rstrip(" \t\r\n") == body.rstrip(" \t\r\n")
    assert attach(there, "a", words) == there

"""The strict reader: strings in mappings and lists, or one BadText with file and line. Never anything else."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.workflow.errors import BadText
from dragoman.workflow.read_yaml import read, read_strictly
from dragoman.workflow.strict_yaml import MAX_BYTES, MAX_DEPTH, compose, plain
from dragoman.workflow.yaml_nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.quick_yaml import Value

BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in pairwise("abcdefghi"))
MERGES = "a: {k: v}\n" + "".join(f"b{n}: {{<<: [{{x: y}}, {{x: y}}]}}\n" for n in range(300))


def nest(depth: int) -> str:
    """A value that makes a document this many levels deep, the mapping around it counted."""
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1)


# What is wrong, the line it stands in, and a word of the reason.
HOSTILE = [
    pytest.param(BOMB, 1, "anchors", id="alias bomb"),
    pytest.param("a: b\nc: *a\n", 2, "aliases", id="alias without anchor"),
    pytest.param("a: b\nc: &a d\n", 2, "anchors", id="anchor"),
    pytest.param("&a a: b\n", 1, "anchors", id="anchor on a key"),
    pytest.param("a: b\n<<: {c: d}\n", 2, "merge keys", id="merge key"),
    pytest.param(MERGES, 2, "merge keys", id="merge-key bomb"),
    pytest.param("a: 1\nb: !x y\n", 2, "tags", id="tag"),
    pytest.param("a: !!timestamp x\n", 1, "tags", id="timestamp tag"),
    pytest.param("a: !!int 12\n", 1, "tags", id="int tag"),
    pytest.param("a: !!python/object/apply:os.system [id]\n", 1, "tags", id="python object"),
    pytest.param("! a: b\n", 1, "tags", id="the non-specific tag"),
    pytest.param("a: 1\nb: 2\na: 3\n", 3, "twice", id="duplicate key"),
    pytest.param("a: {b: 1, c: 2, b: 3}\n", 1, "twice", id="duplicate key in braces"),
    pytest.param("a: 1\n'a': 2\n", 2, "twice", id="duplicate key in another style"),
    pytest.param("~: 1\nnull: 2\n", 2, "twice", id="two empty keys"),
    pytest.param("a: 1\n---\nb: 2\n", 2, "second YAML document", id="second document"),
    pytest.param("a: 1\n...\nb: 2\n", 3, "YAML", id="document after an end"),
    pytest.param("%YAML 1.2\n---\na: b\n", None, "directives", id="version directive"),
    pytest.param("%TAG ! tag:x,2000:\n---\na: b\n", None, "directives", id="tag directive"),
    pytest.param("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", 3, "YAML", id="conflict markers"),
    pytest.param("a: b\0c\n", None, "YAML", id="NUL"),
    pytest.param("a: b\ud800\n", None, "YAML", id="lone surrogate"),
    pytest.param('a: "\\uD800"\n', 1, "YAML", id="escaped surrogate"),
    pytest.param("a: b\x07\n", None, "YAML", id="control character"),
    pytest.param(f"a: {'x' * MAX_BYTES}\n", 1, "64 KB", id="more than 64 KB"),
    pytest.param(f"a: {'ع' * (MAX_BYTES // 2)}\n", 1, "64 KB", id="64 KB are bytes, not letters"),
    pytest.param("".join(f"k{n}: v\n" for n in range(100_000)), 1, "64 KB", id="a hundred thousand keys"),
    pytest.param("a: b\n" + nest(MAX_DEPTH + 1).replace("a:", "c:") + "\n", 2, "deeper", id="depth 13"),
    pytest.param("".join(f"{' ' * n}a:\n" for n in range(13)) + " " * 13 + "a: b\n", 13, "deeper", id="13 blocks"),
    pytest.param("- a\n- b\n", 1, "key: value", id="a list"),
    pytest.param("only words\n", 1, "key: value", id="a word"),
    pytest.param("[a, b]: c\n", 1, "a key must be a plain word", id="a list as key"),
    pytest.param("? {a: b}\n: c\n", 1, "a key must be a plain word", id="a mapping as key"),
    pytest.param("a: 'b\n", None, "YAML", id="quote never closed"),
    pytest.param("a: [b\n", None, "YAML", id="bracket never closed"),
    pytest.param("a: b: c\n", 1, "YAML", id="colon in a plain value"),
    pytest.param("a: 1\n\tb: 2\n", 2, "YAML", id="tab as indentation"),
    pytest.param("a: @x\n", 1, "YAML", id="reserved sign"),
]


@pytest.mark.parametrize("reader", [read, read_strictly])
@pytest.mark.parametrize(("text", "line", "why"), HOSTILE)
def test_hostile_text_is_one_bad_text_with_file_and_line_at_once(
    reader: Callable[..., dict[str, Value]], text: str, line: int | None, why: str
) -> None:
    began = time.monotonic()
    with pytest.raises(BadText) as caught:
        reader(text, "x.md", 1)
    assert time.monotonic() - began < 2
    assert why in caught.value.why
    assert caught.value.where == "x.md"
    if line:
        assert caught.value.line == line
    assert caught.value.sentence.startswith("x.md")
    assert "\n" not in caught.value.sentence


@pytest.mark.parametrize(
    "signs",
    [
        "[" * 30_000,
        "{a: " * 15_000,
        "[" * 5000 + "]" * 5000,
        "{a: " * 2000 + "}" * 2000,
        "- " * 30_000,
        "? " * 30_000,
        "['" + "x, " * 5000 + "', [",
    ],
)
def test_thousands_of_brackets_neither_crash_the_process_nor_take_long(signs: str) -> None:
    code = (
        "import sys\nfrom dragoman.workflow.errors import BadText\n"
        "from dragoman.workflow.read_yaml import read, read_strictly\n"
        "for reader, key in ((read, 'a: '), (read_strictly, 'a: '), (read, 'a:\\n  '), (read_strictly, 'a:\\n  ')):\n"
        "    try:\n        reader(key + sys.argv[1], 'f')\n"
        "    except BadText:\n        print('refused')\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, signs], capture_output=True, text=True, check=False, timeout=20)
    assert (ran.returncode, ran.stdout) == (0, "refused\n" * 4), ran.stderr


def test_twelve_levels_are_read_and_thirteen_are_not() -> None:
    assert read(nest(MAX_DEPTH), "f") == read_strictly(nest(MAX_DEPTH), "f")
    for reader in (read, read_strictly):
        with pytest.raises(BadText, match="deeper than 12"):
            reader(nest(MAX_DEPTH + 1), "f")


def test_lines_are_counted_from_the_line_the_text_starts_at() -> None:
    with pytest.raises(BadText) as caught:
        read("a: 1\nb: &c d\n", "x.md", first_line=2)
    assert caught.value.sentence == "x.md, line 3: anchors (`&name`) are not used here"


@pytest.mark.parametrize(
    "word",
    ["no", "on", "yes", "True", "12:30:45", "0123", "1.10", "1_000", "1e3", "2024-01-05", "0x1F", ".inf", "9" * 5000],
)
@pytest.mark.parametrize("form", ["a: {}", "a: [{}]", "a: {{b: {}}}", "a:\n- {}"])
def test_every_scalar_is_the_string_that_was_written(word: str, form: str) -> None:
    for reader in (read, read_strictly):
        found = reader(form.format(word) + "\n", "f")["a"]
        assert found in (word, [word], {"b": word})


@pytest.mark.parametrize("text", ["2024-13-45", "2024-02-30", "0000-00-00", "99:99:99", "1" * 5000])
def test_impossible_dates_and_huge_numbers_are_words_as_well(text: str) -> None:
    assert read_strictly(f"a: {text}\n", "f") == {"a": text}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "null\n", "~\n", "\ufeff"])
def test_an_empty_document_is_an_empty_mapping(text: str) -> None:
    assert plain(compose(text, "f")) == {}


@pytest.mark.parametrize("word", ["~", "null", ""])
def test_null_reads_as_empty_and_quoted_null_as_the_word(word: str) -> None:
    assert read_strictly(f"a: {word}\n", "f") == {"a": ""}
    assert read_strictly(f"a: '{word}'\n", "f") == {"a": word}


def test_marks_are_places_in_the_text_behind_emoji_and_arabic() -> None:
    text = 'a: "😀 عربي" # c\nb: [x, 😀]\nc:\n- y # d\n'
    root = compose(text, "f")
    found = [root.find(key) for key in "abc"]
    nodes = [entry[1] for entry in found if entry]
    assert [text[node.start : node.end] for node in nodes] == ['"😀 عربي"', "[x, 😀]", "- y"]
    assert [type(node) for node in nodes] == [Scalar, Sequence, Sequence]
    assert root.find("d") is None


def test_sixteen_thousand_keys_take_no_time_worth_naming() -> None:
    text = "".join(f"{n:x}:\n" for n in range(10_000))
    assert len(text) < MAX_BYTES
    began = time.monotonic()
    assert len(read_strictly(text, "f")) == 10_000
    assert time.monotonic() - began < 5


SIGNS = st.text(
    st.one_of(st.sampled_from("ab:- #,[]{}'\"&*!|>%@`?~=<.\\\n\r\t\0\ufeff\ud800عé😀\u2028\x85"), st.characters()),
    max_size=60,
)


@settings(max_examples=examples(2000), deadline=None)
@given(SIGNS)
def test_whatever_the_text_it_is_a_mapping_or_bad_text(text: str) -> None:
    for reader in (read, read_strictly):
        try:
            assert isinstance(reader(text, "f"), dict)
        except BadText as error:
            assert error.where == "f"  # noqa: PT017  # both ends are right; only another exception is wrong


@settings(max_examples=300, deadline=None)
@given(SIGNS)
def test_every_node_of_a_mapping_lies_within_the_text(text: str) -> None:
    try:
        root = compose(text, "f")
    except BadText:
        return
    assert isinstance(root, Mapping)
    spans = [(node.start, node.end) for entry in root.entries for node in entry]
    assert all(0 <= start <= end <= len(text) for start, end in spans)

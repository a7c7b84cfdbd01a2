"""An edit changes the lines of the key it owns and no other byte."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pure import PATH

from dragoman.workflow.article import ORDER, parse_article
from dragoman.workflow.article_text import rewritten
from dragoman.workflow.errors import BadText
from dragoman.workflow.fence import split
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.read_yaml import read_strictly
from dragoman.workflow.splice import Append, Edit, Remove, Set, splice

WORDS = st.sampled_from(
    ["plain", "two words", "محطة المياه", "😀 so", "no", "12:30", "a: b", "# no note", "it's", 'say "yes"', "", "- x"]
)
NAMES = ("title", "dek", "lang", "source", "translator", "editor", "disclaimer", "keywords", "x-mine", "note", "desk")


@dataclass(frozen=True)
class Chunk:
    """One key with its lines, and the lines after it that belong to nobody."""

    key: str
    lines: tuple[str, ...]
    between: tuple[str, ...] = ()


def quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


FORMS = (
    lambda key, word: (f"{key}: {quoted(word)}",),
    lambda key, word: (f"{key}:   {quoted(word)}  # said so",),
    lambda key, word: ('{}: "{}"'.format(key, word.replace('"', '\\"')),),
    lambda key, _: (f"{key}: bare words",),
    lambda key, _: (f"'{key}' : bare   # عربي",),
    lambda key, _: (f"{key}:",),
    lambda key, _: (f"{key}:    # nothing yet",),
    lambda key, _: (f"{key}: bare words", "    go on here"),
    lambda key, word: (f"{key}: [a, {quoted(word)}, b]  # list",),
    lambda key, word: (f"{key}: [a,", f"  {quoted(word)}]"),
    lambda key, word: (f"{key}: {{a: b, c: {quoted(word)}}}",),
    lambda key, word: (f"{key}:", "- a", f"- {quoted(word)}"),
    lambda key, _: (f"{key}:", "  - a # one", "  # inside", "  - b"),
    lambda key, word: (f"{key}:", f"  in: {quoted(word)}", "  deeper:", "  - a"),
    lambda key, _: (f"{key}: |", "  a block", "", "  of text"),
    lambda key, _: (f"{key}: >-", "  folded", "  text"),
)
BETWEEN = st.sampled_from(
    [(), (), (), ("# a note",), ("",), ("", "# ملاحظة 😀", ""), ("  ",), ("#no blank", "", ""), ("# trailing   ",)]
)


@st.composite
def chunks(draw: st.DrawFn, *, sort: bool = False) -> list[Chunk]:
    keys = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6))
    if sort:
        keys.sort(key=lambda key: ORDER.index(key) if key in ORDER else len(ORDER))
    found = [Chunk(key, draw(st.sampled_from(FORMS))(key, draw(WORDS)), draw(BETWEEN)) for key in keys]
    at = (
        draw(st.integers(0, len(found)))
        if not sort
        else next((n for n, c in enumerate(found) if _later(c.key)), len(found))
    )
    return [*found[:at], Chunk("state", ("state: sourced",), draw(BETWEEN)), *found[at:]]


def _later(key: str) -> bool:
    return key not in ORDER or ORDER.index(key) > ORDER.index("state")


BODIES = st.lists(
    st.sampled_from(["", "words", "كلمات  ", "😀", "---", "- state: edited", "title: no", "\ttab", "a\u2028b"]),
    max_size=4,
)


@dataclass(frozen=True)
class File:
    """A generated file: its chunks, how its lines end, and what stands before and behind them."""

    top: tuple[str, ...]
    chunks: tuple[Chunk, ...]
    body: tuple[str, ...]
    newline: str
    bom: str
    final: bool

    @property
    def head(self) -> list[str]:
        return [*self.top, *(line for chunk in self.chunks for line in (*chunk.lines, *chunk.between))]

    def text(self, head: list[str] | None = None) -> str:
        lines = ["---", *(self.head if head is None else head), "---", *self.body]
        end = self.newline if self.final or not self.body else ""
        return self.bom + self.newline.join(lines) + end

    def around(self, key: str) -> tuple[list[str], tuple[str, ...], list[str]]:
        """The head's lines before a key, its own, and those behind."""
        at = next(n for n, chunk in enumerate(self.chunks) if chunk.key == key)
        before = [*self.top, *(line for chunk in self.chunks[:at] for line in (*chunk.lines, *chunk.between))]
        after = [line for chunk in self.chunks[at + 1 :] for line in (*chunk.lines, *chunk.between)]
        return before, self.chunks[at].lines, [*self.chunks[at].between, *after]


def files(*, sort: bool = False) -> st.SearchStrategy[File]:
    return st.builds(
        File,
        st.sampled_from([(), ("# first",), ("", "# first", "")]),
        chunks(sort=sort).map(tuple),
        BODIES.map(tuple),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from(["", "\ufeff"]),
        st.booleans(),
    )


def edit(file: File, *edits: Edit) -> tuple[list[str], dict[str, Value]]:
    """The head's lines after edits, and what they say; everything else must be as it was."""
    article = parse_article(file.text(), PATH)
    text = rewritten(article, edits, article.body).text
    parts, old = split(text, PATH), split(file.text(), PATH)
    assert (parts.before, parts.fence, parts.body) == (old.before, old.fence, old.body)
    assert "\n" not in parts.head.replace("\r\n", "") or file.newline == "\n"
    return parts.head.split(file.newline)[:-1], read_strictly(parts.head, "f")


@settings(max_examples=examples(1000), deadline=None)
@given(files())
def test_reading_and_writing_without_an_edit_is_the_identity(file: File) -> None:
    text = file.text()
    article = parse_article(text, PATH)
    assert split(text, PATH).join() == text
    assert rewritten(article, [], article.body).text == text


@settings(max_examples=examples(1000), deadline=None)
@given(files(), WORDS, st.data())
def test_setting_a_key_changes_its_own_lines_only(file: File, word: str, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([chunk.key for chunk in file.chunks if chunk.key != "state"] or ["state"]))
    values: list[Value] = [word, [word, "b"], {"a": word}]
    value = data.draw(st.sampled_from(values)) if key != "state" else "edited"
    before, own, after = file.around(key)
    lines, said = edit(file, Set((key,), value))
    assert lines[: len(before)] == before
    assert lines[len(before) + 1 :] == after
    assert lines[len(before)].startswith((f"{key}:", f"'{key}' :"))
    assert said == {**read_strictly("\n".join([*file.head, ""]), "f"), key: value}
    for note in ("# said so", "# عربي", "# nothing yet", "# list"):
        assert (note in own[0]) == (note in lines[len(before)])


@settings(max_examples=examples(500), deadline=None)
@given(files(), st.data())
def test_removing_a_key_removes_its_lines_only(file: File, data: st.DataObject) -> None:
    keys = [chunk.key for chunk in file.chunks if chunk.key != "state"]
    key = data.draw(st.sampled_from(keys or ["history"]))
    lines, said = edit(file, Remove((key,)))
    if key == "history":
        assert lines == file.head
    else:
        before, _, after = file.around(key)
        assert lines == before + after
    assert key not in said


@settings(max_examples=examples(500), deadline=None)
@given(files(sort=True), WORDS, st.data())
def test_a_new_key_is_one_new_line_in_the_documented_order(file: File, word: str, data: st.DataObject) -> None:
    there = [chunk.key for chunk in file.chunks]
    key = data.draw(st.sampled_from([key for key in (*ORDER, "new-one") if key not in there and key != "history"]))
    lines, said = edit(file, Set((key,), word))
    added = next(n for n, (new, old) in enumerate(zip(lines, [*file.head, None], strict=False)) if new != old)
    assert lines[added].startswith(f"{key}:")
    assert [*lines[:added], *lines[added + 1 :]] == file.head
    known = [name for name in said if name in ORDER]
    assert known == sorted(known, key=ORDER.index)
    assert said[key] == word
    if key == "new-one":
        assert list(said)[-1] == key


ENTRY: Value = {"act": "source", "by": "lina", "at": "2026-11-22T10:00:00Z", "seal": "ab12"}
LINE = "- {act: source, by: lina, at: 2026-11-22T10:00:00Z, seal: ab12}"
HISTORIES = {
    ("history:",): ("history:", LINE),
    ("history:  # acts",): ("history:  # acts", LINE),
    ("history: []",): (f"history: [{LINE[2:]}]",),
    ("history: [ ]  # acts",): (f"history: [ {LINE[2:]}]  # acts",),
    ("history: ~",): (f"history: [{LINE[2:]}]",),
    ("history: ''",): (f"history: [{LINE[2:]}]",),
    ("history:", LINE): ("history:", LINE, LINE),
    ("history:", f"  {LINE}   # first"): ("history:", f"  {LINE}   # first", f"  {LINE}"),
    ("history: # acts", LINE): ("history: # acts", LINE, LINE),
    (f"history: [{LINE[2:]}]",): (f"history: [{LINE[2:]}, {LINE[2:]}]",),
    (f"history: [{LINE[2:]},]",): (f"history: [{LINE[2:]}, {LINE[2:]}]",),
    ("history:", "- act: source", "  by: lina", "  at: noon", "  seal: ab"): (
        "history:", "- act: source", "  by: lina", "  at: noon", "  seal: ab", LINE,
    ),
}  # fmt: skip


@settings(max_examples=examples(500), deadline=None)
@given(files(), st.sampled_from(sorted(HISTORIES)), BETWEEN, st.data())
def test_appending_adds_one_line_to_the_list_and_changes_no_other(
    file: File, written: tuple[str, ...], between: tuple[str, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(file.chunks)))
    some = [*file.chunks[:at], Chunk("history", written, between), *file.chunks[at:]]
    there = File(file.top, tuple(some), file.body, file.newline, file.bom, file.final)
    before, _, after = there.around("history")
    lines, said = edit(there, Append(("history",), ENTRY))
    assert lines == [*before, *HISTORIES[written], *after]
    history = said["history"]
    assert isinstance(history, list)
    assert history[-1] == ENTRY


@settings(max_examples=examples(300), deadline=None)
@given(files(sort=True))
def test_appending_to_a_missing_list_begins_it_behind_the_keys_before_it(file: File) -> None:
    lines, said = edit(file, Append(("history",), ENTRY))
    at = lines.index("history:")
    assert lines[at + 1] == LINE
    assert [*lines[:at], *lines[at + 2 :]] == file.head
    assert [key for key in said if key in ORDER][-1] == "history"


ABOUT = "source: {outlet: X, url: 'y'}\nend: 1\n"
CASES: list[tuple[str, Edit, str]] = [
    ("k:\nn: x\n", Set(("k",), "v"), "k: v\nn: x\n"),
    ("k:   # c\nn: x\n", Set(("k",), "v"), "k: v   # c\nn: x\n"),
    ("k: 'a' # c\n", Set(("k",), "it's"), "k: 'it''s' # c\n"),
    ('k: "a"\n', Set(("k",), "b"), 'k: "b"\n'),
    ("k: 'a'\n", Set(("k",), "two\nlines"), 'k: "two\\nlines"\n'),
    ("k: a\n", Set(("k",), ""), "k: ''\n"),
    ("k: a\n", Set(("k",), "no"), "k: 'no'\n"),
    ("k: a\n", Set(("k",), "2026-10-31"), "k: 2026-10-31\n"),
    ("k: |\n  a\n\n\n# c\nn: x\n", Set(("k",), "v"), "k: v\n\n\n# c\nn: x\n"),
    ("k: |+\n  a\n\nn: x\n", Set(("k",), "v"), "k: v\n\nn: x\n"),
    ("k: |\n  a\n\n\nn: x\n", Remove(("k",)), "\n\nn: x\n"),
    ("k: >\n  a\nn: x\n", Set(("k",), "v"), "k: v\nn: x\n"),
    ("k: |\n  a\nz: 1\n", Set(("n",), "v"), "k: |\n  a\nz: 1\nn: v\n"),
    (ABOUT, Set(("source", "url"), "z"), "source: {outlet: X, url: 'z'}\nend: 1\n"),
    (ABOUT, Set(("source", "by"), "z"), "source: {outlet: X, url: 'y', by: z}\nend: 1\n"),
    ("source: {}\n", Set(("source", "by"), "z"), "source: {by: z}\n"),
    ("source: {a: b,}\n", Set(("source", "by"), "z"), "source: {a: b, by: z}\n"),
    ("source:\n  a: b\n\nend: 1\n", Set(("source", "by"), "z"), "source:\n  a: b\n  by: z\n\nend: 1\n"),
    ("source:\n  a: b\nend: 1\n", Remove(("source", "none")), "source:\n  a: b\nend: 1\n"),
    ("source: {a: b}\n", Append(("source", "l"), "x"), "source: {a: b, l: [x]}\n"),
    ("source:\n  a: b\n", Append(("source", "l"), "x"), "source:\n  a: b\n  l: [x]\n"),
    ("k: [a # c\n ]\n", Append(("k",), "b"), "k: [a # c\n , b]\n"),
    ("k:\n- |\n  a\n\nn: 1\n", Append(("k",), "b"), "k:\n- |\n  a\n\n- b\nn: 1\n"),
    ("k:\n- - a\n", Append(("k",), "b"), "k:\n- - a\n- b\n"),
    ("k: a", Set(("n",), "v"), "k: a\nn: v\n"),
    ("k:\n- a", Append(("k",), "b"), "k:\n- a\n- b\n"),
    ("", Set(("k",), "v"), "k: v\n"),
    ("# only a note", Set(("k",), "v"), "# only a note\nk: v\n"),
    ("\ufeffk: a\n", Set(("k",), "v"), "\ufeffk: v\n"),
    ("\ufeffk: a\n", Set(("n",), "v"), "\ufeffk: a\nn: v\n"),
    ("k: a\r\n", Set(("n",), "v"), "k: a\r\nn: v\r\n"),
    ("😀k: a # ع\nn: 1\n", Set(("n",), "v"), "😀k: a # ع\nn: v\n"),
    ("'k': a\n", Set(("k",), "v"), "'k': v\n"),
    ("{k: a, n: b}\n", Set(("k",), "v"), "{k: v, n: b}\n"),
    ("{k: a, n: b}\n", Remove(("k",)), "{n: b}\n"),
    (ABOUT, Remove(("source", "outlet")), "source: {url: 'y'}\nend: 1\n"),
    (ABOUT, Remove(("source", "url")), "source: {outlet: X}\nend: 1\n"),
    ("source: {a: b}\n", Remove(("source", "a")), "source: {}\n"),
    ("source: {a: b, c: [d, e], f: {g: h}, }\n", Remove(("source", "c")), "source: {a: b, f: {g: h}, }\n"),
    ("source: {a: b, c: [d, e], f: {g: h}, }\n", Remove(("source", "f")), "source: {a: b, c: [d, e], }\n"),
    ("source: {a: , c: d}\n", Remove(("source", "a")), "source: {c: d}\n"),
    ("source: {'a': b, c: , d: e}\n", Remove(("source", "c")), "source: {'a': b, d: e}\n"),
    ("source: {a: b,\n  d: e}\n", Remove(("source", "d")), "source: {a: b}\n"),
]


@pytest.mark.parametrize(("text", "change", "wanted"), CASES)
def test_each_form_of_a_value_is_edited_where_it_stands(text: str, change: Edit, wanted: str) -> None:
    assert splice(text, [change], "f") == wanted


def test_edits_are_applied_in_turn() -> None:
    edits: list[Edit] = [Set(("a",), "1"), Set(("b",), "2"), Remove(("a",)), Set(("b",), "3")]
    assert splice("c: x\n", edits, "f", ("a", "b", "c")) == "b: '3'\nc: x\n"


@pytest.mark.parametrize(
    ("text", "change", "why"),
    [
        ("k: words\n", Append(("k",), "v"), "`k` should be a list"),
        ("k: {a: b}\n", Append(("k",), "v"), "`k` should be a list"),
        ("k: words\n", Set(("k", "a"), "v"), "`k` should hold lines"),
        ("k: [a]\n", Set(("k", "a", "b"), "v"), "there is no `a`"),
        ("", Set(("k", "a"), "v"), "there is no `k`"),
        ("source: {a: b,}\n", Remove(("source", "a")), "cannot edit safely|not readable"),
        ("source: {a: b, # c\n  d: e}\n", Remove(("source", "d")), "cannot edit safely"),
        ("source: {a: b, # c\n  d: e}\n", Remove(("source", "a")), "cannot edit safely"),
        ("k: |\n  a", Set(("n",), "v"), "cannot edit safely"),
        ("k: [a # c,\n]\n", Append(("k",), "v"), "cannot edit safely|not readable"),
        ("k: &a b\n", Set(("n",), "v"), "anchors"),
    ],
)
def test_what_cannot_be_edited_safely_is_refused(text: str, change: Edit, why: str) -> None:
    with pytest.raises(BadText, match=why):
        splice(text, [change], "f")


@pytest.mark.parametrize("value", ["\ud800", "a\0b", "\x07", "\u2028", "x" * 70_000, "\ufeff", "\x85"])
def test_an_odd_value_is_written_so_that_it_reads_back_or_refused(value: str) -> None:
    try:
        text = splice("k: a\nn: b\n", [Set(("k",), value)], "f")
    except BadText:
        assert value == "\ud800" or len(value) > 65_536  # all others must be written
        return
    assert read_strictly(text, "f") == {"k": value, "n": "b"}
    assert text.count("\n") == 2

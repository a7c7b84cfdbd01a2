"""What hides is told by `check` and `show` and stops no act; in names that commands take it is refused."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from pure import NEWSROOM, changed, facts, reach, refusals

from dragoman.workflow.disclaimer_block import NAME as TEMPLATE
from dragoman.workflow.people import PERSON_ID
from dragoman.workflow.places import LANG, SLUG
from dragoman.workflow.places import NAME as ARTICLE
from dragoman.workflow.promises import broken_promises, text_is_plain
from dragoman.workflow.states import EDITED, TRANSLATED

if TYPE_CHECKING:
    import re

    from conftest import Room

USAGE = 2
OVERRIDE, TAGS = "\u202e", "\U000e0049\U000e0047"
# How each hides: in the text, and as an escape of YAML in the front matter.
WAYS = {
    "in the text": ("residents told", f"residents{OVERRIDE} told", "U+202E, LINE"),
    "in the headline": ('title: "Water', f'title: "Water{OVERRIDE}', "U+202E, LINE"),
    "in a comment": ("keywords: []", f"keywords: [] # {TAGS}", "U+E0049 and 1 more, LINE"),
    "escaped in the dek": ('dek: ""', r'dek: "a\u202Eb"', "U+202E, `dek`"),
    "escaped in a keyword": (
        "keywords: []",
        r'keywords: [a, "\U000E0049\U000E0047"]',
        "U+E0049 and 1 more, `keywords`",
    ),
    "escaped in a key": ("keywords: []", 'keywords: []\n"x\\u202E": y', "U+202E, `x\u202e`"),
    "escaped below a key": ("keywords: []", r'my: {own: ["\u202E"]}', "U+202E, `my.own`"),
}


@pytest.mark.parametrize("way", WAYS)
def test_whatever_hides_in_the_file_is_one_warning_with_its_place(way: str) -> None:
    old, new, said = WAYS[way]
    article = changed(reach(TRANSLATED), old, new)
    (problem,) = text_is_plain(article, NEWSROOM.roster)
    lines = article.text.split("\n")
    here = [(n, max(line.find(OVERRIDE), line.find(TAGS))) for n, line in enumerate(lines, 1)]
    line, column = next(((n, at + 1) for n, at in here if at >= 0), (None, 0))
    assert (problem.id, problem.severity, problem.line) == ("hidden-text", "warning", line)
    assert problem.message.endswith(said.replace("LINE", f"line {line}, column {column}") + "."), problem.message


def test_many_of_a_kind_are_one_warning_and_counted() -> None:
    article = changed(
        reach(TRANSLATED), "residents told", f"re{TAGS}sidents{OVERRIDE} to{OVERRIDE}ld{TAGS}\n\n{OVERRIDE}"
    )
    problems = [problem for problem in broken_promises(article, facts(None)) if problem.id == "hidden-text"]
    assert [problem.message.rpartition(", ")[2] for problem in problems] == [
        "and in 1 more place.",
        "and in 2 more places.",
    ]


def test_a_text_full_of_it_is_not_counted_to_its_end() -> None:
    article = changed(reach(TRANSLATED), "residents told", f"a{OVERRIDE}" * 20_000)
    (problem,) = text_is_plain(article, NEWSROOM.roster)
    assert problem.message.endswith(", and in at least 9999 more places.")


def test_an_article_in_which_nothing_hides_has_no_such_warning() -> None:
    article = changed(reach(EDITED), "residents told", "می\u200cخواهم \u2067a\u2069 \u200fé❤\ufe0f told")
    assert list(text_is_plain(article, NEWSROOM.roster)) == []


def test_no_act_is_refused_for_what_hides() -> None:
    article = changed(reach(TRANSLATED), "residents told", f"residents{OVERRIDE} told")
    assert "hidden-text" not in {problem.id for problem in refusals(article, "edit", facts("sara"))}


def test_check_and_show_tell_it_and_an_editor_may_go_on(room: Room) -> None:
    room.bring("translated")
    path = room.article()
    path.write_text(path.read_text(encoding="utf-8") + f"{OVERRIDE}x{TAGS}\n", encoding="utf-8")
    assert OVERRIDE not in room.ok("lina", "save", "water")
    for argv in (("check",), ("check", "water"), ("show", "water")):
        out = room.ok("omar", *argv)
        assert "bidi override U+202E, line" in out
        assert "tag character U+E0049 and 1 more, line" in out
        assert OVERRIDE not in out
    for argv, key in ((("check",), "findings"), (("check", "water"), "findings"), (("show", "water"), "problems")):
        told = json.loads(room.ok("omar", *argv, "--json"))[key]
        assert [one["severity"] for one in told if one["id"] == "hidden-text"] == ["warning", "warning"]
    assert "! " not in room.ok("omar", "status")
    room.ok("omar", "edit", "water")


def test_names_in_newsroom_yaml_in_which_something_hides_are_told(room: Room) -> None:
    path = room.root / "newsroom.yaml"
    text = path.read_text(encoding="utf-8").replace("name: Example Desk", r'name: "Example\u202E Desk"')
    path.write_text(text.replace("name: Lina", f"name: Li{TAGS}na"), encoding="utf-8")
    findings = json.loads(room.ok("omar", "check", "--json"))["findings"]
    assert [(one["article"], one["id"], one["severity"]) for one in findings] == [
        ("newsroom.yaml", "hidden-text", "warning"),
        ("newsroom.yaml", "hidden-text", "warning"),
    ]
    assert findings[1]["message"] == "Something hides here: bidi override U+202E, `name`."


@pytest.mark.parametrize(
    "hiding", [OVERRIDE, TAGS, "\u2066", "\ufe0f", "\u200b", "\x1b", "\x9b", "\u200f", "\n", "а"]
)
@pytest.mark.parametrize("pattern", [PERSON_ID, SLUG, LANG, ARTICLE, TEMPLATE], ids=lambda pattern: pattern.pattern)
def test_no_name_of_ours_can_have_anything_hidden_in_it(pattern: re.Pattern[str], hiding: str) -> None:
    for name in (f"en{hiding}", f"{hiding}en", f"e{hiding}n", f"articles/2026/11/water/en{hiding}.md"):
        assert not pattern.fullmatch(name)


@pytest.mark.parametrize(
    "line",
    [
        "person add ID --name N --email n@example.org",
        "source - --no-url --outlet P --slug ID",
        "source - --no-url --outlet P --lang ID",
        "source - --no-url --outlet P --to ID",
        "edit ID",
        "edit articles/2026/11/water/ID.md",
        "disclaim water --template ID",
    ],
)
def test_a_name_with_something_hidden_in_it_is_refused(room: Room, line: str) -> None:
    words = [word.replace("ID", f"en{OVERRIDE}x") for word in line.split()]
    ran = room.run("olga", *words, stdin="نص قصير للتجربة فيه ما يكفي من الكلمات ليكون مقالا.\n")
    assert ran.code == USAGE, ran
    assert OVERRIDE not in ran.err
    assert room.git("status", "--porcelain") == ""


def test_twins_made_by_hand_are_told(room: Room) -> None:
    room.bring("sourced")
    folder = room.article().parent
    for name in ("Water", unicodedata.normalize("NFC", "café"), unicodedata.normalize("NFD", "café"), "other"):
        (folder.parent / name).mkdir()
    (folder / "EN.md").write_text("x\n", encoding="utf-8")
    ran = room.run("omar", "check", "--json")
    twins = {one["path"].split("/", 3)[3]: one for one in json.loads(ran.out)["findings"] if one["id"] == "twin"}
    assert set(twins) == {"water", unicodedata.normalize("NFC", "café"), "water/en.md"}
    assert {one["severity"] for one in twins.values()} == {"warning"}
    assert "Water" in twins["water"]["message"]
    assert twins["water"]["message"].isprintable()

"""``show`` says which passage broke an approval: word by word, against the text that was approved."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from conftest import Room, environment

from dragoman.workflow.article import parse_article
from dragoman.workflow.seal import sealed

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = "What changed since `edit` is not known: no commit of this copy has the text as approved."


def change(room: Room, old: str, new: str) -> None:
    """Change words of the article's file by hand."""
    file = room.article()
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def block(room: Room) -> str:
    """What ``show`` prints between the acts and the problems."""
    shown = room.ok("omar", "show", "water")
    return shown.split("Acts\n")[1].partition("\nProblems\n")[0].split("○", 1)[-1]


def changes(room: Room) -> dict[str, Any]:
    """What ``show --json`` says of each act that it names changes of."""
    history = json.loads(room.ok("omar", "show", "water", "--json"))["history"]
    return {entry["act"]: entry["changes"] for entry in history if "changes" in entry}


def test_the_passage_that_broke_the_last_approval_is_shown_once(room: Room) -> None:
    room.bring("disclaimer-attached")
    change(room, "16 weeks", "6 weeks")
    shown = room.ok("omar", "show", "water")
    assert shown.count("paragraph 2") == shown.count("[-16-]{+6+}") == 1
    assert "Changed since `disclaim`  by omar, 2026-11-22T12:00:00Z\n\nparagraph 2\n" in shown
    assert shown.index("Acts") < shown.index("Changed since") < shown.index("Problems")
    assert "more:" not in shown


def test_each_broken_act_has_its_changes_in_the_json_and_no_other_act_has(room: Room) -> None:
    room.bring("disclaimer-attached")
    assert changes(room) == {}
    change(room, "16 weeks", "6 weeks")
    found = changes(room)
    assert set(found) == {"translate", "edit", "disclaim"}
    for passages in found.values():
        assert [passage["where"] for passage in passages] == ["paragraph 2"]
        assert [(p["kind"], p["text"]) for p in passages[0]["pieces"] if p["kind"] != "same"] == [
            ("gone", "16"), ("new", "6"),
        ]  # fmt: skip


def test_acts_of_different_texts_have_changes_of_their_own(room: Room) -> None:
    room.bring("translated")
    change(room, "16 weeks", "15 weeks")
    room.ok("omar", "edit", "water")
    change(room, "15 weeks", "14 weeks")
    words = {
        act: [p["text"] for p in found[0]["pieces"] if p["kind"] == "gone"] for act, found in changes(room).items()
    }
    assert words == {"translate": ["16"], "edit": ["15"]}
    assert "[-15-]{+14+}" in block(room)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('dek: ""', "dek: A new line", "dek"),
        ("keywords: []", "keywords: [water]", "keywords"),
        ("keywords: []", "keywords: []\nour-own: {a: [b]}", "our-own"),
        ("translator: lina", "translator: tarek", "translator"),
        ("outlet: Al-Furat Paper", "outlet: Another Paper", "source"),
        ("source: {", "source: {note: x, ", "source"),
        ("The pumps", "Now the pumps", "paragraph 1"),
    ],
)
def test_every_sealed_field_is_named_that_broke_an_approval(room: Room, old: str, new: str, where: str) -> None:
    room.bring("edited")
    change(room, old, new)
    assert f"\n\n{where}\n" in block(room)
    assert [passage["where"] for passage in changes(room)["edit"]] == [where]


def test_at_most_five_passages_are_shown_and_the_json_has_all(room: Room) -> None:
    room.bring("edited")
    file = room.article()
    more = "".join(f"\nA paragraph more, number {number}.\n" for number in range(7))
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    said = block(room)
    assert said.count("\nparagraph ") == 5
    assert said.rstrip().endswith("… and 2 more: dragoman diff water/en --since edit")
    assert len(changes(room)["edit"]) == 7


def test_where_only_blanks_differ_it_says_so(room: Room) -> None:
    room.bring("edited")
    change(room, "told the paper.\n\n", "told the paper.\n\n\n\n")
    assert "The words are the same; blank lines between them, or the form of a field, are not." in block(room)
    assert changes(room)["edit"] == []


def test_an_approval_that_holds_shows_nothing(room: Room) -> None:
    room.bring("published")
    assert "Changed since" not in room.ok("omar", "show", "water")
    change(room, "lies with", "is of")  # the disclaimer, which has a seal of its own
    shown = room.ok("omar", "show", "water")
    assert "the disclaimer has changed since" in shown
    assert "Changed since" not in shown


def test_a_copy_without_the_commit_says_so(room: Room, tmp_path: Path) -> None:
    room.bring("edited")
    change(room, "16 weeks", "6 weeks")
    room.git("commit", "-q", "-a", "-m", "by hand")
    room.git("clone", "-q", "--depth", "1", f"file://{room.root}", str(tmp_path / "shallow"))
    shallow = Room(tmp_path / "shallow")
    assert UNKNOWN in block(shallow)
    assert "git fetch --unshallow" in block(shallow)
    assert changes(shallow) == {"translate": None, "edit": None}
    shutil.rmtree(room.root / ".git")
    assert UNKNOWN in block(room)
    assert changes(room) == {"translate": None, "edit": None}


def test_a_text_that_never_was_approved_is_not_taken_for_the_approved_one(room: Room) -> None:
    """Somebody writes an act into the file whose digest is of no text in the history, its seal right."""
    room.bring("translated")
    file = room.article()
    article = parse_article(file.read_text(encoding="utf-8"), str(file.relative_to(room.root)))
    entry, before = article.history[-1], article.history[-2]
    forged = sealed(article.name, article.source["sha256"], entry._replace(text="0" * 64), before.seal)
    text = article.text.replace(entry.text, forged.text).replace(entry.seal, forged.seal)
    file.write_text(text, encoding="utf-8")
    room.git("commit", "-q", "-a", "-m", "by hand")
    assert UNKNOWN.replace("edit", "translate") in block(room)
    assert changes(room) == {"translate": None}


def test_git_is_asked_only_when_something_is_broken(room: Room) -> None:
    room.bring("edited")
    code = (
        "import sys; from dragoman.cli.app import run; run(['show', 'water']); run(['show', 'water', '--json']);"
        "print('asked' if 'git' in sys.modules else 'not asked')"
    )

    def asked() -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=room.root, env=environment("omar"), capture_output=True, check=True
        )
        return done.stdout.decode().splitlines()[-1]

    assert asked() == "not asked"
    change(room, "16 weeks", "6 weeks")
    assert asked() == "asked"

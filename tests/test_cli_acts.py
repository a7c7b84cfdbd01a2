"""The act commands: their options, what they write, what they refuse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from conftest import ARABIC, ENGLISH

if TYPE_CHECKING:
    from conftest import Room


def history(room: Room, slug: str = "water") -> list[dict[str, object]]:
    shown = json.loads(room.ok("omar", "show", slug, "--json"))
    return list(shown["history"])


def test_the_text_may_come_from_the_file_itself_from_a_file_or_from_stdin(room: Room) -> None:
    for slug in ("one", "two", "three"):
        room.source(slug)
    path = room.article("one")
    text = path.read_text(encoding="utf-8").replace('title: ""', 'title: "By hand"')
    path.write_text(text + "Written into the file itself, by hand, as people do.\n", encoding="utf-8")
    room.ok("lina", "translate", "one")
    head = (
        "---\ntitle: From a file\ndek: A line\nkeywords: [a, b]\n---\n\nThe text as handed in, in words of its own.\n"
    )
    room.ok("lina", "translate", "two", "--file", room.file("two.md", head))
    room.ok("lina", "translate", "three", "--file", "-", stdin=ENGLISH)
    titles = [json.loads(room.ok("omar", "show", slug, "--json"))["title"] for slug in ("one", "two", "three")]
    assert titles == ["By hand", "From a file", "Water station back at work after four months"]
    assert "keywords: [a, b]" in room.article("two").read_text(encoding="utf-8")


def test_the_editor_is_opened_first_when_asked(room: Room) -> None:
    room.source()
    lines = (
        "#!/bin/sh",
        "printf '\\nWords from the editor program, quite enough of them.\\n' >> \"$1\"",
        "sed -i 's/^title: .*/title: Edited/' \"$1\"",
    )
    script = room.file("editor.sh", "\n".join(lines))
    room.ok("lina", "translate", "water", "-e", EDITOR=f"sh {script}")
    assert "Words from the editor program" in room.article().read_text(encoding="utf-8")


def test_a_note_is_kept_with_the_act_and_in_the_commit(room: Room) -> None:
    room.bring("translated")
    room.ok("omar", "edit", "water", "-m", "Read against the source.")
    assert history(room)[-1]["note"] == "Read against the source."
    assert "Read against the source." in room.git("log", "-1", "--format=%b")


def test_a_dry_run_says_what_would_happen_and_changes_nothing(room: Room) -> None:
    room.bring("disclaimer-attached")
    before = room.git("rev-parse", "HEAD"), room.article().read_bytes()
    said = room.ok("sara", "publish", "water", "--dry-run")
    assert "would" in said
    assert (room.git("rev-parse", "HEAD"), room.article().read_bytes()) == before
    assert not (room.root / "public").exists()


def test_a_translator_who_is_also_editor_may_not_approve_their_own_text(room: Room) -> None:
    room.ok("olga", "person", "add", "lina", "--role", "editor", "--email", "Lina@Second.example")
    room.bring("translated")
    for email in ("lina@example.org", "LINA@EXAMPLE.ORG", "lina@second.example"):
        ran = room.run("lina", "edit", "water", GIT_AUTHOR_EMAIL=email)
        assert ran.code == 1
        assert "[four-eyes]" in ran.err
        assert "[role]" not in ran.err


def test_a_refusal_lists_every_unmet_requirement_with_who_and_what_to_run(room: Room) -> None:
    room.source()
    ran = room.run("tarek", "translate", "water")
    assert ran.code == 1
    assert ran.err.count("✗") == 2
    assert ran.err.count("who:") == ran.err.count("do:") == 2


def test_a_return_needs_a_reason_takes_approvals_back_and_lets_the_round_begin_again(room: Room) -> None:
    room.bring("published")
    assert room.run("omar", "return", "water", "--to", "translated").code == 1
    assert room.run("omar", "return", "water", "--to", "published", "--reason", "x").code == 2
    room.ok("omar", "return", "water", "--to", "translated", "--reason", "A name is wrong")
    text = room.article().read_text(encoding="utf-8")
    assert "disclaimer" not in text.split("history:")[0]
    assert "<!--" not in text
    assert [act["holds"] for act in history(room)] == [True, True, False, False, False, True]
    room.ok("omar", "edit", "water")
    room.ok("omar", "disclaim", "water")
    room.ok("sara", "publish", "water")
    assert room.ok("omar", "check").endswith("Every promise is kept.\n")


def test_save_commits_work_in_progress_and_warns_when_it_breaks_an_approval(room: Room) -> None:
    room.bring("edited")
    assert "nothing to save" in room.ok("lina", "save", "water")
    path = room.article()
    path.write_text(path.read_text(encoding="utf-8").replace("16 weeks", "six weeks"), encoding="utf-8")
    said = room.ok("lina", "save", "water", "-m", "shorter")
    assert "[seals-hold]" in said
    assert room.git("log", "-1", "--format=%s") == "save: water/en\n"
    refused = room.run("omar", "disclaim", "water")
    assert "[seals-hold]" in refused.err


def test_a_state_written_by_hand_is_refused_by_save_and_by_every_act(room: Room) -> None:
    room.bring("translated")
    path = room.article()
    path.write_text(path.read_text(encoding="utf-8").replace("state: translated", "state: edited"), encoding="utf-8")
    for person, argv in (("lina", ("save", "water")), ("omar", ("disclaim", "water")), ("omar", ("edit", "water"))):
        ran = room.run(person, *argv)
        assert ran.code == 1
        assert "[state-backed]" in ran.err


def test_the_newsrooms_own_disclaimer_wins_and_a_name_without_a_value_stops_the_act(room: Room) -> None:
    room.bring("edited")
    folder = room.root / "templates/disclaimers"
    folder.mkdir(parents=True)
    (folder / "en.md").write_text("Our own words, {{ newsroom }}, after {{ url }}.\n", encoding="utf-8")
    ran = room.run("omar", "disclaim", "water")
    assert ran.code == 1
    assert "`url`" in ran.err
    (folder / "en.md").write_text("Our own words, {{ newsroom }}.\n", encoding="utf-8")
    (folder / "en.short.md").write_text("Short.\n", encoding="utf-8")
    room.ok("omar", "disclaim", "water")
    assert "Our own words, Example Desk." in room.article().read_text(encoding="utf-8")
    room.ok("omar", "return", "water", "--to", "edited", "--reason", "shorter")
    room.ok("omar", "disclaim", "water", "--template", "short")
    assert "<!-- disclaimer: short -->\nShort.\n" in room.article().read_text(encoding="utf-8")
    room.ok("sara", "publish", "water")


def test_publishing_is_refused_when_source_raw_bytes_or_disclaimer_changed(room: Room) -> None:
    room.bring("disclaimer-attached")
    folder = room.article().parent
    for name in ("source.ar.md", "source.txt", "en.md"):
        file = folder / name
        before = file.read_bytes()
        changed = before.replace("أربعة".encode(), "خمسة".encode()).replace(b"Example Desk", b"Another Desk")
        assert changed != before
        file.write_bytes(changed)
        ran = room.run("sara", "publish", "water")
        assert ran.code == 1, name
        assert "[source-unchanged]" in ran.err or "[disclaimer-intact]" in ran.err
        file.write_bytes(before)
    room.ok("sara", "publish", "water")


def test_the_original_may_not_be_handed_in_as_its_own_translation(room: Room) -> None:
    room.source()
    ran = room.run("lina", "translate", "water", "--file", "-", stdin=ARABIC)
    assert ran.code == 1
    assert "[target-language]" in ran.err
    assert "[not-the-source]" in ran.err


def test_a_published_page_has_language_direction_credits_and_nothing_internal(room: Room) -> None:
    room.ok(
        "lina",
        "source",
        "-",
        "--no-url",
        "--outlet",
        "Quay",
        "--lang",
        "en",
        "--to",
        "ar",
        "--slug",
        "tide",
        stdin=ENGLISH,
    )
    path = room.article("tide", "ar")
    path.write_text(
        path.read_text(encoding="utf-8").replace("state:", "ednote: SECRET-NOTE\nstate:"), encoding="utf-8"
    )
    room.ok("lina", "translate", "tide", "--file", "-", stdin=ARABIC)
    for person, act in (("omar", "edit"), ("omar", "disclaim"), ("sara", "publish")):
        room.ok(person, act, "tide")
    page = (room.root / "public/ar/tide.html").read_text(encoding="utf-8")
    plain = (room.root / "public/ar/tide.md").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    for text in (page, plain):
        assert "Lina" in text
        assert "Example Desk" in text
        assert not [
            word for word in ("SECRET-NOTE", "history", "seal", "@example.org", "<!-- disclaimer") if word in text
        ]
    assert room.git("status", "--porcelain") == ""

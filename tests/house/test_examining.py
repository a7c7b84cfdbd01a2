"""An article examined in its newsroom: where findings are, what is waived, what an act demands."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from examined import GOOD, SOURCE, checked, ids, key_of, policy, translated

if TYPE_CHECKING:
    from conftest import Room


def test_a_good_translation_has_no_findings_and_is_ready(room: Room) -> None:
    translated(room, GOOD)
    ran = room.run("omar", "check", "water")
    assert (ran.code, ran.out) == (0, "Ready.\n")


def test_an_article_without_a_text_of_its_own_is_not_compared(room: Room) -> None:
    room.source(text=SOURCE)
    assert set(ids(checked(room))) == {"has-title", "has-body"}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_and_column_point_at_the_very_words(room: Room, newline: str) -> None:
    translated(room, GOOD)
    file = room.article()
    text = file.read_text(encoding="utf-8").replace("pumps of", "pumps of of").replace("16 weeks", "61 weeks")
    file.write_bytes(text.replace("\n", newline).encode())
    lines = text.split("\n")
    found = {one["id"]: one for one in checked(room)}
    for check, words in (("doubled-word", "of of"), ("number-changed", "61")):
        place = found[check]
        assert lines[place["line"] - 1][place["column"] - 1 :].startswith(words), place


def test_a_finding_in_the_title_points_into_the_front_matter(room: Room) -> None:
    translated(room, GOOD.replace("four months", "five months", 1))
    found = next(one for one in checked(room) if one["id"] == "headline-number")
    lines = room.article().read_text(encoding="utf-8").split("\n")
    assert lines[found["line"] - 1][found["column"] - 1 :].startswith("five")


def test_a_missing_paragraph_is_told_where_it_belongs(room: Room) -> None:
    more = "وتعتزم البلدية إصلاح أنابيب شارع السوق في الربيع المقبل، وفق تقرير نشر في ١٢ نيسان الماضي."
    room.source(text=f"{SOURCE}\n{more}\n")
    room.ok("lina", "translate", "water", "--file", "-", stdin=GOOD)
    found = next(one for one in checked(room) if one["id"] in ("paragraph-missing", "passage-missing"))
    lines = room.article().read_text(encoding="utf-8").split("\n")
    assert lines[found["line"] - 1].startswith("“We used to buy")


def test_an_image_of_our_own_is_told_as_an_image_and_not_as_a_paragraph(room: Room) -> None:
    translated(room, GOOD)
    (room.article().parent / "pump.jpg").write_bytes(b"x")
    room.article().write_text(
        room.article().read_text(encoding="utf-8") + "\n![The pump](pump.jpg)\n", encoding="utf-8"
    )
    assert ids(checked(room)) == ["image-added"]


def test_the_disclaimer_and_the_front_matter_are_no_text_of_the_article(room: Room) -> None:
    translated(room, GOOD)
    folder = room.root / "templates/disclaimers"
    folder.mkdir(parents=True)
    (folder / "en.md").write_text("The the (translation is ours alone.\n", encoding="utf-8")
    room.ok("omar", "edit", "water")
    room.ok("omar", "disclaim", "water")
    assert checked(room) == []


def test_a_bad_glossary_is_one_finding_with_its_line(room: Room) -> None:
    translated(room, GOOD)
    (room.root / "glossary").mkdir()
    (room.root / "glossary/ar-en.csv").write_text("source,target\nواحد\n", encoding="utf-8")
    (found,) = checked(room)
    assert found["id"] == "glossary-unreadable"
    assert "glossary/ar-en.csv, line 2: " in found["message"]


def test_a_glossary_and_the_newsrooms_words_are_heeded(room: Room) -> None:
    translated(room, GOOD)
    (room.root / "glossary").mkdir()
    (room.root / "glossary/ar-en.csv").write_text(
        "source,target,forbidden\nالأهالي,locals,residents\n", encoding="utf-8"
    )
    assert sorted(ids(checked(room))) == ["glossary-forbidden", "glossary-term"]


@pytest.mark.skipif(not shutil.which("hunspell"), reason="hunspell is not installed")
def test_spelling_is_told_but_not_of_words_that_the_newsroom_has(room: Room) -> None:
    translated(room, GOOD.replace("The repair", "The qanat repairr"))
    if "spelling" not in ids(checked(room)):
        pytest.skip("there is no English dictionary")
    (room.root / "glossary").mkdir()
    (room.root / "glossary/en.words").write_text("# ours\nqanat\n", encoding="utf-8")
    assert [one["message"] for one in checked(room)] == ["“repairr” is in no dictionary of en."]


def test_policy_sets_severities_by_act_and_switches_checks_off(room: Room) -> None:
    translated(room, GOOD.replace("pumps of the", "pumps of  the the"))
    assert {one["id"]: one["severity"] for one in checked(room)} == {
        "double-space": "note",
        "doubled-word": "warning",
    }
    policy(room, "  checks: {doubled-word: off, double-space: {edit: error}}\n")
    assert {one["id"]: one["severity"] for one in checked(room)} == {"double-space": "error"}
    assert [one["severity"] for one in checked(room, "--for", "publish") if one["id"] == "double-space"] == ["note"]


def test_a_policy_that_names_what_there_is_not_is_no_policy(room: Room) -> None:
    translated(room, GOOD)
    file = room.root / "newsroom.yaml"
    said = file.read_text(encoding="utf-8").replace("policy:\n", "policy:\n  checks: {speling: off}\n")
    file.write_text(said, encoding="utf-8")
    for who, argv in (("omar", ("check", "water")), ("omar", ("check",)), ("olga", ("save", "newsroom.yaml"))):
        ran = room.run(who, *argv)
        assert (ran.code, "which is no check" in ran.err) == (3, True), argv


def test_an_act_is_refused_for_what_it_demands_and_nothing_else(room: Room) -> None:
    policy(room, "  requires: {translate: [untranslated], edit: [number-changed]}\n")
    translated(room, GOOD.replace("16 weeks", "61 weeks").replace("pumps of the", "pumps of the the"))
    ran = room.run("omar", "edit", "water")
    assert ran.code == 1
    assert "[number-changed]" in ran.err
    assert "doubled-word" not in ran.err
    assert "who: an editor (omar)" in ran.err
    assert f"dragoman waive water/en {key_of(room, 'number-changed')} --reason WHY" in ran.err


def test_a_batch_demands_the_same(room: Room) -> None:
    policy(room, "  requires: {edit: [all]}\n")
    translated(room, GOOD.replace("16 weeks", "61 weeks"))
    assert "0 done, 1 not ready" in room.ok("omar", "edit", "--all-ready")
    assert "No article is ready" in room.run("omar", "check", "--all-ready", "--for", "edit").err


def test_an_act_honours_a_waiver_once_it_is_committed(room: Room) -> None:
    policy(room, "  requires: {edit: [number-changed]}\n")
    translated(room, GOOD.replace("16 weeks", "61 weeks"))
    room.ok("sara", "waive", "water", "number-changed", "--reason", "the source is wrong")
    file = next(room.root.glob("articles/*/*/water/waivers/en/*.yaml"))
    kept = file.read_bytes()
    room.git("rm", "-q", "--cached", str(file))
    room.git("commit", "-qm", "no waiver")
    file.write_bytes(kept)
    assert room.run("omar", "edit", "water").code == 1
    room.git("add", str(file))
    room.git("commit", "-qm", "a waiver")
    room.ok("omar", "edit", "water")


def test_all_examines_every_article_and_keeps_what_it_found(room: Room) -> None:
    translated(room, GOOD.replace("16 weeks", "61 weeks"))
    assert room.run("omar", "check").code == 0
    first = room.run("omar", "check", "--all", "--json")
    assert first.code == 1
    assert "number-changed" in ids(json.loads(first.out)["findings"])
    assert room.run("omar", "check", "--all", "--json").out == first.out
    assert "number-changed" not in room.ok("omar", "check")
    (room.root / "glossary").mkdir()
    (room.root / "glossary/ar-en.csv").write_text("source,target\nالأهالي,locals\n", encoding="utf-8")
    assert "glossary-term" in ids(json.loads(room.run("omar", "check", "--all", "--json").out)["findings"])


def test_all_knows_waivers_whether_committed_or_not(room: Room) -> None:
    translated(room, GOOD.replace("16 weeks", "61 weeks"))
    room.ok("sara", "waive", "water", "number-changed", "--reason", "the source is wrong")
    assert room.run("omar", "check", "--all").code == 0
    (room.article().parent / "untracked").write_text("x", encoding="utf-8")
    assert room.run("omar", "check", "--all").code == 0
    next(room.root.glob("articles/*/*/water/waivers/en/*.yaml")).unlink()
    assert room.run("omar", "check", "--all").code == 1


def test_the_list_of_checks_shows_the_newsrooms_severities(room: Room) -> None:
    policy(room, "  checks: {spelling: off}\n")
    rows = json.loads(room.ok("omar", "check", "--list", "--json"))["checks"]
    assert {one["id"]: one["level"] for one in rows}["spelling"] == "off"
    assert "spelling" in room.ok("omar", "check", "--list")

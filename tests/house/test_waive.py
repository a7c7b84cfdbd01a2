"""``dragoman waive``: who may, what is recorded, and when it lapses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from examined import GOOD, checked, ids, key_of, translated

from dragoman.workflow.errors import BadText
from dragoman.workflow.waiver_file import Waiver, parse_waiver, waiver_path

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Room

BAD = GOOD.replace("pumps of the", "pumps of the the").replace("16 weeks", "61 weeks")
WHY = ("--reason", "the source is wrong")


@pytest.fixture
def desk(room: Room) -> Room:
    """A newsroom with an article that has a doubled word and a changed number."""
    translated(room, BAD)
    return room


def waivers(room: Room) -> list[Path]:
    return sorted(room.root.glob("articles/*/*/water/waivers/en/*.yaml"))


def test_a_waiver_is_one_small_file_in_a_commit_of_its_own(desk: Room) -> None:
    out = desk.ok("sara", "waive", "water", "number-changed", *WHY)
    (file,) = waivers(desk)
    assert f"waive: water/en {file.stem}  by sara" in out
    waiver = parse_waiver(file.read_text(encoding="utf-8"), str(file))
    assert (waiver.by, waiver.at, waiver.reason) == ("sara", "2026-11-22T12:00:00Z", "the source is wrong")
    assert "61 weeks" in waiver.words
    assert desk.git("show", "--format=%s%n%b", "--name-only", "HEAD").splitlines() == [
        "waive: water/en number-changed", "the source is wrong", "",
        "Dragoman-Article: water/en", f"Dragoman-Waiver: {file.stem}", "", "",
        str(file.relative_to(desk.root)),
    ]  # fmt: skip


def test_a_waived_finding_is_not_counted_and_shown_only_when_asked_for(desk: Room) -> None:
    assert desk.run("omar", "check", "water").code == 1
    desk.ok("omar", "waive", "water", key_of(desk, "number-changed"), *WHY)
    assert desk.run("omar", "check", "water").code == 0
    assert ids(checked(desk)) == ["doubled-word"]
    shown = {one["id"]: one.get("waived") for one in checked(desk, "--waived")}
    assert shown["number-changed"] == {"by": "omar", "at": "2026-11-22T12:00:00Z", "reason": "the source is wrong"}
    assert shown["doubled-word"] is None


def test_a_waiver_lapses_when_its_words_change_and_not_before(desk: Room) -> None:
    desk.ok("omar", "waive", "water", "doubled-word", *WHY)
    file = desk.article()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("61 weeks", "16 weeks") + "\nThe end.\n", encoding="utf-8")
    assert "doubled-word" not in ids(checked(desk))
    file.write_text(text.replace("The pumps", "Pumps"), encoding="utf-8")
    found = {one["id"]: one for one in checked(desk)}
    assert found["waiver-lapsed"]["severity"] == "note"
    assert "omar's waiver of doubled-word has lapsed" in found["waiver-lapsed"]["message"]
    assert "doubled-word" in found
    assert "lapsed" in desk.ok("omar", "waive", "water", "--list")


def test_a_waiver_can_be_withdrawn_and_given_again(desk: Room) -> None:
    desk.ok("omar", "waive", "water", "doubled-word", *WHY)
    assert "withdraw: water/en doubled-word" in desk.ok("sara", "waive", "water", "doubled-word", "--withdraw")
    assert "doubled-word" in ids(checked(desk))
    (told,) = json.loads(desk.ok("omar", "waive", "water", "--list", "--json"))["waivers"]
    assert (told["state"], told["by"], told["withdrawn_by"]) == ("withdrawn", "omar", "sara")
    assert desk.run("sara", "waive", "water", "doubled-word", "--withdraw").code == 2
    desk.ok("omar", "waive", "water", "doubled-word", *WHY)
    assert "doubled-word" not in ids(checked(desk))


@pytest.mark.parametrize(
    ("person", "why"),
    [("lina", "lina is neither editor nor publisher"), ("tarek", "tarek is neither editor nor publisher")],
)
def test_a_translator_waives_nothing(desk: Room, person: str, why: str) -> None:
    ran = desk.run(person, "waive", "water", "doubled-word", *WHY)
    assert ran.code == 1
    assert why in ran.err
    assert "an editor or publisher (omar, sara)" in ran.err
    assert waivers(desk) == []


def test_nobody_waives_in_what_they_translated_whatever_their_roles(desk: Room) -> None:
    desk.ok("olga", "person", "add", "lina", "--role", "editor")
    ran = desk.run("lina", "waive", "water", "doubled-word", *WHY)
    assert (ran.code, "another pair of eyes" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("waive", "water"), "Which finding?"),
        (("waive", "water", "doubled-word"), "A waiver needs a reason."),
        (("waive", "water", "spelling", *WHY), "has no finding 'spelling'"),
        (("waive", "water", "has-title", *WHY), "has no finding 'has-title'"),
        (("waive", "water", "doubled-word", "--list"), "name nothing besides"),
        (("waive", "nothing", "doubled-word", *WHY), "There is no article"),
        (("waive", "water", "doubled-word", "--withdraw"), "has no waiver"),
    ],
)
def test_what_is_not_clear_is_asked_for(desk: Room, argv: tuple[str, ...], says: str) -> None:
    ran = desk.run("omar", *argv)
    assert (ran.code, says in ran.err) == (2, True), ran


def test_of_several_findings_each_is_named_by_the_beginning_of_its_key(room: Room) -> None:
    translated(room, GOOD.replace("pumps of", "pumps of of").replace("one of", "one of of"))
    ran = room.run("omar", "waive", "water", "doubled-word", *WHY)
    keys = [str(one["key"]) for one in checked(room)]
    assert len(keys) == 2
    assert ran.code == 2
    assert f"Several are meant: {', '.join(keys)}." in ran.err
    room.ok("omar", "waive", "water", keys[0][:-3], *WHY)
    assert [one["key"] for one in checked(room)] == keys[1:]
    assert "is waived already, by omar" in room.run("omar", "waive", "water", keys[0], *WHY).err


def test_a_dry_run_and_json_say_what_would_be(desk: Room) -> None:
    told = json.loads(desk.ok("omar", "waive", "water", "doubled-word", *WHY, "--dry-run", "--json"))
    assert (told["commit"], told["waiver"]["check"], waivers(desk)) == ("", "doubled-word", [])
    told = json.loads(desk.ok("omar", "waive", "water", "doubled-word", *WHY, "--json"))
    assert told["commit"] == desk.git("rev-parse", "HEAD").strip()


def test_completion_offers_the_keys(desk: Room) -> None:
    asked = {"_DRAGOMAN_COMPLETE": "bash_complete", "COMP_CWORD": "3"}
    out = desk.run("omar", COMP_WORDS="dragoman waive water doubled", **asked).out
    assert out == f"plain,{key_of(desk, 'doubled-word')}\n"
    desk.ok("omar", "waive", "water", "doubled-word", *WHY)
    assert desk.run("omar", COMP_WORDS="dragoman waive water doubled", **asked).out.strip() == ""
    words = "dragoman waive --withdraw water doubled"
    assert "doubled-word-" in desk.run("omar", **(asked | {"COMP_CWORD": "4"}), COMP_WORDS=words).out


@pytest.mark.parametrize("by", ["lina", "tarek", "nobody"])
def test_a_waiver_in_the_name_of_somebody_who_may_not_counts_for_nothing(desk: Room, by: str) -> None:
    desk.ok("omar", "waive", "water", "doubled-word", *WHY)
    (file,) = waivers(desk)
    file.write_text(file.read_text(encoding="utf-8").replace("by: omar", f"by: {by}"), encoding="utf-8")
    found = {one["id"]: one["message"] for one in checked(desk)}
    assert "doubled-word" in found
    assert "counts for nothing" in found["waiver-void"]
    assert "void" in desk.ok("omar", "waive", "water", "--list")


WAIVER = Waiver("spelling", "0a" * 32, "teh", "omar", "2026-11-22T12:00:00Z", "no: 'it' is \"so\"")


def test_a_waiver_is_read_as_it_was_written() -> None:
    path = waiver_path("articles/2026/11/water/en.md", WAIVER.key)
    assert path == "articles/2026/11/water/waivers/en/spelling-0a0a0a0a.yaml"
    assert parse_waiver(WAIVER.as_text(), path) == WAIVER


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by: omar\n", ""),
        ("by: omar\n", 'by: ""\n'),
        ("by: omar\n", "by: [omar]\n"),
        ("by: omar\n", "by: omar\nrole: editor\n"),
        ("check: spelling", "check: doubled-word"),
        ("check: spelling", "check: ../../x"),
        ("2026-11-22T12:00:00Z", "yesterday"),
        (f"{'0a' * 32}", "0a0a0a0a"),
        ("by: omar\n", "by: omar\nwithdrawn_by: omar\n"),
    ],
)
def test_a_waiver_that_is_not_as_dragoman_writes_it_is_none(old: str, new: str) -> None:
    text = WAIVER.as_text()
    assert old in text
    with pytest.raises(BadText):
        parse_waiver(text.replace(old, new), "waivers/en/spelling-0a0a0a0a.yaml")


def test_an_honest_waiver_stands_in_the_history(desk: Room) -> None:
    desk.ok("omar", "waive", "water", "doubled-word", *WHY)
    desk.ok("sara", "waive", "water", "doubled-word", "--withdraw")
    assert desk.run("omar", "verify", "--history").code == 0


@pytest.mark.parametrize(
    ("old", "new", "finding"), [("omar", "sara", "waiver-not-by-author"), ("omar", "olga", "waiver-no-right")]
)
def test_a_history_tells_of_a_waiver_in_anothers_name_or_without_a_right(
    desk: Room, old: str, new: str, finding: str
) -> None:
    desk.ok("omar", "waive", "water", "doubled-word", *WHY)
    (file,) = waivers(desk)
    file.write_text(file.read_text(encoding="utf-8").replace(f"by: {old}", f"by: {new}"), encoding="utf-8")
    desk.git("commit", "-qam", "by hand")
    ran = desk.run("omar", "verify", "--history", "--json")
    assert ran.code == 1
    assert [one["id"] for one in json.loads(ran.out)["findings"]] == [finding]

"""``dragoman review``: on a terminal, piped, as JSON and as a page; what it remembers, and where it writes."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest
from conftest import Room, environment
from review.reviewed import ARABIC, GERMAN, INTO_ARABIC, bring

DRAGOMAN = Path(sys.executable).parent / "dragoman"
RLI, PDI = "\u2067", "\u2069"


@pytest.fixture(scope="module")
def sourced(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sourced") / "desk"
    shutil.copytree(founded, root, symlinks=True)
    room = Room(root)
    # Which words a dictionary knows hangs on the machine.
    policy = root / "newsroom.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("policy:\n", "policy:\n  checks: {spelling: off}\n"), encoding="utf-8")
    room.ok("olga", "save", "newsroom.yaml")
    bring(room, "station", ARABIC)
    return root


@pytest.fixture
def desk(sourced: Path, tmp_path: Path) -> Room:
    shutil.copytree(sourced, tmp_path / "desk", symlinks=True)
    return Room(tmp_path / "desk")


def rows(room: Room, *argv: str, person: str = "omar") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(room.ok(person, "review", "station", "--json", *argv))["rows"]
    return found


def change(room: Room, old: str, new: str) -> None:
    file = room.article("station")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_piped_it_puts_each_translation_below_its_source_and_the_findings_below_both(desk: Room) -> None:
    out = desk.ok("omar", "review", "station")
    block = next(one for one in out.split("\n\n") if one.startswith("1 →")).split("\n")
    assert block[0] == "1 → 1"
    assert block[1].startswith("  < عادت مضخات")
    assert block[2].startswith("  > The pumps")
    assert block[3].startswith("  error The source says “16”, the translation “6”. [number-changed-")
    assert "\x1b" not in out
    assert out.split("\n")[2] == "9 passages: 4 errors, 1 warning, 1 note."


def test_findings_do_not_change_the_exit_code(desk: Room) -> None:
    assert desk.run("omar", "review", "station", "--severity", "error").code == 0


@pytest.mark.parametrize("width", [80, 120])
def test_on_a_terminal_arabic_stands_isolated_at_the_right_of_its_column(desk: Room, width: int) -> None:
    from rich.cells import cell_len
    from rich.text import Text

    out = desk.ok("omar", "review", "station", FORCE_COLOR="1", COLUMNS=str(width))
    lines = [Text.from_ansi(line).plain for line in out.split("\n")]
    beside = [line.split(" │ ") for line in lines if " │ " in line]
    arabic = [left for left, _ in beside if RLI in left and "SOURCE" not in left]
    assert len(arabic) > 10
    column = (width - 3) // 2
    for line in arabic:
        assert line.rstrip(" ").endswith(PDI)
        assert cell_len(line) == column
        assert line.count(RLI) == line.count(PDI) == 1
    assert all(cell_len(line) <= width for line in lines)


def test_a_terminal_wide_enough_has_the_findings_in_a_third_column(desk: Room) -> None:
    out = desk.ok("omar", "review", "station", FORCE_COLOR="1", COLUMNS="200")
    assert any(line.count("│") == 2 and "✗" in line for line in out.split("\n"))


def test_a_narrow_terminal_has_the_sides_below_one_another(desk: Room) -> None:
    out = desk.ok("omar", "review", "station", FORCE_COLOR="1", COLUMNS="60")
    assert "│" not in out


def test_words_that_a_finding_speaks_of_are_marked_on_a_terminal(desk: Room) -> None:
    out = desk.ok("omar", "review", "station", FORCE_COLOR="1", COLUMNS="80")
    assert "\x1b[1;4;31m25 million\x1b[0m" in out


def test_new_shows_everything_the_first_time_then_only_what_changed(desk: Room) -> None:
    first = desk.ok("omar", "review", "station", "--new")
    assert first.split("\n")[2] == "9 passages: 4 errors, 1 warning, 1 note."
    assert "0 of 9 passages shown" in desk.ok("omar", "review", "station", "--new")
    change(desk, "half a salary", "a whole salary")
    assert [row["source"][0]["paragraph"] for row in rows(desk, "--new")] == [1]
    again = desk.ok("omar", "review", "station", "--new", "--keep-new")
    assert "1 of 9 passages shown" in again
    assert "1 new since your last look, 2026-11-22T12:00:00Z." in again
    assert "1 of 9 passages shown" in desk.ok("omar", "review", "station", "--new")
    assert rows(desk, "--new") == []


def test_each_person_has_a_last_look_of_their_own_and_git_sees_none_of_it(desk: Room) -> None:
    desk.ok("omar", "review", "station")
    assert rows(desk, "--new") == []
    assert len(rows(desk, "--new", person="sara")) == 9
    assert desk.git("status", "--porcelain") == ""


@pytest.mark.parametrize("partly", [("--severity", "error"), ("--since", "translate"), ("--keep-new",), ("--json",)])
def test_a_look_at_a_part_is_no_look(desk: Room, partly: tuple[str, ...]) -> None:
    desk.ok("omar", "review", "station", *partly)
    assert len(rows(desk, "--new")) == 9


def test_since_an_act_shows_what_changed_since_then(desk: Room) -> None:
    assert rows(desk, "--since", "translate") == []
    change(desk, "Second pump: 150", "Second pump: 510")
    (row,) = rows(desk, "--since", "translate")
    assert [one["id"] for one in row["findings"]] == ["number-changed"]
    assert row["new"]
    assert "since `translate` by lina" in desk.ok("omar", "review", "station", "--since", "translate")
    assert desk.run("omar", "review", "station", "--since", "edit").code == 2
    assert desk.run("omar", "review", "station", "--since", "translate", "--new").code == 2


def test_a_spoilt_memory_only_makes_it_forgetful(desk: Room) -> None:
    desk.ok("omar", "review", "station")
    (file,) = (desk.root / ".git/dragoman/seen").glob("*/*")
    file.write_text('{"version": 1, "at": 3, "seen": ["x"]}', encoding="utf-8")
    assert len(rows(desk, "--new")) == 9
    file.write_bytes(b"\xff[")
    assert len(rows(desk, "--new")) == 9


def test_severity_leaves_out_what_is_less_grave(desk: Room) -> None:
    every = [one["severity"] for row in rows(desk) for one in row["findings"]]
    assert {"error", "warning"} <= set(every)
    errors = [one["severity"] for row in rows(desk, "--severity", "error") for one in row["findings"]]
    assert errors == ["error"] * every.count("error")


def test_what_somebody_waived_is_left_out_and_counted(desk: Room) -> None:
    (finding,) = [one for row in rows(desk) for one in row["findings"] if one["id"] == "date-changed"]
    desk.ok("omar", "waive", "station", finding["key"], "--reason", "the outlet corrected it")
    out = desk.ok("omar", "review", "station")
    assert "date-changed" not in out
    assert "1 waived finding is left out" in out


def test_json_has_paragraphs_with_their_lines_and_the_marked_words(desk: Room) -> None:
    found = json.loads(desk.ok("omar", "review", "station", "--json"))
    assert found["version"] == 1
    assert found["counts"] == {"error": 4, "warning": 1, "note": 1}
    assert found["source"] == {
        "path": desk.article("station").parent.relative_to(desk.root).as_posix() + "/source.ar.md",
        "lang": "ar",
    }
    row = found["rows"][2]
    lines = desk.article("station").read_text(encoding="utf-8").split("\n")
    (there,) = row["translation"]
    assert lines[there["line"] - 1] == there["text"].split("\n")[0]
    assert (row["source"][0]["marks"], there["marks"]) == (["١٦"], ["6"])
    (finding,) = row["findings"]
    assert lines[finding["line"] - 1][finding["column"] - 1 :].startswith("6 weeks")


def test_the_page_goes_where_git_does_not_see_it_and_no_act_takes_it_along(desk: Room) -> None:
    assert desk.ok("omar", "review", "station", "--html") == "page: review/station.en.html\n"
    assert desk.git("status", "--porcelain") == ""
    desk.ok("omar", "edit", "station")
    assert "review/" not in desk.git("show", "--name-only", "--format=")
    assert desk.ok("omar", "review", "station", "--html", "--output", "-").startswith("<!DOCTYPE html>")


def test_the_page_goes_to_any_place_outside_and_to_no_other_place_in_the_newsroom(desk: Room) -> None:
    outside = desk.root.parent / "page.html"
    desk.ok("omar", "review", "station", "--output", str(outside))
    desk.ok("omar", "review", "station", "--output", str(outside))
    assert outside.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    article = desk.article("station")
    before = article.read_bytes()
    for place in (
        str(article),
        "page.html",
        "templates/page.html",
        "review",
        ".git/page.html",
        "",
        "review/no/x.html",
    ):
        assert desk.run("omar", "review", "station", "--html", "--output", place).code in {2, 3}, place
    assert article.read_bytes() == before
    (desk.root / "review").mkdir(exist_ok=True)
    desk.ok("omar", "review", "station", "--output", "review/mine.html")
    assert (desk.root / "review/mine.html").exists()


def test_open_hands_the_page_to_the_browser(desk: Room) -> None:
    browser, seen = desk.root.parent / "browser", desk.root.parent / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}\n', encoding="utf-8")
    browser.chmod(0o755)
    desk.ok("omar", "review", "station", "--open", BROWSER=f"{browser} %s")
    assert seen.read_text(encoding="utf-8").strip() == (desk.root / "review/station.en.html").as_uri()
    assert desk.run("omar", "review", "station", "--open", "--output", "-").code == 2


def test_the_newsrooms_own_template_serves_and_a_broken_one_is_told_with_its_line(desk: Room) -> None:
    (desk.root / "templates").mkdir(exist_ok=True)
    own = desk.root / "templates/review.html"
    own.write_text("<title>{{ review.article }}</title>\n", encoding="utf-8")
    assert "<title>station/en</title>" in desk.ok("omar", "review", "station", "--output", "-")
    own.write_text("\n{{ nobody }}\n{% if %}", encoding="utf-8")
    ran = desk.run("omar", "review", "station", "--html")
    assert ran.code == 1
    assert "templates/review.html" in ran.err


def test_what_cannot_go_together_and_what_is_not_there_is_said(desk: Room) -> None:
    assert desk.run("omar", "review", "station", "--html", "--json").code == 2
    assert desk.run("omar", "review", "nothing").code == 2
    source = desk.article("station").with_name("source.ar.md")
    source.unlink()
    ran = desk.run("omar", "review", "station")
    assert ran.code == 3
    assert "source.ar.md" in ran.err


def test_a_translation_not_begun_shows_its_source_without_an_answer(room: Room) -> None:
    room.ok("lina", "source", "-", "--no-url", "--lang", "de", "--slug", "bridge", stdin=GERMAN.source)
    out = room.ok("omar", "review", "bridge")
    assert "  < Die Kosten sollen sich" in out
    assert "  > " not in out


@pytest.mark.slow
def test_a_long_review_is_paged_and_a_short_one_or_no_pager_is_not(desk: Room) -> None:
    bring(desk, "market", INTO_ARABIC)
    shown = desk.root.parent / "paged"
    pager = desk.root.parent / "pager"
    pager.write_text(f"#!/bin/sh\ncat > {shown}\n", encoding="utf-8")
    pager.chmod(0o755)

    def run(*argv: str, **extra: str) -> str:
        env = environment("omar") | {"COLUMNS": "80", "LINES": "20"} | extra
        words = ["review", *argv]
        child = pexpect.spawn(
            str(DRAGOMAN), words, cwd=str(desk.root), env=env, encoding="utf-8", timeout=30, dimensions=(20, 80)
        )
        child.expect([pexpect.EOF, "(?m)^:"])
        out = str(child.before)
        child.sendline("q")
        child.close()
        return out

    assert "The pumps" not in run("station", PAGER=str(pager))
    assert "The pumps" in shown.read_text(encoding="utf-8")
    assert "The pumps" in run("station", PAGER="")
    assert "The pumps" in run("station", "--no-pager", PAGER=str(pager))
    less = run("station", LESS="FRX")
    assert "Water station" in less
    assert "half a salary" not in less

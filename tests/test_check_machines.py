"""`check` as CI asks it: what a branch touches, everything, from where on it fails, and reports in files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Room

NO, USAGE, FAILED = 1, 2, 3


@pytest.fixture
def branch(room: Room) -> Room:
    """Two articles on main; a branch on which nothing is done yet."""
    room.bring("translated")
    room.bring("translated", "bread")
    room.git("switch", "--quiet", "--create", "work")
    return room


def checked(room: Room, *argv: str) -> dict[str, Any]:
    ran = room.run("omar", "check", *argv, "--json")
    told: dict[str, Any] = json.loads(ran.out)
    assert ran.code == (0 if told["ready"] else NO)
    return told


def touched(room: Room, base: str = "main") -> set[str]:
    """The articles that are looked at; each has something to say of its headline."""
    return {one["article"] for one in checked(room, "--base", base)["findings"]}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_is_looked_at_on_a_branch_that_touches_nothing(branch: Room) -> None:
    assert touched(branch) == set()
    assert branch.ok("omar", "check", "--base", "main") == "No article is touched since main.\nReady.\n"


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("file", ["en.md", "source.ar.md", "photo.jpg", "waivers/en/spelling-0a1b2c3d.yaml"])
def test_any_file_of_a_story_counts_for_its_articles(branch: Room, file: str, committed: bool) -> None:
    path = branch.article().parent / file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as opened:
        opened.write("\n")
    branch.git("add", "--all")
    if committed:
        branch.git("commit", "--quiet", "--message", "more")
    assert touched(branch) == {"water/en"}


def test_what_happened_on_the_other_branch_since_is_not_this_branchs(branch: Room) -> None:
    change(branch.article("bread"), "16 weeks", "sixteen weeks")
    branch.git("commit", "--quiet", "--all", "--message", "mine")
    branch.git("switch", "--quiet", "main")
    change(branch.article("water"), "16 weeks", "sixteen weeks")
    branch.git("commit", "--quiet", "--all", "--message", "theirs")
    branch.git("switch", "--quiet", "work")
    assert touched(branch) == {"bread/en"}


def test_a_story_that_a_branch_removes_is_no_article_to_check(branch: Room) -> None:
    branch.git("rm", "--quiet", "-r", str(branch.article().parent))
    branch.git("commit", "--quiet", "--message", "gone")
    assert touched(branch) == set()


def test_what_hides_in_newsroom_yaml_is_told_where_a_branch_touches_it(branch: Room) -> None:
    assert touched(branch) == set()
    change(branch.root / "newsroom.yaml", "name:", "# \u202e\nname:")
    assert touched(branch) == {"newsroom.yaml"}


@pytest.mark.parametrize("base", ["nosuch", "origin/main", "", "--output=pwned", "main~99", "a..b", "\u202e"])
def test_a_revision_that_git_does_not_know_is_a_usage_problem_with_a_hint(branch: Room, base: str) -> None:
    ran = branch.run("omar", "check", f"--base={base}")
    assert (ran.code, ran.out) == (USAGE, "")
    assert "fetch-depth: 0" in ran.err
    assert "Traceback" not in ran.err


def test_branches_that_never_met_are_a_usage_problem_too(branch: Room) -> None:
    branch.git("switch", "--quiet", "--orphan", "other")
    branch.git("commit", "--quiet", "--allow-empty", "--message", "other")
    branch.git("switch", "--quiet", "work")
    ran = branch.run("omar", "check", "--base", "other")
    assert (ran.code, "no merge base" in ran.err) == (USAGE, True)


def test_a_shallow_clone_is_told_to_fetch_more(branch: Room, tmp_path: Path) -> None:
    from conftest import Room

    change(branch.article(), "16 weeks", "sixteen weeks")
    branch.git("commit", "--quiet", "--all", "--message", "mine")
    shallow = tmp_path / "shallow"
    branch.git("clone", "--quiet", "--depth=1", f"file://{branch.root}", str(shallow))
    ran = Room(shallow).run("omar", "check", "--base", "origin/main")
    assert (ran.code, "--unshallow" in ran.err) == (USAGE, True)


def test_all_before_an_act_finds_in_each_article_what_naming_it_finds(branch: Room) -> None:
    branch.bring("edited", "flour")
    change(branch.article(), "16 weeks", "18 weeks TK")
    act = ("--for", "disclaim")
    named = [one for name in ("bread", "flour", "water") for one in checked(branch, name, *act)["findings"]]
    assert checked(branch, "--all", *act)["findings"] == named


def test_a_draft_is_unfinished_unless_an_act_is_named_or_the_article_is(branch: Room) -> None:
    branch.source("draft")
    found = [one for one in checked(branch, "--base", "main")["findings"] if one["article"] == "draft/en"]
    assert {one["severity"] for one in found} == {"todo"}
    assert {one["id"] for one in found} >= {"has-title", "has-body"}
    assert not checked(branch, "--base", "main", "--for", "translate")["ready"]
    assert not checked(branch, "draft")["ready"]


def test_a_drafts_broken_promise_is_still_an_error(branch: Room) -> None:
    branch.source("draft")
    source = branch.article("draft").with_name("source.ar.md")
    source.write_text(source.read_text(encoding="utf-8") + "\nأكثر.\n", encoding="utf-8")
    errors = {one["id"] for one in checked(branch, "--base", "main")["findings"] if one["severity"] == "error"}
    assert errors == {"source-unchanged"}


def test_from_where_on_it_fails_decides_exit_code_and_what_is_called_ready(branch: Room) -> None:
    assert checked(branch, "--all")["ready"]
    assert not checked(branch, "--all", "--fail-on", "warning")["ready"]
    assert branch.run("omar", "check", "--all", "--fail-on", "warning").out.endswith("Something is wrong.\n")


def test_a_finding_points_at_the_very_words(branch: Room) -> None:
    change(branch.article(), "16 weeks", "18 weeks [?]")
    change(branch.article(), 'title: "Water', 'title: "TK Water')
    lines = branch.article().read_text(encoding="utf-8").split("\n")
    words = {
        lines[one["line"] - 1][one["column"] - 1 : one["end_column"] - 1]
        for one in checked(branch, "water", "--for", "edit")["findings"]
        if one["column"]
    }
    assert words >= {"TK", "[?]", "18"}


def test_reports_are_written_beside_what_is_printed(branch: Room, tmp_path: Path) -> None:
    files = {form: tmp_path / f"found.{form}" for form in ("json", "github", "sarif", "junit", "markdown")}
    options = [word for form, path in files.items() for word in ("--report", f"{form}={path}")]
    told = branch.ok("omar", "check", "--all", *options)
    assert told.endswith("Nothing grave was found.\n")
    for form, path in files.items():
        assert path.read_text(encoding="utf-8") == branch.ok("omar", "check", "--all", "--format", form)


@pytest.mark.parametrize("said", ["sarif", "sarif=", "text=x", "=x", "nosuch=x", ""])
def test_a_report_that_is_no_format_and_file_is_a_usage_problem(branch: Room, said: str) -> None:
    assert branch.run("omar", "check", "--report", said).code == USAGE


def test_a_report_that_cannot_be_written_leaves_nothing_half_done(branch: Room, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for path in (tmp_path / "no" / "file", tmp_path / "there"):
        ran = branch.run("omar", "check", "--report", f"junit={path}")
        assert (ran.code, ran.out) == (FAILED, "")
    assert [path.name for path in tmp_path.iterdir() if "~" in path.name or ".dragoman" in path.name] == []


@pytest.mark.parametrize(
    "argv",
    [
        ("water", "--all"),
        ("water", "--base", "main"),
        ("--all", "--base", "main"),
        ("--all", "--all-ready"),
        ("--list", "water"),
    ],
)
def test_two_ways_to_say_which_articles_are_a_usage_problem(branch: Room, argv: tuple[str, ...]) -> None:
    assert branch.run("omar", "check", *argv).code == USAGE


def test_the_list_of_checks_names_everything_that_is_found(branch: Room) -> None:
    listed = {one["id"] for one in json.loads(branch.ok("omar", "check", "--list", "--json"))["checks"]}
    assert listed >= {one["id"] for one in checked(branch, "--all")["findings"]}
    assert "no-open-queries" in branch.ok("omar", "check", "--list")

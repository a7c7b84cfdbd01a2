"""Many articles in one command: one commit each, all of them or each that can be, and every refusal by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_of_many import ATTACHED, EDITED, SOURCED, TRANSLATED, borrowed, made, names, own
from snapshot import assert_whole, index_entries, snapshot
from test_commit import disturb, hook, others

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Room

NO, USAGE = 1, 2


pytest_plugins = ("faults.fixtures",)


@pytest.fixture(scope="module")
def original(memory: Path) -> Path:
    return made(memory, 60)


@pytest.fixture
def desk(original: Path) -> Iterator[Room]:
    with borrowed(original) as room:
        yield room


def subjects(room: Room, count: int) -> list[str]:
    """The last commits' subjects, oldest first."""
    return room.git("log", f"-{count}", "--format=%s").splitlines()[::-1]


def state(room: Room, slug: str) -> str:
    text = room.article(slug).read_text(encoding="utf-8")
    return next(line for line in text.splitlines() if line.startswith("state: ")).removeprefix("state: ")


# ---------------------------------------------------------------- what is done


def test_each_article_gets_a_commit_of_its_own_in_the_order_named(desk: Room) -> None:
    three = names(TRANSLATED, 3)[::-1]
    out = desk.ok("omar", "edit", *three, "-m", "read them all")
    assert subjects(desk, 3) == [f"edit: {slug}/en (translated → edited)" for slug in three]
    assert out.splitlines()[-1] == "edit: 3 done"
    assert [line.split()[2] for line in out.splitlines()[:3]] == [f"{slug}/en" for slug in three]
    for number, slug in enumerate(reversed(three)):
        path = str(desk.article(slug).relative_to(desk.root))
        assert desk.git("show", "--format=", "--name-only", f"HEAD~{number}").split() == [path]
        assert "note: read them all" in desk.article(slug).read_text(encoding="utf-8")
    assert_whole(desk)
    assert desk.run("omar", "check").code == 0


def test_what_a_batch_makes_is_what_single_acts_make(original: Path, tmp_path: Path) -> None:
    two = names(TRANSLATED, 2)
    (tmp_path / "one").mkdir()
    together, apart = own(original, tmp_path), own(original, tmp_path / "one")
    together.ok("omar", "edit", *two)
    for slug in two:
        apart.ok("omar", "edit", slug)
    assert together.git("rev-parse", "HEAD") == apart.git("rev-parse", "HEAD")
    assert index_entries(together) == index_entries(apart)


def test_names_come_from_standard_input_once_each_and_blank_lines_are_none(desk: Room) -> None:
    one, two = names(TRANSLATED, 2)
    path = str(desk.article(two).relative_to(desk.root))
    desk.ok("omar", "edit", "-", stdin=f"\n{one}\r\n  {one}/en \n\n{path}\n{two}\n")
    assert subjects(desk, 2) == [f"edit: {slug}/en (translated → edited)" for slug in (one, two)]
    assert desk.git("rev-list", "--count", "HEAD").strip() == "3"


def test_nothing_on_standard_input_is_nothing_to_do(desk: Room) -> None:
    before = snapshot(desk)
    assert desk.ok("omar", "edit", "-", stdin="\n \n") == "edit: 0 done\n"
    assert desk.ok("omar", "check", "-", stdin="") == "Ready.\n"
    assert snapshot(desk) == before


def test_all_that_is_ready_is_what_this_person_may_do(desk: Room) -> None:
    spoiled = desk.article(names(TRANSLATED, 1)[0])
    spoiled.write_text(spoiled.read_text(encoding="utf-8") + "\nIs it so? [?]\n", encoding="utf-8")
    desk.git("commit", "-qam", "an open question")
    out = desk.ok("omar", "edit", "--all-ready")
    assert out.splitlines()[-1] == "edit: 11 done, 1 not ready for you"
    assert [state(desk, slug) for slug in names(TRANSLATED, 3)] == ["translated", "edited", "edited"]
    assert desk.ok("sara", "publish", "--all-ready").splitlines()[-1] == "publish: 12 done"
    assert (desk.root / "public/.gitignore").read_bytes() == b"*\n"
    assert len(list(desk.root.glob("public/en/*.html"))) == 12
    assert desk.ok("omar", "edit", "--all-ready") == "edit: 0 done, 1 not ready for you\n"
    assert_whole(desk)


def test_all_ways_on_are_batches(desk: Room) -> None:
    one, two = names(EDITED, 2)
    base = desk.git("rev-parse", "HEAD").strip()
    desk.ok("omar", "disclaim", one, two)
    desk.ok("sara", "publish", one, two)
    desk.ok("sara", "return", one, two, "--to", "sourced", "--reason", "again")
    assert subjects(desk, 2) == [f"return: {slug}/en (published → sourced)" for slug in (one, two)]
    desk.ok("lina", "translate", one, two)
    assert [state(desk, slug) for slug in (one, two)] == ["translated"] * 2
    assert_whole(desk)
    assert desk.run("sara", "verify", "--base", base).code == 0


def test_saves_go_together_too_and_what_has_not_changed_is_passed_over(desk: Room) -> None:
    one, two, three, four = names(SOURCED, 4)
    for slug in (one, two, three):
        article = desk.article(slug)
        article.write_text(article.read_text(encoding="utf-8") + "\nBegun.\n", encoding="utf-8")
    out = desk.ok("lina", "save", one, four)
    assert (subjects(desk, 1), out.splitlines()[-1]) == ([f"save: {one}/en"], "save: 1 done")
    assert desk.ok("lina", "save", "--all-ready").splitlines()[-1] == "save: 2 done"
    assert sorted(subjects(desk, 2)) == sorted(f"save: {slug}/en" for slug in (two, three))
    assert_whole(desk)


# ---------------------------------------------------------------- what is refused


def test_one_refusal_is_everybodys_and_each_is_told(desk: Room) -> None:
    good, done, far = *names(TRANSLATED, 1), *names(EDITED, 1), *names(SOURCED, 1)
    before = snapshot(desk)
    ran = desk.run("omar", "edit", good, done, "nosuch", far)
    assert ran.code == NO
    assert ran.out == "edit: 0 done, 3 refused\n"
    for word in (f"{done}/en: `edit` is refused.", f"{far}/en: `edit` is refused.", "nosuch: There is no article"):
        assert word in ran.err
    assert "Nothing was done" in ran.err
    assert snapshot(desk) == before


def test_keep_going_does_what_can_be_done(desk: Room) -> None:
    one, two, done = *names(TRANSLATED, 2), *names(EDITED, 1)
    ran = desk.run("omar", "edit", "--keep-going", one, done, "nosuch", two)
    assert ran.code == NO
    assert subjects(desk, 2) == [f"edit: {slug}/en (translated → edited)" for slug in (one, two)]
    assert ran.out.splitlines()[-1] == "edit: 2 done, 2 refused"
    assert f"{done}/en: `edit` is refused." in ran.err
    assert_whole(desk)


def test_a_dry_run_says_what_would_be_and_changes_nothing(desk: Room) -> None:
    one, two = names(TRANSLATED, 2)
    before = snapshot(desk)
    out = desk.ok("omar", "edit", one, two, "--dry-run")
    assert out.splitlines()[-1] == "edit: 2 done (nothing was changed)"
    assert desk.run("omar", "edit", one, *names(EDITED, 1), "--dry-run").code == NO
    assert snapshot(desk) == before


def test_json_is_one_object_whatever_comes_of_it(desk: Room) -> None:
    one, two, done = *names(TRANSLATED, 2), *names(EDITED, 1)
    ran = desk.run("omar", "edit", one, done, "nosuch", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["version"], told["done"]) == (NO, 1, [])
    assert [one["article"] for one in told["refused"]] == ["nosuch", f"{done}/en"]
    assert [problem["id"] for problem in told["refused"][1]["problems"]] == ["state"]
    told = json.loads(desk.ok("omar", "edit", one, two, "--json"))
    assert [entry["commit"] for entry in told["done"]] == desk.git("rev-list", "-2", "HEAD").split()[::-1]
    assert {entry["before"] + entry["after"] for entry in told["done"]} == {"translatededited"}
    assert told["refused"] == []
    alone = json.loads(desk.ok("omar", "disclaim", one, "--json", "--dry-run"))
    assert [(entry["article"], entry["commit"]) for entry in alone["done"]] == [(f"{one}/en", None)]


ONE_ONLY = {
    "a text": ("edit", "report-1", "report-6", "--file", "x.md"),
    "a text for names from elsewhere": ("edit", "-", "--file", "x.md"),
    "an editor": ("edit", "report-1", "report-6", "-e"),
    "an editor for all": ("edit", "--all-ready", "-e"),
    "nobody": ("edit",),
    "nobody to save": ("save",),
    "all and one": ("edit", "--all-ready", "report-1"),
    "check all and one": ("check", "--all-ready", "report-1"),
}


@pytest.mark.parametrize("argv", ONE_ONLY.values(), ids=ONE_ONLY.keys())
def test_what_is_about_one_article_is_no_batch(desk: Room, argv: tuple[str, ...]) -> None:
    ran = desk.run("omar", *argv)
    assert (ran.code, ran.out) == (USAGE, ""), ran
    sentence, *hint = ran.err.splitlines()
    assert sentence.startswith(("Error: ", "Usage: "))
    assert hint in ([], ["  dragoman check --help"])


def test_somebody_who_may_not_is_told_so_for_each(desk: Room) -> None:
    one, two = names(TRANSLATED, 2)
    ran = desk.run("lina", "edit", one, two)
    assert ran.code == NO
    assert ran.err.count("is not for that role") == 2
    assert desk.run("mallory", "edit", one, two).err.count("is not on the roster") == 1


# ---------------------------------------------------------------- checks


def test_many_are_checked_and_a_name_that_means_none_is_a_finding(desk: Room) -> None:
    one, two = names(TRANSLATED, 2)
    assert desk.ok("omar", "check", one, two).endswith("\nReady.\n")
    told = json.loads(desk.run("omar", "check", "-", "--json", stdin=f"{one}\nnosuch\n").out)
    assert (told["version"], told["ready"]) == (1, False)
    grave = [(found["id"], found["article"]) for found in told["findings"] if found["severity"] == "error"]
    assert grave == [("no-article", "nosuch")]


def test_the_names_of_what_is_ready_are_anothers_input(desk: Room) -> None:
    told = desk.ok("omar", "check", "--all-ready", "--for", "disclaim")
    assert told.splitlines() == [f"{slug}/en" for slug in sorted(names(EDITED, 12))]
    assert desk.ok("omar", "disclaim", "-", stdin=told).splitlines()[-1] == "disclaim: 12 done"
    ready = json.loads(desk.ok("omar", "check", "--all-ready", "--for", "publish", "--json"))["articles"]
    assert len(ready) == 24
    assert desk.run("omar", "check", "--all-ready", "--for", "disclaim").err == "No article is ready.\n"


# ---------------------------------------------------------------- the user's own


def test_the_users_own_work_comes_through_untouched(desk: Room) -> None:
    disturb(desk)
    one, two = names(TRANSLATED, 2)
    paths = [str(desk.article(slug).relative_to(desk.root)) for slug in (one, two)]
    index, work = index_entries(desk), snapshot(desk).files
    desk.ok("omar", "edit", one, two)
    now = snapshot(desk).files
    assert {name for name in now if now[name] != work[name]} == set(paths)
    before, after = index, index_entries(desk)
    for path in paths:
        before, after = "\n".join(others(before, path)), "\n".join(others(after, path))
    assert before == after


def test_hooks_see_every_commit_and_one_of_them_may_say_no(desk: Room) -> None:
    one, two, three = names(TRANSLATED, 3)
    seen = desk.root.parent / "seen"
    hook(desk.root / ".git/hooks", "pre-commit", f"git diff --cached --name-only >> '{seen}'\n")
    hook(desk.root / ".git/hooks", "commit-msg", f'echo \'Change-Id: I12\' >> "$1"; ! grep -q {two} "$1"\n')
    ran = desk.run("omar", "edit", one, two, three)
    assert (ran.code, "commit-msg hook refused" in ran.err, "It stopped there" in ran.err) == (NO, True, True)
    assert subjects(desk, 1) == [f"edit: {one}/en (translated → edited)"]
    assert desk.git("log", "-1", "--format=%b").rstrip().endswith("Change-Id: I12")
    ran = desk.run("omar", "edit", "--keep-going", two, three)
    assert ran.code == NO
    assert subjects(desk, 1) == [f"edit: {three}/en (translated → edited)"]
    assert [line.split("/")[3] for line in seen.read_text().splitlines()] == [one, two, two, three]
    assert_whole(desk)


def test_the_published_pages_of_a_batch_are_those_of_single_acts(original: Path, tmp_path: Path) -> None:
    two = names(ATTACHED, 2)
    (tmp_path / "one").mkdir()
    together, apart = own(original, tmp_path), own(original, tmp_path / "one")
    out = together.ok("sara", "publish", *two, "--json")
    for slug in two:
        apart.ok("sara", "publish", slug)
    assert snapshot(together).files == snapshot(apart).files
    assert json.loads(out)["done"][0]["pages"] == [f"public/en/{two[0]}.{ending}" for ending in ("md", "html")]

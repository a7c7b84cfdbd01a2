"""`dragoman ci`: a job in the newsroom, never over somebody else's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from dragoman.workflow.ci_files import FILES, ci_file
from dragoman.workflow.errors import UsageProblem

if TYPE_CHECKING:
    from conftest import Room

REFUSED, USAGE = 1, 2
PACKAGE = "git+https://host.example/desk/dragoman@v0.1.0"


@pytest.mark.parametrize("host", FILES)
def test_a_job_is_written_once_and_says_what_to_do_next(room: Room, host: str) -> None:
    told = room.ok("olga", "ci", host, "--package", PACKAGE)
    file = room.root / FILES[host]
    text = file.read_text(encoding="utf-8")
    assert PACKAGE in text
    assert "@BRANCH@" not in text
    assert "@PACKAGE@" not in text
    assert f"✓ {FILES[host]} is written" in told
    assert "DRAGOMAN_TRUST" in told
    assert "up to date" in room.ok("olga", "ci", host, "--package", PACKAGE)
    assert room.ok("olga", "ci", host, "--package", PACKAGE, "--print") == text


def test_a_job_without_a_package_says_that_one_must_be_named(room: Room) -> None:
    assert "DRAGOMAN_PACKAGE" in room.ok("olga", "ci", "gitlab")


def test_another_file_is_left_alone_unless_forced(room: Room) -> None:
    file = room.root / ".gitlab-ci.yml"
    file.write_text("mine: {script: [true]}\n", encoding="utf-8")
    ran = room.run("olga", "ci", "gitlab")
    assert (ran.code, file.read_text(encoding="utf-8")) == (REFUSED, "mine: {script: [true]}\n")
    assert "--force" in ran.err
    room.ok("olga", "ci", "gitlab", "--force")
    assert "dragoman check" in file.read_text(encoding="utf-8")


def test_printing_writes_nothing(room: Room) -> None:
    room.ok("olga", "ci", "github", "--print")
    assert room.git("status", "--porcelain") == ""


def test_the_main_branch_is_the_one_that_origin_names(room: Room) -> None:
    room.git("switch", "--quiet", "--create", "work")
    assert triggers(ci_file(str(room.root), "github").text) == ["main"]
    room.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/published")
    assert triggers(ci_file(str(room.root), "github").text) == ["published"]
    assert triggers(ci_file(str(room.root), "github", "mine").text) == ["mine"]


def triggers(text: str) -> Any:
    # YAML 1.1 reads the key `on` as true.
    return yaml.safe_load(text)[True]["push"]["branches"]


ODD = ("a b", "a'b", 'a"b', "a\nb", "$(x)", "`x`", "a;b", "-x", "${{ x }}", "a\\b", "ماء")


@pytest.mark.parametrize("words", ODD)
def test_words_that_something_would_obey_are_not_written(room: Room, words: str) -> None:
    for more in ({"branch": words}, {"package": words}):
        with pytest.raises(UsageProblem):
            ci_file(str(room.root), "github", **more)


def test_the_newsrooms_own_template_is_used(room: Room) -> None:
    own = room.root / "templates" / "ci" / "gitlab.yml"
    own.parent.mkdir(parents=True)
    own.write_text("own: {script: [dragoman check]} # @BRANCH@\n", encoding="utf-8")
    assert room.ok("olga", "ci", "gitlab", "--print") == "own: {script: [dragoman check]} # main\n"


def test_a_host_that_nobody_knows_is_a_usage_problem(room: Room) -> None:
    assert room.run("olga", "ci", "nowhere").code == USAGE

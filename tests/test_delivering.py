"""Publishing to targets, with real git: readers find what the record says, and a target that fails stops an act."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import ENGLISH, Room, environment

if TYPE_CHECKING:
    from pathlib import Path

SITE = 'targets:\n  site: {url: "https://desk.example/"}\n'
PAGE = "public/site/en/water/index.html"


def with_targets(room: Room, said: str = SITE) -> Room:
    """The newsroom with these targets, sealed by its owner."""
    file = room.root / "newsroom.yaml"
    before = file.read_text(encoding="utf-8").split("targets:")[0]
    file.write_text(before + said, encoding="utf-8")
    room.ok("olga", "save", "newsroom.yaml")
    return room


@pytest.fixture
def published(room: Room) -> Room:
    """A newsroom with a site, and an article that waits to be published."""
    with_targets(room).bring("disclaimer-attached")
    return room


def state(room: Room, slug: str = "water") -> str:
    return str(json.loads(room.ok("omar", "show", slug, "--json"))["state"])


def files(room: Room, other: Path | None = None) -> dict[str, bytes]:
    site = other or room.root / "public/site"
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_publishing_builds_the_site_and_says_where(published: Room) -> None:
    said = published.ok("sara", "publish", "water")
    assert "site: 15 written in public/site" in said
    assert (published.root / PAGE).is_file()
    assert not (published.root / "public/en/water.md").exists()
    assert published.git("status", "--porcelain") == ""
    assert published.ok("nobody", "build") == "  site: 0 written in public/site\n"


def test_pages_are_not_hidden_from_git_where_the_newsroom_commits_them(published: Room) -> None:
    (published.root / "public").mkdir()
    (published.root / "public/CNAME").write_text("desk.example")
    published.git("add", "public")
    published.git("commit", "-qm", "pages")
    published.ok("sara", "publish", "water")
    assert "?? public/site/" in published.git("status", "--porcelain")


def test_a_dry_run_shows_what_would_change_as_a_diff_and_changes_nothing(published: Room) -> None:
    said = published.ok("sara", "publish", "water", "--dry-run")
    assert "+ site: en/water/index.html" in said
    assert "    +<h1>Water station back at work after four months</h1>" in said
    assert not (published.root / "public").exists()
    assert state(published) == "disclaimer-attached"


def test_a_target_that_fails_leaves_the_article_unpublished_and_says_what_to_do(published: Room) -> None:
    own = published.root / "templates/site"
    own.mkdir(parents=True)
    (own / "keyword.html").write_text("{{ nothing }}")
    (own / "article.html").write_text("{{ nothing }}")
    ran = published.run("sara", "publish", "water")
    assert ran.code == 1
    assert ran.err == (
        "Error: water/en is not published. The target `site` failed: templates/site/article.html: the template "
        "cannot be used: 'nothing' is undefined\n  when that is mended, run again: dragoman publish water/en\n"
    )
    assert state(published) == "disclaimer-attached"
    assert not (published.root / PAGE).exists()
    (own / "article.html").unlink()
    published.ok("sara", "publish", "water")
    assert state(published) == "published"


def test_a_run_that_fails_half_way_is_taken_back_and_finished_by_running_again(published: Room) -> None:
    own = published.root / "templates/site"
    own.mkdir(parents=True)
    (own / "outlet.html").write_text("{{ nothing }}")  # the article's page is made before
    ran = published.run("sara", "publish", "water")
    assert ran.code == 1
    assert "water/en is not published." in ran.err
    assert not (published.root / PAGE).exists()
    assert "water" not in (published.root / "public/site/sitemap.xml").read_text()
    (own / "outlet.html").unlink()
    published.ok("sara", "publish", "water")
    assert (published.root / PAGE).is_file()


def test_a_full_folder_is_told_in_one_sentence(published: Room) -> None:
    (published.root / "public").mkdir()
    (published.root / "public/site").write_text("in the way")
    ran = published.run("sara", "publish", "water")
    assert ran.code == 3
    assert ran.err.startswith("Error: water/en is not published. The target `site` failed: Cannot use ")
    assert state(published) == "disclaimer-attached"


def test_when_the_record_refuses_the_readers_lose_what_they_saw(published: Room) -> None:
    hook = published.root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\ntest ! -e public/site/en/water/index.html || { echo not today >&2; exit 1; }\n")
    hook.chmod(0o755)
    ran = published.run("sara", "publish", "water")
    assert ran.code == 1
    assert "not today" in ran.err
    assert not (published.root / PAGE).exists()
    assert state(published) == "disclaimer-attached"
    assert published.ok("nobody", "build") == "  site: 0 written in public/site\n"


def test_a_refused_act_delivers_nothing(published: Room) -> None:
    assert published.run("omar", "publish", "water").code == 1
    assert not (published.root / "public").exists()


def test_a_return_takes_the_page_away_with_the_next_build(published: Room) -> None:
    published.ok("sara", "publish", "water")
    said = published.ok("sara", "return", "water", "--to", "edited", "--reason", "a name is wrong")
    assert "dragoman build" in said
    assert (published.root / PAGE).is_file()
    assert "taken away in public/site" in published.ok("nobody", "build")
    assert not (published.root / PAGE).exists()


def test_what_somebody_committed_without_approval_is_held_back(published: Room) -> None:
    published.ok("sara", "publish", "water")
    before = files(published)
    file = published.article()
    file.write_text(file.read_text(encoding="utf-8").replace("16 weeks", "6 weeks"), encoding="utf-8")
    assert files(published) == before
    assert published.ok("nobody", "build") == "  site: 0 written in public/site\n", (
        "what is not committed is no record"
    )
    published.git("commit", "-qam", "six")
    ran = published.run("nobody", "build")
    assert ran.code == 1
    assert "water/en is held back; its page stays as it was: The text has changed since omar approved it" in ran.out
    assert files(published) == before
    said = json.loads(published.run("nobody", "build", "--json").out)
    assert [one["article"] for one in said["targets"][0]["held"]] == ["water/en"]


def test_a_clone_builds_the_same_site_and_another_folder_may_be_named(published: Room, tmp_path: Path) -> None:
    published.ok("sara", "publish", "water")
    clone = Room(tmp_path / "clone")
    published.git("clone", "-q", str(published.root), str(clone.root))
    clone.git("checkout", "-q", "--detach")  # as CI has it
    clone.ok("nobody", "build", "--output", str(tmp_path / "www"))
    assert files(published, tmp_path / "www") == files(published)
    assert not (clone.root / "public").exists()


@pytest.mark.parametrize("output", [".", "..", ".git", "articles/2026", "Templates/site", "rosters"])
def test_files_for_readers_do_not_go_where_the_newsroom_keeps_other_things(published: Room, output: str) -> None:
    before = files(published, published.root / "articles")
    told = published.run("nobody", "build", "--output", output)
    assert (told.code, "is where the newsroom keeps other things" in told.err) == (2, True)
    assert files(published, published.root / "articles") == before


def test_several_at_once_are_all_on_the_site_and_where_one_is_refused_none_is(published: Room) -> None:
    published.bring("disclaimer-attached", "bread")
    published.bring("edited", "snow")
    ran = published.run("sara", "publish", "water", "bread", "snow")
    assert ran.code == 1
    assert not (published.root / "public").exists()
    published.ok("sara", "publish", "water", "bread")
    assert {"en/water/index.html", "en/bread/index.html"} <= files(published).keys()
    assert published.ok("nobody", "build") == "  site: 0 written in public/site\n"


def test_a_batch_whose_target_fails_records_nothing(published: Room) -> None:
    published.bring("disclaimer-attached", "bread")
    own = published.root / "templates/site"
    own.mkdir(parents=True)
    (own / "article.html").write_text("{{ nothing }}")
    ran = published.run("sara", "publish", "--all-ready")
    assert ran.code == 1
    assert "2 articles are not published." in ran.err
    assert {state(published), state(published, "bread")} == {"disclaimer-attached"}


def test_a_newsroom_without_targets_says_how_to_name_one(room: Room) -> None:
    ran = room.run("olga", "build")
    assert ran.code == 2
    assert "names no target" in ran.err
    assert "targets: {site:" in ran.err
    room.bring("disclaimer-attached")
    ran = room.run("sara", "publish", "water", "--target", "site")
    assert ran.code == 2
    assert "has no target `site`; there is: none." in ran.err


def test_settings_that_are_not_sealed_do_not_count(published: Room) -> None:
    file = published.root / "newsroom.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("desk.example", "other.example"), encoding="utf-8")
    published.ok("sara", "publish", "water")
    assert "https://desk.example/en/water/" in (published.root / PAGE).read_text(encoding="utf-8")
    published.git("commit", "-qam", "mine")
    ran = published.run("nobody", "build")
    assert ran.code == 1
    assert "not as an owner sealed it" in ran.err


@pytest.mark.slow
def test_a_kill_at_any_moment_is_finished_by_running_again(published: Room) -> None:
    published.bring("disclaimer-attached", "bread")
    published.ok("sara", "publish", "bread")
    without = files(published)
    command = [sys.executable, "-m", "dragoman.cli", "publish", "water"]
    killed = 0
    for pause in (0.15, 0.25, 0.35, 0.45, 0.55, 0.7, 0.9):
        with subprocess.Popen(
            command, cwd=published.root, env=environment("sara"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(pause)
            os.kill(process.pid, signal.SIGKILL)
        killed += process.returncode == -signal.SIGKILL
        published.ok("nobody", "build")
        if state(published) == "published":
            break
        assert files(published) == without
    assert killed
    if state(published) != "published":
        published.ok("sara", "publish", "water")
    assert published.ok("nobody", "build") == "  site: 0 written in public/site\n"
    assert (published.root / PAGE).is_file()


PLUGIN = """\
import json, os
from dragoman.workflow.errors import DiskFailed
from dragoman.workflow.targets import Delivered, Difference

class Board:
    def __init__(self, settings, place):
        settings.only(("file",))
        self.name, self.path = settings.name, os.path.join(place.root, settings.word("file"))

    def _wanted(self, edition):
        return json.dumps([one.title for one in edition.read(edition.items)])

    def differences(self, edition):
        yield Difference("board", None, self._wanted(edition).encode())

    def deliver(self, edition, told):
        if os.path.exists(self.path + ".broken"):
            raise DiskFailed("The board is broken.", "mend the board")
        with open(self.path, "w") as file:
            file.write(self._wanted(edition))
        return Delivered(self.name, self.path, 1)
"""
PROJECT = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "notice-board"
version = "1"
[project.entry-points."dragoman.targets"]
board = "notice_board:Board"
broken = "notice_board:Missing"
[tool.setuptools]
py-modules = ["notice_board"]
"""


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a third party's package has been installed by pip."""
    source, target = tmp_path_factory.mktemp("board"), tmp_path_factory.mktemp("installed")
    (source / "notice_board.py").write_text(PLUGIN)
    (source / "pyproject.toml").write_text(PROJECT)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--no-build-isolation", "--target", target, source], check=True, timeout=120)
    return target


@pytest.mark.slow
def test_a_third_partys_target_is_found_by_its_entry_point(room: Room, plugin: Path) -> None:
    world = {"PYTHONPATH": str(plugin)}
    with_targets(room, f"{SITE}  board: {{file: board.json}}\n").bring("disclaimer-attached")
    (room.root / "board.json.broken").touch()
    ran = room.run("sara", "publish", "water", **world)
    assert ran.code == 3
    assert ran.err == (
        "Error: water/en is not published. The target `board` failed: The board is broken. "
        "What readers find has changed already at: board.\n"
        "  mend the board; then run again: dragoman publish water/en\n"
    )
    assert state(room) == "disclaimer-attached"
    assert not (room.root / PAGE).exists(), "what was delivered to the other target is taken back"
    (room.root / "board.json.broken").unlink()
    room.ok("sara", "publish", "water", "--target", "board", **world)
    assert json.loads((room.root / "board.json").read_text()) == ["Water station back at work after four months"]
    assert not (room.root / PAGE).exists()
    room.ok("nobody", "build", "--target", "site", **world)
    assert (room.root / PAGE).is_file()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("  board: {}\n", "targets.board: `file` should be one word"),
        ("  wordpres: {}\n", "there is no kind of target `wordpres`; there is: board, broken, eleventy, "),
        (
            "  broken: {}\n",
            "the kind `broken` is installed (notice_board:Missing) and cannot be loaded: AttributeError",
        ),
    ],
)
def test_a_kind_that_cannot_be_used_is_told(room: Room, plugin: Path, said: str, told: str) -> None:
    with_targets(room, f"targets:\n{said}")
    ran = room.run("olga", "build", PYTHONPATH=str(plugin))
    assert ran.code == 3
    assert told in ran.err


def test_nothing_internal_reaches_readers_through_any_target(room: Room) -> None:
    with_targets(room)
    room.source()
    file = room.article()
    notes = "ednote: canary-ednote\nclaim: canary-claim\nlegal-note: canary-unknown\n# canary-yaml-comment\n"
    file.write_text(file.read_text(encoding="utf-8").replace("keywords: []\n", f"keywords: [pumps]\n{notes}"))
    text = ENGLISH.replace("The pumps", "<!-- canary-comment -->The pumps")
    room.ok("lina", "translate", "water", "--file", "-", "-m", "canary-note", stdin=text)
    room.ok("omar", "edit", "water", "-m", "canary-edit-note")
    room.ok("omar", "disclaim", "water")
    room.ok("sara", "publish", "water", "-m", "canary-publish-note")
    record = json.loads(room.ok("omar", "show", "water", "--json"))
    seals = [entry["seal"] for entry in record["history"]]
    for path, data in files(room).items():
        shown = data.decode("utf-8")
        for canary in ("canary", "ednote", "example.org", "history", "sha256", "<!--", "disclaimer-attached", *seals):
            assert canary not in (shown if not path.endswith(".css") else ""), (path, canary)
        for person in ("lina", "omar", "sara", "olga", "tarek"):
            assert not any(word == person for word in shown.replace("/", " ").replace('"', " ").split()) or (
                f"translator/{person}/" in shown
            ), (path, person)

"""The other commands: founding, the roster, doctor, demo, completion, a terminal, a closed pipe."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest
from conftest import Room, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAGOMAN = Path(sys.executable).parent / "dragoman"


def test_init_overwrites_nothing_and_keeps_the_repositorys_other_work(tmp_path: Path) -> None:
    room = Room(tmp_path)
    subprocess.run(["git", "init", "-q", "-b", "trunk", tmp_path], check=True, env=environment("olga"))
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    room.git("add", "notes.txt")
    room.ok("olga", "init", "--name", "A: *desk*", "--from", "AR", "--from", "fa", "--to", "en-GB")
    assert room.git("show", "--name-only", "--format=").split() == ["newsroom.yaml", "rosters/0001.yaml"]
    assert room.git("show", "HEAD:rosters/0001.yaml") == room.git("show", "HEAD:newsroom.yaml")
    assert room.git("status", "--porcelain") == "A  notes.txt\n"
    before = (tmp_path / "newsroom.yaml").read_bytes()
    assert b"from: [ar, fa]" in before
    again = room.run("olga", "init", "--name", "B", "--from", "ar", "--to", "en")
    assert again.code == 1
    assert (tmp_path / "newsroom.yaml").read_bytes() == before


def test_init_needs_its_flags_where_nobody_can_be_asked(tmp_path: Path) -> None:
    ran = Room(tmp_path).run("olga", "init", "--name", "A")
    assert ran.code == 2
    assert "--from" in ran.err
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_init_asks_on_a_terminal(tmp_path: Path) -> None:
    env = environment("olga")
    child = pexpect.spawn(str(DRAGOMAN), ["init", "desk"], cwd=str(tmp_path), env=env, encoding="utf-8", timeout=20)
    for question, answer in (("name", "مكتبنا"), ("from", "ar fa"), ("into", "en")):
        child.expect(question)
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    text = (tmp_path / "desk/newsroom.yaml").read_text(encoding="utf-8")
    assert "name: مكتبنا\n" in text
    assert "from: [ar, fa]" in text


def test_only_an_owner_changes_the_roster_and_comments_in_it_stay(room: Room) -> None:
    file = room.root / "newsroom.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  # the last line is ours\n", encoding="utf-8")
    room.git("commit", "-qam", "a comment")
    add = ("person", "add", "nadia", "--name", "Nadia", "--email", "nadia@example.org", "--role", "editor")
    assert room.run("lina", *add).code == 1
    room.ok("olga", *add)
    room.ok("olga", "person", "add", "NADIA@example.org", "--role", "publisher")
    text = file.read_text(encoding="utf-8")
    assert "# the last line is ours" in text
    people = json.loads(room.ok("nobody", "person", "list", "--json"))["people"]
    assert people[-1] == {
        "id": "nadia", "name": "Nadia", "emails": ["nadia@example.org"], "roles": ["editor", "publisher"],
        "keys": [], "revoked": [], "left": None,
    }  # fmt: skip
    by_address = room.ok("olga", "person", "add", "other", "--email", "Tarek@Example.org", "--role", "editor")
    assert by_address.startswith("✓ tarek ")
    taken = room.run("olga", "person", "add", "nadia", "--email", "Lina@Example.org")
    assert taken.code == 1
    assert "lina" in taken.err


def test_somebody_not_on_the_roster_reads_everything_and_acts_on_nothing(room: Room) -> None:
    room.bring("translated")
    for reading in ("status", "show water", "log water", "diff water", "check", "check water"):
        room.ok("stranger", *reading.split())
    for acting in ("edit water", "save water", "return water --to sourced --reason x"):
        ran = room.run("stranger", *acting.split())
        assert ran.code == 1
        assert "an owner (olga)" in ran.err


def test_a_role_written_into_the_file_but_not_committed_does_not_count(room: Room) -> None:
    room.bring("translated")
    file = room.root / "newsroom.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("[translator]", "[translator, editor]"), encoding="utf-8"
    )
    ran = room.run("tarek", "edit", "water")
    assert ran.code == 1
    assert "[role]" in ran.err


def test_check_of_one_article_names_what_its_next_act_lacks_and_exits_1(room: Room) -> None:
    room.source()
    ran = room.run("omar", "check", "water", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["ready"]) == (1, False)
    assert {finding["id"] for finding in found["findings"]} == {"has-title", "has-body"}
    whole = room.run("omar", "check", "--format", "json")
    assert (whole.code, json.loads(whole.out)["ready"]) == (0, True)
    assert {f["severity"] for f in json.loads(whole.out)["findings"]} == {"todo"}
    room.bring("translated", "bread")
    assert room.run("omar", "check", "bread").code == 0
    assert room.run("omar", "check", "bread", "--for", "publish").code == 1


def test_doctor_finds_what_is_wrong_and_says_what_to_run(room: Room) -> None:
    assert room.run("omar", "doctor").code == 0
    (room.root / ".git/index.lock").touch()
    found = json.loads(room.run("stranger", "doctor", "--json").out)
    bad = {check["id"]: check["fix"] for check in found["checks"] if not check["good"]}
    assert set(bad) == {"roster", "git-lock"}
    assert all(bad.values())
    outside = Room(room.root.parent).run("omar", "doctor")
    assert outside.code == 1
    assert "dragoman init" in outside.out


@pytest.mark.slow
def test_the_demo_shows_a_refusal_a_return_and_all_five_states_in_under_15_seconds(tmp_path: Path) -> None:
    Room(tmp_path).git("init", "-q")  # as in a clone of the project
    start = time.monotonic()
    out = Room(tmp_path).ok("anybody", "demo")
    assert time.monotonic() - start < 15
    assert "[four-eyes]" in out
    assert "--reason" in out
    for state in ("sourced", "translated", "edited", "disclaimer-attached", "published"):
        assert f"→ {state}" in out
    assert "dragoman-demo/public/en/bakery.html" in out
    assert (tmp_path / "dragoman-demo/public/en/bakery.html").is_file()
    assert Room(tmp_path / "dragoman-demo").ok("anybody", "check").endswith("Every promise is kept.\n")
    full = Room(tmp_path).run("anybody", "demo", "dragoman-demo")
    assert full.code == 1


@pytest.fixture
def bash(room: Room) -> Iterator[pexpect.spawn[str]]:
    """A real interactive bash in the newsroom, with dragoman's completion loaded."""
    room.bring("translated")
    room.source("bridge")
    env = environment("omar") | {"PATH": f"{DRAGOMAN.parent}:{os.environ['PATH']}", "PS1": "> "}
    child = pexpect.spawn(
        "bash", ["--norc", "--noprofile", "-i"], cwd=str(room.root), env=env, encoding="utf-8", timeout=15
    )
    child.sendline('PS1="> "; bind "set bell-style none"; eval "$(dragoman completion bash)"; echo loa""ded')
    child.expect("loaded")
    yield child
    child.close(force=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("dragoman transl", "translate "),
        ("dragoman status --state disc", "disclaimer-attached "),
        ("dragoman show wat", "water "),
        ("dragoman edit ", "water "),
    ],
)
def test_bash_completes_commands_states_and_the_slugs_an_act_may_move(
    bash: pexpect.spawn[str], typed: str, completed: str
) -> None:
    bash.send(typed + "\t")
    bash.expect(re.escape(typed.rsplit(" ", 1)[0] + " " + completed))


def test_a_reader_that_closes_the_pipe_is_no_error(room: Room) -> None:
    room.bring("translated")
    python = f"{sys.executable} -m dragoman.cli"
    line = f"set -o pipefail; {python} show water --text | head -1; {python} status | true"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=room.root,
        env=environment("omar"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_a_terminal_gets_colours_and_isolated_arabic_and_a_pipe_gets_neither(room: Room) -> None:
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
        stdin="# T\n\nEnough words here for anybody to read.\n",
    )
    path = room.article("tide", "ar")
    path.write_text(path.read_text(encoding="utf-8").replace('title: ""', "title: عنوان عربي"), encoding="utf-8")
    for columns in (60, 200):
        env = environment("omar") | {"COLUMNS": str(columns)}
        child = pexpect.spawn(
            str(DRAGOMAN), ["status"], cwd=str(room.root), env=env, encoding="utf-8", dimensions=(50, columns)
        )
        child.expect(pexpect.EOF)
        shown = str(child.before)
        assert "\x1b[33msourced" in shown
        assert "\u2068عنوان عربي\u2069" in shown
        assert max(len(re.sub(r"\x1b\[[0-9;]*m|[\u2068\u2069]", "", line)) for line in shown.splitlines()) <= columns
    piped = room.ok("omar", "status")
    assert "\x1b" not in piped
    assert "\u2068" not in piped


def test_of_very_many_articles_completion_offers_the_slugs_alone(room: Room) -> None:
    for number in range(201):
        (room.root / f"articles/2026/11/many-{number}").mkdir(parents=True)
    room.source("water")
    asked = {"_DRAGOMAN_COMPLETE": "bash_complete", "COMP_CWORD": "2"}
    many = room.ok("lina", COMP_WORDS="dragoman translate ", **asked).split()
    assert len(many) == 202
    assert "plain,water" in many
    assert room.ok("lina", COMP_WORDS="dragoman translate w", **asked).split() == ["plain,water"]
    assert room.ok("lina", COMP_WORDS="dragoman edit w", **asked) == "\n"

"""Many processes at work in one clone: every act reported is there, once, and nobody's is lost or mixed up."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ARABIC, ENGLISH, NOON, Ran, Room, environment
from snapshot import assert_whole, litter

from dragoman.workflow.source_file import Provenance
from dragoman.workflow.sourcing import NewSource, raw_digest, record_source

if TYPE_CHECKING:
    from collections.abc import Sequence

RACER = str(Path(__file__).with_name("racer.py"))
PROCESSES, ACTS = 8, 10

pytestmark = pytest.mark.slow


def race(room: Room, lanes: Sequence[tuple[str, list[list[str]]]]) -> list[list[Ran]]:
    """Run each lane, a person and their command lines, in a process of its own; all start at one moment."""
    gun = room.root.parent / "gun"
    gun.unlink(missing_ok=True)
    ready = [room.root.parent / f"ready-{number}" for number in range(len(lanes))]
    with ExitStack() as stack:
        racers = []
        for (person, commands), flag in zip(lanes, ready, strict=True):
            flag.unlink(missing_ok=True)
            racer = subprocess.Popen(
                [sys.executable, RACER, str(flag), str(gun)],
                cwd=room.root,
                env=environment(person),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            stack.enter_context(racer)
            assert racer.stdin is not None
            racer.stdin.write("".join(json.dumps(argv) + "\n" for argv in commands).encode())
            racer.stdin.close()
            racer.stdin = None  # communicate() must not flush what is closed
            racers.append(racer)
        end = time.monotonic() + 60
        while not all(flag.exists() for flag in ready):
            assert time.monotonic() < end
            time.sleep(0.005)
        gun.touch()
        return [_results(*racer.communicate(timeout=100)) for racer in racers]


def _results(out: bytes, err: bytes) -> list[Ran]:
    assert err == b""
    told: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    return [Ran(one["code"], one["out"], one["err"]) for one in told]


def source_many(room: Room, slugs: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Source articles in this process: a command line each would take most of the test's time."""
    with monkeypatch.context() as patch:
        for key, value in environment("lina").items():
            patch.setenv(key, value)
        for slug in slugs:
            raw = ARABIC.encode()
            known = Provenance("عنوان", "ar", "Paper", "2026-11-22T12:00:00Z", "source.txt", raw_digest(raw))
            new = NewSource(known, ARABIC, raw, ("en",), slug, again=True)
            record_source(str(room.root), new, datetime.fromtimestamp(int(NOON), UTC))


def count(room: Room) -> int:
    return int(room.git("rev-list", "--count", "HEAD"))


def hook(room: Room, script: str) -> None:
    path = room.root / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\nunset GIT_INDEX_FILE GIT_DIR GIT_WORK_TREE\n" + script, encoding="utf-8")
    path.chmod(0o755)


def test_eighty_acts_by_eight_processes_are_eighty_commits_of_one_file_each(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    slugs = [f"story-{number:02}" for number in range(PROCESSES * ACTS)]
    source_many(room, slugs, monkeypatch)
    base = room.git("rev-parse", "HEAD").strip()
    text = room.file("english.md", ENGLISH)
    lanes = []
    for number in range(PROCESSES):
        own = slugs[number::PROCESSES]
        lanes.append(
            (("lina", "tarek")[number % 2], [["translate", slug, "--file", text, "-m", slug] for slug in own])
        )
    results = [ran for lane in race(room, lanes) for ran in lane]
    assert [ran for ran in results if ran.code] == []
    assert len(results) == PROCESSES * ACTS

    told = room.git("log", "--reverse", "--format=%x00%H %P%n%s", "--name-only", f"{base}..HEAD").split("\0")[1:]
    seen = []
    parent = base
    for commit in told:
        ids, subject, *names = [line for line in commit.split("\n") if line]
        slug = subject.removeprefix("translate: ").split("/")[0]
        assert ids.split()[1:] == [parent], "one line of commits"
        assert names == [f"articles/2026/11/{slug}/en.md"], "its own article's file, and no other"
        parent = ids.split()[0]
        seen.append(slug)
    assert sorted(seen) == slugs
    for slug in slugs:
        committed = room.git("show", f"HEAD:articles/2026/11/{slug}/en.md")
        assert committed.count("act: translate") == 1
        assert committed.count("note:") == 1
        assert f"note: {slug}" in committed, "its own note and nobody else's lines"
    assert_whole(room)
    assert json.loads(room.ok("lina", "status", "--json"))["counts"]["translated"] == PROCESSES * ACTS
    room.ok("lina", "check")


def test_of_eight_who_race_for_one_act_one_wins_and_the_others_are_told_who(room: Room) -> None:
    text = room.file("english.md", ENGLISH)
    for slug in ("first", "second", "third"):
        room.source(slug)
        before = count(room)
        people = ["lina", "tarek"] * (PROCESSES // 2)
        lanes = [(person, [["translate", slug, "--file", text]]) for person in people]
        results = [lane[0] for lane in race(room, lanes)]
        won = [person for person, ran in zip(people, results, strict=True) if ran.code == 0]
        assert len(won) == 1, results
        assert count(room) == before + 1
        assert room.git("log", "-1", "--format=%an").strip().lower() == won[0]
        lost = [ran for ran in results if ran.code]
        assert {ran.code for ran in lost} <= {1, 4}
        for ran in lost:
            assert ran.err.startswith("Error: ")
            assert won[0] in ran.err
            assert "Traceback" not in ran.err
    assert_whole(room)


def test_acts_and_plain_commits_beside_each_other_lose_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    slugs = [f"story-{number}" for number in range(8)]
    source_many(room, slugs, monkeypatch)
    before = count(room)
    text = room.file("english.md", ENGLISH)
    script = (
        "n=0; while [ $n -lt 12 ]; do n=$((n+1)); echo $n >> own.txt;"
        ' until git add own.txt && git commit -q -m "own $n" -- own.txt; do sleep 0.01; done; done'
    )
    beside = subprocess.Popen(
        ["sh", "-c", script],
        cwd=room.root,
        env=environment("omar"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with beside:
        results = race(
            room, [("lina", [["translate", slug, "--file", text] for slug in slugs[n::2]]) for n in (0, 1)]
        )
        assert beside.wait(timeout=60) == 0
    assert [ran for lane in results for ran in lane if ran.code] == []
    assert count(room) == before + len(slugs) + 12
    assert_whole(room)
    assert (room.root / "own.txt").read_text(encoding="utf-8").split() == [str(n) for n in range(1, 13)]
    for commit in room.git("log", "--format=%H", f"-{len(slugs) + 12}").split():
        assert len(room.git("show", "--format=", "--name-only", commit).split()) == 1


def test_a_plain_commit_that_moves_the_branch_in_between_is_built_upon(room: Room) -> None:
    room.source()
    (room.root / "own.txt").write_text("mine\n", encoding="utf-8")
    hook(
        room,
        "[ -e .git/done ] && exit 0; touch .git/done; git add own.txt;"
        " git -c core.hooksPath=/dev/null commit -q -m 'in between' -- own.txt\n",
    )
    room.ok("lina", "translate", "water", "--file", room.file("english.md", ENGLISH))
    assert room.git("log", "-2", "--format=%s").split("\n")[:2] == [
        "translate: water/en (sourced → translated)",
        "in between",
    ]
    assert room.git("show", "--format=", "--name-only", "HEAD").split() == ["articles/2026/11/water/en.md"]
    assert_whole(room)


def test_a_branch_that_never_rests_ends_in_exit_4_and_the_old_state(room: Room) -> None:
    room.source()
    article = room.article()
    text = article.read_bytes()
    hook(room, "git -c core.hooksPath=/dev/null commit -q --allow-empty -m 'again'\n")
    ran = room.run("lina", "translate", "water", "--file", room.file("english.md", ENGLISH))
    assert (ran.code, "keeps moving" in ran.err) == (4, True), ran
    assert article.read_bytes() == text
    assert_whole(room)


def test_a_plain_commit_of_the_same_article_in_between_wins(room: Room) -> None:
    room.source()
    article = room.article()
    before = article.read_text(encoding="utf-8")
    article.write_text(before + "\nTheir line.\n", encoding="utf-8")
    room.git("add", "articles")
    article.write_text(before, encoding="utf-8")
    hook(
        room,
        "GIT_AUTHOR_NAME='Tarek the Quick' git -c core.hooksPath=/dev/null commit -q -m 'theirs'\n",
    )
    commits = count(room)
    ran = room.run("lina", "translate", "water", "--file", room.file("english.md", ENGLISH))
    assert ran.code == 4, ran
    assert "Tarek the Quick" in ran.err
    assert count(room) == commits + 1
    assert "Their line." in room.git("show", "HEAD:articles/2026/11/water/en.md")
    assert article.read_text(encoding="utf-8") == before
    assert litter(room) == []


def test_a_roster_that_changed_in_between_is_not_decided_on(room: Room) -> None:
    """Tarek's role is taken away while he translates: the act was decided on a roster that does not hold any more."""
    room.source()
    roster = (room.root / "newsroom.yaml").read_text(encoding="utf-8")
    (room.root / "newsroom.yaml").write_text(roster.replace("[translator]", "[]"), encoding="utf-8")
    hook(room, "git -c core.hooksPath=/dev/null commit -q -m 'no translators' -- newsroom.yaml\n")
    ran = room.run("tarek", "translate", "water", "--file", room.file("english.md", ENGLISH))
    assert (ran.code, "newsroom.yaml" in ran.err) == (4, True), ran
    assert room.git("log", "-1", "--format=%s").strip() == "no translators"
    assert_whole(room)


def test_an_article_edited_while_the_command_runs_is_not_overwritten(room: Room) -> None:
    """The signer runs after the text was read and before the file is written: it stands for a quick colleague."""
    room.bring("translated")
    article = room.article()
    signer = room.root.parent / "signer"
    signer.write_text(f"#!/bin/sh\necho edited >> '{article}'\nexec ssh-keygen \"$@\"\n", encoding="utf-8")
    signer.chmod(0o755)
    key = room.root.parent / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    settings = {"gpg.format": "ssh", "gpg.ssh.program": signer, "user.signingKey": key, "commit.gpgSign": "true"}
    for name, value in settings.items():
        room.git("config", name, str(value))
    before, text = room.git("rev-parse", "HEAD"), article.read_text(encoding="utf-8")
    ran = room.run("omar", "edit", "water")
    assert ran.code == 4, ran
    assert article.read_text(encoding="utf-8") == text + "edited\n"
    assert room.git("rev-parse", "HEAD") == before
    assert litter(room) == []


def test_two_work_trees_of_one_clone_share_the_lock_and_the_branches(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    slugs = [f"story-{number}" for number in range(10)]
    source_many(room, slugs, monkeypatch)
    room.git("worktree", "add", "-q", "-b", "night", str(room.root.parent / "night"))
    text = room.file("english.md", ENGLISH)
    night = str(room.root.parent / "night")
    lanes = [
        ("lina", [["translate", slug, "--file", text] for slug in slugs]),
        ("tarek", [["-C", night, "translate", slug, "--file", text] for slug in slugs]),
    ]
    assert [ran for lane in race(room, lanes) for ran in lane if ran.code] == []
    for branch, name in (("main", "Lina"), ("night", "Tarek")):
        assert room.git("log", "-10", "--format=%an", branch).split() == [name] * 10
    assert_whole(room)
    assert Room(room.root.parent / "night").git("status", "--porcelain") == ""

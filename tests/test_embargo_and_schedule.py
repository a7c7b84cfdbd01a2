"""Two kinds of dates: a promise to others, which binds everybody, and our own plan, which a job carries out."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import ENGLISH, Room, environment

from dragoman.workflow.remotes import place_of

if TYPE_CHECKING:
    from pathlib import Path

# The clock of these tests stands at 2026-11-22T12:00:00Z.
NEVER, LATER, BEFORE, AFTER = "2026-11-22T11:00Z", "2026-12-01T09:00+03:00", "1796104799", "1796104800"
STAMP = "2026-12-01T06:00:00Z"


def fields(room: Room) -> dict[str, str]:
    return dict(json.loads(room.ok("omar", "show", "water", "--json")))


def test_an_embargo_is_kept_in_utc_and_holds_publication_until_its_moment(room: Room) -> None:
    room.bring("disclaimer-attached")
    room.ok("omar", "embargo", "water", "--until", LATER)
    assert fields(room)["embargo"] == STAMP
    refused = room.run("sara", "publish", "water", SOURCE_DATE_EPOCH=BEFORE)
    assert (refused.code, f"under embargo until {STAMP}" in refused.err) == (1, True)
    room.ok("sara", "publish", "water", SOURCE_DATE_EPOCH=AFTER)
    assert "embargo" not in fields(room)
    room.ok("nobody", "verify", "--history")


@pytest.mark.parametrize("verb", ["embargo", "schedule"])
def test_a_date_is_changed_and_lifted_by_acts_that_the_record_keeps(room: Room, verb: str) -> None:
    option = {"embargo": "--until", "schedule": "--at"}[verb]
    room.bring("edited")
    room.ok("omar", verb, "water", option, "2026-12-24T00:00Z")
    room.ok("sara", verb, "water", option, LATER)
    assert fields(room)[verb] == STAMP
    assert "2026-12-01 06:00" in room.ok("omar", "status")
    room.ok("omar", verb, "water", "--lift")
    assert verb not in fields(room)
    assert [entry["act"] for entry in fields(room)["history"]][-3:] == [verb] * 3  # type: ignore[index]
    assert room.git("log", "--format=%s", "-1") == f"{verb}: water/en (edited)\n"
    room.ok("omar", "disclaim", "water")
    room.ok("sara", "publish", "water")


def test_past_dates_both_on_one_article_and_an_embargo_after_publication_are_refused(room: Room) -> None:
    room.bring("disclaimer-attached")
    for argv, why in (
        (("embargo", "water", "--until", NEVER), "is past"),
        (("schedule", "water", "--at", NEVER), "is past"),
        (("embargo", "water", "--lift"), "no embargo to lift"),
    ):
        refused = room.run("sara", *argv)
        assert (refused.code, why in refused.err) == (1, True), refused
    room.ok("sara", "schedule", "water", "--at", LATER)
    assert "has the schedule" in room.run("sara", "embargo", "water", "--until", LATER).err
    room.ok("sara", "schedule", "water", "--lift")
    room.ok("sara", "publish", "water")
    assert room.run("sara", "embargo", "water", "--until", LATER).code == 1


@pytest.mark.parametrize("words", ["tomorrow", "2026-12-01", "2026-12-01T06:00", "2026-13-01T06:00Z", ""])
def test_a_time_without_its_zone_is_asked_for_again(room: Room, words: str) -> None:
    room.bring("edited")
    told = room.run("omar", "embargo", "water", "--until", words)
    assert (told.code, told.err.count("\n") <= 2) == (2, True), told


def test_a_date_written_into_the_file_by_hand_is_no_act_and_holds_all_the_same(room: Room) -> None:
    room.bring("disclaimer-attached")
    file = room.article()
    file.write_text(
        file.read_text(encoding="utf-8").replace("lang: en\n", f"lang: en\nembargo: {STAMP}\n", 1), "utf-8"
    )
    assert "`embargo` was changed by hand" in room.run("lina", "save", "water").err
    room.git("commit", "-qam", "quietly")
    assert "under embargo" in room.run("sara", "publish", "water").err
    told = json.loads(room.run("nobody", "verify", "--history", "--json").out)
    assert "state-by-hand" in {one["id"] for one in told["findings"]}


def test_what_is_due_is_published_by_a_job_and_what_is_not_waits(room: Room) -> None:
    for slug in ("water", "ferry", "mill"):
        room.bring("disclaimer-attached", slug)
    room.ok("sara", "schedule", "water", "ferry", "--at", LATER)
    assert room.ok("sara", "publish", "--due") == "publish: 0 done\n"
    refused = room.run("sara", "publish", "water")
    assert (refused.code, f"scheduled for {STAMP}" in refused.err) == (1, True)
    room.ok("omar", "hold", "ferry", "--reason", "the harbour denies it")
    told = room.run("sara", "publish", "--due", SOURCE_DATE_EPOCH=AFTER)
    assert (told.code, "publish: water/en" in told.out, "on hold" in told.err) == (1, True, True)
    states = {one["slug"]: one["state"] for one in json.loads(room.ok("omar", "status", "--json"))["articles"]}
    assert states == {"water": "published", "ferry": "disclaimer-attached", "mill": "disclaimer-attached"}
    assert json.loads(room.ok("sara", "publish", "--due", "--json"))["done"] == []


def test_due_takes_no_names_besides(room: Room) -> None:
    told = room.run("sara", "publish", "--due", "water")
    assert (told.code, "name none besides" in told.err) == (2, True)


@pytest.fixture
def public(room: Room, tmp_path: Path) -> Room:
    """A newsroom whose `origin` everybody reads, and whose clone looks before it pushes."""
    file = room.root / "newsroom.yaml"
    text = file.read_text(encoding="utf-8")
    assert "policy:" in text
    file.write_text(text.replace("policy:\n", "policy:\n  public-remotes: [origin]\n", 1), encoding="utf-8")
    room.ok("olga", "save", "newsroom.yaml")
    for name in ("origin", "desk"):
        room.git("init", "-q", "--bare", str(tmp_path / f"{name}.git"))
        room.git("remote", "add", name, str(tmp_path / f"{name}.git"))
    room.ok("olga", "gate", "install", "--pre-push")
    room.git("push", "-q", "origin", "HEAD")
    return room


def push(room: Room, remote: str, *refs: str) -> subprocess.CompletedProcess[bytes]:
    argv = ("git", "push", "-q", remote, *(refs or ("HEAD",)))
    return subprocess.run(argv, cwd=room.root, env=environment("omar"), capture_output=True, check=False, timeout=60)


def test_what_is_under_embargo_goes_to_our_own_remote_and_not_to_a_public_one(public: Room) -> None:
    public.bring("translated")
    public.ok("omar", "embargo", "water", "--until", LATER)
    refused = push(public, "origin")
    assert refused.returncode != 0
    assert b"water/en is under embargo until" in refused.stderr
    assert b"Traceback" not in refused.stderr
    assert push(public, "desk").returncode == 0
    public.ok("omar", "embargo", "water", "--lift")
    assert push(public, "origin").returncode == 0


def test_the_doctor_misses_the_hook_where_remotes_are_public(public: Room) -> None:
    assert "A pre-push hook looks" in public.run("omar", "doctor").out
    (public.root / ".git/hooks/pre-push").unlink()
    told = public.run("omar", "doctor")
    assert told.code == 1
    assert "dragoman gate install --pre-push" in told.out


def test_the_log_says_until_when(room: Room) -> None:
    room.bring("translated")
    room.ok("omar", "embargo", "water", "--until", LATER)
    until = "2026-12-01T06:00:00Z"
    assert f": until {until}" in room.ok("omar", "log", "water")
    assert json.loads(room.ok("omar", "log", "water", "--json"))["entries"][-1]["until"] == until


def test_the_address_of_a_public_remote_is_that_remote_however_it_is_written(public: Room, tmp_path: Path) -> None:
    public.bring("translated")
    public.ok("omar", "embargo", "water", "--until", LATER)
    public.git("remote", "add", "other", f"file://{tmp_path}/origin.git")
    (tmp_path / "link").symlink_to(tmp_path / "origin.git")
    there = os.path.relpath(tmp_path / "origin.git", public.root)
    for way in (
        str(tmp_path / "origin.git"),
        there,
        f"file://{tmp_path}/origin.git",
        str(tmp_path / "link"),
        "other",
    ):
        assert b"under embargo" in push(public, way).stderr, way
    assert push(public, str(tmp_path / "desk.git")).returncode == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://git.example/desk/news",
        "https://lina:word@git.example:8443/desk/news.git/",
        "ssh://git@GIT.example:22/desk/news.git",
        "git@git.example:desk/news.git",
        "git.example:/desk/news",
        "git://git.example/desk/news.git",
    ],
)
def test_one_place_has_one_word_whichever_way_git_is_told_of_it(tmp_path: Path, address: str) -> None:
    assert place_of(str(tmp_path), address) == "git.example:desk/news"
    assert place_of(str(tmp_path), f"{address.rstrip('/').removesuffix('.git')}2") != "git.example:desk/news"


def test_a_text_under_embargo_that_was_deleted_again_is_still_in_its_commits(public: Room) -> None:
    public.bring("translated")
    public.ok("omar", "embargo", "water", "--until", LATER)
    public.git("rm", "-rq", "articles")
    public.git("commit", "-qm", "nothing to see")
    assert b"under embargo" in push(public, "origin").stderr


def test_each_branch_is_looked_at_by_itself_and_other_work_goes_on(public: Room) -> None:
    public.bring("translated")
    public.git("branch", "free")
    public.ok("omar", "embargo", "water", "--until", LATER)
    assert push(public, "origin", "free").returncode == 0
    assert push(public, "origin", "main", "free").returncode != 0
    public.git("switch", "-q", "free")
    public.source("ferry")
    public.ok("lina", "translate", "ferry", "--file", "-", stdin=ENGLISH)
    assert push(public, "origin", "free").returncode == 0


def test_another_hook_is_left_alone_and_a_strange_policy_is_told(public: Room) -> None:
    hook = public.root / ".git/hooks/pre-push"
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    told = public.run("olga", "gate", "install", "--pre-push")
    assert (told.code, "There is a pre-push hook already" in told.err) == (1, True)
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"

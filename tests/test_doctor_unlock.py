"""``doctor --unlock``: a dead git's locks are moved aside, a living one's are not, and whoever lives is named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Room, environment
from faults.forked import Ended, do, ok
from snapshot import assert_whole

from dragoman.workflow import processes, unlocking

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKS = ("index.lock", "HEAD.lock", "refs/heads/main.lock", "config.lock", "packed-refs.lock")
MOVED = "stale-20261122T120000Z"
WAITING = "touch ../waiting; while [ -e ../waiting ]; do sleep 0.05; done"


def lock(room: Room, name: str = "index.lock") -> Path:
    path = room.root / ".git" / name
    path.write_bytes(b"")
    return path


def bad(ended: Ended) -> dict[str, tuple[str, str]]:
    """What is not good, by its id: the sentence and what to do."""
    checks = json.loads(ended.out)["checks"]
    return {check["id"]: (check["message"], check["fix"]) for check in checks if not check["good"]}


def doctor(room: Room, *options: str) -> Ended:
    return do(room.root, "omar", "doctor", "--json", *options)


def until(path: Path) -> None:
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.01)


@contextmanager
def waiting(
    room: Room, *argv: str, cwd: Path | None = None, extra: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that waits in the newsroom's parent for a file to go; it is let go at the end and must succeed."""
    gate = room.root.parent / "waiting"
    env = environment("omar") | (extra or {})
    with subprocess.Popen(argv, cwd=cwd or room.root, env=env, stdout=subprocess.DEVNULL) as process:
        try:
            until(gate)
            yield process
        finally:
            gate.unlink()
        assert process.wait(20) == 0


def editing(room: Room) -> dict[str, str]:
    """A change to commit with ``-a``, which holds the lock, and an editor that takes its time."""
    (room.root / "own.txt").write_text("mine\n", encoding="utf-8")
    room.git("add", "own.txt")
    gate = room.root.parent / "waiting"
    return {"GIT_EDITOR": f"sh -c 'touch {gate}; while [ -e {gate} ]; do sleep 0.05; done; echo mine > $1' sh"}


def refused(room: Room, named: subprocess.Popen[bytes]) -> None:
    """The doctor names the process with every lock, and unlocks nothing."""
    ended = doctor(room)
    assert ended.code == 1
    assert f"process {named.pid} " in bad(ended)["git-lock"][0]
    path = room.root / ".git/index.lock"
    seen = path.stat()
    ended = doctor(room, "--unlock")
    message, fix = bad(ended)["unlock"]
    assert ended.code == 1
    assert message.startswith(f"Nothing was unlocked: process {named.pid} (")
    assert message.endswith(" of root is at work here.") or os.geteuid()
    assert str(named.pid) in fix
    assert path.stat() == seen


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_that_a_dead_git_left_is_moved_aside(room: Room, name: str) -> None:
    room.bring("translated")
    path, refs = lock(room, name), room.git("for-each-ref")
    message, fix = bad(doctor(room))["git-lock"]
    assert message.startswith(f"Git's lock {name} is 0 seconds old") or "second" in message
    assert message.endswith("no git is at work here.")
    assert fix == "dragoman doctor --unlock"
    ended = doctor(room, "--unlock")
    assert ended.code == 0, ended
    assert f"{Path(name).name}.{MOVED}" in ended.out
    assert not path.exists()
    assert (room.root / ".git" / f"{Path(name).name}.{MOVED}").exists()
    assert room.git("for-each-ref") == refs
    ok(room, "omar", "edit", "water")
    assert_whole(room)


def test_all_locks_go_at_once_and_a_second_time_their_names_do_not_clash(room: Room) -> None:
    room.git("switch", "-q", "-c", "night/shift")
    for ending in ("", "-2"):
        for name in ("index.lock", "refs/heads/night/shift.lock"):
            lock(room, name)
        said = ok(room, "omar", "doctor", "--unlock")
        assert f"index.lock.{MOVED}{ending}" in said
        assert f"night-shift.lock.{MOVED}{ending}" in said
        assert (room.root / f".git/night-shift.lock.{MOVED}{ending}").exists()
    assert_whole(room)
    assert "Git has left no lock here." in ok(room, "omar", "doctor", "--unlock")


def test_an_act_that_the_lock_kept_from_being_finished_is_finished(room: Room) -> None:
    room.bring("translated")
    path = room.root / ".git/hooks/pre-commit"
    path.write_text(f"#!/bin/sh\ntouch '{room.root}/.git/index.lock'\n", encoding="utf-8")
    path.chmod(0o755)
    assert "The act is recorded" in do(room.root, "omar", "edit", "water").err
    path.unlink()
    assert "Finished an act that was interrupted" in ok(room, "omar", "doctor", "--unlock")
    assert_whole(room)


@pytest.mark.parametrize("where", ["editor", "hook"])
def test_a_commit_that_waits_keeps_its_lock(room: Room, where: str) -> None:
    extra = editing(room)
    if where == "hook":
        extra = {}
        hook = room.root / ".git/hooks/pre-commit"
        hook.write_text(f"#!/bin/sh\n{WAITING}\n", encoding="utf-8")
        hook.chmod(0o755)
    with waiting(room, "git", "commit", "-a", *(() if extra else ("-m", "mine")), extra=extra) as commit:
        refused(room, commit)
    assert room.git("log", "-1", "--format=%s") == "mine\n"
    assert doctor(room).code == 0


def test_a_git_that_was_pointed_here_from_elsewhere_keeps_its_lock(room: Room) -> None:
    extra = editing(room)
    argv = ("git", f"--git-dir={room.root}/.git", "--work-tree", str(room.root), "commit", "-a")
    with waiting(room, *argv, cwd=room.root.parent, extra=extra) as commit:
        refused(room, commit)
    with_folders = extra | {"GIT_DIR": f"{room.root}/.git", "GIT_WORK_TREE": str(room.root)}
    with waiting(room, "git", "commit", "-a", "--amend", cwd=room.root.parent, extra=with_folders) as commit:
        refused(room, commit)


def test_any_program_that_has_the_lock_open_keeps_it(room: Room) -> None:
    code = f"import os; f = open('.git/index.lock', 'w'); os.system('{WAITING}')"
    with waiting(room, sys.executable, "-c", code) as holder:
        refused(room, holder)


def test_a_program_that_only_stands_there_and_a_git_elsewhere_do_not_count(room: Room, tmp_path: Path) -> None:
    other = Room(tmp_path / "elsewhere/desk")
    other.root.mkdir(parents=True)
    other.git("init", "-q")
    lock(room)
    with (
        waiting(room, "sh", "-c", WAITING),
        waiting(other, "git", "commit", extra=editing(other)),
    ):
        assert doctor(room, "--unlock").code == 0
    assert not (room.root / ".git/index.lock").exists()


@pytest.mark.skipif(bool(os.geteuid()), reason="only root can start a program as another user")
def test_another_users_git_is_named_with_the_user(founded: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(founded, f"{folder}/desk", symlinks=True)
        room = Room(Path(folder, "desk"))
        lock(room)
        # It waits for words on a pipe that nothing comes through.
        with subprocess.Popen(
            ["git", "hash-object", "--stdin"],
            cwd=room.root,
            env=environment("omar"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            user=65534,
        ) as git:
            ended = doctor(room, "--unlock")
            assert f"process {git.pid} (git hash-object) of nobody is at work here" in bad(ended)["unlock"][0]
            assert git.stdin
            git.stdin.close()


@pytest.mark.skipif(bool(os.geteuid()), reason="only root can become another user")
@pytest.mark.parametrize("owner", [0, 65534], ids=["theirs", "ours"])
def test_a_git_of_which_we_may_not_know_where_counts_if_the_lock_is_its_users(room: Room, owner: int) -> None:
    path = lock(room)
    os.chown(path, owner, owner)
    elsewhere = room.root.parent
    with subprocess.Popen(
        ["git", "hash-object", "--stdin"], cwd=elsewhere, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as git:
        until(Path(f"/proc/{git.pid}/cmdline"))
        seen = in_a_process_of_user(65534, str(room.root), owner)
        assert (str(git.pid) in seen.split()) == (owner == 0)
        assert git.stdin
        git.stdin.close()


def in_a_process_of_user(user: int, folder: str, owner: int) -> str:
    """The ids of the gits that count, as this user sees them."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.setgroups([])
        os.setuid(user)
        found = [str(process.pid) for process in processes.at_work([folder], [owner])]
        os.write(writing, " ".join(found).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(pid, 0)
    with open(reading, encoding="ascii") as pipe:
        return pipe.read()


def test_an_act_at_work_is_named_and_waited_for_by_nobody(room: Room) -> None:
    room.bring("translated")
    hook = room.root / ".git/hooks/pre-commit"
    hook.write_text(f"#!/bin/sh\n{WAITING}\n", encoding="utf-8")
    hook.chmod(0o755)
    with waiting(room, sys.executable, "-m", "dragoman.cli", "edit", "water") as act:
        lock(room)
        ended = doctor(room, "--unlock")
        assert ended.code == 1
        assert f"process {act.pid}" in bad(ended)["unlock"][0]
        assert (room.root / ".git/index.lock").exists()
        (room.root / ".git/index.lock").unlink()
    assert_whole(room)


def test_a_hook_cannot_take_away_the_lock_of_the_commit_that_runs_it(room: Room) -> None:
    editing(room)
    hook = room.root / ".git/hooks/pre-commit"
    out = room.root.parent / "said"
    hook.write_text(
        f"#!/bin/sh\n{sys.executable} -m dragoman.cli doctor --unlock > '{out}'\ntrue\n", encoding="utf-8"
    )
    hook.chmod(0o755)
    room.git("commit", "-q", "-a", "-m", "mine")
    assert "Nothing was unlocked" in out.read_text(encoding="utf-8")
    assert room.git("status", "--porcelain") == ""


def test_work_trees_share_their_locks_and_who_is_at_work_in_any_of_them_counts(room: Room) -> None:
    night = Room(room.root.parent / "night")
    room.git("worktree", "add", "-q", "-b", "night", str(night.root))
    own = room.root / ".git/worktrees/night"
    (own / "index.lock").write_bytes(b"")
    lock(room, "config.lock")
    with waiting(room, "git", "commit", extra=editing(room)) as commit:
        assert f"process {commit.pid} " in bad(doctor(night, "--unlock"))["unlock"][0]
        assert (own / "index.lock").exists()
    assert (room.root / ".git/config.lock").exists()
    assert doctor(night, "--unlock").code == 0
    assert (own / f"index.lock.{MOVED}").exists()
    assert (room.root / f".git/config.lock.{MOVED}").exists()
    night.git("status", "--porcelain")


def test_where_processes_cannot_be_seen_nothing_is_unlocked_and_it_says_what_to_look_at(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "PROC", str(room.root / "no-proc"))
    path = lock(room)
    ended = doctor(room, "--unlock")
    assert ended.code == 1
    assert "no /proc" in bad(ended)["unlock"][0]
    assert "ps -ef" in bad(ended)["unlock"][1]
    assert str(path) in bad(ended)["git-lock"][1]
    assert path.exists()


def test_a_lock_that_is_taken_anew_while_we_look_is_left_alone(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lock(room)

    def at_work(*_: object) -> list[processes.Process]:
        path.unlink()
        path.write_bytes(b"another's")
        return []

    monkeypatch.setattr(unlocking, "at_work", at_work)
    ended = doctor(room, "--unlock")
    assert ended.code == 1
    assert "taken anew" in bad(ended)["unlock"][0]
    assert path.read_bytes() == b"another's"

"""Whatever stops an act, and whenever: the newsroom is as before or as after; the next command sees to the rest."""

from __future__ import annotations

import base64
import builtins
import contextlib
import errno
import io
import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ENGLISH, NOON, Room, environment
from snapshot import assert_whole, files, litter, snapshot

from dragoman.cli.app import run
from dragoman.workflow import acting
from dragoman.workflow.article_text import read_incoming
from dragoman.workflow.errors import DragomanError
from dragoman.workflow.facts import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Each kind of kill is tried so often; nightly runs set more.
KILLS = int(os.environ.get("DRAGOMAN_TEST_KILLS", "40"))
GIT_LOCKS = ("index.lock", "HEAD.lock", "refs/heads/main.lock")
TRANSLATE, EDIT = "translate", "edit"


@pytest.fixture
def translated(room: Room) -> Room:
    """A newsroom with a translation that waits to be edited, and somebody's own work, staged and not."""
    room.bring("translated")
    (room.root / "own.txt").write_text("committed\n", encoding="utf-8")
    room.git("add", "own.txt")
    room.git("commit", "-q", "-m", "own")
    (room.root / "own.txt").write_text("staged\n", encoding="utf-8")
    room.git("add", "own.txt")
    (room.root / "own.txt").write_text("and more\n", encoding="utf-8")
    (room.root / "untracked.txt").write_text("untracked\n", encoding="utf-8")
    return room


def own_work(room: Room) -> tuple[object, ...]:
    known = files(room.root)
    return known["own.txt"], known["untracked.txt"], room.git("ls-files", "--stage", "own.txt")


def head(room: Room) -> str:
    return room.git("rev-parse", "HEAD").strip()


def started(room: Room, person: str, *argv: str, group: bool = False) -> int:
    """Start a command in a process of its own that needs no time to import anything; its id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        if group:
            os.setpgid(0, 0)
        os.chdir(room.root)
        os.environ.clear()
        os.environ.update(environment(person))
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = run(list(argv))
    except KeyboardInterrupt:  # before the shell's own net is spread, or after
        code = 130
    except BaseException:  # noqa: BLE001  # this process must not go on as pytest
        code = 99
    os._exit(code)


def ended(pid: int) -> int:
    """The exit code, or the number of the signal below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def act_and_length(room: Room) -> tuple[Callable[..., int], float]:
    """Start the next act that moves the article to and fro; and how long one takes, in seconds."""

    def start(**more: bool) -> int:
        if "state: edited" in room.article().read_text(encoding="utf-8"):
            return started(room, "omar", "return", "water", "--to", "translated", "--reason", "again", **more)
        return started(room, "omar", "edit", "water", **more)

    lengths = []
    for _ in range(4):
        begun = time.monotonic()
        assert ended(start()) == 0
        lengths.append(time.monotonic() - begun)
    return start, sorted(lengths)[2]


@pytest.mark.slow
@pytest.mark.parametrize("group", [False, True], ids=["dragoman alone", "its gits too"])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_state(translated: Room, group: bool) -> None:
    room, chance = translated, random.Random(20261122)  # noqa: S311
    own = own_work(room)
    start, length = act_and_length(room)
    killed = left = 0
    for trial in range(KILLS):
        before, old = head(room), room.article().read_bytes()
        commits = int(room.git("rev-list", "--count", "HEAD"))
        pid = start(group=group)
        if trial % 4 < 2:  # anywhere in the act
            time.sleep(chance.uniform(0, length * 1.05))
        else:  # in the part where files, branch and index follow each other
            _appears(room.root / ".git/dragoman/journal.json", length * 1.5)
            time.sleep(chance.uniform(0, length * 0.3))
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(pid, signal.SIGKILL)
        killed += ended(pid) == -signal.SIGKILL
        if group:
            _remove_gits_locks(room)  # what the error says to do; see the tests of locks
        left += bool(litter(room))
        if trial % 2:
            room.ok("olga", "status")
        else:
            room.ok("lina", "save", "water")  # an act's way in, which finds nothing to save
        assert litter(room) == [], trial
        assert room.git("status", "--porcelain", "--", "articles") == "", trial
        now = head(room)
        assert (now == before) == (room.article().read_bytes() == old), trial
        assert now == before or int(room.git("rev-list", "--count", "HEAD")) == commits + 1
        assert own_work(room) == own, trial
    assert_whole(room)
    assert killed > KILLS // 2, "the kills must come while the act is at work"
    assert left > KILLS // 10, "and often enough where there is something to settle"
    room.ok("omar", "check")
    print(f"{killed} of {KILLS} killed, {left} left something to settle")


def _appears(path: Path, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not path.exists():
        if time.monotonic() > end:
            return False
        time.sleep(0.0002)
    return True


def _remove_gits_locks(room: Room) -> None:
    deadline = time.monotonic() + 0.05  # a git that was just started may still be on its way out
    while time.monotonic() < deadline:
        for name in GIT_LOCKS:
            (room.root / ".git" / name).unlink(missing_ok=True)
        time.sleep(0.01)


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda sent: sent.name)
def test_being_told_to_end_is_an_orderly_end(translated: Room, sent: signal.Signals) -> None:
    room, chance = translated, random.Random(20261122)  # noqa: S311
    own = own_work(room)
    start, length = act_and_length(room)
    codes = []
    for _ in range(12):
        pid = start()
        time.sleep(chance.uniform(0.003, length))
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sent)
        codes.append(ended(pid))
        room.ok("olga", "status")
        assert_whole(room)
        assert own_work(room) == own
    assert set(codes) <= {0, 130, -sent}, codes  # the last: it was told before it had begun
    assert 130 in codes


def test_an_interrupted_act_is_taken_back_at_once(translated: Room) -> None:
    """The hook is where an act waits longest; Ctrl-C goes to it as well."""
    room = translated
    hook(room, "touch ../waiting; sleep 30\n")
    before = snapshot(room)
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman.cli", "edit", "water"],
        cwd=room.root,
        env=environment("omar"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        _wait_for(room.root.parent / "waiting")
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.decode().strip() == "Interrupted."
    assert snapshot(room) == before


def _wait_for(path: Path) -> None:
    assert _appears(path, 20)


def hook(room: Room, script: str) -> None:
    path = room.root / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    path.chmod(0o755)


# ---------------------------------------------------------------- journals


class Interrupted:
    """An act that was done, to be put back into any moment of its making."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.file = room.article()
        self.path = str(self.file.relative_to(room.root))
        self.old, self.before = head(room), self.file.read_bytes()
        self.old_entry = self._entry()
        room.ok("omar", "edit", "water")
        self.new, self.after = head(room), self.file.read_bytes()
        self.new_entry = self._entry()

    def _entry(self) -> str:
        return self.room.git("ls-files", "--stage", self.path).replace(" 0\t", "\t").strip()

    def put(self, *, branch: str, file: bytes, entry: str) -> None:
        self.room.git("update-ref", "refs/heads/main", branch)
        self.file.write_bytes(file)
        mode, name = entry.split("\t", maxsplit=1)[0].split()
        self.room.git("update-index", "--cacheinfo", f"{mode},{name},{self.path}")

    def journal(self, **changed: Any) -> None:
        change = {
            "path": self.path,
            "before": base64.b64encode(self.before).decode(),
            "after": base64.b64encode(self.after).decode(),
            "tracked": True,
        }
        known = {
            "version": 1,
            "branch": "refs/heads/main",
            "commit": self.new,
            "index": self.new_entry + "\0",
            "files": [change],
        }
        desk = self.room.root / ".git/dragoman"
        desk.mkdir(exist_ok=True)
        (desk / "journal.json").write_text(json.dumps(known | changed), encoding="ascii")
        # Beside it, what a kill in the middle of a write leaves.
        (desk / "journal.json.4711").write_text("{", encoding="ascii")
        (desk / "index.4711").write_bytes(b"DIRC")
        (self.file.parent / ".en.md.4711.dragoman").write_bytes(b"half")


@pytest.fixture
def interrupted(translated: Room) -> Interrupted:
    return Interrupted(translated)


@pytest.fixture(params=["status", "save water", "show water", "check water", "doctor"])
def next_command(request: pytest.FixtureRequest) -> list[str]:
    words: str = request.param
    return words.split()


@pytest.mark.parametrize("file", ["before", "after"])
@pytest.mark.parametrize("entry", ["old_entry", "new_entry"])
def test_a_committed_act_is_finished(
    interrupted: Interrupted, file: str, entry: str, next_command: list[str]
) -> None:
    room = interrupted.room
    own = own_work(room)
    interrupted.put(branch=interrupted.new, file=getattr(interrupted, file), entry=getattr(interrupted, entry))
    interrupted.journal()
    room.run("omar", *next_command)
    assert (head(room), interrupted.file.read_bytes()) == (interrupted.new, interrupted.after)
    assert_whole(room)
    assert own_work(room) == own


@pytest.mark.parametrize("file", ["before", "after"])
@pytest.mark.parametrize("commit", ["", "made", "never written"])
def test_an_act_that_was_not_committed_is_taken_back(
    interrupted: Interrupted, file: str, commit: str, next_command: list[str]
) -> None:
    room = interrupted.room
    own = own_work(room)
    interrupted.put(branch=interrupted.old, file=getattr(interrupted, file), entry=interrupted.old_entry)
    interrupted.journal(commit={"": "", "made": interrupted.new, "never written": "1" * 40}[commit])
    room.run("omar", *next_command)
    assert (head(room), interrupted.file.read_bytes()) == (interrupted.old, interrupted.before)
    assert_whole(room)
    assert own_work(room) == own


def test_a_file_edited_since_the_crash_is_left_alone(interrupted: Interrupted) -> None:
    room = interrupted.room
    theirs = interrupted.after + b"and one more line\n"
    for branch, entry in ((interrupted.new, interrupted.new_entry), (interrupted.old, interrupted.old_entry)):
        interrupted.put(branch=branch, file=theirs, entry=entry)
        interrupted.journal()
        room.ok("omar", "status")
        assert interrupted.file.read_bytes() == theirs
        assert litter(room) == []


def test_what_was_committed_by_hand_since_the_crash_is_not_reverted(interrupted: Interrupted) -> None:
    room = interrupted.room
    theirs = interrupted.after + b"\nA line by hand.\n"
    interrupted.put(branch=interrupted.new, file=theirs, entry=interrupted.old_entry)
    room.git("commit", "-q", "-m", "by hand", "--", interrupted.path)
    interrupted.journal()
    room.ok("omar", "status")
    assert room.git("diff", "HEAD", "--", "articles") == ""
    assert room.git("diff", "--cached", "--", "articles") == ""
    assert interrupted.file.read_bytes() == theirs


def test_a_branch_switched_to_since_the_crash_gets_nothing_of_the_act(interrupted: Interrupted) -> None:
    room = interrupted.room
    room.git("stash", "-q")
    room.git("switch", "-q", "-c", "night", interrupted.old)
    interrupted.journal()
    room.ok("omar", "status")
    assert interrupted.file.read_bytes() == interrupted.before
    assert room.git("diff", "--cached") == ""


def test_the_next_act_goes_on_from_the_one_it_finished(interrupted: Interrupted) -> None:
    interrupted.put(branch=interrupted.new, file=interrupted.before, entry=interrupted.old_entry)
    interrupted.journal()
    interrupted.room.ok("omar", "disclaim", "water")
    assert_whole(interrupted.room)


def test_a_journal_cannot_write_outside_the_newsroom(interrupted: Interrupted) -> None:
    room = interrupted.room
    victim = room.root.parent / "victim"
    victim.write_bytes(b"before")
    for path in ("../victim", str(victim), ".git/config", "articles/../../victim"):
        change = {"path": path, "before": base64.b64encode(b"after").decode(), "tracked": False}
        change["after"] = base64.b64encode(b"before").decode()
        config = (room.root / ".git/config").read_bytes()
        interrupted.journal(files=[change], commit="")
        ran = room.run("omar", "disclaim", "water")
        assert ran.code == 3, ran
        assert victim.read_bytes() == b"before"
        assert (room.root / ".git/config").read_bytes() == config


def test_leftovers_without_a_journal_are_swept(translated: Room) -> None:
    desk = translated.root / ".git/dragoman"
    for name in ("journal.json.4711", "index.4711", "index.4711.lock", "COMMIT_EDITMSG.4711"):
        (desk / name).write_bytes(b"half")
    translated.ok("omar", "edit", "water")
    assert litter(translated) == []


# ---------------------------------------------------------------- the n-th call fails


FAULTS = {"replace": errno.EIO, "fsync": errno.EIO, "open": errno.EMFILE, "write": errno.ENOSPC, "unlink": errno.EIO}


@contextlib.contextmanager
def failing(names: tuple[str, ...], nth: int) -> Iterator[list[int]]:
    """Let the n-th call of these functions of the system fail, once; hands out the number of calls."""
    calls = [0]
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            real: Callable[..., Any] = getattr(os, name)

            def faulty(*args: Any, _real: Callable[..., Any] = real, _name: str = name, **more: Any) -> Any:
                calls[0] += 1
                if calls[0] == nth:
                    raise OSError(FAULTS[_name], "planted")
                return _real(*args, **more)

            patch.setattr(os, name, faulty)
        if "open" in names:
            patch.setattr(builtins, "open", _counted_open(builtins.open, calls, nth))
        yield calls


def _counted_open(real: Callable[..., Any], calls: list[int], nth: int) -> Callable[..., Any]:
    def faulty(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        if isinstance(file, str) and mode != "rb":
            calls[0] += 1
            if calls[0] == nth:
                raise OSError(errno.ENOSPC, "planted")
        return real(file, mode, *args, **more)

    return faulty


@pytest.mark.slow
@pytest.mark.parametrize("act", [TRANSLATE, EDIT, "publish"])
@pytest.mark.parametrize("names", [("replace", "fsync", "open", "write"), ("unlink",)], ids=["making", "removing"])
def test_whichever_call_of_the_system_fails_the_state_is_old_or_new(
    room: Room, act: str, names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    state, person = {
        TRANSLATE: ("sourced", "lina"),
        EDIT: ("translated", "omar"),
        "publish": ("disclaimer-attached", "sara"),
    }[act]
    room.bring(state)
    for key, value in environment(person).items():
        monkeypatch.setenv(key, value)
    old_state = snapshot(room)
    failed = new = 0
    for nth in itertools.count(1):
        copy = Room(room.root.parent / f"copy-{nth}")
        shutil.copytree(room.root, copy.root, symlinks=True)
        path = str(copy.article().relative_to(copy.root))
        text = copy.article().read_text(encoding="utf-8")
        incoming = read_incoming(ENGLISH, "f") if act == TRANSLATE else None
        order = acting.Order(act, path, text, Request(), incoming)
        try:
            with failing(names, nth) as calls:
                acting.perform(str(copy.root), order, datetime.fromtimestamp(int(NOON), UTC))
        except (DragomanError, OSError):
            failed += 1
        done = calls[0] < nth
        copy.ok(person, "status")
        assert_whole(copy)
        moved = head(copy) != head(room)
        new += moved
        if moved:
            assert (copy.root / path).read_text(encoding="utf-8").count(f"act: {act}") == 1, nth
        else:
            assert snapshot(copy) == old_state, nth
            argv = ("--file", room.file("english.md", ENGLISH)) if act == TRANSLATE else ()
            copy.ok(person, act, "water", *argv)
            assert_whole(copy)
        shutil.rmtree(copy.root)
        if done:
            break
    assert new >= 1
    assert failed >= (12 if len(names) > 1 else 1)


# ---------------------------------------------------------------- locks of git


@pytest.mark.parametrize("name", GIT_LOCKS)
def test_a_lock_that_git_left_stops_an_act_before_it_begins(translated: Room, name: str) -> None:
    room = translated
    (room.root / ".git" / name).write_bytes(b"")
    before = snapshot(room)
    ran = room.run("omar", "edit", "water")
    assert ran.code == 3, ran
    assert ran.err.startswith("Error: ")
    assert "lock" in ran.err
    assert snapshot(room) == before
    for reader in ("status", "show water", "check water", "log water"):
        begun = time.monotonic()
        assert "Error" not in room.run("omar", *reader.split()).err
        assert time.monotonic() - begun < 2
    (room.root / ".git" / name).unlink()
    room.ok("omar", "edit", "water")
    assert_whole(room)


def test_a_stale_index_lock_is_named_with_what_to_do(translated: Room) -> None:
    lock = translated.root / ".git/index.lock"
    lock.write_bytes(b"")
    ran = translated.run("omar", "edit", "water")
    assert "not running any more" in ran.err
    assert f"rm {lock}" in ran.err


def test_whoever_holds_the_index_lock_is_named(translated: Room) -> None:
    lock = translated.root / ".git/index.lock"
    code = f"import time; file = open({str(lock)!r}, 'w'); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code]) as holder:
        _wait_for(lock)
        ran = translated.run("omar", "edit", "water")
        holder.kill()
    assert ran.code == 3
    assert f"process {holder.pid}" in ran.err


@pytest.mark.parametrize("name", GIT_LOCKS)
def test_a_lock_that_goes_within_a_second_fails_no_act(translated: Room, name: str) -> None:
    lock = translated.root / ".git" / name
    lock.write_bytes(b"")
    timer = threading.Timer(1.2, lock.unlink)
    timer.start()
    translated.ok("omar", "edit", "water")
    timer.join()
    assert_whole(translated)


def test_an_index_locked_in_the_middle_is_followed_up_by_the_next_command(translated: Room) -> None:
    room = translated
    lock = room.root / ".git/index.lock"
    hook(room, f"touch '{lock}'\n")
    ran = room.run("omar", "edit", "water")
    assert ran.code == 3
    assert "The act is recorded" in ran.err
    assert "act: edit" in room.article().read_text(encoding="utf-8")
    lock.unlink()
    own = own_work(room)
    room.ok("omar", "status")
    assert_whole(room)
    assert own_work(room) == own


# ---------------------------------------------------------------- power loss


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_everything_is_on_the_disk_before_success_is_told(translated: Room, tmp_path: Path) -> None:
    room, trace = translated, tmp_path / "trace"
    words = ["strace", "-f", "-y", "-s", "40", "-o", str(trace)]
    calls = ["-e", "trace=write,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,unlink"]
    done = subprocess.run(
        [*words, *calls, sys.executable, "-m", "dragoman.cli", "edit", "water"],
        cwd=room.root,
        env=environment("omar"),
        capture_output=True,
        check=False,
        timeout=100,
    )
    if b"ptrace" in done.stderr.lower():
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    folder = str(room.article().parent)

    def at(pattern: str, after: int = -1) -> int:
        found = [n for n, line in enumerate(lines) if n > after and re.search(pattern, line)]
        assert found, f"{pattern} after line {after}"
        return found[0]

    copy = rf"{re.escape(folder)}/\.en\.md\.\d+\.dragoman"
    journal = rf"fsync\(\d+<{re.escape(str(room.root))}/\.git/dragoman/journal\.json\.\d+>"
    first_journal = at(journal)
    write = at(rf"write\(\d+<{copy}", first_journal)
    synced = at(rf"fsync\(\d+<{copy}>", write)
    renamed = at(rf"rename\(\"{copy}\", \"{re.escape(str(room.article()))}\"", synced)
    folder_synced = at(rf"fsync\(\d+<{re.escape(folder)}>", renamed)
    objects = [n for n, line in enumerate(lines) if re.search(r"fsync\(\d+<[^>]*/objects/", line)]
    branch = at(r"rename\(\"[^\"]*refs/heads/main\.lock\"", folder_synced)
    branch_synced = [n for n, line in enumerate(lines) if re.search(r"fsync\(\d+<[^>]*refs/heads/main\.lock>", line)]
    told = at(r"write\(1<[^>]*>, \"\\342\\234\\223 edit", branch)
    assert len(objects) >= 3, "blob, trees and commit"
    assert max(objects) < branch, "what the branch names is there before it is named"
    assert branch_synced
    assert branch_synced[-1] < branch < told
    dropped = at(r"unlink\(\"[^\"]*dragoman/journal\.json\"", branch)
    assert dropped < told

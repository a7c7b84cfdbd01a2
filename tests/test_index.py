"""The index cannot lie: whatever happens to the repository or to its file, the answer is that of no index at all."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import environment
from effort import LONG
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from pure import reach

from dragoman.workflow import work_tree
from dragoman.workflow.cards import Card
from dragoman.workflow.catalogue import git_settings, open_newsroom, read_card
from dragoman.workflow.glance import Glance, glance
from dragoman.workflow.index_file import Index, consult
from dragoman.workflow.listing import Listing
from dragoman.workflow.newsroom_check import NewsroomCheck
from dragoman.workflow.shelf import git_dir, paths
from dragoman.workflow.states import STATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Room

    from dragoman.workflow.checking import Finding

TEXTS = [reach(state).text for state in STATES]
TEXTS += [TEXTS[2].replace("Monday", "Tuesday"), TEXTS[1].replace("state: ", "state:  "), "no front matter\n", ""]
SLUGS = ("water", "water-2", "bread")
PLACES = [
    f"articles/2026/{month}/{slug}/{lang}.md" for month in ("10", "11") for slug in SLUGS for lang in ("en", "fr")
]


def git_in(root: Path, *argv: str, check: bool = True) -> None:
    subprocess.run(["git", *argv], cwd=root, env=environment("olga"), check=check, capture_output=True)


def quiet(_what: str, _done: int, _of: int) -> None:
    """Nobody is told."""


def by_index(root: Path) -> tuple[dict[str, int], list[Card]]:
    def work(index: Index) -> tuple[dict[str, int], list[Card]]:
        with work_tree.Look(str(root), git_settings(str(root))) as look:
            listing = Listing(str(root), open_newsroom(str(root)), look, index, quiet)
        return dict(listing.counts()), list(listing.cards(listing.rows()))

    return consult(git_dir(str(root)), work)


def by_reading(root: Path) -> tuple[dict[str, int], list[Card]]:
    """What the files on the disk say, each read in full."""
    newsroom = open_newsroom(str(root))
    cards = [read_card(str(root), newsroom, path) for path in paths(str(root))]
    return {s: n for s in ("", *STATES) if (n := sum(card.state == s for card in cards))}, cards


def same(root: Path) -> None:
    assert by_index(root) == by_reading(root)


def checked(root: Path, *, compare: bool = True) -> list[Finding]:
    """What a check of the newsroom finds by its index; compared, unless told not to, with one without any."""
    newsroom, noon = open_newsroom(str(root)), datetime(2026, 11, 28, 12, tzinfo=UTC)

    def work(index: Index) -> list[Finding]:
        with work_tree.Look(str(root), git_settings(str(root))) as look:
            listing = Listing(str(root), newsroom, look, index, quiet)
            return list(NewsroomCheck(str(root), newsroom, noon, index, quiet).findings(listing))

    found = consult(git_dir(str(root)), work)
    if compare:
        with Index() as none:
            assert found == work(none)
    return found


@pytest.fixture
def filled(room: Room) -> Path:
    for number, place in enumerate(PLACES[:6]):
        put(room.root, place, TEXTS[number % len(TEXTS)])
    room.git("add", "-A")
    room.git("commit", "-qm", "filled")
    same(room.root)
    return room.root


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def deleted(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def garbled(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


def torn(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[5000:9000] = os.urandom(4000)
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6000])


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def by_another_release(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE note SET value = '99 7.0' WHERE name = 'made by'")
        base.execute("UPDATE shelf SET state = 'published'")


def with_other_tables(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("DROP TABLE shelf")
        base.execute("CREATE TABLE shelf (a, b)")
        base.execute("UPDATE note SET value = '0' WHERE name = 'made by'")


def brought_along(path: Path) -> None:
    """As a copy brings it that somebody else hands over, ``.git`` and all."""
    other = path.with_name("other")
    shutil.copy2(path, other)
    with sqlite3.connect(other) as base:
        base.execute("UPDATE shelf SET state = 'published'")
        base.execute("UPDATE card SET data = '[]'")
    base.close()
    os.replace(other, path)


SPOILT = [brought_along, deleted, emptied, garbled, torn, cut, a_folder, by_another_release, with_other_tables]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_index_is_no_worse_than_none(filled: Path, spoil: Callable[[Path], None]) -> None:
    path = filled / ".git" / "dragoman" / "index.sqlite"
    assert path.exists()
    spoil(path)
    same(filled)
    same(filled)


def test_an_index_that_nobody_may_write_is_no_worse_than_none(filled: Path) -> None:
    put(filled, PLACES[0], TEXTS[3])
    git_in(filled, "commit", "-qam", "x", "--allow-empty")
    folder = filled / ".git" / "dragoman"
    with sqlite3.connect(folder / "index.sqlite", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        start = time.monotonic()
        same(filled)
        assert time.monotonic() - start > 1
        other.execute("ROLLBACK")
    same(filled)


def test_two_writers_at_once_and_one_that_is_killed_leave_a_true_index(filled: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from test_index import by_index\nwhile True: by_index(Path(sys.argv[2]))"
    )
    argv = [sys.executable, "-c", code, str(Path(__file__).parent), str(filled)]
    writers = [subprocess.Popen(argv) for _ in range(2)]
    try:
        for number in range(12):
            put(filled, PLACES[number % 6], TEXTS[number % 5])
            if number % 2:
                git_in(filled, "commit", "-qam", "x", "--allow-empty")
            time.sleep(0.15)
            if number == 6:
                writers[0].kill()
    finally:
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
    same(filled)


def test_a_second_work_tree_has_answers_of_its_own(filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git_in(filled, "worktree", "add", "-q", str(other), "-b", "side")
    put(other, PLACES[0], TEXTS[4])
    git_in(other, "commit", "-qam", "x", "--allow-empty")
    same(other)
    same(filled)
    same(other)


def test_what_ignore_files_hide_from_git_is_listed_all_the_same(filled: Path) -> None:
    put(filled, ".gitignore", "fr.md\narticles/2026/10/bread/\n")
    put(filled, "articles/2026/10/bread/en.md", TEXTS[1])
    put(filled, "articles/2026/11/bread/fr.md", TEXTS[1])
    same(filled)
    assert len(by_reading(filled)[1]) == len(PLACES[:6]) + 2 - ("articles/2026/10/bread/en.md" in PLACES[:6])


@pytest.mark.parametrize(
    "place", ["articles/.gitignore", "articles/2026/11/.gitignore", f"{PLACES[0][:-5]}.gitignore"]
)
@pytest.mark.parametrize("committed", [True, False])
def test_ignore_files_among_the_articles_hide_nothing_either(filled: Path, place: str, committed: bool) -> None:
    put(filled, place, "fr.md\n")
    if committed:
        git_in(filled, "add", "-A")
        git_in(filled, "commit", "-qm", "x")
    same(filled)
    put(filled, PLACES[0].replace("en.md", "fr.md"), TEXTS[1])
    put(filled, "articles/2026/11/late/fr.md", TEXTS[1])
    same(filled)


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_files_that_git_was_told_not_to_look_at_are_looked_at(filled: Path, flag: str) -> None:
    git_in(filled, "update-index", flag, PLACES[0])
    put(filled, PLACES[0], TEXTS[3])
    same(filled)
    git_in(filled, "update-index", flag.replace("--", "--no-"), PLACES[0])
    same(filled)


def test_a_change_that_keeps_a_files_size_and_times_is_seen(filled: Path) -> None:
    file = filled / PLACES[2]
    git_in(filled, "config", "core.trustctime", "false")
    git_in(filled, "config", "core.checkStat", "minimal")
    found = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("Monday", "Sunday"), encoding="utf-8")
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    same(filled)


def test_another_newsroom_yaml_gives_other_sentences(filled: Path) -> None:
    text = (filled / "newsroom.yaml").read_text(encoding="utf-8")
    (filled / "newsroom.yaml").write_text(text.replace("omar", "umar"), encoding="utf-8")
    same(filled)


def test_links_and_folders_in_the_place_of_articles_are_passed_over(filled: Path) -> None:
    (filled / PLACES[0]).unlink()
    (filled / PLACES[0]).symlink_to(filled / PLACES[2])
    shutil.rmtree(filled / "articles/2026/10/water-2")
    (filled / "articles/2026/10/water-2").symlink_to(filled / "articles/2026/10/bread")
    same(filled)
    git_in(filled, "add", "-A")
    git_in(filled, "commit", "-qm", "links")
    same(filled)


def test_a_newsroom_without_a_commit_and_one_without_articles_are_listed(tmp_path: Path, room: Room) -> None:
    same(room.root)
    bare = tmp_path / "new"
    bare.mkdir()
    shutil.copy(room.root / "newsroom.yaml", bare)
    same(bare)
    subprocess.run(["git", "init", "-q", str(bare)], check=True)
    same(bare)
    put(bare, PLACES[0], TEXTS[1])
    same(bare)


def test_a_fact_is_read_once_for_each_content(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.workflow import indexing

    git_in(filled, "switch", "-q", "-c", "side")
    put(filled, PLACES[0], TEXTS[4])
    git_in(filled, "commit", "-qam", "x", "--allow-empty")
    same(filled)
    asked: list[str] = []

    def counted(data: bytes, path: str) -> Glance:
        asked.append(path)
        return glance(data, path)

    monkeypatch.setattr(indexing, "glance", counted)
    for _ in range(2):
        for branch in ("main", "side"):
            git_in(filled, "switch", "-q", branch)
            same(filled)
    assert asked == []


class Repository(RuleBasedStateMachine):
    """A newsroom to which anything happens, by git, by hand, or to the index; its answers stay true."""

    template: Path
    folder: Path

    @initialize()
    def begin(self) -> None:
        self.root = self.folder / f"newsroom-{time.monotonic_ns()}"
        shutil.copytree(self.template, self.root, symlinks=True)
        self.branches = 1

    def teardown(self) -> None:
        if hasattr(self, "root"):
            shutil.rmtree(self.root, ignore_errors=True)

    @rule(path=st.sampled_from(PLACES), text=st.sampled_from(TEXTS))
    def write(self, path: str, text: str) -> None:
        put(self.root, path, text)

    @rule(path=st.sampled_from(PLACES))
    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(path=st.sampled_from(PLACES), other=st.sampled_from(PLACES))
    def move(self, path: str, other: str) -> None:
        if (self.root / path).exists():
            (self.root / other).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).rename(self.root / other)

    @rule(amend=st.booleans())
    def commit(self, amend: bool) -> None:
        git_in(self.root, "add", "-A")
        git_in(self.root, "commit", "-q", "--allow-empty", "-m", "x", *(["--amend"] if amend else []))

    @rule()
    def stage(self) -> None:
        git_in(self.root, "add", "-A")

    @rule()
    def branch(self) -> None:
        git_in(self.root, "switch", "-q", "-c", f"side-{self.branches}")
        self.branches += 1

    @rule(number=st.integers(0, 5))
    def switch(self, number: int) -> None:
        if 0 < number < self.branches:
            git_in(self.root, "checkout", "-q", "-f", f"side-{number}")

    @rule()
    def reset(self) -> None:
        git_in(self.root, "reset", "-q", "--hard", "HEAD~1", check=False)

    @rule()
    def soft_reset(self) -> None:
        git_in(self.root, "reset", "-q", "--soft", "HEAD~1", check=False)

    @rule()
    def collect(self) -> None:
        git_in(self.root, "reflog", "expire", "--expire=now", "--all")
        git_in(self.root, "gc", "-q", "--prune=now")

    @rule(spoil=st.sampled_from(SPOILT))
    def spoil(self, spoil: Callable[[Path], None]) -> None:
        path = self.root / ".git" / "dragoman" / "index.sqlite"
        if path.is_file():
            spoil(path)

    @rule(old=st.sampled_from(["omar", "umar"]))
    def another_roster(self, old: str) -> None:
        file = self.root / "newsroom.yaml"
        new = "umar" if old == "omar" else "omar"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    @rule()
    def check(self) -> None:
        checked(self.root)

    @invariant()
    def tells_the_truth(self) -> None:
        if hasattr(self, "root"):
            same(self.root)


def test_whatever_happens_the_index_says_what_the_files_say(filled: Path, tmp_path: Path) -> None:
    Repository.template, Repository.folder = filled, tmp_path
    run_state_machine_as_test(
        Repository,
        settings=settings(
            max_examples=300 if LONG else 8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),
    )


@pytest.mark.slow
def test_an_act_leaves_the_index_where_it_is(room: Room) -> None:
    room.bring("translated")
    room.ok("omar", "status")
    file = room.root / ".git/dragoman/index.sqlite"
    before = file.stat().st_ino
    room.ok("omar", "edit", "water")
    assert file.stat().st_ino == before


def test_where_git_cannot_be_asked_the_disk_is(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_tree, "index_id", lambda _folder: "another")
    (filled / ".git" / "index").write_bytes(b"spoilt")
    same(filled)

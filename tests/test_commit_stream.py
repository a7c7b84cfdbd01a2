"""The stream of a history is what plain git log says of it: commits, authors and changes, whatever the paths."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest
from pasts import Step, run, write

from dragoman.workflow import git_log
from dragoman.workflow.changes import ABSENT, Commit
from dragoman.workflow.commit_stream import commits, commits_in
from dragoman.workflow.errors import DiskFailed, GitFailed
from dragoman.workflow.git_log import SharedLog
from dragoman.workflow.workers import share

if TYPE_CHECKING:
    from pathlib import Path

ODD = ("new\nline", 'quo"te', "tab\t", "\udcff\udcfe", ":100644 000000", "été", " lead", "a\\b", "\nfirst")
STEPS = [
    Step("olga", {"a": "1", **dict.fromkeys(ODD, "odd")}),  # 0: the root
    Step("omar", {}),  # 1: an empty commit
    Step("omar", {"a": "2"}, email="Omar@Example.ORG"),
    Step("sara", {"b/c": "1"}, parents=(0,)),  # 3: beside those
    Step("lina", {"b/c": "2"}, parents=(2, 3)),  # 4: a merge that changes something
    Step("lina", {"a": None, "new\nline": "other"}),
    Step("tarek", {"a": "1", "b": None, 'quo"te': "x"}, modes={"a": "100755", 'quo"te': "120000"}),
    Step("eve", {"z": "1"}, parents=()),  # 7: another root
    Step("eve", {}, parents=(6, 7)),
]  # fmt: skip


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    root = tmp_path_factory.mktemp("past")
    return root, write(root, STEPS)


Past = tuple["Path", list[str]]


def plain(root: Path, *words: str) -> list[str]:
    return run(root, *words).decode("utf-8", "surrogateescape").split("\n")[:-1]


def test_every_commit_comes_once_parents_before_children_with_its_own_words(past: Past) -> None:
    root, ids = past
    found = list(commits(str(root), "main"))
    assert sorted(one.id for one in found) == sorted(ids)
    place = {one.id: number for number, one in enumerate(found)}
    for one in found:
        tree, parents, email = plain(root, "log", "-1", "--format=%T%n%P%n%ae", one.id)
        assert (one.tree, list(one.parents), one.email) == (tree, parents.split(), email)
        assert all(place[parent] < place[one.id] for parent in one.parents)
    assert {one.email for one in found} >= {"Omar@Example.ORG", "olga@example.org"}


def test_the_changes_are_those_of_git_diff_tree(past: Past) -> None:
    root, ids = past
    for one in commits(str(root), "main"):
        if len(one.parents) > 1:
            assert one.changes == ()
            continue
        words = run(root, "diff-tree", "--root", "-r", "-z", "--no-abbrev", "--no-commit-id", one.id).split(b"\0")
        expected = []
        for head, name in zip(words[0::2], words[1::2], strict=False):
            old_mode, new_mode, old, new, _ = head.decode().lstrip(":").split()
            expected.append((name.decode("utf-8", "surrogateescape"), old_mode, new_mode, old, new))
        assert [tuple(change) for change in one.changes] == expected
    assert len(ids) == len(STEPS)


def by_id(past: Past, place: int) -> Commit:
    root, ids = past
    return next(one for one in commits(str(root), "main") if one.id == ids[place])


def test_odd_paths_come_as_they_are(past: Past) -> None:
    root_commit = by_id(past, 0)
    assert {change.path for change in root_commit.changes} == {"a", *ODD}
    assert {change.old_mode for change in root_commit.changes} == {ABSENT}
    assert {change.path for change in by_id(past, 5).changes} == {"a", "new\nline"}
    assert [change.path for change in by_id(past, 7).changes] == ["z"]


def test_an_empty_commit_has_no_changes_and_is_there(past: Past) -> None:
    assert by_id(past, 1).changes == ()
    assert by_id(past, 1).parents == (past[1][0],)


def test_revisions_leave_out_what_git_log_leaves_out(past: Past) -> None:
    root, ids = past
    assert [one.id for one in commits(str(root), "main", f"^{ids[6]}")] == [ids[7], ids[8]]
    assert [one.id for one in commits(str(root), f"{ids[1]}..{ids[2]}")] == [ids[2]]
    assert list(commits(str(root), "main", "^main")) == []


def test_a_copys_own_settings_leave_nothing_out(past: Past, tmp_path: Path) -> None:
    root, _ = past
    expected = list(commits(str(root), "main"))
    run(tmp_path, "clone", "-q", "--no-local", str(root), "copy")
    copy = tmp_path / "copy"
    for key, value in (
        ("log.showRoot", "false"), ("diff.renames", "copies"), ("diff.noprefix", "true"), ("core.quotePath", "true"),
        ("log.showSignature", "true"), ("log.diffMerges", "first-parent"), ("diff.orderFile", "/dev/null"),
        ("log.follow", "true"), ("diff.relative", "true"), ("color.ui", "always"),
        ("i18n.logOutputEncoding", "latin1"),
        ("format.pretty", "oneline"), ("log.abbrevCommit", "true"), ("core.abbrev", "5"), ("log.decorate", "full"),
        ("log.mailmap", "true"), ("log.date", "iso"), ("diff.ignoreSubmodules", "all"),
    ):  # fmt: skip
        run(copy, "config", key, value)
    (copy / ".mailmap").write_text("Eve <eve@example.org> <olga@example.org>\n")
    assert list(commits(str(copy), "main")) == expected


@pytest.mark.parametrize("revision", ["nowhere", "0" * 40, "--all", "-1"])
def test_a_revision_that_is_none_fails_and_is_never_an_option(past: Past, revision: str) -> None:
    with pytest.raises(GitFailed):
        list(commits(str(past[0]), revision))


def test_the_stream_may_be_left_before_its_end(past: Past) -> None:
    stream = commits(str(past[0]), "main")
    assert next(stream).parents == ()
    stream.close()  # type: ignore[attr-defined]  # a generator, whatever its type says


def test_a_lost_object_is_told_and_not_taken_for_the_end(past: Past, tmp_path: Path) -> None:
    root, ids = past
    run(tmp_path, "clone", "-q", "--no-local", str(root), "copy")
    copy = tmp_path / "copy"
    pack = next((copy / ".git/objects/pack").glob("*.pack"))
    data = pack.read_bytes()
    for other in (copy / ".git/objects/pack").iterdir():
        other.unlink()
    run(copy, "unpack-objects", "-q", stdin=data)
    (copy / f".git/objects/{ids[2][:2]}/{ids[2][2:]}").unlink()
    with pytest.raises(GitFailed):
        list(commits(str(copy), "main"))


def test_a_log_for_several_readers_gives_each_of_them_every_commit(past: Past) -> None:
    root, _ = past
    expected = list(commits(str(root), "main"))
    with SharedLog(str(root), ("main",)) as log:
        there = share(lambda _part, _told: list(commits_in(log.pieces())), 3, lambda *_: None)
        assert there == [expected] * 3
        assert list(commits_in(log.pieces())) == expected


def test_a_log_for_several_readers_is_read_while_it_grows(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    root, _ = past
    monkeypatch.setattr(git_log, "_CHUNK", 7)
    expected = list(commits(str(root), "main"))
    with SharedLog(str(root), ("main",)) as log:
        assert list(commits_in(log.pieces())) == expected


@pytest.mark.parametrize("revision", ["nowhere", "0" * 40, "--all"])
def test_a_log_for_several_readers_says_at_its_end_that_git_failed(past: Past, revision: str) -> None:
    with pytest.raises(GitFailed, match="git log failed"), SharedLog(str(past[0]), (revision,)) as log:
        assert list(commits_in(log.pieces())) == []


def test_a_log_that_is_left_by_an_error_ends_its_git(past: Past) -> None:
    with pytest.raises(ZeroDivisionError), SharedLog(str(past[0]), ("main",)) as log:
        raise ZeroDivisionError
    assert log._process.returncode is not None


def test_a_log_without_room_for_it_is_told_in_one_sentence(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(past[0] / "nowhere"))
    with pytest.raises(DiskFailed, match="temporary files"):
        SharedLog(str(past[0]), ("main",))


def test_where_a_log_breaks_off_the_commits_end(past: Past) -> None:
    root, _ = past
    said = b"".join(git_log.pieces(str(root), ("main",)))
    expected = list(commits_in([said]))
    for end in range(0, len(said), 3):
        found = list(commits_in([said[:end]]))
        assert [one.id for one in found] == [one.id for one in expected[: len(found)]]
        assert found[:-1] == expected[: len(found) - 1] if found else True
    for size in (1, 7, 4096):
        assert list(commits_in(said[at : at + size] for at in range(0, len(said), size))) == expected


def test_of_the_changes_only_those_come_that_are_wanted(past: Past) -> None:
    said = list(git_log.pieces(str(past[0]), ("main",)))
    for one, whole in zip(commits_in(said, lambda path: path == "a"), commits_in(said), strict=True):
        assert one == whole._replace(changes=tuple(change for change in whole.changes if change.path == "a"))

"""What verify remembers changes nothing of what it says, whatever happened in between."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from effort import LONG
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pasts import FIRST, Step, path_of, roster_files, run, write
from proofs import Files, act, brought, but, opened, version
from pure import changed
from test_verifying import BREAD, HONEST, LATER, SOURCE, WATER, files_of

from dragoman.workflow import again, proving
from dragoman.workflow.memory import memory_folder
from dragoman.workflow.proving import Proof, Wanted, verify
from dragoman.workflow.states import EDITED, PUBLISHED, TRANSLATED
from dragoman.workflow.trust import Trust
from dragoman.workflow.verified_file import VerifiedFile

if TYPE_CHECKING:
    from collections.abc import Mapping

ROAD, PICTURE = path_of("road"), "articles/2026/11/pictures/a.png"
SIGNATURE = next(path for path in HONEST if path.startswith("articles/2026/11/water/signatures/"))
# Its text names a file of another story, which was not there when it was edited.
LINKING = act(
    act(changed(opened(FIRST, path=ROAD), "Monday", "[Monday](../pictures/a.png)"), "translate", "tarek", FIRST),
    "edit",
    "omar",
    FIRST,
)
SECOND = version(but(FIRST, "omar", roles=(), keys=(), left="2026-11-22"), FIRST)
BASE: Files = {
    **HONEST,
    **files_of(LINKING),
    **{path: str(text).encode() for path, text in roster_files(FIRST).items()},
}
OTHERS: Files = {}
for _article in (
    brought(FIRST, TRANSLATED, WATER),
    brought(FIRST, EDITED, LATER),
    brought(FIRST, PUBLISHED, BREAD),
    changed(brought(FIRST, EDITED, BREAD), "Monday", "Tuesday"),
):
    OTHERS |= {f"{number}{path}": data for number, (path, data) in enumerate(files_of(_article).items())}

PATHS = st.sampled_from([
    WATER, BREAD, LATER, ROAD, SOURCE, SIGNATURE, SIGNATURE.replace("0001", "0009"), PICTURE, "articles/notes.md",
    "articles/2026/11/Odd/en.md", "articles/2026/11/water/fr.md", "articles/2026/11", "articles/2026/11/bread",
    "articles/2026/11/bread/en.md/x", "articles/2025/01/water/en.md", "README.md", "rosters/x", "rosters/a/b/c/d",
    "newsroom.yaml", "rosters/0001.yaml", "articles/2026/11/new\nline/en.md", "articles/2026/11/\udcff/en.md",
])  # fmt: skip
CONTENTS = st.one_of(st.none(), st.sampled_from([b"x", b"y", *BASE.values(), *OTHERS.values()]))
MODES = st.sampled_from(["100644", "100644", "100644", "120000", "100755"])
EDITS = st.lists(st.tuples(PATHS, CONTENTS, MODES), max_size=3)


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def everything(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commits of which everything was judged."""
    told: list[str] = []
    whole = proving._everything

    def _everything(proof: Proof, *rest: object) -> object:
        told.append(proof.commit)
        return whole(proof, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(proving, "_everything", _everything)
    return told


def said(proof: Proof) -> tuple[object, ...]:
    found = sorted(repr(one) for one in proof.found)
    return (found, proof.tally, proof.limits, proof.newsroom, proof.roster, proof.root, proof.commit)


def forget() -> None:
    shutil.rmtree(memory_folder(), ignore_errors=True)


def both(root: Path, revision: str, trust: Trust = Trust()) -> tuple[object, ...]:  # noqa: B008  # it is frozen
    """What verify says, the same with its memory and without."""
    remembered = said(verify(str(root), Wanted(revision), trust))
    kept = Path(memory_folder()).rename(Path(memory_folder()).with_name("kept"))
    assert said(verify(str(root), Wanted(revision), trust)) == remembered
    forget()
    kept.rename(memory_folder())
    return remembered


def kinds(answer: tuple[object, ...]) -> set[str]:
    found = answer[0]
    assert isinstance(found, list)
    return {word.removeprefix("Found(problem=Problem(id='").partition("'")[0] for word in found}


def history(root: Path, *edits: dict[str, bytes | None]) -> list[str]:
    """A commit of the base, and one more for each change of files."""
    return write(root, [Step("olga", dict(BASE)), *(Step("olga", files) for files in edits)])


@settings(max_examples=40 if LONG else 12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDITS, min_size=1, max_size=4), st.lists(st.integers(0, 4), min_size=2, max_size=5), st.data())
def test_it_says_the_same_after_any_changes(
    edits: list[list[tuple[str, bytes | None, str]]], visits: list[int], data: st.DataObject
) -> None:
    steps = [Step("olga", dict(BASE))]
    for changes in edits:
        files = {path: content for path, content, _ in changes}
        steps.append(Step("olga", files, modes={path: mode for path, _, mode in changes}))
    with tempfile.TemporaryDirectory() as folder:
        forget()
        commits = write(Path(folder), steps)
        for place in visits:
            watched = data.draw(st.sampled_from(["", "", "gone", *commits]))
            both(Path(folder), commits[place % len(commits)], Trust(witness=watched))


def test_one_act_later_only_its_story_is_judged(tmp_path: Path, everything: list[str]) -> None:
    later = brought(FIRST, PUBLISHED, BREAD)
    commits = history(tmp_path, dict(files_of(later)), {BREAD: b"x"}, {WATER: None}, {"README.md": b"x"})
    verify(str(tmp_path), Wanted(commits[0]), Trust())
    assert everything == [commits[0]]
    answers = [said(verify(str(tmp_path), Wanted(commit), Trust())) for commit in commits]
    assert everything == [commits[0]]
    assert [len(kinds(answer)) for answer in answers] == [0, 0, 1, 1, 1]
    for commit, answer in zip(commits, answers, strict=True):
        assert both(tmp_path, commit) == answer


def test_a_file_of_another_story_counts_whenever_it_comes(tmp_path: Path, everything: list[str]) -> None:
    commits = history(tmp_path, {PICTURE: b"x"}, {PICTURE: None})
    assert [kinds(both(tmp_path, commit)) for commit in commits] == [set(), {"assets-unchanged"}, set()]
    assert len(everything) == 1 + len(commits)


@pytest.mark.parametrize("first", [BREAD, LATER])
def test_a_second_article_of_one_name_is_found_whichever_comes_first(
    tmp_path: Path, first: str, everything: list[str]
) -> None:
    other = LATER if first == BREAD else BREAD
    story = [files_of(brought(FIRST, EDITED, path)) for path in (first, other)]
    base = {path: data for path, data in BASE.items() if "/bread/" not in path} | story[0]
    gone: list[Mapping[str, bytes | None]] = [dict.fromkeys(files) for files in story]
    steps = [base, story[1], gone[0], story[0], gone[1]]
    commits = write(tmp_path, [Step("olga", files) for files in steps])
    told = [kinds(both(tmp_path, commit)) for commit in commits]
    assert told == [set(), {"name-twice"}, set(), {"name-twice"}, set()]
    assert len(everything) == 1 + len(commits)


def test_another_roster_has_everything_judged(tmp_path: Path, everything: list[str]) -> None:
    commits = history(tmp_path, {"newsroom.yaml": SECOND.encode(), "rosters/0002.yaml": SECOND.encode()})
    assert [kinds(both(tmp_path, commit)) for commit in commits] == [set(), {"approvals-valid", "approval-flagged"}]
    assert len(everything) == 4


def test_a_squash_and_a_collected_tree_change_nothing(tmp_path: Path, everything: list[str]) -> None:
    commits = history(tmp_path, {BREAD: b"x"}, {BREAD: BASE[BREAD]}, {WATER: b"x"})
    both(tmp_path, commits[1])
    run(tmp_path, "checkout", "-q", "--orphan", "squashed", commits[3])
    run(tmp_path, "commit", "-q", "-m", "all at once")
    everything.clear()
    assert kinds(both(tmp_path, "HEAD")) == {"unreadable"}
    assert len(everything) == 1  # without the memory
    both(tmp_path, commits[1])
    run(tmp_path, "for-each-ref", "--format=delete %(refname)")
    for ref in run(tmp_path, "for-each-ref", "--format=%(refname)").decode().split():
        if ref != "refs/heads/squashed":
            run(tmp_path, "update-ref", "-d", ref)
    run(tmp_path, "reflog", "expire", "--expire=now", "--all")
    run(tmp_path, "gc", "-q", "--prune=now")
    everything.clear()
    assert kinds(both(tmp_path, "HEAD")) == {"unreadable"}
    assert len(everything) == 2  # the tree that was remembered is gone


def test_another_witness_counts_what_it_has(tmp_path: Path, everything: list[str]) -> None:
    less = brought(FIRST, TRANSLATED, BREAD)
    commits = history(tmp_path, {BREAD: less.text.encode()}, {"README.md": b"x"})
    verify(str(tmp_path), Wanted(commits[0]), Trust())
    everything.clear()
    for watched, seen in ((commits[0], 11), (commits[1], 10), (commits[2], 10), ("gone", 0), ("", 0)):
        proof = verify(str(tmp_path), Wanted(commits[0]), Trust(witness=watched))
        assert (proof.tally.acts, proof.tally.witnessed) == (11, seen), watched
    assert everything == []


def memory_file() -> Path:
    (file,) = (Path(memory_folder()) / "verified-1").iterdir()
    return file


@pytest.mark.parametrize("content", [b"", b"x", b"\xff", b"[]", b"{}", b"null", b"[" * 100_000, b'{"clone": 5}'])
def test_a_spoilt_memory_is_none(tmp_path: Path, content: bytes, everything: list[str]) -> None:
    commits = history(tmp_path, {WATER: b"x"})
    verify(str(tmp_path), Wanted(commits[0]), Trust())
    file = memory_file()
    file.write_bytes(content)
    assert kinds(said(verify(str(tmp_path), Wanted(commits[1]), Trust()))) == {"unreadable"}
    assert everything == commits
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept["known"]["counts"][0] += 1
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert kinds(said(verify(str(tmp_path), Wanted(commits[1]), Trust()))) == {"unreadable"}
    assert len(everything) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"tree": "HEAD"},
        {"tree": "0" * 40},
        {"tree": 5},
        {"counts": [0, 0, 0]},
        {"counts": [1]},
        {"counts": ["x", 1, 1]},
        {"people": {}},
        {"people": [1]},
        {"loud": 5},
        {"by": "somebody"},
    ],
)
def test_a_memory_that_does_not_fit_is_not_believed(
    tmp_path: Path, change: dict[str, object], everything: list[str]
) -> None:
    commits = history(tmp_path, {WATER: b"x"})
    verify(str(tmp_path), Wanted(commits[0]), Trust())
    file = VerifiedFile(str(tmp_path))
    known = file.load()
    assert isinstance(known, dict)
    file.save(known | change)
    both(tmp_path, commits[1])
    assert len(everything) == 3


def test_what_another_repository_in_the_same_place_says_is_judged_afresh(
    tmp_path: Path, everything: list[str]
) -> None:
    root = tmp_path / "newsroom"
    commits = history(root)
    verify(str(root), Wanted(), Trust())
    verify(str(root), Wanted(), Trust())
    assert everything == commits
    shutil.copytree(root, tmp_path / "copy")
    shutil.rmtree(root)
    os.rename(tmp_path / "copy", root)
    verify(str(root), Wanted(), Trust())
    assert everything == commits * 2


def test_a_history_is_judged_whole_and_remembered(tmp_path: Path, everything: list[str]) -> None:
    (commit,) = history(tmp_path)
    for wanted in (Wanted(), Wanted(history=True), Wanted(base=commit), Wanted()):
        verify(str(tmp_path), wanted, Trust())
    assert everything == [commit] * 3


def test_much_that_changed_is_judged_with_all_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, everything: list[str]
) -> None:
    commits = history(tmp_path, {WATER: b"x", BREAD: b"x"})
    monkeypatch.setattr(again, "_FEW", 2)
    for commit in commits:
        both(tmp_path, commit)
    assert len(everything) == 4


def test_a_folder_that_cannot_be_made_only_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (commit,) = history(tmp_path / "newsroom")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert verify(str(tmp_path / "newsroom"), Wanted(), Trust()).commit == commit


def test_of_many_clones_those_not_verified_for_longest_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.workflow.verified_file._MOST", 2)
    for number in range(4):
        history(tmp_path / str(number))
        verify(str(tmp_path / str(number)), Wanted(), Trust())
        for age, file in enumerate(sorted((Path(memory_folder()) / "verified-1").iterdir(), key=os.path.getmtime)):
            os.utime(file, (age, age))
    assert len(list((Path(memory_folder()) / "verified-1").iterdir())) == 2
    assert VerifiedFile(str(tmp_path / "3")).load() is not None
    assert VerifiedFile(str(tmp_path / "0")).load() is None

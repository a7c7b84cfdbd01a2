"""What a clone trusts from outside the tree: the first roster's seal, pinned where no pull can change it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dragoman.workflow.errors import DiskFailed, UsageProblem
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.trust import VARIABLE, Trust, pin, trusted, watch

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Room

SEAL, OTHER = "0f" * 32, "1e" * 32
REF = "refs/remotes/origin/main"


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a clone as it takes."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def file_of(clone: Path) -> Path:
    return clone / ".git/dragoman/trust.json"


def test_nothing_is_trusted_where_nobody_said_so(clone: Path) -> None:
    assert trusted(str(clone)) == Trust()
    assert trusted(str(clone / "no such folder")) == Trust()
    assert not file_of(clone).exists()


def test_a_seal_is_pinned_and_pinned_anew(clone: Path) -> None:
    pin(str(clone), SEAL)
    assert trusted(str(clone)) == Trust(SEAL, "", ".git")
    pin(str(clone), OTHER)
    assert trusted(str(clone)).root == OTHER
    assert [path.name for path in file_of(clone).parent.iterdir()] == ["trust.json"]


def test_pin_and_witness_leave_each_other_alone(clone: Path) -> None:
    watch(str(clone), REF)
    assert trusted(str(clone)) == Trust("", REF, ".git")
    pin(str(clone), SEAL)
    assert trusted(str(clone)) == Trust(SEAL, REF, ".git")
    watch(str(clone), "")
    assert trusted(str(clone)) == Trust(SEAL, "", ".git")


@pytest.mark.parametrize("odd", ["", "x", SEAL[:-1], SEAL + "0", SEAL.upper(), SEAL + "\n", " " + SEAL, "٠" * 64])
def test_what_is_no_seal_is_neither_pinned_nor_taken_from_the_variable(
    clone: Path, monkeypatch: pytest.MonkeyPatch, odd: str
) -> None:
    with pytest.raises(UsageProblem, match="is no seal"):
        pin(str(clone), odd)
    assert not file_of(clone).exists()
    monkeypatch.setenv(VARIABLE, odd)
    if not odd:  # as if it were not set
        assert trusted(str(clone)) == Trust()
        return
    with pytest.raises(UsageProblem, match="is no seal"):
        trusted(str(clone))


def test_the_variable_counts_before_the_file_and_says_so(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(str(clone), SEAL)
    watch(str(clone), REF)
    monkeypatch.setenv(VARIABLE, OTHER)
    assert trusted(str(clone)) == Trust(OTHER, REF, VARIABLE)
    pin(str(clone), SEAL)  # and does not get into the file by the way
    monkeypatch.delenv(VARIABLE)
    assert trusted(str(clone)) == Trust(SEAL, REF, ".git")


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{", b"[]", b"{}", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000,
        json.dumps({"root": SEAL}).encode(),
        json.dumps({"root": "x", "witness": ""}).encode(),
        json.dumps({"root": 5, "witness": ""}).encode(),
        json.dumps({"root": None, "witness": ""}).encode(),
        json.dumps({"root": SEAL, "witness": None}).encode(),
        json.dumps({"root": SEAL + "\n", "witness": ""}).encode(),
    ],
)  # fmt: skip
def test_a_broken_file_is_never_taken_for_no_trust_at_all(
    clone: Path, monkeypatch: pytest.MonkeyPatch, text: bytes
) -> None:
    file_of(clone).parent.mkdir()
    file_of(clone).write_bytes(text)
    for attempt in (trusted, lambda root: pin(root, SEAL), lambda root: watch(root, REF)):
        with pytest.raises(UsageProblem, match="cannot be read") as caught:
            attempt(str(clone))
        assert "remove it" in caught.value.hint
    assert file_of(clone).read_bytes() == text
    monkeypatch.setenv(VARIABLE, SEAL)
    with pytest.raises(UsageProblem):
        trusted(str(clone))


def test_a_folder_in_the_files_place_is_the_disks_fault(clone: Path) -> None:
    file_of(clone).mkdir(parents=True)
    with pytest.raises(DiskFailed, match="it is a folder"):
        trusted(str(clone))


def test_init_pins_the_first_version_and_later_versions_change_nothing(room: Room) -> None:
    first = parse_newsroom((room.root / "rosters/0001.yaml").read_text(encoding="utf-8"))
    now = parse_newsroom((room.root / "newsroom.yaml").read_text(encoding="utf-8"))
    assert now.sealed.version == 5
    assert trusted(str(room.root)) == Trust(first.sealed.seal, "", ".git")


def test_a_fresh_clone_trusts_nothing_yet_and_a_linked_work_tree_of_its_own(room: Room, tmp_path: Path) -> None:
    room.git("clone", "-q", str(room.root), str(tmp_path / "clone"))
    assert trusted(str(tmp_path / "clone")) == Trust()
    room.git("worktree", "add", "-q", "-b", "night", str(tmp_path / "night"))
    pin(str(tmp_path / "night"), OTHER)
    assert trusted(str(tmp_path / "night")).root == OTHER
    assert trusted(str(room.root)).root != OTHER


def test_what_is_trusted_is_no_litter_to_the_next_act(room: Room) -> None:
    watch(str(room.root), REF)
    before = file_of(room.root).read_bytes()
    room.bring("edited")
    assert file_of(room.root).read_bytes() == before

"""Some stories of a tree are what the list of all its files says of them, however odd the tree."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pasts import Step, run, write

from dragoman.workflow.copies import CommitCopy
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.objects import Reader
from dragoman.workflow.places import story_of
from dragoman.workflow.tree_part import TreePart

PATHS = st.sampled_from([
    "articles/2026/11/water/en.md", "articles/2026/11/water/signatures/a.sig", "articles/2026/11/water",
    "articles/2026/11/water-2/en.md", "articles/2026/11", "articles", "articles/2026/12/water/fr.md", "articles/x.md",
    "articles/2026/11/\udcff/en.md", "articles/2026/11/new\nline/en.md", "rosters/0001.yaml", "rosters/a/b/c/d/e",
    "newsroom.yaml", "articles/2026/1/water/en.md",
])  # fmt: skip
MODES = st.sampled_from(["100644", "100755", "120000"])
FILES = st.dictionaries(PATHS, st.tuples(st.sampled_from([b"x", b"y"]), MODES), min_size=1, max_size=8)


def possible(files: dict[str, tuple[bytes, str]]) -> dict[str, tuple[bytes, str]]:
    """Without files below what is a file itself."""
    return {path: known for path, known in files.items() if not any(path.startswith(f"{one}/") for one in files)}


def same(root: str, commit: str, stories: set[str]) -> None:
    """A part lists what the whole has of its stories, and reads what the whole reads."""
    with Reader(root) as reader:
        tree = reader.find(commit + "^{tree}")
        assert tree
        whole, part = CommitCopy(root, reader, commit), TreePart(reader, tree.name, 20, stories)
        assert part.blobs == {path: blob for path, blob in whole.blobs.items() if story_of(path) in stories}
        assert part.odd == {path: kind for path, kind in whole.odd.items() if story_of(path) in stories}
        assert part.paths == tuple(sorted(part.blobs))
        part.prefetch(part.paths)
        for path in (*whole.blobs, *whole.odd, "articles/2026/11/water/no.md", "no", "articles/2026/11/../11/x"):
            assert part.read(path) == whole.read(path), path
        slugs = {"water", "\udcff", "none"}
        named = {story_of(path) for path in whole.paths if path.startswith("articles/") and path.count("/") > 3}
        assert part.named(slugs) >= {story for story in named if story.split("/")[3] in slugs}
        assert part.named(set()) == set()


@settings(max_examples=40, deadline=None)
@given(FILES, st.sets(PATHS, max_size=4))
def test_a_part_is_what_the_whole_has_of_its_stories(files: dict[str, tuple[bytes, str]], some: set[str]) -> None:
    there = possible(files)
    step = Step(
        "olga", {path: data for path, (data, _) in there.items()}, modes={p: m for p, (_, m) in there.items()}
    )
    with tempfile.TemporaryDirectory() as folder:
        (commit,) = write(Path(folder), [step])
        same(folder, commit, {story_of(path) for path in some})


def made(root: Path, *entries: tuple[str, str, str]) -> str:
    """A tree as no honest git writes it."""
    data = b"".join(f"{mode} {name}".encode() + b"\0" + bytes.fromhex(one) for mode, name, one in entries)
    return run(root, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=data).decode().strip()


def test_entries_of_one_name_and_odd_modes_are_taken_as_git_lists_them(tmp_path: Path) -> None:
    write(tmp_path, [Step("olga", {"newsroom.yaml": b"x"})])
    one, other = (
        run(tmp_path, "hash-object", "-w", "--stdin", stdin=data).decode().strip() for data in (b"one", b"other")
    )
    files = [
        made(tmp_path, ("100644", "en.md", one), ("100644", "en.md", other), ("100664", "fr.md", one)),
        made(tmp_path, ("100600", "en.md", other), ("160000", "sub", one), ("120755", "link", one)),
    ]
    tree = made(tmp_path, *(("40000", "water", one) for one in files), ("100644", "water", one))
    for name in ("11", "2026", "articles"):
        tree = made(tmp_path, ("040000", name, tree), ("100644", name, other))
    commit = run(tmp_path, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit-tree", tree, "-m", "x")
    for stories in ({"articles/2026/11/water"}, {"articles"}, {"articles/2026"}, set[str]()):
        same(str(tmp_path), commit.decode().strip(), stories)


@pytest.mark.parametrize("data", [b"x", b"100644 a", b"10x644 a\0" + b"1" * 20])
def test_a_tree_that_is_none_is_told(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, [Step("olga", {"x": b"x"})])
    blob = run(tmp_path, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=data).decode().strip()
    with Reader(str(tmp_path)) as reader:
        for tree in (blob, "0" * 40):
            with pytest.raises(GitFailed):
                TreePart(reader, tree, 20, ["x"])


def test_a_file_in_the_place_of_a_tree_is_told(tmp_path: Path) -> None:
    write(tmp_path, [Step("olga", {"x": b"x"})])
    blob = run(tmp_path, "hash-object", "-w", "--stdin", stdin=b"100644 a\0" + b"1" * 20).decode().strip()
    with Reader(str(tmp_path)) as reader:
        for tree in (blob, made(tmp_path, ("40000", "articles", blob))):
            with pytest.raises(GitFailed):
                TreePart(reader, tree, 20, ["articles/x"])

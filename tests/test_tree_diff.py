"""What differs between two trees is what git itself says differs, for any trees."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pasts import Step, run, write

from dragoman.workflow.changes import ABSENT, FileChanged
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.objects import Reader
from dragoman.workflow.tree_diff import tree_diff

NAMES = st.sampled_from(["a", "b", "a.b", "a-b", "été", "x y", "new\nline", 'quo"te', "\udcff"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
FILES = st.dictionaries(
    PATHS, st.tuples(st.sampled_from([b"", b"x", b"y"]), st.sampled_from(["100644", "100755", "120000"])), max_size=6
)
Tree = dict[str, tuple[bytes, str]]


def possible(files: Tree) -> Tree:
    """Without files below what is a file itself."""
    return {path: known for path, known in files.items() if not any(path.startswith(f"{one}/") for one in files)}


def by_git(root: Path, old: str, new: str) -> set[FileChanged]:
    words = run(root, "diff-tree", "-r", "-z", "--no-abbrev", "--no-renames", old, new).split(b"\0")
    found = set()
    for head, name in zip(words[0::2], words[1::2], strict=False):
        old_mode, new_mode, before, after, _ = head.decode().lstrip(":").split()
        ids = ("" if not one.strip("0") else one for one in (before, after))
        found.add(FileChanged(name.decode("utf-8", "surrogateescape"), old_mode, new_mode, *ids))
    return found


def step(files: Tree) -> Step:
    modes = {path: mode for path, (_, mode) in files.items()}
    return Step("olga", {path: data for path, (data, _) in files.items()}, parents=(), modes=modes)


@settings(max_examples=40, deadline=None)
@given(FILES, FILES)
def test_it_says_what_git_diff_tree_says(before: Tree, after: Tree) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        old, new = (f"{one}^{{tree}}" for one in write(root, [step(possible(before)), step(possible(after))]))
        expected = by_git(root, old, new)
        with Reader(folder) as reader:
            trees = [tree.name if (tree := reader.find(one)) else "" for one in (old, new)]
            found = list(tree_diff(reader, trees[0], trees[1], 20))
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_an_empty_id_stands_for_an_empty_tree(tmp_path: Path) -> None:
    commit = write(tmp_path, [step({"a/b": (b"x", "100644"), "c": (b"y", "100755")})])[0]
    with Reader(str(tmp_path)) as reader:
        found = reader.find(f"{commit}^{{tree}}")
        assert found
        added, removed = (list(tree_diff(reader, *pair, 20)) for pair in (("", found.name), (found.name, "")))
        assert [(one.path, one.old_mode, one.new_mode) for one in added] == [
            ("a/b", ABSENT, "100644"),
            ("c", ABSENT, "100755"),
        ]
        assert [(one.path, one.old_mode, one.new_mode) for one in removed] == [
            ("a/b", "100644", ABSENT),
            ("c", "100755", ABSENT),
        ]
        assert list(tree_diff(reader, "", "", 20)) == []
        with pytest.raises(GitFailed):
            list(tree_diff(reader, "", "0" * 40, 20))

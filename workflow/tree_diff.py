"""What differs between two trees, by reading only the folders that differ: for merges, which git log leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.changes import ABSENT, FileChanged
from dragoman.workflow.trees import FOLDER, Entry, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.objects import Reader

_NOTHING = Entry(ABSENT, "")


def tree_diff(reader: Reader, old: str, new: str, width: int, above: str = "") -> Iterator[FileChanged]:
    """The files that differ; an empty id stands for an empty tree, ``width`` is the number of bytes of an id."""
    before = read_tree(reader, old, width) if old else {}
    after = read_tree(reader, new, width) if new else {}
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name, _NOTHING), after.get(name, _NOTHING)
        if one == other:
            continue
        path = above + name
        folders = [entry.name if entry.mode == FOLDER else "" for entry in (one, other)]
        if any(folders):
            yield from tree_diff(reader, folders[0], folders[1], width, path + "/")
        files = [_NOTHING if entry.mode == FOLDER else entry for entry in (one, other)]
        if files[0] != files[1]:
            yield FileChanged(path, files[0].mode, files[1].mode, files[0].name, files[1].name)

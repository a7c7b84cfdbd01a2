"""A story's files as they are committed; what else is asked for comes off the disk, and is no sure ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.changes import is_plain
from dragoman.workflow.trees import folder as folder_of
from dragoman.workflow.trees import look_up

if TYPE_CHECKING:
    from dragoman.workflow.objects import Reader


class StoryFiles:
    """Reads for one story. ``sure`` while every file that was asked for is in the tree of its folder."""

    def __init__(self, root: str, reader: Reader, folder: str, tree: str) -> None:
        self._root, self._reader, self._folder, self._tree = root, reader, folder, tree
        self.sure = bool(tree)

    def read(self, path: str) -> bytes | None:
        """A file's bytes by its path below the newsroom; None where there is none.

        Raises:
            DiskFailed: something that is no plain file stands there.
            GitFailed: git has lost a tree.
        """
        if self._tree and path.startswith(f"{self._folder}/"):
            inner = path[len(self._folder) + 1 :]
            entry = look_up(self._reader, self._tree, inner, len(self._tree) // 2)
            found = self._reader.find(entry.name) if entry and is_plain(entry.mode) else None
            if found is not None:
                return found.data
        self.sure = False
        return disk.read_bytes(self._root, path)

    def names(self, folder: str) -> list[str]:
        """The names of the plain files in a folder below the story's; none where there is no such folder.

        Raises:
            DiskFailed: it cannot be read.
        """
        if not self._tree or not folder.startswith(f"{self._folder}/"):
            self.sure = False
            return disk.names(self._root, folder)
        found = folder_of(self._reader, self._tree, folder[len(self._folder) + 1 :], len(self._tree) // 2)
        return sorted(name for name, entry in found.items() if is_plain(entry.mode))

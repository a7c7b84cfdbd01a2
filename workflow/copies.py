"""The files of a newsroom's copy, to be judged: those of a commit, or those of a folder without git."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from dragoman.workflow import disk, git
from dragoman.workflow.changes import is_plain
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.places import FOLDER, NEWSROOM, ROSTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.workflow.objects import Reader

_KINDS = {"120000": "a symbolic link", "160000": "a submodule"}


class Copy(Protocol):
    """Paths below the newsroom, sorted; ``odd`` are those that are no plain files, with what they are."""

    paths: tuple[str, ...]
    odd: dict[str, str]

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is no plain file."""

    def prefetch(self, paths: Iterable[str]) -> None:
        """Get these ready: they will be read soon."""


def sort_in(path: str, mode: str, blob: str, blobs: dict[str, str], odd: dict[str, str]) -> None:
    """Put an entry of a committed tree where it belongs."""
    if path in blobs:
        odd[path] = "there twice"  # git itself shows now the one and now the other
    elif is_plain(mode):
        blobs[path] = blob
    else:
        odd[path] = _KINDS.get(mode, "no plain file")


class Blobs:
    """Committed files read by the ids of their blobs: what copies of git's have in common."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.blobs: dict[str, str] = {}
        self.odd: dict[str, str] = {}
        self._ready: Mapping[str, bytes] = {}

    def blob_at(self, path: str) -> str | None:
        """The id of a plain file; None where there is none."""
        return self.blobs.get(path)

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is no plain file.

        Raises:
            GitFailed: the repository has lost it.
        """
        blob = self.blob_at(path)
        if blob is None:
            return None
        if blob in self._ready:
            return self._ready[blob]
        found = self._reader.find(blob)
        if found is None:
            raise GitFailed(f"The object {blob} ({path}) is missing from this copy.", "git fsck, or a fresh clone")
        return found.data

    def prefetch(self, paths: Iterable[str]) -> None:
        """Read these at once, and forget what was got ready before."""
        wanted = list(dict.fromkeys(self.blobs[path] for path in paths if path in self.blobs))
        self._ready = {found.name: found.data for found in self._reader.find_all(wanted) if found}


class CommitCopy(Blobs):
    """The files of a commit, out of git's own store: what a work tree's settings do to them does not count."""

    def __init__(self, root: str, reader: Reader, commit: str) -> None:
        super().__init__(reader)
        self.commit = commit
        for line in git.run(root, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit).split(b"\0"):
            if line:
                head, _, name = line.decode("utf-8", "surrogateescape").partition("\t")
                mode, _, blob = head.split(" ")
                sort_in(name, mode, blob, self.blobs, self.odd)
        self.paths = tuple(sorted(self.blobs))

    def lend(self, ready: Mapping[str, bytes]) -> None:
        """Blobs by their ids that somebody else got ready, in the place of those of before."""
        self._ready = ready

    def read_by(self, reader: Reader) -> CommitCopy:
        """The same copy, read through another reader: after a fork two must not talk to one git."""
        other = object.__new__(CommitCopy)
        other.__dict__.update(self.__dict__, _reader=reader, _ready={})
        return other


class FolderCopy:
    """The files of a folder: an unpacked archive, or a clone whose git is gone."""

    def __init__(self, root: str) -> None:
        self._root = root
        self.odd: dict[str, str] = {}
        found = [NEWSROOM] if os.path.isfile(os.path.join(root, NEWSROOM)) else []
        for top in (FOLDER, ROSTERS):
            for folder, names, files in os.walk(os.path.join(root, top)):
                for name in (*names, *files):
                    path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
                    if os.path.islink(os.path.join(folder, name)):
                        self.odd[path] = "a symbolic link"
                    elif name in files:
                        found.append(path)
        self.paths = tuple(sorted(found))

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is no plain file."""
        return None if path in self.odd else disk.read_bytes(self._root, path)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Nothing to do: a folder is quick enough."""

"""The trees of a branch while a batch of commits goes through them: read once, changed in memory.

A folder is kept as git's own bytes with the place of each id in them: another id at a place is all that most acts
change in a folder of a thousand, and neither parses nor sorts it again.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.workflow.batch_pack import Rewrite
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.trees import FOLDER, Entry, parse, plain_file, serialise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.workflow.batch_pack import Pack
    from dragoman.workflow.objects import Reader

# So many folders are kept; then only those that many articles share.
_MOST = 4000
_SHARED = 3


class _Folder:
    """A tree as it is now: its id, its bytes, and by file name the mode and where in the bytes the id stands."""

    def __init__(self, name: str, data: bytes, width: int) -> None:
        self.name = name
        self.data = bytearray(data)
        self.places: dict[str, tuple[str, int]] = {}
        at = 0
        while at < len(data):
            space, end = data.index(b" ", at), data.index(b"\0", at)
            file = data[space + 1 : end].decode("utf-8", "surrogateescape")
            self.places[file] = (data[at:space].decode(), end + 1)
            at = end + 1 + width

    def entry(self, file: str, width: int) -> Entry | None:
        """What stands under a name."""
        mode, at = self.places.get(file, ("", 0))
        return Entry(mode, self.data[at : at + width].hex()) if mode else None


class Forest:
    """All trees below a commit's own, as they become."""

    def __init__(self, reader: Reader, tree: str, algorithm: str) -> None:
        self._reader = reader
        self._algorithm = algorithm
        self._width = 20 if algorithm == "sha1" else 32
        self._folders: dict[str, _Folder] = {"": self._read(tree)}

    @property
    def tree(self) -> str:
        """The id of the tree that all others are below."""
        return self._folders[""].name

    def entry(self, path: str) -> Entry | None:
        """The entry at a path; None where there is none.

        Raises:
            GitFailed: a tree is missing from the repository.
        """
        above, _, file = path.rpartition("/")
        folder = self._folder(above)
        return folder.entry(file, self._width) if folder else None

    def expect(self, paths: Iterable[str]) -> None:
        """Read the folders of these paths together, so that nobody waits for each.

        Raises:
            GitFailed: git went away.
        """
        wanted: dict[str, str] = {}
        for folder in {path.rpartition("/")[0] for path in paths} - self._folders.keys():
            above, _, part = folder.rpartition("/")
            upper = self._folder(above)
            entry = upper.entry(part, self._width) if upper else None
            if entry and entry.mode == FOLDER:
                wanted[folder] = entry.name
        names = list(wanted.values())
        for folder, found in zip(wanted, self._reader.find_all(names), strict=True):
            if found and found.kind == "tree":  # if not, whoever asks for it says so
                self._folders[folder] = _Folder(found.name, found.data, self._width)

    def put(self, files: Mapping[str, Entry], pack: Pack) -> str:
        """Let these paths hold these entries, and add the trees that makes to a pack; the id of the uppermost.

        Raises:
            GitFailed: a path leads through something that is no folder, or to something that is no plain file.
        """
        return self._put("", files, pack)

    def forget(self) -> None:
        """Keep no more folders than fit; only while everything that was put is stored, for they are read again."""
        if len(self._folders) > _MOST:
            self._folders = {path: tree for path, tree in self._folders.items() if path.count("/") < _SHARED}

    def _put(self, path: str, files: Mapping[str, Entry], pack: Pack) -> str:
        folder = self._folder(path) or _Folder("", b"", self._width)
        changed: dict[str, Entry] = {}
        inner: dict[str, dict[str, Entry]] = defaultdict(dict)
        for name, entry in files.items():
            part, slash, rest = name.partition("/")
            if slash:
                inner[part][rest] = entry
            else:
                plain_file(folder.entry(part, self._width), name)
                changed[part] = entry
        for part, below in inner.items():
            if folder.places.get(part, (FOLDER, 0))[0] != FOLDER:
                raise GitFailed(f"{part} is no folder in git; articles need it to be one.")
            changed[part] = Entry(FOLDER, self._put(f"{path}/{part}" if path else part, below, pack))
        return self._change(path, folder, changed, pack)

    def _change(self, path: str, folder: _Folder, changed: dict[str, Entry], pack: Pack) -> str:
        """Put entries into one folder; where only ids change, in their places."""
        if all(folder.places.get(file, ("",))[0] == entry.mode for file, entry in changed.items()):
            places = []
            for file, entry in changed.items():
                at = folder.places[file][1]
                folder.data[at : at + self._width] = bytes.fromhex(entry.name)
                places.append(at)
            folder.name = pack.add_tree(Rewrite(bytes(folder.data), folder.name, tuple(places), self._width))
            self._folders[path] = folder
            return folder.name
        data = serialise(parse(bytes(folder.data), self._width) | changed)
        self._folders[path] = _Folder(pack.add("tree", data), data, self._width)
        return self._folders[path].name

    def _folder(self, path: str) -> _Folder | None:
        found = self._folders.get(path)
        if found is None:
            above, _, part = path.rpartition("/")
            upper = self._folder(above)
            entry = upper.entry(part, self._width) if upper else None
            if entry is None or entry.mode != FOLDER:
                return None
            found = self._folders[path] = self._read(entry.name)
        return found

    def _read(self, name: str) -> _Folder:
        found = self._reader.find(name)
        if found is None or found.kind != "tree":
            raise GitFailed(f"The tree {name} is missing from the repository.", "git fsck")
        return _Folder(name, found.data, self._width)

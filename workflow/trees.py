"""Git trees: look a path up, and work out the trees of a commit in which some files differ. Format: git-mktree(1)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.changes import is_plain
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.objects import NewObject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.objects import Reader

FOLDER = "40000"
FILE = "100644"
# An act looks into the folders above its article again and again: so many trees are kept, if they are no larger.
_KEPT, _KEPT_SIZE = 16, 256 * 1024


class Entry(NamedTuple):
    """What stands under a name in a tree: git's octal mode and the object's id."""

    mode: str
    name: str


def parse(data: bytes, width: int) -> dict[str, Entry]:
    """A tree object's content by file name; ``width`` is the number of bytes of an id."""
    entries, at = {}, 0
    while at < len(data):
        space, end = data.index(b" ", at), data.index(b"\0", at)
        file = data[space + 1 : end].decode("utf-8", "surrogateescape")
        entries[file] = Entry(data[at:space].decode(), data[end + 1 : end + 1 + width].hex())
        at = end + 1 + width
    return entries


def serialise(entries: Mapping[str, Entry]) -> bytes:
    """A tree object's content: sorted by name, a folder's as if it ended in a slash."""

    def key(item: tuple[str, Entry]) -> bytes:
        raw = item[0].encode("utf-8", "surrogateescape")
        return raw + b"/" if item[1].mode == FOLDER else raw

    return b"".join(
        f"{entry.mode} ".encode() + file.encode("utf-8", "surrogateescape") + b"\0" + bytes.fromhex(entry.name)
        for file, entry in sorted(entries.items(), key=key)
    )


def look_up(reader: Reader, tree: str, path: str, width: int) -> Entry | None:
    """The entry at a path below a tree; None where there is none."""
    entry = Entry(FOLDER, tree)
    for part in path.split("/"):
        if entry.mode != FOLDER:
            return None
        found = read_tree(reader, entry.name, width).get(part)
        if found is None:
            return None
        entry = found
    return entry


def folder(reader: Reader, tree: str, name: str, width: int) -> Mapping[str, Entry]:
    """What a folder at the top of a tree holds; nothing where there is no such folder."""
    entry = look_up(reader, tree, name, width)
    return read_tree(reader, entry.name, width) if entry and entry.mode == FOLDER else {}


def plain_file(entry: Entry | None, path: str) -> Entry | None:
    """The entry itself, once it is known to be a plain file.

    Raises:
        GitFailed: it is a symbolic link, a submodule or a folder.
    """
    if entry is not None and not is_plain(entry.mode):
        kind = {"120000": "a symbolic link", "160000": "a submodule"}.get(entry.mode, "a folder")
        raise GitFailed(f"{path} is {kind} in git; only a plain file can be an article.")
    return entry


def with_files(
    reader: Reader, tree: str | None, files: Mapping[str, Entry], algorithm: str
) -> tuple[str, list[NewObject]]:
    """A tree in which these paths hold these entries, and the new tree objects it takes.

    Raises:
        GitFailed: a path leads through something that is no folder, or to something that is no plain file.
    """
    width = 20 if algorithm == "sha1" else 32
    entries = dict(read_tree(reader, tree, width)) if tree else {}
    inner: dict[str, dict[str, Entry]] = defaultdict(dict)
    new: list[NewObject] = []
    for path, entry in files.items():
        part, slash, rest = path.partition("/")
        if slash:
            inner[part][rest] = entry
        else:
            plain_file(entries.get(part), path)
            entries[part] = entry
    for part, below in inner.items():
        old = entries.get(part)
        if old and old.mode != FOLDER:
            raise GitFailed(f"{part} is no folder in git; articles need it to be one.")
        name, objects = with_files(reader, old.name if old else None, below, algorithm)
        entries[part] = Entry(FOLDER, name)
        new += objects
    result = NewObject("tree", serialise(entries))
    return result.name(algorithm), [*new, result]


def read_tree(reader: Reader, tree: str, width: int) -> Mapping[str, Entry]:
    """A tree's own entries by file name.

    Raises:
        GitFailed: the repository has no such tree.
    """
    known: Mapping[str, Entry] | None = reader.trees.get(tree)
    if known is not None:
        return known
    found = reader.find(tree)
    if found is None or found.kind != "tree":
        raise GitFailed(f"The tree {tree} is missing from the repository.", "git fsck")
    entries = parse(found.data, width)
    if len(found.data) <= _KEPT_SIZE:
        if len(reader.trees) >= _KEPT:
            reader.trees.clear()
        reader.trees[tree] = entries
    return entries

"""Bring the index to a committed tree: what changed since the tree it was at, each content read once for ever."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.glance import glance
from dragoman.workflow.index_file import Index, Row
from dragoman.workflow.objects import Reader
from dragoman.workflow.places import FOLDER
from dragoman.workflow.shelf import is_article
from dragoman.workflow.trees import is_plain
from dragoman.workflow.workers import Share, Told, cores, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Entry = tuple[str, bytes]
_WORTH_SHARING = 500
_PIECE = 20_000


def place_of(path: str) -> str:
    """Where an article stands on the shelf, by its path: sorted as people list articles."""
    return path[len(FOLDER) + 1 :].removesuffix(".md").replace("/", "\1")


def path_of(place: str) -> str:
    """The path of an article on the shelf."""
    return f"{FOLDER}/{place.replace(chr(1), '/')}.md"


def bring(root: str, index: Index, tree: str, told: Told) -> None:
    """Bring the shelf of an index to a tree of articles; an empty id is a tree of nothing.

    Raises:
        GitFailed: git lost something on the way.
    """
    before = index.note("tree")
    if tree == before:
        return
    if not tree or not before or not (changes := _changes(root, before, tree)):
        index.clear()
        changes = ([], list(_all(root, tree))) if tree else ([], [])
    gone, here = changes
    index.take(place_of(path) for path in gone)
    for start in range(0, len(here), _PIECE):

        def told_of_all(what: str, done: int, _of: int, before: int = start) -> None:
            told(what, before + done, len(here))

        _put(root, index, here[start : start + _PIECE], told_of_all)
    index.take_note("tree", tree)


def contents(root: str, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
    """The bytes of committed files: off the disk where they are as committed, which is quicker, else out of git.

    Raises:
        GitFailed: git has lost one.
    """
    reader: Reader | None = None
    try:
        for path, blob in entries:
            data = _on_disk(root, path)
            if data is None or _blob_id(data, len(blob)) != blob:
                reader = reader or Reader(root)
                found = reader.find(blob.hex())
                if found is None:
                    what = f"The object {blob.hex()} ({path}) is missing from the repository."
                    raise GitFailed(what, "git fsck")
                data = found.data
            yield path, data
    finally:
        if reader:
            reader.__exit__(None, None, None)


def _put(root: str, index: Index, entries: list[Entry], told: Told) -> None:
    known = index.glances([blob for _, blob in entries])
    wanted = [entry for entry in entries if entry[1] not in known]

    def work(part: Share, told: Told) -> list[tuple[bytes, str, str]]:
        own = wanted[part.number :: part.of]
        found = []
        for number, ((_, blob), (path, data)) in enumerate(zip(own, contents(root, own), strict=True), 1):
            seen = glance(data, path)
            found.append((blob, seen.state, seen.translator))
            if number % _WORTH_SHARING == 0:
                told("articles", number, len(own))
        return found

    parts = cores() if len(wanted) > _WORTH_SHARING else 1
    for answer in share(work, parts, told) if wanted else ():
        known |= {blob: (state, translator) for blob, state, translator in answer}
        index.learn(answer)
    index.put(Row(place_of(path), blob, *known[blob]) for path, blob in entries)


def _all(root: str, tree: str) -> Iterator[Entry]:
    for line in git.run(root, "ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0"):
        if line.endswith(b".md"):
            head, _, name = line.partition(b"\t")
            mode, _, blob = head.decode().split(" ")
            path = f"{FOLDER}/{name.decode('utf-8', 'surrogateescape')}"
            if is_plain(mode) and is_article(path):
                yield path, bytes.fromhex(blob)


def _changes(root: str, before: str, after: str) -> tuple[list[str], list[Entry]] | None:
    """What is gone and what is there between two trees; None where the first is not here any more."""
    done = git.attempt(root, "diff-tree", "-r", "-z", "--no-renames", "--raw", "--no-abbrev", before, after)
    if done.returncode:
        return None
    gone, here = [], []
    words = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    for head, name in zip(words[::2], words[1::2], strict=False):
        _, mode, _, blob, _ = head.split(" ")
        path = f"{FOLDER}/{name}"
        if is_article(path):
            if is_plain(mode):
                here.append((path, bytes.fromhex(blob)))
            else:
                gone.append(path)
    return gone, here


def _on_disk(root: str, path: str) -> bytes | None:
    try:
        file = os.open(os.path.join(root, path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        size = os.fstat(file).st_size
        return os.read(file, size + 1)
    except OSError:
        return None
    finally:
        os.close(file)


def _blob_id(data: bytes, width: int) -> bytes:
    new = hashlib.sha1 if width == 20 else hashlib.sha256  # noqa: PLR2004  # as git does
    return new(b"blob %d\0" % len(data) + data).digest()

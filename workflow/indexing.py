"""Bring the index to a committed tree: what changed since the tree it was at, each content read once for ever."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import git
from dragoman.workflow.changes import PLAIN, is_plain
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.glance import glance
from dragoman.workflow.index_file import Index, Row
from dragoman.workflow.objects import NewObject, Reader
from dragoman.workflow.places import FOLDER, NAME, SLUG, STORY_DEPTH, place_of
from dragoman.workflow.shelf import is_article
from dragoman.workflow.workers import Told, stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Entry = tuple[str, bytes]
_WORTH_SHARING = 500
_PIECE = 20_000
# Bytes of an id.
_SHA1 = 20
# What `ls-tree` says of an article, and of a story's folder; the first thing it lists is a year.
_ARTICLE = rf"\x00(?:{'|'.join(PLAIN)}) blob ([0-9a-f]+)\t({NAME.pattern.removeprefix(f'{FOLDER}/')})(?=\0)"
_STORY = r"\x00040000 tree ([0-9a-f]+)\t([^/\0]+/[^/\0]+/[^/\0]+)(?=\0)"


def bring(root: str, index: Index, tree: str, told: Told) -> None:
    """Bring the shelf of an index to a tree of articles; an empty id is a tree of nothing.

    Raises:
        GitFailed: git lost something on the way.
    """
    before = index.note("tree")
    if tree == before:
        return
    changes = _changes(root, before, tree) if tree and before else None
    if changes is None:
        index.clear()
        changes = _all(root, tree) if tree else _Changes([], [], {})
    index.take(place_of(path) for path in changes.gone)
    _put(root, index, changes, told)
    index.put_stories(
        (place_of(f"{folder}/.md"), story) for folder, story in changes.stories.items() if not changes.whole
    )
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
            if data is None or NewObject("blob", data).digest("sha1" if len(blob) == _SHA1 else "sha256") != blob:
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


def _put(root: str, index: Index, changes: _Changes, told: Told) -> None:
    """Put on the shelf what is there: first what is known of, then what is read as others read on."""
    wanted: list[Entry] = []
    for start in range(0, len(changes.here), _PIECE):
        entries = changes.here[start : start + _PIECE]
        known = index.glances([blob for _, blob in entries])
        index.put(_row(changes, entry, known[entry[1]]) for entry in entries if entry[1] in known)
        wanted += [entry for entry in entries if entry[1] not in known]

    def work(own: Sequence[Entry]) -> Iterator[tuple[str, str, int]]:
        for path, data in contents(root, own):
            seen = glance(data, path)
            yield seen.state, seen.translator, int(seen.live)

    for some in stream(wanted, work, "articles", _WORTH_SHARING, told):
        index.learn(sorted((entry[1], *found) for entry, found in some))  # neighbours in the file one after the other
        index.put(_row(changes, entry, found) for entry, found in some)


def _row(changes: _Changes, entry: Entry, found: tuple[str, str, int]) -> Row:
    path, blob = entry
    return Row(place_of(path), blob, changes.stories[path.rpartition("/")[0]], *found)


class _Changes(NamedTuple):
    """Articles that are gone, those that are there, and the trees of their stories' folders by path.

    ``whole``: these are all there are, and not those that differ from another tree.
    """

    gone: list[str]
    here: list[Entry]
    stories: dict[str, bytes]
    whole: bool = False


def _all(root: str, tree: str) -> _Changes:
    """Everything in a tree: picked out of what git lists by one pattern, and not line by line."""
    listed = git.run(root, "ls-tree", "-r", "-t", "-z", "--full-tree", tree).decode("utf-8", "surrogateescape")
    stories = {f"{FOLDER}/{name}": bytes.fromhex(entry) for entry, name in re.findall(_STORY, listed)}
    found = re.findall(_ARTICLE, listed)
    here = [(f"{FOLDER}/{name}", bytes.fromhex(entry)) for entry, name, slug, _ in found if SLUG.fullmatch(slug)]
    return _Changes([], here, stories, whole=True)


def _changes(root: str, before: str, after: str) -> _Changes | None:
    """What differs between two trees; None where the first is not here any more."""
    done = git.attempt(root, "diff-tree", "-r", "-t", "-z", "--no-renames", "--raw", "--no-abbrev", before, after)
    if done.returncode:
        return None
    found = _Changes([], [], {})
    words = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    for head, name in zip(words[::2], words[1::2], strict=False):
        _, mode, _, entry, _ = head.split(" ")
        _sort_in(found, f"{FOLDER}/{name}", mode, entry)
    return found


def _sort_in(found: _Changes, path: str, mode: str, entry: str) -> None:
    if mode == "040000":
        if path.count("/") == STORY_DEPTH - 1:
            found.stories[path] = bytes.fromhex(entry)
    elif is_article(path) and is_plain(mode):
        found.here.append((path, bytes.fromhex(entry)))
    elif is_article(path):
        found.gone.append(path)


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

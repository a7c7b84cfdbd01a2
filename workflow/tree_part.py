"""Some stories of a committed tree, without listing all the others: those that have to be judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.copies import Blobs, sort_in
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.places import FOLDER as ARTICLES
from dragoman.workflow.places import STORY_DEPTH, story_of
from dragoman.workflow.trees import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.workflow.objects import Reader

_KIND = 0o170000
_MODES = {0o040000: FOLDER, 0o100000: "100644", 0o120000: "120000"}


class TreePart(Blobs):
    """A copy (``copies.Copy``) of which only some stories are listed; any other file can be read all the same.

    As ``ls-tree`` does, it shows every entry of a tree that has two of one name.
    """

    def __init__(self, reader: Reader, tree: str, width: int, stories: Iterable[str] = ()) -> None:
        super().__init__(reader)
        self._tree, self._width = tree, width
        self._parsed: dict[str, dict[str, list[tuple[str, str]]]] = {}
        self._far: dict[str, dict[str, str]] = {}
        for story in sorted(stories):
            self._list(story, self.blobs, self.odd)
        self.paths = tuple(sorted(self.blobs))

    def blob_at(self, path: str) -> str | None:
        """The id of a plain file, in whatever story it is."""
        if path in self.blobs:
            return self.blobs[path]
        story = story_of(path)
        if story not in self._far:
            self._far[story] = {}
            self._list(story, self._far[story], {})
        return self._far[story].get(path)

    def named(self, slugs: set[str]) -> set[str]:
        """The stories of these slugs, in whatever month they are."""
        wanted = {slug: b" " + slug.encode("utf-8", "surrogateescape") + b"\0" for slug in slugs}
        found = set[str]()
        for year, month, tree in self._months() if wanted else ():
            data = self._data(tree)  # an id may look like a name: a story too many does no harm
            found |= {f"{ARTICLES}/{year}/{month}/{slug}" for slug, name in wanted.items() if name in data}
        return found

    def _months(self) -> Iterator[tuple[str, str, str]]:
        for above in self._folders(self._tree, ARTICLES):
            for year in self._entries(above):
                for tree in self._folders(above, year):
                    yield from (
                        (year, month, one) for month in self._entries(tree) for one in self._folders(tree, month)
                    )

    def _folders(self, tree: str, name: str) -> list[str]:
        return [one for mode, one in self._entries(tree).get(name, ()) if mode == FOLDER]

    def _list(self, story: str, blobs: dict[str, str], odd: dict[str, str]) -> None:
        *above, last = story.split("/")
        trees = [self._tree]
        for part in above:
            trees = [one for tree in trees for one in self._folders(tree, part)]
        for tree in trees:
            for mode, one in self._entries(tree).get(last, ()):
                if mode != FOLDER:
                    sort_in(story, mode, one, blobs, odd)
                elif len(above) + 1 == STORY_DEPTH:
                    self._below(one, story, blobs, odd)

    def _below(self, tree: str, above: str, blobs: dict[str, str], odd: dict[str, str]) -> None:
        for name, entries in self._entries(tree).items():
            for mode, one in entries:
                if mode == FOLDER:
                    self._below(one, f"{above}/{name}", blobs, odd)
                else:
                    sort_in(f"{above}/{name}", mode, one, blobs, odd)

    def _entries(self, tree: str) -> dict[str, list[tuple[str, str]]]:
        """Mode and id of a tree's entries by their names."""
        if tree not in self._parsed:
            try:
                self._parsed[tree] = _parse(self._data(tree), self._width)
            except ValueError:
                raise GitFailed(f"The tree {tree} cannot be read.", "git fsck") from None
        return self._parsed[tree]

    def _data(self, tree: str) -> bytes:
        found = self._reader.find(tree)
        if found is None or found.kind != "tree":
            raise GitFailed(f"The tree {tree} is missing from the repository.", "git fsck")
        return found.data


def _parse(data: bytes, width: int) -> dict[str, list[tuple[str, str]]]:
    entries: dict[str, list[tuple[str, str]]] = {}
    at = 0
    while at < len(data):
        space, end = data.index(b" ", at), data.index(b"\0", at)
        name = data[space + 1 : end].decode("utf-8", "surrogateescape")
        # As git itself takes them: other bits of a mode, and noughts before it, say nothing.
        mode = _MODES.get(int(data[at:space], 8) & _KIND, "160000")
        entries.setdefault(name, []).append((mode, data[end + 1 : end + 1 + width].hex()))
        at = end + 1 + width
    return entries

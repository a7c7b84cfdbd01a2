"""Which articles are meant, where many are named: the months are listed once, not looked through for every name."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from dragoman.workflow import shelf
from dragoman.workflow.disk import disk_errors
from dragoman.workflow.places import FOLDER, LANG

if TYPE_CHECKING:
    from collections.abc import Iterator

# Fewer names than this are looked for one by one: that takes a look into every month, and no list of what is in it.
_FEW = 10


class Names:
    """Finds articles by the names people type; ``count`` is how many will be asked for."""

    def __init__(self, root: str, count: int) -> None:
        self._root = root
        self._folders = _folders(root) if count > _FEW else {}

    def find(self, wanted: str) -> str:
        """The path of the one article meant by a slug, ``slug/lang`` or a path.

        Raises:
            UsageProblem: nothing or several things are meant.
        """
        slug, _, lang = wanted.partition("/")
        folders = self._folders.get(slug, ())
        if len(folders) == 1:
            languages = [lang] if LANG.fullmatch(lang) else [] if lang else list(_languages(self._root, folders[0]))
            if len(languages) == 1:
                path = f"{folders[0]}/{languages[0]}.md"
                if os.path.isfile(os.path.join(self._root, path)):
                    return path
        return shelf.find(self._root, wanted)


def _folders(root: str) -> dict[str, tuple[str, ...]]:
    """Every story's folders by its slug; more than one only where somebody made a second by hand."""
    found: dict[str, tuple[str, ...]] = {}
    for year in _below(os.path.join(root, FOLDER), r"\d{4}"):
        for month in _below(os.path.join(root, FOLDER, year), r"\d\d"):
            above = f"{FOLDER}/{year}/{month}"
            for slug in _below(os.path.join(root, above)):
                found[slug] = (*found.get(slug, ()), f"{above}/{slug}")
    return found


def _below(folder: str, pattern: str = "") -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if (not pattern or re.fullmatch(pattern, entry.name)) and entry.is_dir(follow_symlinks=False):
                    yield entry.name
    except (FileNotFoundError, NotADirectoryError):
        return


def _languages(root: str, folder: str) -> Iterator[str]:
    with disk_errors(folder), os.scandir(os.path.join(root, folder)) as entries:
        for entry in entries:
            name = entry.name.removesuffix(".md")
            if name != entry.name and LANG.fullmatch(name) and entry.is_file(follow_symlinks=False):
                yield name

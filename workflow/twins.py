"""Names that are two here and one elsewhere: where letter case, or the form of an accent, makes no difference."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

from dragoman.workflow.places import FOLDER
from dragoman.workflow.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def twin_problems(root: str, who: str) -> Iterator[tuple[str, Problem]]:
    """A warning for each name below the articles' folder that a name beside it is a twin of; with its path."""
    for folder, folders, files in os.walk(os.path.join(root, FOLDER)):
        for name, other in _twins([*folders, *files]):
            here = os.path.relpath(folder, root).replace(os.sep, "/")
            message = f"{here}/{name} and {here}/{other} are one name on a Mac and on Windows; only one can be there."
            fix = "git mv one of them to another name, or git rm it"
            yield f"{here}/{name}", Problem("twin", message, "warning", who=who, fix=fix)


def _twins(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name that has a twin before it in the alphabet, and that twin."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        other = seen.setdefault(_folded(name), name)
        if other != name:
            yield name, other


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())

"""What each article of an edition asks for, and a memory of it, so that only what is new must be read.

The memory lies below ``.git`` and can be deleted at any time: then every article is read again. What is at the
WordPress is always asked there.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING

from dragoman.workflow.disk import disk_errors, replace_whole
from dragoman.workflow.edition import HeldBack
from dragoman.workflow.publication import Translation
from dragoman.workflow.seal import sha256
from dragoman.workflow.version import VERSION
from dragoman.workflow.wordpress.plan import Claim
from dragoman.workflow.workers import each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dragoman.workflow.edition import Edition, Item
    from dragoman.workflow.publication import Publication
    from dragoman.workflow.wordpress.wanted import Wanted
    from dragoman.workflow.workers import Told

_WORTH_SHARING = 100
_Story = tuple[str, tuple["Item", ...]]
_Known = dict[str, tuple[str, list[Claim]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the articles of an edition ask for, those that are held back, and the stories by their articles' names."""

    claims: tuple[Claim, ...]
    held: tuple[HeldBack, ...]
    stories: dict[str, tuple[Item, ...]]


class Claims:
    """Works out what articles ask for. ``make`` gives a publication as a post; ``design`` tells it from any other.

    ``path`` is the file of the memory.
    """

    def __init__(self, path: str, design: str, make: Callable[[Publication], Wanted]) -> None:
        self._path, self._design, self._make = path, f"1 {VERSION} {design}", make

    def of(self, edition: Edition, told: Told) -> Asked:
        """What an edition's articles ask for.

        Raises:
            DragomanError: an article cannot be put there as it is.
        """
        known = self._read()
        stories = [(folder, tuple(found)) for folder, found in groupby(edition.items, key=lambda item: item.story)]
        keys = {folder: sha256("\n".join([self._design, *map("\n".join, items)])) for folder, items in stories}
        new = [story for story in stories if known.get(story[0], ("", []))[0] != keys[story[0]]]

        def work(own: Sequence[_Story]) -> Iterator[tuple[list[Claim], list[HeldBack]]]:
            for _, items in own:
                found = list(self.story(edition, items))
                made = [one.claim for one in found if not isinstance(one, HeldBack)]
                yield made, [one for one in found if isinstance(one, HeldBack)]

        held: list[HeldBack] = []
        now: _Known = {folder: known[folder] for folder, _ in stories if folder in known}
        answers = each(new, work, "stories", _WORTH_SHARING, told)
        for (folder, _), (made, back) in zip(new, answers, strict=True):
            # A story of which something is held back is looked at again each time.
            now[folder] = ("" if back else keys[folder], made)
            held += back
        if now != known:
            self._write(now)
        claims = tuple(claim for _, found in now.values() for claim in found)
        return Asked(claims, tuple(held), {item.name: items for _, items in stories for item in items})

    def story(self, edition: Edition, items: Sequence[Item]) -> Iterator[Wanted | HeldBack]:
        """A story's articles as posts, each with links to the others."""
        found = list(islice(edition.read(items), len(items)))
        there = [one for one in found if not isinstance(one, HeldBack)]
        every = sorted((Translation(one.lang, one.slug) for one in there), key=lambda one: one.lang)
        for one in found:
            if isinstance(one, HeldBack):
                yield one
            else:
                others = tuple(other for other in every if other.lang != one.lang)
                yield self._make(replace(one, translations=others))

    def _read(self) -> _Known:
        try:
            with open(self._path, encoding="utf-8") as file:
                kept = json.load(file)
            return {folder: (key, [Claim._make(one) for one in claims]) for folder, (key, claims) in kept.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def _write(self, known: _Known) -> None:
        with disk_errors("the .git folder"):
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            replace_whole(self._path, json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode())

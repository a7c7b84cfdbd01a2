"""An edition: every article that readers should find, as the record has it. What a target brings its place to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.places import article_name, story_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dragoman.workflow.publication import Publication


class Item(NamedTuple):
    """An article of an edition, by its path. The same ``key`` promises the same publication; a new one nothing."""

    path: str
    key: str

    @property
    def name(self) -> str:
        """``slug/lang``, as people type it."""
        return article_name(self.path)

    @property
    def story(self) -> str:
        """The folder of the article's story."""
        return story_of(self.path)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An article that claims to be published and whose approvals do not hold: nobody approved what it says now."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The newsroom's name, its languages (the first is the one it has for readers without another), its articles.

    ``items`` are sorted by path. ``read`` gives each of some items as a publication, without its translations, or
    says why it is held back; it may be called in a process of its own. ``coming`` are the paths of the articles that
    an act is about just now and that are not recorded yet.
    """

    newsroom: str
    languages: tuple[str, ...]
    items: tuple[Item, ...]
    read: Callable[[Sequence[Item]], Iterator[Publication | HeldBack]]
    coming: frozenset[str] = frozenset()

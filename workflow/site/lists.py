"""Lists of articles: all of a language, those of a keyword, an outlet, a translator; cut into pages that stand still.

Pages are counted from the oldest, so that a new article changes the newest page only, in a list of any length.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.workflow.seal import sha256
from dragoman.workflow.site.addresses import group_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.site.addresses import Addresses
    from dragoman.workflow.teaser import Teaser

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: its ``kind`` (``front``, ``keyword``, ``outlet`` or ``translator``), its ``name``.

    ``teasers`` come newest first; ``older`` and ``newer`` are the addresses of its neighbours, or empty. ``number``
    is 0 for the newest page, else its place counted from the oldest.
    """

    kind: str
    name: str
    lang: str
    address: str
    teasers: tuple[Teaser, ...]
    number: int = 0
    older: str = ""
    newer: str = ""
    landing: str = ""

    @property
    def key(self) -> str:
        """Another one where anything on the page is another."""
        digests = "".join([teaser.digest for teaser in self.teasers])
        return sha256(f"{self.kind}\n{self.name}\n{self.lang}\n{self.address}\n{self.older}\n{self.newer}\n{digests}")


def lists(teasers: Sequence[Teaser], addresses: Addresses, languages: Sequence[str]) -> Iterator[ListPage]:
    """Every page of every list; the teasers come oldest first. A front page is there for each of the languages."""
    fronts: dict[str, list[Teaser]] = {lang: [] for lang in languages}
    groups: dict[tuple[str, str, str], list[Teaser]] = {}
    for teaser in teasers:
        fronts.setdefault(teaser.lang, []).append(teaser)
        for group in _groups(teaser.lang, teaser.keywords, teaser.outlet, teaser.translator):
            groups.setdefault(group, []).append(teaser)
    for lang, found in fronts.items():
        yield from _pages("front", "", lang, addresses.front(lang), found, addresses)
    for (lang, kind, key), found in groups.items():
        name = _spelled(found[-1], kind, key)
        yield from _pages(kind, name, lang, addresses.group(lang, kind, name), found, addresses)


@lru_cache(maxsize=65536)
def _groups(lang: str, keywords: tuple[str, ...], outlet: str, translator: str) -> tuple[tuple[str, str, str], ...]:
    """The groups of an article, each a language, a kind and a key."""
    named = (("keyword", keywords), ("outlet", (outlet,)), ("translator", (translator,)))
    return tuple(
        (lang, kind, key)
        for kind, names in named
        for key in dict.fromkeys(group_key(name) for name in names if name.strip())
    )


def _spelled(newest: Teaser, kind: str, key: str) -> str:
    """A group's name as its newest article writes it."""
    names = newest.keywords if kind == "keyword" else (newest.outlet if kind == "outlet" else newest.translator,)
    return next(name for name in names if group_key(name) == key)


def _pages(
    kind: str, name: str, lang: str, landing: str, found: Sequence[Teaser], addresses: Addresses
) -> Iterator[ListPage]:
    full = max(len(found) // PER_PAGE - 1, 0)
    where = [addresses.older(landing, number) for number in range(1, full + 1)] + [landing]
    for number, address in enumerate(where):
        newest = number == full
        some = found[number * PER_PAGE : None if newest else (number + 1) * PER_PAGE]
        older = where[number - 1] if number else ""
        newer = "" if newest else where[number + 1]
        counted = 0 if newest else number + 1
        yield ListPage(kind, name, lang, address, tuple(reversed(some)), counted, older, newer, landing)

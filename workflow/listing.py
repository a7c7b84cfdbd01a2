"""List the articles as the work tree has them: what is committed out of the index, what is changed off the disk."""

from __future__ import annotations

import contextlib
from collections import Counter
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.workflow import digests, disk, shelf
from dragoman.workflow.cards import Card, as_text, from_text, waits_for
from dragoman.workflow.catalogue import read_card
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.index_file import Index, Row
from dragoman.workflow.places import NEWSROOM, path_of, place_of, story_of
from dragoman.workflow.states import STATES
from dragoman.workflow.work_tree import skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person
    from dragoman.workflow.work_tree import Look
    from dragoman.workflow.workers import Told

# So many cards at a time, among several processes where it is worth starting them.
_PIECE, _WORTH_SHARING = 10_000, 500


class Listing:
    """The articles of a newsroom, by state, in their order; cards are worked out for those that are asked for.

    ``look`` is what git is asked of the work tree; where it cannot say, the disk alone is looked at.
    """

    def __init__(self, root: str, newsroom: Newsroom, look: Look, index: Index, told: Told) -> None:
        self._root, self._newsroom, self._index, self._told = root, newsroom, index, told
        if not index.note("tree"):  # the first time: what is committed is read while git still looks at the files
            _bring(root, index, look.committed(), told)
        seen = look.seen({name: index.note(name) for name in ("index", "head")}, index.take_note)
        if seen is None:
            self._changed = None
            fresh = shelf.paths(root)
        else:
            _bring(root, index, seen.tree, told)
            self._changed = seen.changed
            found = [story for folder in seen.changed if (story := shelf.story_at(root, folder))]
            fresh = [story.path(lang) for story in found for lang in story.languages]
        cards = [read_card(root, newsroom, path) for path in fresh]
        cards += self._skipped()
        self._fresh = dict(sorted((place_of(card.path), card) for card in cards))
        text = disk.read_text(root, NEWSROOM) or ""
        self._rules = digests.sha256(text.encode("utf-8", "surrogatepass")).digest()

    def _skipped(self) -> Iterator[Card]:
        """The articles of a sparse checkout that are not here, as git has them, beside those read off the disk."""
        if self._changed is not None and not self._changed:
            return
        with contextlib.suppress(GitFailed):
            out = {path: blob for path, blob in skipped(self._root).items() if self._is_fresh(path)}
            if out:
                from dragoman.workflow.objects import Reader

                with Reader(self._root) as reader:
                    for (path, _), found in zip(out.items(), reader.find_all(list(out.values())), strict=True):
                        yield read_card(self._root, self._newsroom, path, found.data if found else b"")

    def _is_fresh(self, path: str) -> bool:
        return self._changed is None or story_of(path) in self._changed

    @property
    def tree(self) -> str:
        """The id of the committed tree, where nothing in it is changed; else empty."""
        return "" if self._changed is None or self._changed else self._index.note("tree")

    def counts(self) -> Counter[str]:
        """How many articles there are by state; those that cannot be read have none."""
        counts = Counter({} if self._changed is None else self._index.counts())
        for story in self._changed or ():
            counts -= Counter(row.state for row in self._index.under(place_of(f"{story}/.md")))
        return counts + Counter(card.state for card in self._fresh.values())

    def rows(self, states: Sequence[str] = (), not_by: str = "") -> Iterator[Row]:
        """The articles in order: those in some of the states, and not those that somebody translated."""
        fresh = (Row(place, b"", b"", card.state, card.translated_by) for place, card in self._fresh.items())
        wanted = (r for r in fresh if (not states or r.state in states) and not (not_by and r.translator == not_by))
        if self._changed is None:
            return wanted
        stale = {place_of(f"{story}/.md") for story in self._changed}
        kept = (row for row in self._index.rows(states, not_by) if row.place.rpartition("\1")[0] + "\1" not in stale)
        return merge(kept, wanted)

    def waiting(self, person: Person) -> Iterator[Row]:
        """The articles whose next act this person may do, in order."""
        own = [state for state in STATES if waits_for(state, person.id, person)]
        others = [state for state in STATES if waits_for(state, "", person)]
        not_own = [state for state in others if state not in own]
        return merge(self.rows(own) if own else (), self.rows(not_own, person.id) if not_own else ())

    def cards(self, rows: Iterable[Row]) -> Iterator[Card]:
        """The cards of some articles; what is not known yet is worked out, and kept."""
        waiting = iter(rows)
        while piece := list(islice(waiting, _PIECE)):
            yield from self._piece(piece)

    def _piece(self, rows: list[Row]) -> Iterator[Card]:
        keys = [self._key(row) if row.blob else b"" for row in rows]
        kept = [from_text(text) for text in self._index.cards(keys)]
        wanted = [row for row, card in zip(rows, kept, strict=True) if row.blob and card is None]

        if wanted:
            yield from self._with_new(rows, kept, wanted)
            return
        for row, card in zip(rows, kept, strict=True):
            yield self._card(row, card)

    def _with_new(self, rows: list[Row], kept: list[Card | None], wanted: list[Row]) -> Iterator[Card]:
        """The cards of some articles, of which those wanted are worked out."""
        from dragoman.workflow.indexing import contents
        from dragoman.workflow.workers import each

        def work(own: Sequence[Row]) -> Iterator[str]:
            entries = [(path_of(row.place), row.blob) for row in own]
            for path, data in contents(self._root, entries):
                yield as_text(read_card(self._root, self._newsroom, path, data))

        texts = each(wanted, work, "articles", _WORTH_SHARING, self._told)
        new = {row.place: text for row, text in zip(wanted, texts, strict=True)}
        self._index.keep_cards((self._key(row), new[row.place]) for row in wanted)
        for row, card in zip(rows, kept, strict=True):
            yield self._card(row, card or from_text(new.get(row.place)))

    def _card(self, row: Row, known: Card | None) -> Card:
        found = known or self._fresh.get(row.place)
        assert found is not None  # noqa: S101  # each row is known, was worked out, or is fresh
        return found

    def _key(self, row: Row) -> bytes:
        return digests.sha256(self._rules + row.blob + row.place.encode()).digest()[:20]


def _bring(root: str, index: Index, tree: str, told: Told) -> None:
    if index.note("tree") != tree:
        from dragoman.workflow.indexing import bring

        bring(root, index, tree, told)

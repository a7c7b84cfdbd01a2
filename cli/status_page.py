"""What ``dragoman status`` shows: imported while git looks at the files."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from dragoman.cli.console import Column, Console, Words
from dragoman.workflow.cards import Card, waits_for
from dragoman.workflow.places import place_of
from dragoman.workflow.shelf import has_snapshots
from dragoman.workflow.states import ALL_STATES, next_acts

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from dragoman.workflow.index_file import Row
    from dragoman.workflow.listing import Listing
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person

COLUMNS = (Column("ARTICLE", flexible=True), Column("STATE"), Column("NEXT"), Column("TITLE", flexible=True))


class Page(NamedTuple):
    """What is shown: counts by state, what waits for the person, the rest, and whether there is more."""

    counts: Counter[str]
    first: list[Card]
    rest: list[Card]
    more: bool

    @property
    def in_order(self) -> list[Card]:
        """All of it, as the shelf has it."""
        return sorted((*self.first, *self.rest), key=lambda card: place_of(card.path))


def page_of(listing: Listing, person: Person | None, state: str | None, mine: bool, most: int) -> Page:
    """What waits for the person, and the rest: so many in all."""
    waiting = listing.waiting(person) if person else iter(())
    first = list(islice((row for row in waiting if state in (None, row.state)), most + 1))
    rest: list[Row] = []
    if not mine:
        others = listing.rows((state,) if state else ())
        unasked = (row for row in others if not (person and waits_for(row.state, row.translator, person)))
        rest = list(islice(unasked, most + 1 - len(first)))
    more = len(first) + len(rest) > most
    first, rest = first[:most], rest[: most - len(first[:most])]
    return Page(listing.counts(), list(listing.cards(first)), list(listing.cards(rest)), more)


def with_moved(root: str, newsroom: Newsroom, page: Page) -> Page:
    """The same, with the articles marked whose originals have changed."""
    if not any(has_snapshots(root, card.path) for card in (*page.first, *page.rest)):
        return page
    from dragoman.workflow import moved_cards

    first, rest = (
        [moved_cards.with_moved(root, newsroom, card) for card in cards] for cards in (page.first, page.rest)
    )
    return page._replace(first=first, rest=rest)


def tell(console: Console, page: Page, name: str, person: Person | None) -> None:
    """Print it: of the newsroom of that name, for whoever is at the desk."""
    _summary(console, name, page.counts)
    _group(console, f"Waiting for you ({person.id})" if person else "", page.first)
    _group(console, "Everything else" if page.first else "", page.rest)
    if page.more:
        console.say(Words("  and more: ", "dim"), Words("dragoman status --all", "command"))
    if not page.counts.total():
        console.say(Words("  next: ", "dim"), Words("dragoman source URL", "command"))


def _summary(console: Console, name: str, counts: Counter[str]) -> None:
    total = counts.total()
    words: list[Words | str] = [Words(name, "strong", foreign=True), f": {total} article{'s' * (total != 1)}"]
    for state in ALL_STATES:
        if counts[state]:
            words += [", ", Words(f"{counts[state]} {state}", state)]
    console.say(*words)


def _group(console: Console, title: str, cards: Sequence[Card]) -> None:
    if not cards:
        return
    console.say("")
    if title:
        console.say(Words(title, "strong"))
    console.table(COLUMNS, [_row(card) for card in cards])


def _row(card: Card) -> tuple[Words, ...]:
    mark = "! " if card.problems else ""
    if not card.state:
        return Words(mark + card.name, "error"), Words("unreadable", "error"), Words(""), Words("")
    return (
        Words(mark + card.name, "error" if mark else ""),
        Words(card.state, card.state),
        Words(_next(card)),
        Words(card.title or "(no title yet)", "" if card.title else "dim", foreign=bool(card.title)),
    )


def _next(card: Card) -> str:
    """The next act, and what stands in its way or is special about it."""
    flags = card.flags or {}
    words = ", ".join(next_acts(card.state)) or "–"
    if "hold" in flags:
        return f"{words} (on hold)"
    until = flags.get("embargo") or flags.get("schedule")
    if until:
        return f"{words} ({'embargo' if 'embargo' in flags else 'from'} {until[:16].replace('T', ' ')})"
    return f"{words} (correction)" if "live" in flags else words

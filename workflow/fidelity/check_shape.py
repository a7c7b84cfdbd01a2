"""The shape of a text: headings, lists, emphasis."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.model import Finding


def shape(pair: Pair) -> Iterator[Finding]:
    """A heading, a list or an emphasis that is not the same on both sides."""
    here, there = _levels(pair.source), _levels(pair.translation)
    if bool(here) != bool(there):
        words = (
            ("a heading in the source", "none in the translation")
            if here
            else ("no heading in the source", "one in the translation")
        )
        yield pair.finding("heading-changed", "warning", f"This is {words[0]} and {words[1]}.")
    elif here != there:
        yield pair.finding("heading-changed", "note", f"A heading of level {here[0]} became one of level {there[0]}.")
    items, kept = _count(pair.source, "items"), _count(pair.translation, "items")
    if items != kept:
        yield pair.finding("list-changed", "warning", f"The source lists {items} items, the translation {kept}.")
    strong, still = _count(pair.source, "emphasis"), _count(pair.translation, "emphasis")
    if strong != still:
        yield pair.finding(
            "emphasis-changed", "note", f"The source stresses {strong} passages, the translation {still}."
        )


def _levels(side: Side) -> list[int]:
    return [one.markup.heading for one in side.paragraphs if one.markup.heading]


def _count(side: Side, what: str) -> int:
    return sum(getattr(one.markup, what) for one in side.paragraphs)

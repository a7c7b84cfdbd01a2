"""A plain no of the source that no word of the translation keeps: a note, as much is denied in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.ledger import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.model import Finding

_PLAIN, _EXCEPT, _ANY = ("negator", "plain"), ("negator", "except"), ("negation", "")


def negations(pair: Pair) -> Iterator[Finding]:
    """The source denies, and nothing in the translation does.

    Not asked of a language whose list is empty, as Kurdish, which says no within its verbs.
    """
    here, there = pair.source, pair.translation
    if not there.language.lexicon.has(_ANY) or there.entries.get(_ANY) or not _denies(here):
        return
    words = here.first_of(*_PLAIN)
    message = f"The source says no ({shown(words)}); no word of the translation does."
    yield pair.finding("negation-missing", "note", message, words)


def _denies(side: Side) -> bool:
    """Whether it has a plain no that is not part of a phrase which denies nothing, like `not only`."""
    return side.entries.get(_PLAIN, 0) > side.entries.get(_EXCEPT, 0)

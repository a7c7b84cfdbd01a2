"""Whether an original says something else than before: its words as found now, told in the words of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.affected import Words
from dragoman.workflow.seal import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence


def settled(found: Words, before: Sequence[tuple[Words, Words]], last: Words) -> Words:
    """What was found, but each part that has not changed as it was written down the last time.

    ``before`` are the earlier pages, the oldest first: what is found in each today, and what was found in it then.
    A headline that somebody gave by hand stays so as long as the page's own is what it was; a text does that another
    release would read a little differently. ``last`` are the words as known, which count as they stand.
    """
    return Words(*(_settled(key, found, before, last) for key in ("title", "dek", "body")))


def _settled(key: str, found: Words, before: Sequence[tuple[Words, Words]], last: Words) -> str:
    now, known = str(getattr(found, key)), str(getattr(last, key))
    if _plain(now) == _plain(known):
        return known
    for again, then in reversed(before):
        if _plain(getattr(again, key)) == _plain(now):
            return str(getattr(then, key))
    return now


def same(one: Words, other: Words) -> bool:
    """Whether both say the same; line ends and blanks at their ends aside."""
    return all(_plain(getattr(one, key)) == _plain(getattr(other, key)) for key in ("title", "dek", "body"))


def _plain(text: str) -> str:
    return canonical(text)

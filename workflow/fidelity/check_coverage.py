"""Whether everything is there: paragraphs without a counterpart, passages cut short, passages left untranslated."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.ledger import shown
from dragoman.workflow.fidelity.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair
    from dragoman.workflow.fidelity.model import Paragraph

_SHORT = 24
_FEW = 40
_NAMES = 3
_SEVERAL = 2
_THIRD, _HALF = 0.34, 0.5
# Where a sentence is missing, lengths need not say so as well.
_SLACK = 0.25
_TOLD = frozenset({"word", "place", "weekday", "month"})
# How far the length of a passage may stray from what the rest of the pair has, as a logarithm.
_STRAYS = 0.62
# And where it has fewer sentences than its counterpart.
_STRAYS_LESS = 0.16


def coverage(pair: Pair) -> Iterator[Finding]:
    """A paragraph that only one side has, or that stands elsewhere."""
    if not pair.group.translation:
        words = "The source's paragraph {} has no translation."
        yield pair.finding("paragraph-missing", "error", words.format(shown(pair.source.text)))
    elif not pair.group.source:
        words = "The translation's paragraph {} has no source."
        yield pair.finding("paragraph-added", "error", words.format(shown(pair.translation.text)))
    elif pair.group.moved:
        yield pair.finding(
            "paragraph-moved", "note", f"The paragraph {shown(pair.source.text)} stands elsewhere in the translation."
        )


def doubtful(pair: Pair) -> Iterator[Finding]:
    """One of several joined paragraphs of which nothing is met again, and without which lengths fit better."""
    if len(pair.source.paragraphs) < _SEVERAL or len(pair.translation.paragraphs) != 1:
        return
    theirs = pair.translation.paragraphs[0]
    here = sum(one.signs for one in pair.source.paragraphs) * pair.ratio
    apart = abs(log((theirs.signs + 10) / (here + 10)))
    fewer = theirs.sentences < sum(one.sentences for one in pair.source.paragraphs)
    for one in pair.source.paragraphs:
        without = abs(log((theirs.signs + 10) / (here - one.signs * pair.ratio + 10)))
        if without < apart + (_SLACK if fewer else 0.0) and _met(one, theirs) <= (_HALF if fewer else _THIRD):
            message = f"Nothing of the source's paragraph {shown(one.text)} is met in the translation."
            yield Finding("passage-missing", "warning", (one.number,), (), message, one.text, "")


def _met(one: Paragraph, other: Paragraph) -> float:
    """How much of what the lists know in a paragraph is met in another one."""
    asked = [entry in other.entries for entry in one.entries if entry[0] in _TOLD]
    asked += [any(value in other.offers for value in number.values) for number in one.numbers]
    return sum(asked) / len(asked) if asked else 0.0


def untranslated(pair: Pair) -> Iterator[Finding]:
    """A passage that stands in the translation as it stood in the source."""
    if pair.source.language.code == pair.translation.language.code:
        return
    here, there = pair.source.text.strip(), pair.translation.text.strip()
    if here != there or sum(one.signs for one in pair.source.paragraphs) <= _SHORT:
        return
    # Names and figures alone need no translation.
    if sum(word.kind == "word" and not word.capital for word in pair.source.words) > _NAMES:
        yield pair.finding("untranslated", "error", f"{shown(here)} was left as it is in the source.")


def cut(pair: Pair) -> Iterator[Finding]:
    """A passage far shorter or longer than its counterpart, by the lengths of the rest of the pair."""
    here = sum(one.signs for one in pair.source.paragraphs) * pair.ratio
    there = float(sum(one.signs for one in pair.translation.paragraphs))
    if max(here, there) < _FEW:
        return
    apart = log((there + 10) / (here + 10))
    fewer = sum(one.sentences for one in pair.translation.paragraphs) < sum(
        one.sentences for one in pair.source.paragraphs
    )
    how = "much shorter" if apart < -_STRAYS else "shorter by a sentence"
    if apart < (-_STRAYS_LESS if fewer else -_STRAYS):
        yield pair.finding(
            "passage-missing",
            "warning",
            f"The translation is {how} here than the source: {shown(pair.source.text)}.",
        )
    elif apart > _STRAYS:
        yield pair.finding(
            "passage-added",
            "warning",
            f"The translation is much longer here than the source: {shown(pair.translation.text)}.",
        )

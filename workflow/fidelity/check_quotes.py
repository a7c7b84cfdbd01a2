"""Quotations: what somebody said word for word must stay in quotation marks, and nothing else may get into them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.ledger import shown
from dragoman.workflow.fidelity.markup import read_markup
from dragoman.workflow.fidelity.name_match import known_again
from dragoman.workflow.fidelity.quoted_names import named
from dragoman.workflow.fidelity.quotes import ANY, without_marks_inside
from dragoman.workflow.fidelity.signs import evened, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.model import Finding, Paragraph, Severity

# Signs from which on something in quotation marks is a quotation and no title or so-called thing.
_LONG = 9
_WORDS = 2
_FEW = 4
# Words that titles write small: of, the, de, la.
_PARTICLE = 3
_SPEECH = 45
# Signs between two quotations from which on they cannot be one.
_GAP = 30
_PART = 0.65
_MUCH = 0.2
_TOLD = 15
_REST = 0.6
# A quotation is all of a paragraph; its last mark may stand before a full stop.
_WHOLE, _END = 0.9, 2
_LOST, _AS_MUCH, _SMALLER = 25, 0.6, 0.15
_ALL, _LONGER = 0.85, 1.15
_LETTERS = re.compile(r"[^\W\d_]+")
_CALLS = ("?", "!", "؟")
_DASH = ("—", "–", "-")


def quotations(pair: Pair) -> Iterator[Finding]:
    """A quotation without its counterpart."""
    said, kept = _all(pair.source), _all(pair.translation)
    lost = (
        _without(said, kept, pair.translation, pair.ratio)
        or _one_of_several(pair, kept)
        or _shortened(pair.source, kept, pair.ratio)
        or _shorter(pair, said, kept)
    )
    new = _without(kept, said, pair.source, 1 / pair.ratio)
    if lost:
        message = f"The quotation {shown(lost)} is no quotation in the translation."
        titled: Severity = "note" if _short(lost) and named(lost, pair) else "warning"
        yield pair.finding("quote-missing", titled, message, lost)
    elif new:
        reported = pair.source.count("attribution") or any(one.quoted for one in pair.source.paragraphs)
        told = len(new) >= _SPEECH and not reported and not _goes_on(new, pair.translation)
        severity: Severity = "warning" if told else "note"
        message = f"The translation quotes {shown(new)}; the source has no quotation there."
        yield pair.finding("quote-added", severity, message, now=new)


def _short(quote: str) -> bool:
    return len(quote.split()) <= _FEW


def _without(here: list[str], there: list[str], other: Side, ratio: float) -> str:
    """The longest quotation of one side, if the other side has too few; '' if it has enough.

    ``ratio`` says how long the other side is for each sign of this one.
    """
    long = [quote for quote in here if _said(quote)]
    fewer = len(here) > len(there) or sum(map(_said, there)) < len(long) == len(here)
    if not long or not fewer or _marked(other):
        return ""
    said = max(long, key=len)
    if there and len(said) >= _LOST and not any(" " in quote for quote in there):
        # A name in quotation marks is no counterpart of what somebody said.
        return said
    if there or any(one.quoted for one in other.paragraphs):
        mine, theirs = ratio * sum(map(len, here)), sum(map(len, there))
        size = sum(len(one.text) for one in other.paragraphs)
        if not there or theirs > _PART * mine or mine < size * _MUCH:
            return ""
    return said


def _one_of_several(pair: Pair, there: list[str]) -> str:
    """The quotation that has no counterpart, where fewer are left than stand apart from each other here; '' if none.

    Two with little between them (``"A," she said, "B"``) may be one in another language, two with more cannot.
    """
    left = [quote for one in pair.source.paragraphs for quote in _apart(one)]
    more = sum(map(_said, left)) > sum(map(_said, there))
    if len(left) <= len(there) or (not there and _marked(pair.translation)):
        return ""
    if len(there) == 1 and _run_into_one(left, there[0], pair.ratio):
        return max(left, key=len)
    for kept in sorted(there, key=len, reverse=True):
        left.remove(min(left, key=lambda quote: abs(len(quote) * pair.ratio - len(kept))))
    told = [quote for quote in left if _said(quote) and len(quote) * max(pair.ratio, 1.0) >= _TOLD]
    if there and more and told:
        return max(told, key=len)
    return next((quote for quote in left if not _said(quote) and _unmet(quote, pair)), "")


def _run_into_one(left: list[str], kept: str, ratio: float) -> bool:
    """Whether the one quotation left is as long as all were, and longer than any: what stood between is gone."""
    sizes = [ratio * len(quote) for quote in left]
    return len(kept) >= _ALL * sum(sizes) and len(kept) > _LONGER * max(sizes)


def _unmet(quote: str, pair: Pair) -> bool:
    """Whether this is a title or so-called thing of several words, and none of them is met in the translation."""
    known = pair.source.by_folded
    words = [known[low] for low in map(folded, _LETTERS.findall(quote)) if len(low) > _PARTICLE and low in known]
    capital = any(word.capital for word in words)
    return capital and len(quote.split()) >= _WORDS and not any(known_again(word, pair.translation) for word in words)


def _shortened(side: Side, there: list[str], ratio: float) -> str:
    """The longest quotation, if what is left in quotation marks is far shorter than all that was; '' if not."""
    here = _all(side)
    mine, theirs = ratio * sum(map(len, here)), sum(map(len, there))
    if not here or not there or theirs > _REST * mine or mine - theirs < _SPEECH:
        return ""
    longest = max(here, key=len)
    return "" if _goes_on(longest, side) or _marked(side) else longest


def _shorter(pair: Pair, said: list[str], kept: list[str]) -> str:
    """The longest quotation, if the passage is about as much shorter as its quotations are; '' if not.

    It must show in the marks too: fewer quotations, or none where one began, or a smaller share of the passage.
    """
    mine, theirs = pair.ratio * sum(map(len, said)), sum(map(len, kept))
    here = pair.ratio * sum(one.signs for one in pair.source.paragraphs)
    there = sum(one.signs for one in pair.translation.paragraphs)
    lost = mine - theirs
    if not kept or not said or lost < _LOST or here - there < _AS_MUCH * lost:
        return ""
    fewer = len(kept) < len(said) or _begins(pair.source) > _begins(pair.translation)
    if not fewer and theirs / max(there, 1) > mine / max(here, 1) - _SMALLER:
        return ""
    return max(said, key=len)


def _begins(side: Side) -> bool:
    """Whether the passage begins with a quotation mark."""
    return bool(ANY.match(side.text.lstrip()))


def _goes_on(quote: str, side: Side) -> bool:
    """Whether a quotation is a whole paragraph with a mark at one end only.

    So a language writes what goes on over several paragraphs, and others write no mark in the middle of it.
    """
    texts = [one.text.strip() for one in side.paragraphs]
    whole = next((text for text in texts if len(quote) >= _WHOLE * len(text)), "")
    return bool(whole) and not (ANY.match(whole) and ANY.search(whole[-_END:]))


def _apart(paragraph: Paragraph) -> list[str]:
    """The quotations of a paragraph; of those with little between them only the longest."""
    if len(paragraph.quotes) <= 1:
        return list(paragraph.quotes)
    found: list[str] = []
    end = -_GAP
    text = without_marks_inside(evened(read_markup(paragraph.text)[1]))
    for quote in paragraph.quotes:
        at = text.find(quote, max(end, 0))
        if at < 0:
            return []
        if at - end >= _GAP or (found and _and(text[end:at])):
            found.append(quote)
        elif len(quote) > len(found[-1]):
            found[-1] = quote
        end = at + len(quote)
    return found


def _and(between: str) -> bool:
    """Whether nothing but a short word stands between two quotations: “a treasure” and “an instrument”."""
    words = _LETTERS.findall(between)
    return len(words) == 1 and len(words[0]) <= _PARTICLE


def _said(quote: str) -> bool:
    """Whether this is said by somebody, and no title or name: several words, not all with a capital letter.

    A short one is if it asks or calls.
    """
    words = quote.split()
    if len(quote) < _LONG and not quote.endswith(_CALLS):
        return False
    long = [word for word in words if len(word) > _PARTICLE] if len(words) < _FEW else words
    shouted = len(words) > _WORDS and quote.isupper()
    return shouted or (len(words) >= _WORDS and not all(word[0].isupper() for word in long or words))


def _all(side: Side) -> list[str]:
    return [quote for one in side.paragraphs for quote in one.quotes]


def _marked(side: Side) -> bool:
    """Whether the paragraph is speech without quotation marks: a dash begins it, as in Russian or French."""
    return any(one.text.lstrip().startswith(_DASH) for one in side.paragraphs)

"""Checks of title and dek: what they state, the body has to carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.reading import read
from dragoman.workflow.fidelity.signs import folded
from dragoman.workflow.house.check import Sample, Spot, check
from dragoman.workflow.house.manuscript import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.model import Paragraph
    from dragoman.workflow.house.manuscript import Manuscript

_DOUBT = ("hedge", "doubt", "modal", "attribution")
# A headline that asks, or says who says so, leaves the doubt in.
_OPEN = re.compile(r"[?؟:\"“”«»„‘'’–—]")
# Behind these a title begins anew, with a capital letter.
_BEGINS = frozenset(":.!?–—-|\"“„«'‘")
_SMALL_WORD = 4
_ROUND, _ROUNDED = 100, 0.1
_STEM = 5


@check(
    "headline-number",
    "warning",
    "A number in title or dek is not in the text: one of the two is wrong.",
    fires=Sample("The repair took sixteen weeks.", title="Pumps run after 18 weeks"),
    passes=Sample("The repair took sixteen weeks.", title="Pumps run after 16 weeks"),
)
def headline_number(text: Manuscript) -> Iterator[Spot]:
    """By value, in digits or words."""
    if not text.text.strip():
        return
    known = {value for part in text.facts for value in part.offers} | {
        value for part in text.facts for number in part.numbers for value in number.values
    }
    for key, words in text.head.items():
        for part in read(words, text.lang):
            for number in (one for one in part.numbers if any(one.values)):
                if not any(_met(value, known) for value in number.values) and not _is_score(words, number.text):
                    yield _spot(key, words, number.text, f"{number.text} in `{key}` is not in the text.")


def _is_score(words: str, number: str) -> bool:
    """Whether a number belongs to a result, such as 1-0, which texts tell in other words."""
    return bool(re.search(rf"\d\s*[-–:]\s*{re.escape(number)}\b|\b{re.escape(number)}\s*[-–:]\s*\d", words))


def _met(value: float, known: set[float]) -> bool:
    """The number itself, or one that is rounded to it: 4,000 for 3,975, more than 800 for 844."""
    return value in known or (value >= _ROUND and any(abs(other - value) <= value * _ROUNDED for other in known))


@check(
    "headline-name",
    "note",
    "A name in title or dek is not in the text.",
    fires=Sample("The pumps of the eastern district ran on Monday.", title="Pumps in Homs run again"),
    passes=Sample("The pumps of Homs's eastern district ran on Monday.", title="Pumps in Homs run again"),
)
def headline_name(text: Manuscript) -> Iterator[Spot]:
    """Only where capitals mean names: not in German, nor in a title that gives every word one."""
    from dragoman.workflow.fidelity.language_data import language

    if language(text.lang).capitals != "names" or not text.text.strip():
        return
    known = [_bare(match[0]) for match in text.words]
    for key, words in text.head.items():
        found = list(WORD.finditer(words))
        long = [match for match in found[1:] if len(match[0]) >= _SMALL_WORD]
        if sum(_capital(match) for match in long) * 2 > len(long):
            continue
        for match in found[1:]:
            word = _bare(match[0])
            begins = words[: match.start()].rstrip()[-1:] in _BEGINS
            if (
                _capital(match)
                and not begins
                and len(word) >= _SMALL_WORD
                and not any(_alike(word, other) for other in known)
            ):
                yield Spot(f"{match[0]} in `{key}` is not in the text.", *match.span(), field=key)


def _bare(word: str) -> str:
    return folded(word.replace("’", "'").removesuffix("'s"))


def _capital(match: re.Match[str]) -> bool:
    return match[0][:1] != match[0][:1].lower()


def _alike(word: str, other: str) -> bool:
    """The same word, or the same with another ending: Syria, Syrian; Berlin, Berliner."""
    return word == other or (min(len(word), len(other)) >= _SMALL_WORD and word[:_STEM] == other[:_STEM])


@check(
    "headline-certainty",
    "warning",
    "The text doubts, or reports, what the title states as a fact.",
    fires=Sample("The pumps were reportedly destroyed on Monday.", title="Pumps destroyed on Monday"),
    passes=Sample("The pumps were reportedly destroyed on Monday.", title="Pumps reportedly destroyed on Monday"),
)
def headline_certainty(text: Manuscript) -> Iterator[Spot]:
    """The lead has a strong hedge beside words of the title, and neither title nor dek doubts or attributes."""
    title = text.head.get("title", "")
    body = [part for part in text.facts if part.signs and not part.markup.heading]
    if not title.strip() or not body:
        return
    lead = body[0]
    doubted = [value for kind, value in lead.entries if kind == "hedge"]
    head = read("\n\n".join(filter(None, text.head.values())), text.lang)
    if not doubted or any(kind in _DOUBT for part in head for kind, _ in part.entries) or _OPEN.search(title):
        return
    if _shares(title, lead):
        said = next((lead.phrases[one] for one in lead.phrases if one[0] == "hedge"), "")
        told = said or next(w.text for w in lead.words if any(kind == "hedge" for kind, _ in w.entries))
        message = f"The text says “{told}”; the title states it as a fact."
        yield Spot(message, 0, len(title), field="title")


def _shares(title: str, lead: Paragraph) -> bool:
    """Whether title and lead speak of the same: two longer words of one are in the other."""
    known = {word.folded[:_STEM] for word in lead.words}
    words = {folded(match[0])[:_STEM] for match in WORD.finditer(title) if len(match[0]) >= _SMALL_WORD}
    return len(words & known) >= min(2, len(words))


def _spot(key: str, words: str, said: str, message: str) -> Spot:
    start = words.find(said)
    return (
        Spot(message, start, start + len(said), field=key) if start >= 0 else Spot(message, 0, len(words), field=key)
    )

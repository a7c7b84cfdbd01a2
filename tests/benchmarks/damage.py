"""What can go wrong in a translation, put into a good one on purpose: one kind of damage a function."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

_NUMBER = re.compile(r"(?<![\w.,:/-])[2-9]\d*(?![\w:/-]|[.,]\d)")
_QUOTE = re.compile(r'"[^"]{15,}"')
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|according to [A-Z][^,.]*|(?:is|are) believed to|unconfirmed)\b,? ?"
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?= (?:said|told|added|has|was|is|and)\b)")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A translation with one fault: where it is on either side, -1 for nowhere, and what the paragraph was."""

    kind: str
    source: int
    translation: int
    texts: list[str]


def _swapped(text: str, rng: random.Random, names: Sequence[str]) -> str:
    hits = list(_NAME.finditer(text))
    others = [name for name in names if name not in text]
    if not hits or not others:
        return text
    hit = rng.choice(hits)
    return text[: hit.start()] + rng.choice(others) + text[hit.end() :]


def _day(text: str, rng: random.Random, _: Sequence[str]) -> str:
    return _DAY.sub(lambda match: rng.choice([day for day in _DAYS if day != match[0]]), text, count=1)


_KINDS: dict[str, Callable[[str, random.Random, Sequence[str]], str]] = {
    "number changed": lambda text, rng, _: _NUMBER.sub(lambda m: str(int(m[0]) + rng.choice((2, 9))), text, count=1),
    "number dropped": lambda text, _, __: _NUMBER.sub("several", text, count=1),
    "quotation dropped": lambda text, _, __: _QUOTE.sub("as much", text, count=1),
    "hedge dropped": lambda text, _, __: _HEDGE.sub("", text, count=1),
    "name swapped": _swapped,
    "day changed": _day,
}


def names_of(texts: Sequence[str]) -> list[str]:
    """The names that can be put in another's place."""
    return sorted({match[0] for text in texts for match in _NAME.finditer(text)})


def damaged(texts: list[str], rng: random.Random, names: Sequence[str], spare: Sequence[str]) -> Iterator[Damaged]:
    """Each kind of damage once, where the text allows it; ``merged`` is none, but paragraphs joined.

    ``names`` and ``spare`` are names and paragraphs of other texts, to be put in.
    """
    for kind, spoil in _KINDS.items():
        for at in rng.sample(range(len(texts)), len(texts)):
            new = spoil(texts[at], rng, names)
            if new != texts[at]:
                yield Damaged(kind, at, at, [*texts[:at], new, *texts[at + 1 :]])
                break
    if len(texts) > 4:
        at = rng.randrange(1, len(texts) - 1)
        yield Damaged("paragraph dropped", at, -1, texts[:at] + texts[at + 1 :])
        yield Damaged("paragraph added", -1, at, [*texts[:at], rng.choice(spare), *texts[at:]])
        yield Damaged("merged", at, at, [*texts[:at], f"{texts[at]} {texts[at + 1]}", *texts[at + 2 :]])

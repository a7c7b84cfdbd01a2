"""What ties a paragraph to its translation: numbers, days, places, names, links, words that the lists know.

Every anchor is weighed by what it says: how likely it is to be met again in the translation of its paragraph, against
how likely in any other paragraph. One that is missing speaks against a pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.workflow.fidelity.model import Paragraph

# How often an anchor of a kind is met again in the translation of its paragraph.
_MET = {
    "number": 0.96, "name": 0.85, "weekday": 0.95, "month": 0.92, "hijri": 0.6, "solar": 0.6, "place": 0.75,
    "word": 0.6, "currency": 0.85, "link": 0.97, "quote": 0.92, "mark": 0.92, "edge": 0.85, "loan": 0.2,
    "modal": 0.57, "verb": 0.76,
}  # fmt: skip
# Kinds that both languages must have a list for, and those that CLDR knows of any language.
_LISTED = frozenset({"word", "currency", "hijri", "solar", "modal", "verb"})
_CALENDAR = frozenset({"weekday", "month", "place"})
_SAYING = ("attribution", "verb")
_SHORT = 2
_QUOTES = frozenset("\"“”„«»‹›'‘’‚")
_SMOOTH = 0.6
# An anchor can be met in each of the paragraphs that are joined.
_OFTEN = 3
# What so many paragraphs have tells none from another, and asking all of them would take the square of the time.
_EVERYWHERE = 60

Key = tuple[str, object]
Unit = tuple[str, tuple[Key, ...]]


class Anchors(NamedTuple):
    """A paragraph's own anchors, each with the keys it may be met by, and the keys it offers to others."""

    units: tuple[Unit, ...]
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Ties:
    """How much speaks for two paragraphs being one: ``base`` of each if nothing is met, ``met`` what a pair gains.

    ``most`` bounds what can speak for each paragraph, met in whatever other ones.
    """

    source_base: list[float]
    translation_base: list[float]
    source_met: dict[tuple[int, int], float]
    translation_met: dict[tuple[int, int], float]
    source_most: list[float]
    translation_most: list[float]


def anchors(paragraph: Paragraph, *, kinds: frozenset[str], names: bool) -> Anchors:
    """The anchors of a paragraph; ``names`` tells whether its names have capitals, ``kinds`` what can be compared."""
    units: list[Unit] = [
        ("number", tuple(("number", value) for value in number.values)) for number in paragraph.numbers
    ]
    keys: set[Key] = {("number", value) for value in paragraph.offers}
    alone: list[tuple[str, Key]] = [(entry[0], entry) for entry in paragraph.entries if entry[0] in kinds]
    markup = paragraph.markup
    if _SAYING in paragraph.entries and "verb" in kinds:
        alone.append(("verb", _SAYING))
    alone += [("link", ("link", link)) for link in (*markup.links, *markup.images, *markup.mails)]
    alone += [(key[0], key) for key in _looks(paragraph)]
    units += [(kind, (key,)) for kind, key in alone]
    keys.update(key for _, key in alone)
    units += _words(paragraph, keys, names=names)
    return Anchors(tuple(units), frozenset(keys))


def _words(paragraph: Paragraph, keys: set[Key], *, names: bool) -> Iterator[Unit]:
    """Names, and long words that languages lend one another; whatever a word may be met by is put among ``keys``."""
    seen: set[str] = set()
    for name in paragraph.names if names else ():
        word = name.word
        if word.folded not in seen:
            seen.add(word.folded)
            keys.update(word.keys)
            if not word.entries and any(len(one) > _SHORT for one in word.skeletons):
                yield "name", word.keys
    for word in paragraph.words:
        if word.kind != "word" or word.folded in seen:
            continue
        seen.add(word.folded)
        keys.update(word.keys)
        if word.lent:
            yield "loan", word.keys


def shared_kinds(*, both_known: bool) -> frozenset[str]:
    """The kinds of entries that can be compared between two languages."""
    return _CALENDAR | _LISTED if both_known else _CALENDAR


def _looks(paragraph: Paragraph) -> Iterable[Key]:
    if paragraph.quotes:
        yield "quote", True
    if "?" in paragraph.text or "؟" in paragraph.text:
        yield "mark", "?"
    if paragraph.text.rstrip(' "”»“').endswith((":", "!")):
        yield "mark", paragraph.text.rstrip(' "”»“')[-1]
    if paragraph.text[:2].strip()[:1] in _QUOTES:
        yield "edge", "first"
    if paragraph.text.rstrip(" .،,;!?")[-1:] in _QUOTES:
        yield "edge", "last"
    if paragraph.markup.heading:
        yield "mark", "#"
    if paragraph.markup.items:
        yield "mark", "-"


def ties(source: Sequence[Anchors], translation: Sequence[Anchors]) -> Ties:
    """Weigh every pair of paragraphs that shares an anchor."""
    source_base, source_met, source_most = _one_way(source, translation)
    translation_base, met, translation_most = _one_way(translation, source)
    translation_met = {(i, j): weight for (j, i), weight in met.items()}
    return Ties(source_base, translation_base, source_met, translation_met, source_most, translation_most)


def _one_way(
    asking: Sequence[Anchors], asked: Sequence[Anchors]
) -> tuple[list[float], dict[tuple[int, int], float], list[float]]:
    where: dict[Key, list[int]] = {}
    for number, anchor in enumerate(asked):
        for key in anchor.keys:
            where.setdefault(key, []).append(number)
    total = len(asked) + 1.0
    base: list[float] = []
    most: list[float] = []
    met: dict[tuple[int, int], float] = {}
    weights: dict[tuple[str, int], tuple[float, float]] = {}
    for number, anchor in enumerate(asking):
        without = gained = 0.0
        for kind, keys in anchor.units:
            found = where.get(keys[0], []) if len(keys) == 1 else _either(keys, where)
            times = len(found)
            if times > _EVERYWHERE:
                continue
            weight = weights.get((kind, times))
            if weight is None:
                chance = min(0.9, (times + _SMOOTH) / (total + _SMOOTH))
                often = max(_MET[kind], min(0.97, chance + 0.02))
                missing = log((1 - often) / (1 - chance))
                weight = weights[kind, times] = (missing, log(often / chance) - missing)
            without += weight[0]
            if weight[1] > 0 and found:
                gained += weight[1] * _OFTEN
                for other in found:
                    pair = (number, other)
                    met[pair] = met.get(pair, 0.0) + weight[1]
        base.append(without)
        most.append(without + gained)
    return base, met, most


def _either(keys: tuple[Key, ...], where: dict[Key, list[int]]) -> list[int]:
    found: set[int] = set()
    for key in keys:
        if key in where:
            found.update(where[key])
    return list(found)

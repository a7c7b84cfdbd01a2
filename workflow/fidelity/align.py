"""Which paragraphs belong together: dynamic programming over lengths and anchors, in a band around a first guess.

After Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993), with the pair's own ratio of
lengths, and with anchors beside lengths; merged and split paragraphs are moves of their own. Costs are negative
logarithms of likelihoods.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise
from math import log
from statistics import median
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.anchors import anchors, shared_kinds, ties
from dragoman.workflow.fidelity.mending import mended
from dragoman.workflow.fidelity.model import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    Size = tuple[int, int]

    from dragoman.workflow.fidelity.anchors import Ties
    from dragoman.workflow.fidelity.language_data import Language
    from dragoman.workflow.fidelity.model import Paragraph

# Each move: how many source and translated paragraphs it takes, and what it costs before anything is looked at.
_MOVES = (
    (1, 1, 0.0), (1, 0, 6.6), (0, 1, 4.8), (2, 1, 6.1), (1, 2, 6.1), (3, 1, 10.5), (1, 3, 10.5), (2, 2, 8.0),
)  # fmt: skip
# Translators keep sentences: one more or less in thirty passages.
_SENTENCE, _SENTENCES = 1.0, 3
# The last move: two paragraphs that changed places.
_EXCHANGED = 2
# The logarithm of a pair's lengths strays by this much: least for long paragraphs, more for short ones.
_STRAYS, _STRAYS_SHORT = 0.0081, 1.2
_SMOOTH = 10.0
_MOST_FOR_LENGTH = 10.5
_TRUST = 0.5
_NARROW, _WIDEST, _APART = 4, 80, 60
_FAR = 1e18
# A pair this strongly tied may be out of order.
_MOVED = 4.0
# Where less speaks for it, what stands at the place of a paragraph is another one.
_REPLACED = -12.0


def align(
    source: Sequence[Paragraph], translation: Sequence[Paragraph], of: tuple[Language, Language]
) -> list[Group]:
    """The groups of paragraphs that belong together, in the order of the source; ``of`` names both languages.

    A paragraph that nothing answers is a group of its own; one that moved is marked.
    """
    kinds = shared_kinds(both_known=of[0].known and of[1].known)
    tied = ties(
        [anchors(one, kinds=kinds, names=of[0].capitals == "names") for one in source],
        [anchors(one, kinds=kinds, names=of[1].capitals == "names") for one in translation],
    )
    sizes = [(one.signs, one.sentences) for one in source], [(one.signs, one.sentences) for one in translation]
    return aligned(*sizes, tied)


def aligned(source: Sequence[Size], translation: Sequence[Size], tied: Ties) -> list[Group]:
    """The groups, from the paragraphs' sizes (signs and sentences) and their ties alone."""
    n, m = len(source), len(translation)
    lengths = [signs for signs, _ in source], [signs for signs, _ in translation]
    guess = _guess(tied, n, m)
    ratio = _ratio(lengths, guess)
    middles = _middles(guess, n)
    width = _NARROW + min(abs(n - m), _APART)
    while True:
        path, touched = _best(_Step((source, translation), tied, ratio), middles, width, (n, m))
        if not touched or width > max(n, m) or (path and width > _WIDEST):
            return mended(_with_moved(_joined(path, tied), tied), (source, translation), ratio)
        width *= 4


def support(tied: Ties, i: int, j: int) -> float:
    """How much speaks for two paragraphs being one, from both sides."""
    return (
        tied.source_base[i]
        + tied.translation_base[j]
        + tied.source_met.get((i, j), 0.0)
        + tied.translation_met.get((i, j), 0.0)
    )


def _guess(tied: Ties, n: int, m: int) -> list[tuple[int, int]]:
    """Pairs that are each other's best, in one rising chain: the first guess, from end to end."""
    best_of: dict[int, tuple[float, int]] = {}
    best_for: dict[int, tuple[float, int]] = {}
    for (i, j), one in tied.source_met.items():
        weight = one + tied.translation_met.get((i, j), 0.0)
        if weight > best_of.get(i, (0.0, 0))[0]:
            best_of[i] = weight, j
        if weight > best_for.get(j, (0.0, 0))[0]:
            best_for[j] = weight, i
    mutual = sorted((i, j) for i, (weight, j) in best_of.items() if weight > 6 and best_for[j][1] == i)  # noqa: PLR2004
    return [(-1, -1), *_rising(mutual), (n, m)]


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain in which both numbers rise (patience sorting)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(j)
            at.append(number)
        else:
            tails[place] = j
            at[place] = number
    chain = []
    number = at[-1] if at else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _ratio(lengths: tuple[list[int], list[int]], guess: list[tuple[int, int]]) -> float:
    """How long the translation is for each sign of the source: the middle one of the guessed pairs."""
    ratios = [
        (lengths[1][j] + _SMOOTH) / (lengths[0][i] + _SMOOTH)
        for i, j in guess[1:-1]
        if lengths[0][i] > 40 and lengths[1][j] > 40  # noqa: PLR2004 - short ones tell little
    ]
    if len(ratios) >= 4:  # noqa: PLR2004
        return median(ratios)
    return min(2.5, max(0.4, (sum(lengths[1]) + 1) / (sum(lengths[0]) + 1)))


def _middles(guess: list[tuple[int, int]], n: int) -> list[int]:
    """For each source paragraph about which translated one is its own, by the guess."""
    found: list[int] = []
    for (i, j), (after, other) in pairwise(guess):
        slope = (other - j) / max(after - i, 1)
        found += [int(j + slope * (at - i)) for at in range(max(i, 0), min(after, n))]
    return [*found, guess[-1][1]]


def _best(step: _Step, middles: list[int], width: int, size: tuple[int, int]) -> tuple[list[Group], bool]:
    """The cheapest way through, and whether it runs along the edge of the band."""
    n, m = size
    costs: list[dict[int, tuple[float, int]]] = [{} for _ in range(n + 1)]
    costs[0][0] = (0.0, -1)
    for i in range(n + 1):
        low, high = _band(i, n, m, middles, width)
        row = costs[i]
        for j in range(low, high + 1):
            best, way = row.get(j, (_FAR, -1))
            for move, (di, dj, base) in enumerate(_MOVES):
                if di > i or dj > j:
                    continue
                came = costs[i - di].get(j - dj)
                if came is None:
                    continue
                cost = came[0] + base
                if di and dj:
                    cost += step.size(i, j, di, dj)
                    if cost - step.most(i, j, di, dj) >= best:
                        continue
                    cost -= step.anchors(i, j, di, dj)
                if cost < best:
                    best, way = cost, move
            if best < _FAR:
                row[j] = (best, way)
    return _walk(costs, middles, width, (n, m))


def _band(i: int, n: int, m: int, middles: list[int], width: int) -> tuple[int, int]:
    if i == 0:
        return 0, min(m, middles[0] + width)
    if i == n:
        return max(0, min(middles[n - 1], m) - width), m
    return max(0, min(middles[i - 1], middles[i]) - width), min(m, middles[i] + 1 + width)


class _Step:
    """What it costs to hold some paragraphs for a translation of one another."""

    def __init__(self, sizes: tuple[Sequence[Size], Sequence[Size]], tied: Ties, ratio: float) -> None:
        self.tied, self.ratio = tied, ratio
        self.signs = _running([one for one, _ in sizes[0]]), _running([one for one, _ in sizes[1]])
        self.sentences = _running([one for _, one in sizes[0]]), _running([one for _, one in sizes[1]])
        self.met = dict(tied.source_met)
        for pair, weight in tied.translation_met.items():
            self.met[pair] = self.met.get(pair, 0.0) + weight
        self.bases = _running(tied.source_base), _running(tied.translation_base)
        self.source_most = _running(tied.source_most)
        self.translation_most = _running(tied.translation_most)

    def most(self, i: int, j: int, di: int, dj: int) -> float:
        """The most that can speak for these paragraphs, whatever they share."""
        source, translation = self.source_most, self.translation_most
        return _TRUST * (source[i] - source[i - di] + translation[j] - translation[j - dj])

    def size(self, i: int, j: int, di: int, dj: int) -> float:
        """What their lengths and sentences speak against it."""
        (source, translation), (here, there) = self.signs, self.sentences
        expected = (source[i] - source[i - di]) * self.ratio + _SMOOTH
        strays = _STRAYS + _STRAYS_SHORT / (expected + _SMOOTH)
        apart = log((translation[j] - translation[j - dj] + _SMOOTH) / expected)
        cost = apart * apart / (2 * strays)
        more = abs(here[i] - here[i - di] - there[j] + there[j - dj])
        return min(cost, _MOST_FOR_LENGTH) + _SENTENCE * min(more, _SENTENCES)

    def anchors(self, i: int, j: int, di: int, dj: int) -> float:
        """What their anchors speak for it."""
        source, translation = self.bases
        total = source[i] - source[i - di] + translation[j] - translation[j - dj]
        if di == dj == 1:
            return _TRUST * (total + self.met.get((i - 1, j - 1), 0.0))
        met = self.met
        if di == dj:
            return _TRUST * (total + met.get((i - 2, j - 1), 0.0) + met.get((i - 1, j - 2), 0.0))
        # What several paragraphs answer of one counts each time: a name stays a name.
        for a in range(i - di, i):
            for b in range(j - dj, j):
                total += met.get((a, b), 0.0)
        return _TRUST * total


def _running(values: Sequence[float]) -> list[float]:
    return [0.0, *accumulate(values)]


def _walk(
    costs: list[dict[int, tuple[float, int]]], middles: list[int], width: int, size: tuple[int, int]
) -> tuple[list[Group], bool]:
    (n, m), path, touched = size, [], False
    i, j = size
    if m not in costs[n]:
        return [], True
    while i or j:
        di, dj, _ = _MOVES[costs[i][j][1]]
        if di == dj == _EXCHANGED:
            path += [Group((i - 1,), (j - 2,), moved=True), Group((i - 2,), (j - 1,))]
        else:
            path.append(Group(tuple(range(i - di, i)), tuple(range(j - dj, j))))
        i, j = i - di, j - dj
        low, high = _band(i, n, m, middles, width)
        touched = touched or (0 < i < n and ((j <= low and low > 0) or (j >= high and high < m)))
    return path[::-1], touched


def _joined(path: list[Group], tied: Ties) -> list[Group]:
    """Join what stands alone on both sides at one place, where too little speaks against it to tell a replacement."""
    found: list[Group] = []
    for group in path:
        last = found[-1] if found else None
        if last and not (last.source and last.translation) and not (group.source and group.translation):
            one = Group(last.source or group.source, last.translation or group.translation)
            if one.source and one.translation and support(tied, one.source[0], one.translation[0]) > _REPLACED:
                found[-1] = one
                continue
        found.append(group)
    return found


def _with_moved(path: list[Group], tied: Ties) -> list[Group]:
    """Join what stands alone on both sides and is strongly tied: paragraphs that were put elsewhere."""
    lonely = {group.source[0] for group in path if not group.translation}
    others = {group.translation[0] for group in path if not group.source}
    strong = sorted(
        ((support(tied, i, j), i, j) for i in lonely for j in others if (i, j) in tied.source_met), reverse=True
    )
    pairs: dict[int, int] = {}
    for weight, i, j in strong:
        if weight >= _MOVED and i not in pairs and j not in pairs.values():
            pairs[i] = j
    taken = set(pairs.values())
    found = []
    for group in path:
        if group.source and not group.translation and group.source[0] in pairs:
            found.append(Group(group.source, (pairs[group.source[0]],), moved=True))
        elif group.source or group.translation[0] not in taken:
            found.append(group)
    return found

"""Compare a translation with its source."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.align import align
from dragoman.workflow.fidelity.check_coverage import coverage, cut, doubtful, untranslated
from dragoman.workflow.fidelity.check_dates import dates
from dragoman.workflow.fidelity.check_hedges import attributions, hedges
from dragoman.workflow.fidelity.check_links import links
from dragoman.workflow.fidelity.check_measures import measures
from dragoman.workflow.fidelity.check_names import names, spellings
from dragoman.workflow.fidelity.check_negation import negations
from dragoman.workflow.fidelity.check_numbers import numbers
from dragoman.workflow.fidelity.check_quotes import quotations
from dragoman.workflow.fidelity.check_shape import shape
from dragoman.workflow.fidelity.language_data import language
from dragoman.workflow.fidelity.ledger import Pair, Side
from dragoman.workflow.fidelity.model import Comparison, Finding
from dragoman.workflow.fidelity.name_register import NameRegister
from dragoman.workflow.fidelity.reading import read
from dragoman.workflow.problems import RANK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.fidelity.language_data import Language
    from dragoman.workflow.fidelity.model import Group, Paragraph

_CHECKS = (
    untranslated,
    doubtful,
    cut,
    numbers,
    measures,
    dates,
    quotations,
    hedges,
    attributions,
    negations,
    names,
    spellings,
    links,
    shape,
)


def compare(source: str, translation: str, tags: tuple[str, str]) -> Comparison:
    """Everything that the translation lost or changed; ``tags`` are the languages of source and translation.

    Paragraphs are what blank lines set apart, counted from 0.
    """
    of = language(tags[0]), language(tags[1])
    return judge(read(source, tags[0]), read(translation, tags[1]), of)


def judge(source: Sequence[Paragraph], translation: Sequence[Paragraph], of: tuple[Language, Language]) -> Comparison:
    """The same, of texts that were read already."""
    groups = align(source, translation, of)
    ratio = _ratio(groups, source, translation)
    sides = [
        (Side([source[n] for n in one.source], of[0]), Side([translation[n] for n in one.translation], of[1]))
        for one in groups
    ]
    register = NameRegister(
        [both for both in sides if both[0].paragraphs and both[1].paragraphs], Side(source, of[0])
    )
    found: list[Finding] = []
    for group, (here, there) in zip(groups, sides, strict=True):
        found += _findings(Pair(group, here, there, register, ratio))
    found.sort(key=lambda one: ((*one.source, *one.translation)[0], RANK[one.severity], one.check))
    return Comparison(tuple(found), tuple(groups), tuple(_limits(of)))


def _findings(pair: Pair) -> Iterator[Finding]:
    yield from coverage(pair)
    if not (pair.group.source and pair.group.translation):
        bare = all(one.bare for one in (*pair.source.paragraphs, *pair.translation.paragraphs))
        if bare:
            yield from links(pair)
        return
    for check in _CHECKS:
        yield from check(pair)


def _ratio(groups: list[Group], source: Sequence[Paragraph], translation: Sequence[Paragraph]) -> float:
    """How long the translation is for each sign of the source."""
    ratios = [
        (translation[one.translation[0]].signs + 10) / (source[one.source[0]].signs + 10)
        for one in groups
        if len(one.source) == len(one.translation) == 1 and source[one.source[0]].signs > 40  # noqa: PLR2004
    ]
    return median(ratios) if ratios else 1.0


def _limits(of: tuple[Language, Language]) -> Iterator[str]:
    for one in of:
        if not one.known:
            yield (
                f"There are no word lists for `{one.code}`: number words, hedges, attribution and common names of "
                "institutions were not compared."
            )

"""What a house check is: a function over a manuscript, with its name, its weight, its reason, and two examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.house.manuscript import Manuscript, Source
from dragoman.workflow.house.terms import read_terms

if TYPE_CHECKING:
    from dragoman.workflow.problems import Severity


@dataclass(frozen=True, slots=True)
class Spot:
    """What a check found: a sentence, and where.

    ``start`` and ``end`` count in the manuscript's text, or in the headline word that ``field`` names (``title``,
    ``dek``). With neither, ``source`` is the paragraph of the source, from 0, that it speaks of. ``words`` are what a
    waiver holds for; without them it holds for what stands around the place.
    """

    message: str
    start: int = -1
    end: int = -1
    field: str = ""
    source: int = -1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A small article to try a check on. ``unknown`` are the words that a dictionary lacks."""

    body: str
    lang: str = "en"
    title: str = ""
    dek: str = ""
    source: str = ""
    source_lang: str = "ar"
    glossary: str = ""
    unknown: tuple[str, ...] = ()

    def manuscript(self) -> Manuscript:
        """The article as checks read it."""
        return Manuscript(
            self.body,
            self.lang,
            {"title": self.title, "dek": self.dek},
            Source(self.source, self.source_lang),
            terms=read_terms(self.glossary, "glossary").terms,
            unknown=lambda words: words & frozenset(self.unknown),
        )


Find = Callable[[Manuscript], Iterator[Spot]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is called, how grave what it finds is by default, and why anybody should mind.

    ``fires`` is an article in which it finds something, ``passes`` one much like it in which it finds nothing.
    """

    id: str
    severity: Severity
    reason: str
    find: Find
    fires: Sample
    passes: Sample


def check(
    check_id: str, severity: Severity, reason: str, *, fires: Sample, passes: Sample
) -> Callable[[Find], Check]:
    """Make a check of a function."""
    return lambda find: Check(check_id, severity, reason, find, fires, passes)

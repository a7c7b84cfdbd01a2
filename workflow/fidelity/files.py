"""Two files compared: the bodies, and the headline words of each with those of the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.workflow.errors import NoArticleFound
from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.fidelity.front import readable

if TYPE_CHECKING:
    from dragoman.workflow.fidelity.model import Comparison, Finding


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found in the bodies, and in the headline words, there with the key they stand under."""

    body: Comparison
    head: tuple[tuple[str, Finding], ...] = ()

    @property
    def faithful(self) -> bool:
        """Whether nothing of severity warning or error was found."""
        return self.body.faithful and all(finding.severity == "note" for _, finding in self.head)


def compare_files(source: tuple[str, str], translation: tuple[str, str], tags: tuple[str, str]) -> Compared:
    """Compare two texts, each handed over with the name of its file.

    Raises:
        NoArticleFound: one of them has nothing to read.
        BadText: front matter that cannot be read.
    """
    here, there = readable(source[1], source[0]), readable(translation[1], translation[0])
    for (name, _), read in ((source, here), (translation, there)):
        if not read.body.strip() and not read.head:
            raise NoArticleFound(f"There is no text in {name}.")
    head: list[tuple[str, Finding]] = []
    for key in here.head:
        if key in there.head:
            found = compare(here.head[key], there.head[key], tags).findings
            head += [(key, replace(one, source=(), translation=())) for one in found]
    return Compared(compare(here.body, there.body, tags), tuple(head))

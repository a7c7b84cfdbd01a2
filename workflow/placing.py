"""Where a finding is: line and column of its file, and the words around it, by its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.front_place import front_place
from dragoman.workflow.problems import Problem

if TYPE_CHECKING:
    from dragoman.workflow.article import Article
    from dragoman.workflow.fidelity.model import Finding, Group
    from dragoman.workflow.house.check import Check, Spot
    from dragoman.workflow.house.manuscript import Manuscript
    from dragoman.workflow.problems import Severity

# So many signs on either side belong to a passage: a waiver holds as long as these are the same.
_AROUND = 40
# Headlines are written anew, not translated: only what contradicts the source's is told.
HEAD_CHECKS = frozenset({"number-changed", "date-changed", "name-changed", "untranslated"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article and its manuscript; ``groups`` are the paragraphs that answer one another, where it was compared."""

    article: Article
    manuscript: Manuscript
    groups: tuple[Group, ...] = ()

    def spotted(self, check: Check, spot: Spot) -> Problem:
        """What a house check found, as a problem."""
        if spot.field:
            words = self.manuscript.head[spot.field]
            _, line, column = front_place(self.article, spot.field, words[spot.start : spot.end])
            passage, width = f"{spot.field}: {words}", spot.end - spot.start if column else 0
            return Problem(
                check.id, spot.message, check.severity, line=line, column=column, width=width,
                passage=spot.words or passage, words="" if spot.words else words[spot.start : spot.end],
            )  # fmt: skip
        if spot.start < 0:
            source = (spot.source,) if spot.source >= 0 else ()
            answer = next((one.translation for one in self.groups if spot.source in one.source), ())
            line = self._line_of(answer) if answer else self.article.body_line
            return Problem(
                check.id, spot.message, check.severity, line=line, passage=spot.words or spot.message, source=source,
                translation=answer,
            )  # fmt: skip
        line, column = self._place(spot.start)
        number = self.manuscript.paragraph_at(spot.start)
        return Problem(
            check.id, spot.message, check.severity, line=line, column=column, width=spot.end - spot.start,
            passage=spot.words or self._around(spot.start, spot.end),
            translation=(number,) if number >= 0 else (),
        )  # fmt: skip

    def compared(self, finding: Finding) -> Problem:
        """What comparing found in the body, as a problem at the very words, or at the paragraph's beginning."""
        line, column, width = self._line_of(finding.translation), None, 0
        if not finding.translation:
            line = self._line_of(self._before(finding.source))
        start = self._words_at(finding)
        if start >= 0:
            line, column = self._place(start)
            width = len(finding.translation_words)
        words = f"{finding.source_words} → {finding.translation_words}" if finding.source_words else ""
        passage = finding.translation_text or finding.source_text
        return _of(finding, finding.severity, line, column, width, passage, words)

    def compared_head(self, field: str, finding: Finding) -> Problem | None:
        """The same of a headline word; None for what is no contradiction."""
        if finding.check not in HEAD_CHECKS or finding.severity != "error":
            return None
        _, line, column = front_place(self.article, field, finding.translation_words)
        width = len(finding.translation_words) if column else 0
        found = _of(finding, finding.severity, line, column, width, f"{field}: {finding.translation_text}", "")
        return Problem(
            found.id, f"In `{field}`: {found.message}", found.severity, line=line, column=column, width=width,
            passage=found.passage, words=found.words,
        )  # fmt: skip

    def _words_at(self, finding: Finding) -> int:
        """Where the finding's words begin in the manuscript; -1 where it speaks of the whole paragraph."""
        words = finding.translation_words
        if not words or not finding.translation:
            return -1
        start = self.manuscript.paragraphs[finding.translation[0]][0]
        end = self.manuscript.paragraphs[finding.translation[-1]][1]
        if len(finding.translation) == 1 and finding.translation_start >= 0:
            return start + finding.translation_start
        return self.manuscript.text.find(words, start, end)

    def _before(self, source: tuple[int, ...]) -> tuple[int, ...]:
        """The paragraphs that answer what stands before some of the source: what is missing belongs behind them."""
        answers = [one.translation for one in self.groups if one.source and one.translation and one.source < source]
        return answers[-1] if answers else ()

    def _line_of(self, paragraphs: tuple[int, ...]) -> int:
        there = self.manuscript.paragraphs
        if not there:
            return self.article.body_line
        return self._place(there[min(paragraphs[0], len(there) - 1) if paragraphs else 0][0])[0]

    def _place(self, start: int) -> tuple[int, int]:
        before = self.manuscript.text[:start]
        return self.article.body_line + before.count("\n"), start - before.rfind("\n")

    def _around(self, start: int, end: int) -> str:
        """The words and their neighbours in the paragraph, up to whole words."""
        text, number = self.manuscript.text, self.manuscript.paragraph_at(start)
        least, most = self.manuscript.paragraphs[number] if number >= 0 else (0, len(text))
        first = text.rfind(" ", least, max(least, start - _AROUND)) + 1 or least
        last = text.find(" ", min(most, end + _AROUND), most)
        return " ".join(text[first : last if last >= 0 else most].split())


def _of(
    finding: Finding, severity: Severity, line: int | None, column: int | None, width: int, passage: str, words: str
) -> Problem:
    return Problem(
        finding.check, finding.message, severity, line=line, column=column, width=width, passage=passage,
        source=finding.source, translation=finding.translation, words=words or finding.message,
    )  # fmt: skip

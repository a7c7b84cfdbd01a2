"""What is found in an article against its source: the one place that says who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.compare import compare
from dragoman.workflow.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.model import Finding, Group
    from dragoman.workflow.review.sides import Paragraph, Side


@dataclass(frozen=True, slots=True)
class Judgement:
    """Which paragraphs belong together, what is wrong, and what could not be looked at.

    ``spoken`` has the words of the source that a problem speaks of, by its name and its sentence.
    """

    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]
    limits: tuple[str, ...]
    spoken: dict[tuple[str, str], str]


def judge(source: Side, translation: Side) -> Judgement:
    """Compare the bodies, and the headline words that both sides have."""
    tags = source.lang, translation.lang
    compared = compare(source.body, translation.body, tags)
    problems = [_problem(one, translation.paragraphs) for one in compared.findings]
    findings = list(compared.findings)
    for key, there in translation.head.items():
        if key in source.head:
            heads = compare(source.head[key].text, there.text, tags).findings
            problems += [_head_problem(one, there) for one in heads]
            findings += heads
    spoken = {(one.check, one.message): one.source_words for one in findings if one.source_words}
    return Judgement(compared.groups, tuple(problems), compared.limits, spoken)


def _head_problem(finding: Finding, there: Paragraph) -> Problem:
    passage = finding.translation_text or finding.source_text
    return Problem(finding.check, finding.message, finding.severity, line=there.line or None, passage=passage)


def _problem(finding: Finding, paragraphs: tuple[Paragraph, ...]) -> Problem:
    line, column = next(_places(finding, paragraphs), (None, None))
    return Problem(
        finding.check,
        finding.message,
        finding.severity,
        line=line,
        column=column,
        width=len(finding.translation_words) if column else 0,
        passage=finding.translation_text or finding.source_text,
        source=finding.source,
        translation=finding.translation,
    )


def _places(finding: Finding, paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, int | None]]:
    """Line and column of the words it speaks of; else the line of the first paragraph it speaks of."""
    at = finding.translation_start
    for number in finding.translation:
        one = paragraphs[number]
        if 0 <= at < len(one.text):
            above, newline, before = one.text[:at].rpartition("\n")
            line = one.line + above.count("\n") + len(newline)
            yield line, len(before) + (1 if newline else one.column)
        at -= len(one.text) + 2
    for number in finding.translation[:1]:
        yield paragraphs[number].line, None

"""A check for what was left in the source's language: a run of its script, or a sentence that reads as its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.house.check import Sample, Spot, check
from dragoman.workflow.languages import same_script, script_of_language, script_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.house.manuscript import Manuscript

# A name, or the title of a book, is shorter than this; what stands in quotation marks or brackets may be longer.
_RUN = 4
_QUOTED_RUN = 20
_SENTENCE = re.compile(r"[^.!?؟\n]+(?:[.!?؟]+|\n|\Z)")
_SENTENCE_WORDS = 7
_QUOTED = re.compile(r"[“”„«\"(\[*_‘][^“”„»\"()\[\]*_\n]*[“”»\")\]*_’]")


@check(
    "left-in-source",
    "warning",
    "A passage was left in the source's language.",
    fires=Sample("The pumps ran again. عادت مضخات الحي الشرقي إلى العمل يوم الاثنين. So they said."),
    passes=Sample("The paper “الصحيفة اليومية المسائية المحلية” (صحيفة تل الزيتون) wrote of مضخات."),
)
def left_in_source(text: Manuscript) -> Iterator[Spot]:
    """By script where the languages have two; else by how each sentence reads. Quoted titles may stay."""
    wanted, other = script_of_language(text.lang), script_of_language(text.source.lang) if text.source.lang else ""
    if not wanted or not other or text.base == text.source.base:
        return
    found = _sentences(text) if same_script(wanted, other) else _runs(text, other)
    for start, end in found:
        yield Spot(f"The passage reads as {text.source.lang}, the source's language.", start, end)


def _runs(text: Manuscript, script: str) -> Iterator[tuple[int, int]]:
    """Runs of words in the source's script; what is quoted is none of them, unless it is long."""
    run: list[re.Match[str]] = []
    quoted = _quoted(text)
    for match in text.words:
        foreign = same_script(script_of_text(match[0]), script) and not any(
            here < match.start() < there for here, there in quoted
        )
        apart = not run or "\n\n" in text.prose[run[-1].end() : match.start()]
        if run and (apart or not foreign):
            yield from _long_enough(run)
            run = []
        run += [match] if foreign else []
    yield from _long_enough(run)


def _long_enough(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    if len(run) >= _RUN:
        yield run[0].start(), run[-1].end()


def _quoted(text: Manuscript) -> list[tuple[int, int]]:
    """Where a few words stand in quotation marks, brackets or emphasis."""
    return [match.span() for match in _QUOTED.finditer(text.prose) if len(match[0].split()) <= _QUOTED_RUN]


def _sentences(text: Manuscript) -> Iterator[tuple[int, int]]:
    from dragoman.workflow.language_guess import guess_language

    quoted = _quoted(text)
    wanted = text.source.base
    for match in _SENTENCE.finditer(text.prose):
        if len(match[0].split()) < _SENTENCE_WORDS:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        bare = "".join(
            " " if any(here <= place < there for here, there in quoted) else sign
            for place, sign in enumerate(match[0], match.start())
        )
        if len(bare.split()) >= _SENTENCE_WORDS and guess_language(bare) == wanted:
            yield start, match.end()

"""Checks of marks: quotation marks, brackets, spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.house.check import Sample, Spot, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.house.manuscript import Manuscript

_LETTER = r"[^\W\d_]"
# A straight mark within a word (צה"ל, l'eau) or behind a figure (6" of rain) is no quotation mark.
_STRAIGHT = re.compile(rf'(?<!\d)"(?<!{_LETTER}"(?={_LETTER}))')
_CURLY = re.compile("[“”„‟]")
_ANGLED = re.compile("[«»]")
_STRAIGHT_APOSTROPHE = re.compile(rf"(?<={_LETTER})'(?={_LETTER})")
_CURLY_APOSTROPHE = re.compile(rf"(?<={_LETTER})’(?={_LETTER})")
_OPENS = re.compile(r"[ \t>*_]*[“”„«»\"]")
_SPACES = re.compile(r"(?<=[^\s|>\ufffc])[ \u00a0]{2,}(?=[^\s|\ufffc])")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_BRACKETS = re.compile(r"[()\[\]{}]")
_FACES = re.compile(r"[:;=8][-']?[()\[\]]")


@check(
    "mixed-quotes",
    "note",
    "Straight and curly marks are mixed; a text has one kind.",
    fires=Sample('“We buy water,” one said. Another: "It is dear."'),
    passes=Sample('“We buy water,” one said; it costs 6" of gold, he joked.'),
)
def mixed_quotes(text: Manuscript) -> Iterator[Spot]:
    """Told once, at the first of the rarer kind; quotation marks and apostrophes each by themselves."""
    for kinds, called in (
        ((_STRAIGHT, _CURLY), "quotation marks"),
        ((_STRAIGHT_APOSTROPHE, _CURLY_APOSTROPHE), "apostrophes"),
    ):
        straight, curly = (list(kind.finditer(text.prose)) for kind in kinds)
        if straight and curly:
            rare, name = (straight, "straight") if len(straight) <= len(curly) else (curly, "curly")
            message = f"{name.capitalize()} {called} ({len(rare)}) stand among others ({len(straight) + len(curly)})."
            yield Spot(message, *rare[0].span())


@check(
    "unpaired-quote",
    "warning",
    "A quotation is opened and not closed, or the other way round: who says what is lost.",
    fires=Sample('The mayor said: "We will not wait any longer. The pumps ran on Monday.'),
    passes=Sample('The mayor said: "We will not wait."\n\n“A long answer\n\n“and its end.” He left at 6" of rain.'),
)
def unpaired_quote(text: Manuscript) -> Iterator[Spot]:
    """By paragraphs. One that ends open is fine where the next begins with a mark, as long quotations are set."""
    for kind in (_STRAIGHT, _CURLY, _ANGLED):
        running = False
        for number, (start, end) in enumerate(text.paragraphs):
            found = list(kind.finditer(text.prose, start, end))
            odd = len(found) % 2 == 1
            following = text.paragraphs[number + 1 : number + 2]
            goes_on = any(_OPENS.match(text.prose, *span) for span in following)
            if odd and not (goes_on and _OPENS.match(found[-1][0])) and not running:
                place = found[0] if len(found) == 1 else found[-1]
                yield Spot(f"{place[0]} has no counterpart in its paragraph.", *place.span())
            running = odd and goes_on


@check(
    "double-space",
    "note",
    "Two spaces stand where one does.",
    fires=Sample("The pumps  ran again."),
    passes=Sample("The pumps ran again.  \nA line break, `two  spaces` in code, and a | table  | are fine."),
)
def double_space(text: Manuscript) -> Iterator[Spot]:
    """Within lines; at their ends two spaces are a line break of Markdown."""
    for match in _SPACES.finditer(text.prose):
        if "|" not in _line(text.prose, match.start()):
            yield Spot("Two spaces stand in a row.", *match.span())


@check(
    "unbalanced-bracket",
    "warning",
    "A bracket is opened and not closed, or the other way round.",
    fires=Sample("The district (home to 4,000 people lost its pumps."),
    passes=Sample("The district (home to 4,000 people [2024]) lost them.\n\n1) First\n\n2) second :)"),
)
def unbalanced_bracket(text: Manuscript) -> Iterator[Spot]:
    """By paragraphs; markers of lists and faces are no brackets."""
    for start, end in text.paragraphs:
        open_ones: list[re.Match[str]] = []
        faces = {match.end() - 1 for match in _FACES.finditer(text.prose, start, end)}
        for match in _BRACKETS.finditer(text.prose, start, end):
            if match.start() in faces:
                continue
            if match[0] not in _PAIRS:
                open_ones.append(match)
            elif open_ones and open_ones[-1][0] == _PAIRS[match[0]]:
                open_ones.pop()
            else:
                yield Spot(f"{match[0]} closes nothing.", *match.span())
        yield from (Spot(f"{match[0]} is never closed.", *match.span()) for match in open_ones)


def _line(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]

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
# Some close with a straight mark what a curly one opened: for pairs they are one.
_DOUBLE = re.compile(f"{_STRAIGHT.pattern}|{_CURLY.pattern}")
_ANGLED = re.compile("[«»]")
_AFTER_CLOSING = frozenset(".,;:!?)]}،؛؟»”")
# A quotation that goes on over more paragraphs than these was never closed.
_LONG_QUOTATION = 6
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
    """By paragraphs. A quotation may go on over several, whether each opens it anew or not."""
    for kind in (_DOUBLE, _ANGLED):
        waiting, since = None, 0
        for number, span in enumerate(text.paragraphs):
            mark = _odd_one(text, list(kind.finditer(text.prose, *span)))
            if mark is None:
                # It begins with a mark, as what goes on does, and every other one is paired: here it ends.
                waiting = None if _OPENS.match(text.prose, *span) else waiting
                continue
            opens = _opens(text, mark)
            if waiting and (number - since > _LONG_QUOTATION or (opens and not _OPENS.match(text.prose, *span))):
                yield _unpaired(waiting)
                waiting = None
            if not opens and not waiting:
                yield _unpaired(mark)
            waiting, since = (mark if opens else None), number
        if waiting:
            yield _unpaired(waiting)


def _odd_one(text: Manuscript, found: list[re.Match[str]]) -> re.Match[str] | None:
    """The mark of a paragraph that is one too many: the first if it closes, else the last."""
    if len(found) % 2 == 0:
        return None
    return found[-1] if _opens(text, found[0]) else found[0]


def _opens(text: Manuscript, mark: re.Match[str]) -> bool:
    """Whether a mark opens: by its neighbours, since languages differ in which one does."""
    before, after = text.prose[: mark.start()][-1:], text.prose[mark.end() :][:1]
    if not after.strip() and not before.strip():
        return mark[0] in "«“„"  # set apart on both sides, as in French
    if before == ":" or after in _AFTER_CLOSING or not after.strip():
        return before == ":"
    return not before.strip() or before in "([{—–-*_'‘" or after.isalnum()


def _unpaired(mark: re.Match[str]) -> Spot:
    return Spot(f"{mark[0]} has no counterpart in its paragraph.", *mark.span())


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

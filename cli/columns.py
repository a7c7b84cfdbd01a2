"""Columns of running text side by side on a terminal, each in its own direction."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from dragoman.cli.console import STYLES, Words
from dragoman.cli.plain_text import CLOSE, OPEN, isolated, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from dragoman.cli.console import Console

# Left-to-right and right-to-left isolate: a line's first word may be in another direction than its text.
_LRI, _RLI = "\u2066", "\u2067"
_RULE = " │ "
_NONE = Words("")


@dataclass(frozen=True, slots=True)
class Line:
    """Some running text, broken at words; ``lead`` stands before it, and blanks as wide before what follows."""

    words: tuple[Words, ...]
    lead: Words = _NONE


@dataclass(frozen=True, slots=True)
class Cell:
    """Running text in one direction, its lines below one another."""

    lines: tuple[Line, ...]
    rtl: bool = False


def beside(console: Console, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    """Print cells beside one another, each as wide as said; what runs from right to left is set to the right."""
    from rich.text import Text

    columns = [list(_broken(console, cell, width)) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=Text()):
        whole = Text(end="")
        for number, (part, width) in enumerate(zip(parts, widths, strict=True)):
            if number:
                whole.append(_RULE, STYLES["dim"])
            whole.append_text(part).append(" " * max(width - part.cell_len, 0))
        whole.rstrip()
        console.rich.print(whole, soft_wrap=True)


def _broken(console: Console, cell: Cell, width: int) -> Iterator[Text]:
    """The lines of a cell as they are printed, those from right to left filled up from the left."""
    from rich.text import Text

    for line in cell.lines:
        shown = [(visible(one.text).replace("\t", "    "), STYLES.get(one.style, "")) for one in line.words]
        lead = Text(line.lead.text, STYLES.get(line.lead.style, ""))
        # Some terminals lose a sign without a width at the very left: one blank is kept there.
        room = max(width - lead.cell_len - cell.rtl, 1)
        for part in Text.assemble(*shown).wrap(console.rich, room, overflow="fold"):
            part.rstrip()
            blank = Text(" " * (room + cell.rtl - part.cell_len) if cell.rtl and part.plain else "")
            yield Text().append_text(lead).append_text(blank).append_text(_set_apart(part, rtl=cell.rtl))
            lead = Text(" " * lead.cell_len)


def _set_apart(part: Text, *, rtl: bool) -> Text:
    """Some words isolated from their neighbours, where either run from right to left."""
    from rich.text import Text

    if not part.plain or not (rtl or isolated(part.plain).startswith(OPEN)):
        return part
    return Text(_RLI if rtl else _LRI).append_text(part).append(CLOSE)

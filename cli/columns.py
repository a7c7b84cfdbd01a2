"""Columns of running text side by side on a terminal, each in its own direction."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from dragoman.cli.console import STYLES, Words
from dragoman.cli.plain_text import CLOSE, isolated, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from dragoman.cli.console import Console

# Left-to-right and right-to-left isolate: a line's first word may be in another direction than its text.
_LRI, _RLI = "\u2066", "\u2067"
_RULE = " │ "


@dataclass(frozen=True, slots=True)
class Cell:
    """Running text in one direction; ``lines`` are laid below one another, each of them broken at words."""

    lines: tuple[tuple[Words, ...], ...]
    rtl: bool = False


def beside(console: Console, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    """Print cells beside one another, each as wide as said; what runs from right to left is set to the right."""
    from rich.text import Text

    columns = [list(_broken(console, cell, width)) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=Text()):
        line = Text(end="")
        for number, (part, cell, width) in enumerate(zip(parts, cells, widths, strict=True)):
            blank = " " * max(width - part.cell_len, 0)
            sides = (blank, "") if cell.rtl else ("", blank)
            line.append(_RULE, STYLES["dim"]) if number else None
            line.append(sides[0]).append_text(_set_apart(part, rtl=cell.rtl)).append(sides[1])
        line.rstrip()
        console.rich.print(line, soft_wrap=True)


def _broken(console: Console, cell: Cell, width: int) -> Iterator[Text]:
    from rich.text import Text

    for words in cell.lines:
        shown = [(visible(one.text).replace("\t", "    "), STYLES.get(one.style, "")) for one in words]
        for line in Text.assemble(*shown).wrap(console.rich, width, overflow="fold"):
            line.rstrip()
            yield line


def _set_apart(line: Text, *, rtl: bool) -> Text:
    """A line isolated from its neighbours, where either runs from right to left."""
    if not line.plain.strip() or not (rtl or isolated(line.plain) != line.plain):
        return line
    from rich.text import Text

    return Text(_RLI if rtl else _LRI).append_text(line).append(CLOSE)

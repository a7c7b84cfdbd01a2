"""The room that knows rich, with ``columns``: words and tables, coloured on a terminal, plain text elsewhere."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from dragoman.cli.plain_text import isolated, one_line, safe_json, visible, visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console as RichConsole

STYLES = {
    "sourced": "yellow",
    "translated": "cyan",
    "edited": "blue",
    "disclaimer-attached": "magenta",
    "published": "green",
    "spiked": "dim",
    "withdrawn": "red",
    "taken-down": "red",
    "error": "bold red",
    "warning": "yellow",
    "note": "cyan",
    "todo": "dim",
    "good": "green",
    "dim": "dim",
    "strong": "bold",
    "gone": "red strike",
    "new": "green underline",
    "command": "bold cyan",
    "marked-error": "bold red underline",
    "marked-warning": "yellow underline",
    "marked-note": "cyan underline",
    "new-row": "green",
}


class Words(NamedTuple):
    """Some words and how they look; ``foreign`` words are other people's text, in any direction."""

    text: str
    style: str = ""
    foreign: bool = False


class Column(NamedTuple):
    """A table's column. Where the terminal is too narrow, ``flexible`` ones give way, the last one first.

    A cell that has to give way is cut with an ellipsis, or with ``wraps`` goes on below itself.
    """

    title: str
    flexible: bool = False
    wraps: bool = False


class Console:
    """One output stream."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        forced = bool(os.environ.get("FORCE_COLOR"))
        self.fancy = forced or (stream.isatty() and os.environ.get("TERM") != "dumb")
        self._rich: RichConsole | None = None

    def say(self, *words: Words | str, prose: bool = False) -> None:
        """Print one line; or several, where one text alone or ``prose`` holds line ends (elsewhere they would forge).

        A line too long for the terminal goes on in the next as it is, to be copied whole; ``prose`` breaks at words.
        """
        parts = [word if isinstance(word, Words) else Words(word) for word in words]
        shape = visible if prose or len(parts) == 1 else visible_line
        if not self.fancy:
            self.stream.write("".join(one_line(p.text) if p.foreign else shape(p.text) for p in parts) + "\n")
            return
        from rich.text import Text

        shown = [(isolated(p.text) if p.foreign else shape(p.text), STYLES.get(p.style, "")) for p in parts]
        self.rich.print(Text.assemble(*shown), soft_wrap=not prose)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Words]], *, header: bool = True) -> None:
        """Print rows in aligned columns under their titles; the last column is as long as it likes when piped."""
        kept = list(rows)
        if self.fancy:
            self._rich_table(columns, kept, header=header)
            return
        lines = [[one_line(cell.text) for cell in row] for row in kept]
        lines = [[column.title for column in columns], *lines] if header else lines
        widths = [max((len(line[n]) for line in lines), default=0) for n in range(len(columns) - 1)]
        for line in lines:
            cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
            self.stream.write("  ".join([*cells, line[-1]]).rstrip() + "\n")

    def json(self, data: dict[str, Any]) -> None:
        """Print one JSON object."""
        self.stream.write(safe_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n")

    @property
    def rich(self) -> RichConsole:
        """Rich's console on this stream, made when first needed."""
        if self._rich is None:
            from rich.console import Console as RichConsole

            self._rich = RichConsole(
                file=self.stream, markup=False, emoji=False, highlight=False, force_terminal=self.fancy
            )
        return self._rich

    def _rich_table(self, columns: Sequence[Column], rows: Sequence[Sequence[Words]], *, header: bool) -> None:
        from rich.table import Table
        from rich.text import Text

        cells = [
            [Text(isolated(c.text) if c.foreign else one_line(c.text), style=STYLES.get(c.style, "")) for c in row]
            for row in rows
        ]
        natural = [
            max([len(column.title) if header else 0, *(row[n].cell_len for row in cells)])
            for n, column in enumerate(columns)
        ]
        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, GAP, 0, 0), show_header=header)
        for column, width in zip(columns, _fitted(columns, natural, self.rich.width), strict=True):
            table.add_column(column.title, width=width, no_wrap=not column.wraps, overflow="ellipsis")
        for row in cells:
            table.add_row(*row)
        self.rich.print(table)


GAP = 2
_NARROWEST = 12


def _fitted(columns: Sequence[Column], natural: list[int], available: int) -> list[int]:
    """The columns' widths on a terminal of ``available`` cells: flexible ones give way from the last to the first."""
    widths = list(natural)
    excess = sum(widths) + GAP * (len(widths) - 1) - available
    for number in reversed(range(len(columns))):
        if excess > 0 and columns[number].flexible:
            given = min(excess, max(widths[number] - _NARROWEST, 0))
            widths[number] -= given
            excess -= given
    return widths


def out() -> Console:
    """What was asked for."""
    return Console(sys.stdout)


def err() -> Console:
    """What goes beside it: refusals, hints about failures."""
    return Console(sys.stderr)

"""A newsroom's glossary: which term of the source is which term of ours, and which it must not be."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

_COLUMNS = ("source", "target", "forbidden", "note")
_SEVERAL = re.compile(r"\s*[;|]\s*")
_LONGEST = 200
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a glossary; ``targets`` and ``forbidden`` hold every way to write it."""

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a glossary says; ``fault`` tells in a sentence why it says nothing, with ``line`` where it is known."""

    terms: tuple[Term, ...] = ()
    fault: str = ""
    line: int | None = None


def read_terms(text: str, where: str) -> Terms:
    """Read a glossary: CSV with a first line that names the columns ``source``, ``target``, ``forbidden``, ``note``.

    Several ways to write a term are set apart by ``;``. Only the first two columns must be there.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    terms: list[Term] = []
    columns: list[str] = []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if not columns:
                columns = [cell.strip().lower() for cell in row]
                fault = "" if _named(columns) else f"the first line should be `{','.join(_COLUMNS)}`"
            else:
                term = _term(row, columns)
                terms.append(term)
                fault = _fault(row, columns, term)
            if fault or len(terms) > _MOST:
                return _bad(where, reader.line_num, fault or f"more than {_MOST:,} terms")
    except csv.Error as error:
        return _bad(where, reader.line_num, f"not readable as CSV: {error}")
    return Terms(tuple(terms))


def _named(columns: list[str]) -> bool:
    return columns[:2] == list(_COLUMNS[:2]) and set(columns) <= set(_COLUMNS)


def _term(row: list[str], columns: list[str]) -> Term:
    cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
    said = [cells.get(name, "") for name in _COLUMNS]
    return Term(said[0], _ways(said[1]), _ways(said[2]), said[3])


def _fault(row: list[str], columns: list[str], term: Term) -> str:
    """What is wrong with a line; empty where nothing is."""
    if len(row) > len(columns):
        return f"{len(row)} cells, and there are {len(columns)} columns; quote a comma"
    if any(len(cell) > _LONGEST for cell in row[:3]):
        return f"a term of more than {_LONGEST} signs"
    if not term.forbidden and not (term.source and term.targets):
        return "a term needs a source and a target, or something forbidden"
    return ""


def _ways(cell: str) -> tuple[str, ...]:
    return tuple(way for way in _SEVERAL.split(cell) if way)


def _bad(where: str, line: int, why: str) -> Terms:
    return Terms((), f"{where}, line {line}: {why}.", line)

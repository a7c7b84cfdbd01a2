"""Paragraphs as running text: where the file only goes on in the next line, the text goes on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.workflow.review.marks import Marked, Piece

# A line end that only wraps: none behind two spaces or a backslash, none before a list's item, a quotation, a table.
_WRAPS = re.compile(r"(?<!  )(?<!\\)\n(?![ \t]*(?:[-+*>|#•]|\d{1,3}[.)][ \t]|\Z))")
_AS_IT_STANDS = ("```", "~~~", "    ", "|")


def flowing(one: Marked) -> tuple[Piece, ...]:
    """The pieces of a paragraph, sign for sign, with a blank for each line end that means nothing."""
    if "\n" not in one.text or one.text.startswith(_AS_IT_STANDS):
        return one.pieces
    text = _WRAPS.sub(" ", one.text)
    pieces, at = [], 0
    for piece in one.pieces:
        pieces.append(replace(piece, text=text[at : at + len(piece.text)]))
        at += len(piece.text)
    return tuple(pieces)

"""Quotations, in any quotation marks; what stands between letters (יו"ר, d'accord) is none."""

from __future__ import annotations

import re

# Each opening mark and the marks that can end what it began.
_ENDS = {
    '"': '"”“', "“": '”"“', "”": '”"', "„": '“”"‟', "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "‟": '”"',
    "＂": "＂", "‘": "’'", "'": "'’", "‚": "‘’",
}  # fmt: skip
_DOUBLE = re.compile("[\"“”„«»‹›「」『』‟＂]|``|''")
_SINGLE = re.compile(r"(?<![^\W_])['‘‚](?=[^\W_])|(?<=[^\s])['’‘](?![^\W_])")
# Hebrew writes these marks inside abbreviations, before their last letter.
_INSIDE = re.compile('(?<=[א-ת])["“”״](?=[א-ת](?![א-ת]))')
ANY = re.compile("[\"“”„«»‹›「」『』‟＂‘‚]|''|(?<![^\\W_])'|(?<=[.,!?])['’]")
# From here on in Unicode: scripts that write no such mark within a word, so that a mark there lacks its space.
_ARABIC = "\u0600"
_LAST = 2
_PAUSES = tuple(",.;:!?)")
_BEFORE = frozenset(" \t\n\u00a0([-–—:،")


def quotations(text: str) -> tuple[str, ...]:
    """What a paragraph quotes, in order, without the marks.

    A quotation that came from the paragraph before starts with this one, one that goes on in the next ends with it.
    """
    if not ANY.search(text):
        return ()
    seen = without_marks_inside(text)
    found = tuple(_nested(seen, _DOUBLE) or _spans(seen, _DOUBLE))
    if found:
        return found
    single = _nested(seen, _SINGLE) or _spans(seen, _SINGLE)
    # An apostrophe is no mark: where nothing quotes several words, one word in such marks is none either.
    return tuple(single) if any(" " in span for span in single) else ()


def without_marks_inside(text: str) -> str:
    """The text as quotations are cited from it: without the marks of Hebrew abbreviations."""
    return _INSIDE.sub("", text) if max(text) >= "א" and re.search("[א-ת]", text) else text


def _nested(text: str, marks: re.Pattern[str]) -> list[str]:
    """The outer quotations of a text that has one within another, told by spaces; none if that leaves marks over.

    A mark that begins the text may stay open if one ends it: both quotations end there, or go on.
    """
    found: list[str] = []
    depth = start = deepest = end = 0
    for match in marks.finditer(text):
        before, after = text[match.start() - 1 : match.start()] or " ", text[match.end() : match.end() + 1]
        opens = match[0] in "„«‹「『" or (match[0] not in "»›」』" and before in _BEFORE and after.isalnum())
        if opens:
            start = start if depth else match.end()
            depth += 1
            deepest = max(deepest, depth)
        elif depth == 0:
            return []
        else:
            depth, end = depth - 1, match.start()
            if not depth:
                found.append(text[start:end].strip())
    if deepest > 1 and depth == 1 and start == 1 and len(text) - end <= _LAST:
        return [text[start:end].strip()]
    return found if deepest > 1 and not depth else []


def _spans(text: str, marks: re.Pattern[str]) -> list[str]:
    found: list[str] = []
    opened, start = "", 0
    for match in marks.finditer(text):
        mark, at = match[0][0], match.start()
        if (
            mark == '"'
            and text[at - 1 : at].isalnum()
            and text[match.end() : match.end() + 1].isalnum()
            and not opened
            and text[at - 1] < _ARABIC
        ):
            continue
        if not opened:
            if not found and at and _closes(text, at, match.end(), mark) and mark not in "„«‘‚":
                found.append(text[:at].strip())
                continue
            opened, start = mark, match.end()
        elif mark in _ENDS.get(opened, opened):
            if at > start:
                found.append(text[start:at].strip())
            opened = ""
    if opened and marks is _DOUBLE and len(text) - start > 1 and (start == 1 or not text[start - 2].isalnum()):
        found.append(text[start:].strip())
    return found


def _closes(text: str, at: int, end: int, mark: str) -> bool:
    """Whether a mark stands at the end of something: a word or a sign before it, none behind it.

    French writes a space before the mark that ends a quotation, and one behind that which begins it.
    """
    if text[end : end + 1].isalnum():
        return False
    return text[at - 1] not in _BEFORE or (mark == "»" and text[end : end + 1] in _PAUSES)

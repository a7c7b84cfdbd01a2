"""Find what hides in a text: characters that change how it reads, or carry something nobody sees.

What Arabic, Persian, Urdu, Hebrew, Kurdish, the Indic scripts, Mongolian, Chinese, Japanese and emoji are written
with is no finding: direction marks, joiners, balanced isolates, soft hyphens, selectors where they select something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Patterns are compiled when first needed. The most frequent signs come first: the matcher tries ranges in order.
_PLAIN = (
    "[ -~\n\r\t\u00a0-\u034e\u0350-\u061b\u061d-\u115e\u1161-\u17b3\u17b6-\u180a\u1810-\u200a\u2010-\u2029"
    "\u202f-\u205f\u2070-\u3163\u3165-\ud7ff\ue000-\ufdff\ufe10-\ufefe\uff00-\uff9f\uffa1-\ufff8\ufffc-\uffff"
    "\U00010000-\U0001bc9f\U0001bca4-\U0001d172\U0001d17b-\U000dffff\U000e0080-\U000e00ff\U000e01f0-\U0010ffff]*+"
)
# One group a kind; a run of them is one finding. What nobody sees is looked for beside them, in ``_unseen``.
_KINDS = {
    "control character": "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+",
    "lone surrogate": "[\ud800-\udfff]+",
    "bidi override": "[\u202a-\u202e]+",
    "tag character": "[\U000e0000-\U000e007f]+",
    "interlinear annotation": "[\ufff9-\ufffb]+",
    "deprecated format character": "[\u206a-\u206f]+",
}
_SELECTOR = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
_UNSEEN = (
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]+"
)
_ISOLATE = "[\u2066-\u2069]"
_ANY = "|".join((f"(?P<selector>{_SELECTOR})", f"(?P<unseen>{_UNSEEN})", *map("({})".format, _KINDS.values())))
_FIRST = 3  # the number of the first kind's group

# What each selector has something to select on: ideographs; the Mongolian scripts; and emoji, signs, punctuation,
# digits, mathematical letters and the scripts for which Unicode lists standardised variants.
_IDEOGRAPH = "[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_MONGOLIAN = "[\u1800-\u18af\U00011660-\U0001167f]"
_VARIES = (
    "[#*0-9\u00a9\u00ae\u1000-\u109f\u1800-\u18af\u2010-\u2027\u2030-\u205e\u2070-\u2bff\u2e00-\ua4cf\ua840-\ua87f"
    "\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00010ac0-\U00010aff\U00013000-\U0001345f"
    "\U0001d400-\U0001d7ff\U0001f000-\U0001faff\U00020000-\U0003ffff]"
)
# The flags of regions: a black flag, the region's code in tag letters, and the end tag (UTS #51).
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
# Letters between which no joiner and no break ever stands: Latin, Greek, Cyrillic.
_LETTER = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1fff]"
# The longest that real texts have: U+200D U+200C U+200D, which Unicode names for letters joined in form only.
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Hidden:
    """One place where something hides: line and column from 1, what kind it is, and the characters in words."""

    line: int
    column: int
    kind: str
    what: str


def hidden(text: str) -> Iterator[Hidden]:
    """Everything that hides in a text, in its order; a text without such characters costs next to nothing."""
    if _end(re.match(_PLAIN, text)) == len(text) and "\r" not in text:
        return
    line, start = 1, 0
    for at, kind, found in sorted([*_unseen(text), *_isolates(text), *_returns(text)]):
        line += text.count("\n", start, at)
        start = max(start, text.rfind("\n", start, at) + 1)
        yield Hidden(line, at - start + 1, kind, _in_words(found))


def _unseen(text: str) -> Iterator[tuple[int, str, str]]:
    flags = {match.end() for match in re.finditer(_FLAG, text)} if "\U0001f3f4" in text else set()
    for match in _suspects(text):
        at, found = match.start(), match[0]
        if match["unseen"]:
            kind = _of_no_width(text, at, match.end())
        elif match["selector"]:
            kind = "" if _selects(text, at, found) else "variation selector"
        else:
            kind = "" if match.end() in flags else list(_KINDS)[(match.lastindex or 0) - _FIRST]
        if kind:
            yield at, kind, found


def _suspects(text: str) -> Iterator[re.Match[str]]:
    """Whatever is not plain, but for isolates; going from one to the next is much quicker than a search."""
    plain, suspect = re.compile(_PLAIN).match, re.compile(_ANY).match
    at = 0
    while (at := _end(plain(text, at))) < len(text):
        match = suspect(text, at)
        if match:
            yield match
        at = match.end() if match else at + 1


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _of_no_width(text: str, start: int, end: int) -> str:
    if end - start > _LONGEST:
        return "run of zero-width characters"
    inside = re.match(_LETTER, text[start - 1 : start]) and re.match(_LETTER, text[end : end + 1])
    return "zero-width character in a word" if inside else ""


def _selects(text: str, at: int, found: str) -> bool:
    """Whether a selector stands alone behind something of which it can choose a form."""
    if len(found) > 1 or not at:
        return False
    bases = _MONGOLIAN if found < "\u2000" else _VARIES if found < "\U00010000" else _IDEOGRAPH
    return bool(re.match(bases, text[at - 1]))


def _isolates(text: str) -> Iterator[tuple[int, str, str]]:
    """Isolates without an end in their line, where Unicode ends them all, and ends without a beginning."""
    opened: list[tuple[int, str, str]] = []
    for match in re.finditer(f"{_ISOLATE}|\n", text):
        if match[0] == "\n":
            yield from opened
            opened = []
        elif match[0] != "\u2069":
            opened.append((match.start(), "unbalanced isolate", match[0]))
        elif opened:
            opened.pop()
        else:
            yield match.start(), "unbalanced isolate", match[0]
    yield from opened


def _returns(text: str) -> Iterator[tuple[int, str, str]]:
    """Carriage returns that end no line: a terminal goes back and writes over what stands there."""
    yield from ((match.start(), "control character", match[0]) for match in re.finditer("\r(?!\n)", text))


def _in_words(found: str) -> str:
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"U+{ord(found[0]):04X}{more}"

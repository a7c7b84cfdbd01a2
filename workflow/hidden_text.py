"""Find what hides in a text: characters that change how it reads, or carry something nobody sees.

What Arabic, Persian, Urdu, Hebrew, Kurdish, the Indic scripts, Mongolian, Chinese, Japanese and emoji are written
with is no finding: direction marks, joiners, balanced isolates, soft hyphens, selectors where they select something.
"""

from __future__ import annotations

import re
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Patterns are compiled when first needed. One a kind; a run of such characters is one finding.
_KINDS = {
    "control character": "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]",
    "lone surrogate": "[\ud800-\udfff]",
    "bidi override": "[\u202a-\u202e]",
    "tag character": "[\U000e0000-\U000e007f]",
    "interlinear annotation": "[\ufff9-\ufffb]",
    "deprecated format character": "[\u206a-\u206f]",
}
_ISOLATE, _END = "[\u2066-\u2069]", "\u2069"
_SELECTOR = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
# Characters without a width, fillers and marks among them.
_UNSEEN = (
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
_SUSPECT = "|".join(f"({pattern}+)" for pattern in (_SELECTOR, _UNSEEN, *_KINDS.values()))
# Letters between which no joiner and no break ever stands: Latin, Greek, Cyrillic.
_LETTER = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1fff]"
# The whole of an ordinary text: what most are written with (few ranges, so that they are tried quickly), other plain
# signs, and direction marks and joiners that stand alone and in no such word.
_MOST = "[ -~\n\r\t\u00a0-\u034e\u0350-\u061b\u061d-\u10ff\u2010-\u2027]"
_OTHER = "".join(("[^", *(p[1:-1] for p in (_ISOLATE, _SELECTOR, _UNSEEN, *_KINDS.values())), "]"))
_ORDINARY = f"(?:{_MOST}++|{_OTHER}++|[\u061c\u200b-\u200f](?<!{_LETTER}.)(?!{_UNSEEN}))*+"

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
# The longest that real texts have: U+200D U+200C U+200D, which Unicode names for letters joined in form only.
_LONGEST = 3


class Hidden(NamedTuple):
    """One place where something hides: line and column from 1, what kind it is, and the characters in words.

    ``width`` is how many characters they are.
    """

    line: int
    column: int
    kind: str
    what: str
    width: int = 1


def hidden(text: str) -> Iterator[Hidden]:
    """Everything that hides in a text, in its order; a text without such characters costs next to nothing."""
    if _end(re.match(_ORDINARY, text)) == len(text) and "\r" not in text:
        return
    line, start, seen = 1, 0, 0
    for at, kind, found in merge(_unseen(text), _isolates(text), _returns(text)):
        line += text.count("\n", seen, at)
        start = max(start, text.rfind("\n", seen, at) + 1)
        seen = at
        yield Hidden(line, at - start + 1, kind, _in_words(found), len(found))


def _unseen(text: str) -> Iterator[tuple[int, str, str]]:
    flags = {match.end() for match in re.finditer(_FLAG, text)} if "\U0001f3f4" in text else set()
    for match in _suspects(text):
        at, found = match.start(), match[0]
        if match[1]:
            kind = "" if _selects(text, at, found) else "variation selector"
        elif match[2]:
            kind = _of_no_width(text, at, match.end())
        else:
            kind = "" if match.end() in flags else list(_KINDS)[(match.lastindex or 0) - 3]
        if kind:
            yield at, kind, found


def _suspects(text: str) -> Iterator[re.Match[str]]:
    """Whatever is not ordinary, but for isolates; going from one to the next is much quicker than a search."""
    ordinary, suspect = re.compile(_ORDINARY).match, re.compile(_SUSPECT).match
    at = 0
    while (at := _end(ordinary(text, at))) < len(text):
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
    opened: list[int] = []
    for match in re.finditer(f"{_ISOLATE}|\n|\\Z", text):
        if match[0] in ("\n", ""):
            yield from ((at, "unbalanced isolate", text[at]) for at in opened)
            opened = []
        elif match[0] != _END:
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            yield match.start(), "unbalanced isolate", _END


def _returns(text: str) -> Iterator[tuple[int, str, str]]:
    """Carriage returns that end no line: a terminal goes back and writes over what stands there."""
    yield from ((match.start(), "control character", match[0]) for match in re.finditer("\r(?!\n)", text))


def _in_words(found: str) -> str:
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"U+{ord(found[0]):04X}{more}"

"""Letters and digits in one form, whatever keyboard they came from: before anything is looked up or compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Vowel signs of Arabic and Hebrew, the tatweel, direction marks, soft hyphens: they change no word.
_UNREAD = (
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u200d-\u200f\u202a-\u202e\u2066-\u2069\u061c\u00ad\ufeff]"
)
# One letter, two keyboards: Arabic and Persian yeh and kaf, the heh of Kurdish, teh marbuta.
_ALIKE = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "٪": "%", "\u200c": " ", "ﻻ": "لا"}


# All signs but ASCII, surrogates and the planes that hold ideographs only.
_PLANES = (range(0x80, 0xD800), range(0xE000, 0x20000))


@cache
def _table() -> dict[int, str | None]:
    signs = "".join(chr(code) for plane in _PLANES for code in plane)
    table: dict[int, str | None] = {ord(one): str(unicodedata.decimal(one)) for one in re.findall(r"\d", signs)}
    table |= dict.fromkeys(map(ord, re.findall(_UNREAD, signs)))
    return table | {ord(sign): one for sign, one in _ALIKE.items()}


def evened(text: str) -> str:
    """The text with Western digits, one form of each letter, and without signs that are not read."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_table())


def readable_digits(text: str) -> str:
    """The text as it is written, with Western digits: for readers of a message who know its language or not."""
    return text if text.isascii() else "".join(str(unicodedata.decimal(one, one)) for one in text)


def folded(word: str) -> str:
    """A word as it is looked up: small letters without accents, in one form."""
    low = evened(word).casefold()
    if low.isascii():
        return low
    return "".join(sign for sign in unicodedata.normalize("NFD", low) if not unicodedata.combining(sign))

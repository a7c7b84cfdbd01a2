"""Text made safe and comparable: no control characters, one line, or only the letters."""

from __future__ import annotations

import html
import re

# C0 and C1 controls, the byte order mark inside a text, soft hyphens, and the bidi embeddings and overrides.
# Joiners and direction marks (U+200C to U+200F) and isolates belong to Arabic, Persian and Hebrew: they stay.
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u202a-\u202e\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,6}|amp|quot|apos|nbsp|hellip|[nm]dash|[lr][sd]quo);", re.IGNORECASE)


def clean(text: str) -> str:
    """``text`` with LF line ends and without characters that act instead of being read."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """A metadata value: one line, blanks collapsed; left-over tags and twice-escaped entities undone."""
    flat = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return " ".join(clean(_TAG.sub(" ", flat)).split())


def key(text: str) -> str:
    """Only the letters and digits, lower case: equal for two settings of the same sentence."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())

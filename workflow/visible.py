"""Show data as text that no terminal obeys: controls become visible, direction marks that belong stay."""

from __future__ import annotations

import re

# Patterns, compiled when first needed: most of what is shown is plain ASCII.
# C0, DEL and C1 controls but for the line feed and the tab, bidi embeddings and overrides (CVE-2021-42574),
# deprecated format controls, tag characters and lone surrogates. LRM, RLM, ALM, ZWNJ, ZWJ and isolates are text.
_OBEYED = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u206a-\u206f\u2028\u2029\U000e0000-\U000e007f\ud800-\udfff]"
_ISOLATES = "[\u2066-\u2069]"

_END = "\u2069"
_BYTE, _BASIC = 0xFF, 0xFFFF


def visible(text: str) -> str:
    r"""The text with everything a terminal would obey as ``\x1b`` and the like; its isolates balanced."""
    if text.isascii() and text.isprintable():
        return text
    return _balanced(re.sub(_OBEYED, _escape, text))


def visible_line(text: str) -> str:
    r"""The same, with line ends as ``\x0a`` too: nothing in it can look like a line of its own."""
    return visible(text).replace("\n", "\\x0a")


def one_line(text: str) -> str:
    """The text on one line."""
    return visible(" ".join(text.split()))


def safe_json(text: str) -> str:
    """JSON whose strings hold nothing a terminal would obey, as JSON's own escapes."""
    return re.sub(_OBEYED, lambda match: _surrogates(ord(match[0])), text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code <= _BYTE else f"\\u{code:04x}" if code <= _BASIC else f"\\U{code:08x}"


def _surrogates(code: int) -> str:
    if code <= _BASIC:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def _balanced(text: str) -> str:
    depth = 0
    for sign in re.findall(_ISOLATES, text):
        if sign == _END and depth == 0:
            return re.sub(_ISOLATES, _escape, text)
        depth += -1 if sign == _END else 1
    return text + _END * depth

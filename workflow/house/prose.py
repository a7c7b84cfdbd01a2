"""What of a Markdown text is prose: code, addresses, HTML and the signs of markup are blanked, sign for sign."""

from __future__ import annotations

import re

# One of these stands for each sign that is not read: no letter, no space, no mark.
BLANK = "\ufffc"

_FENCED = re.compile(r"^[ \t]{0,3}(```+|~~~+)[^\n]*\n.*?(?:^[ \t]{0,3}\1[^\n]*$|\Z)", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HTML = re.compile(r"</?[A-Za-z][^<>]*>", re.DOTALL)
_ADDRESS = re.compile(
    r"<?(?:https?://|ftp://|mailto:|www\.)(?:[^\s<>\"”»()\]]|\([^\s()<>]*\))+>?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)[@#]\w[\w.]*\w|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|html?|pdf|example)\b"
)
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
# What stands before and after the words of a link, an image, a footnote; the words are prose.
_LINK = re.compile(
    r"(!?\[)([^\[\]]*)(\]\(\s*<?[^()\s]*(?:\([^()]*\)[^()\s]*)*>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|\]\[[^\]]*\])"
)
_DEFINITION = re.compile(r"^[ \t]{0,3}\[[^\]]+\]:[ \t]*\S+.*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:?")
_QUERY = re.compile(r"\[\?+\]")
_MARKER = re.compile(r"^[ \t>]*(?:[-+*•](?:[ \t]+\[[ xX]\])?|\d{1,3}[.)]|[A-Za-z]\))[ \t]+", re.MULTILINE)


def prose_of(text: str) -> str:
    """The text with everything that is no prose replaced, sign for sign; line ends stay."""
    text = code_blanked(text.replace("\r", " "))
    for pattern in (_DEFINITION, _HTML, _ESCAPED):
        text = pattern.sub(_blank, text)
    text = _LINK.sub(lambda match: _blanked(match[1]) + match[2] + _blanked(match[3]), text)
    # An image that is a link holds one within the other.
    text = _LINK.sub(lambda match: _blanked(match[1]) + match[2] + _blanked(match[3]), text)
    for pattern in (_FOOTNOTE, _QUERY, _ADDRESS, _MARKER):
        text = pattern.sub(_blank, text)
    return text


def without_code(text: str) -> str:
    """The text with code, HTML and escaped signs blanked: what is left is read as Markdown."""
    return _ESCAPED.sub(_blank, _HTML.sub(_blank, code_blanked(text)))


def code_blanked(text: str) -> str:
    """The text with code and comments blanked: what is left is read as Markdown with HTML in it."""
    for pattern in (_FENCED, _CODE, _COMMENT):
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return _blanked(match[0])


def _blanked(words: str) -> str:
    return re.sub(r"[^\n]", BLANK, words)

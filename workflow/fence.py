"""Split a file into front matter and body at its fences, and join the very same strings again."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.workflow.errors import BadText

BOM = "\ufeff"
FENCE = "---"
_CLOSING = f"\n{FENCE}"


class Parts(NamedTuple):
    """A file's text in order: ``before`` (BOM and opening fence line), ``head``, ``fence`` line, ``body``."""

    before: str
    head: str
    fence: str
    body: str

    def join(self) -> str:
        """The file's text again, byte for byte."""
        return self.before + self.head + self.fence + self.body

    @property
    def newline(self) -> str:
        """The line end the file itself uses."""
        return "\r\n" if self.before.endswith("\r\n") else "\n"

    @property
    def body_line(self) -> int:
        """The number, from 1, of the body's first line in the file."""
        return 1 + self.before.count("\n") + self.head.count("\n") + self.fence.count("\n")


def has_fence(text: str) -> bool:
    """Whether the text opens with a front-matter fence."""
    first = text[: text.find("\n") + 1]  # nothing where no line ends
    return first.removeprefix(BOM).rstrip() == FENCE


def split(text: str, where: str) -> Parts:
    """Take a file's text apart.

    Raises:
        BadText: there is no front matter, or it is never closed.
    """
    if not has_fence(text):
        raise BadText(where, 1, "no front matter: the first line must be `---`")
    start = text.index("\n") + 1
    at = text.find(_CLOSING, start - 1) + 1
    while at:
        end = text.find("\n", at) + 1 or len(text)
        if text[at:end].rstrip() == FENCE:
            return Parts(text[:start], text[start:at], text[at:end], text[end:])
        at = text.find(_CLOSING, at) + 1
    raise BadText(where, 1, "the front matter is never closed: a line `---` must follow it")

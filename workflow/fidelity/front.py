"""What of a file is compared: its body, and of YAML front matter the headline and the standfirst."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_DISCLAIMER = re.compile(r"<!-- disclaimer:.*?<!-- /disclaimer -->", re.DOTALL)
_HEAD = ("title", "dek")


@dataclass(frozen=True, slots=True)
class Readable:
    """A text without what readers do not read; ``head`` has the headline words, by key."""

    head: dict[str, str]
    body: str


def readable(text: str, where: str) -> Readable:
    """The body of a Markdown text, and its headline words where it has front matter.

    An article's disclaimer is the newsroom's own and has no source: it is left out.

    Raises:
        BadText: the front matter is none; with file and line.
    """
    text = text.replace("\r\n", "\n")
    match = _FRONT.match(text)
    if not match:
        return Readable({}, _DISCLAIMER.sub("", text).removeprefix("\ufeff"))
    from dragoman.workflow.read_yaml import read

    values = read(match[1], where, 2)
    head = {key: value for key in _HEAD if isinstance(value := values.get(key), str) and value.strip()}
    return Readable(head, _DISCLAIMER.sub("", text[match.end() :]))

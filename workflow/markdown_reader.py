"""The one Markdown dialect of published texts: CommonMark with tables and ~~struck~~ words, without raw HTML."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@lru_cache(maxsize=1)
def reader() -> MarkdownIt:
    """The parser; made once, since making it costs as much as reading an article."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@lru_cache(maxsize=4)
def parsed(text: str) -> tuple[Token, ...]:
    """A text's tokens, for those who only look: whoever changes them asks ``reader`` for his own."""
    return tuple(reader().parse(text))

"""The two sides of a review: the paragraphs of a text, and where each stands in its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.fence import split as parts_of
from dragoman.workflow.fidelity.reading import split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.article import Article
    from dragoman.workflow.source_file import Source

HEAD: tuple[Literal["title", "dek"], ...] = ("title", "dek")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, counted from 0; line and column of its first sign in its file count from 1, line 0: unknown."""

    number: int
    text: str
    line: int = 0
    column: int = 1

    @property
    def last_line(self) -> int:
        """The line of its file that it ends in."""
        return self.line + self.text.count("\n")

    def offset(self, line: int, column: int) -> int:
        """How many of its signs stand before a place of the file; -1 where that is none of its own."""
        lines = self.text.split("\n")
        at = line - self.line
        if not self.line or not 0 <= at < len(lines):
            return -1
        inside = column - (self.column if at == 0 else 1)
        return sum(len(one) + 1 for one in lines[:at]) + inside if 0 <= inside < len(lines[at]) else -1


@dataclass(frozen=True, slots=True)
class Side:
    """A text as it is reviewed: its language, headline words by key, paragraphs, and the newsroom's disclaimer."""

    path: str
    lang: str
    head: Mapping[str, Paragraph]
    body: str
    paragraphs: tuple[Paragraph, ...]
    disclaimer: str = ""


def side_of_source(source: Source, lang: str) -> Side:
    """The original."""
    words = {key: value for key in HEAD if isinstance(value := source.fields.get(key), str) and value.strip()}
    head: dict[str, Paragraph] = {key: Paragraph(0, " ".join(value.split())) for key, value in words.items()}
    return Side(source.path, lang, head, source.body, tuple(_located(source.body, 0)))


def side_of_article(article: Article) -> Side:
    """The translation, without the disclaimer: that is the newsroom's own and has no source."""
    block, top = take_apart(article.body), parts_of(article.text, article.path).head
    head: dict[str, Paragraph] = {
        key: Paragraph(0, " ".join(article.word(key).split()), _line_of(key, top))
        for key in HEAD
        if article.word(key).strip()
    }
    paragraphs = tuple(_located(block.text, article.body_line))
    return Side(article.path, article.lang, head, block.text, paragraphs, block.words)


def _line_of(key: str, top: str) -> int:
    match = re.search(rf"^[\"']?{key}[\"']?[ \t]*:", top, re.MULTILINE)
    return 2 + top.count("\n", 0, match.start()) if match else 0


def _located(body: str, first: int) -> list[Paragraph]:
    """The paragraphs as they are compared; ``first`` is the number of the body's first line, 0 where nobody asks."""
    text, found, at, line = body.replace("\r\n", "\n"), list[Paragraph](), 0, first
    for number, part in enumerate(split(body)):
        start = text.index(part, at)
        line += text.count("\n", at, start)
        found.append(Paragraph(number, part, line if first else 0, start - text.rfind("\n", 0, start)))
        at = start + len(part)
        line += part.count("\n")
    return found

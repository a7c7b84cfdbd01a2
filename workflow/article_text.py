"""The text of an article's file: a new one, one with other words in it, one with other fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.article import ORDER, Article, parse_article
from dragoman.workflow.errors import BadText
from dragoman.workflow.fence import BOM, Parts, has_fence, split
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.read_yaml import read
from dragoman.workflow.render_yaml import render
from dragoman.workflow.splice import Edit, Set, splice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.source_file import Source

# What an article repeats of its source, for credits and readers.
DETAILS = ("outlet", "url", "byline", "lang", "published", "retrieved")


class Incoming(NamedTuple):
    """Words from a translator's own file: the body, and the headline words it names (None: not named)."""

    body: str
    title: str | None = None
    dek: str | None = None
    keywords: tuple[str, ...] | None = None


def new_article(source: Source, lang: str) -> str:
    """The file a translation starts as: provenance filled in, headline and body still to be written."""
    known: dict[str, Value] = {key: source.fields[key] for key in DETAILS if source.fields.get(key)}
    known["sha256"] = source.digest
    lines: dict[str, Value] = {"title": "", "dek": "", "lang": lang, "state": "sourced", "source": known}
    head = "".join(f"{key}: {render(value) if value else chr(34) * 2}\n" for key, value in lines.items())
    return f"---\n{head}keywords: []\n---\n\n"


def read_incoming(text: str, where: str) -> Incoming:
    """Words handed in with ``--file``: front matter may name title, dek and keywords; else a heading is the title.

    Raises:
        BadText: the front matter is not readable, or says something other than words.
    """
    text = text.removeprefix(BOM)
    if not has_fence(text):
        first, _, rest = text.lstrip().partition("\n")
        if first.startswith("# "):
            # Closing signs need a blank before them: `# Learn C#` is about C#.
            heading = re.sub(r"(^|[ \t])#+$", "", first[2:].strip()).strip()
            return Incoming(rest.lstrip("\r\n"), title=heading or None)
        return Incoming(text)
    parts = split(text, where)
    fields = read(parts.head, where, first_line=2)
    for key in ("title", "dek"):
        if not isinstance(fields.get(key, ""), str):
            raise BadText(where, None, f"`{key}` should be one line of words")
    keywords = fields.get("keywords") or ([] if "keywords" in fields else None)
    if keywords is not None and not (isinstance(keywords, list) and all(isinstance(k, str) for k in keywords)):
        raise BadText(where, None, "`keywords` should be a list of words")
    title, dek = fields.get("title"), fields.get("dek")
    return Incoming(
        parts.body,
        title=title if isinstance(title, str) else None,
        dek=dek if isinstance(dek, str) else None,
        keywords=tuple(str(k) for k in keywords) if isinstance(keywords, list) else None,
    )


def with_incoming(article: Article, incoming: Incoming) -> Article:
    """The article with these words in place of its own.

    Raises:
        BadText: a field is written in a form we cannot edit safely.
    """
    edits: list[Edit] = []
    for key in ("title", "dek"):
        words = getattr(incoming, key)
        if words is not None and words != article.word(key):
            edits.append(Set((key,), " ".join(words.split())))
    if incoming.keywords is not None and incoming.keywords != article.keywords:
        edits.append(Set(("keywords",), list(incoming.keywords)))
    parts = split(article.text, article.path)
    words = incoming.body.replace("\r\n", "\n").strip("\n")
    body = f"\n{words}\n".replace("\n", parts.newline)
    return rewritten(article, edits, body)


def rewritten(article: Article, edits: Sequence[Edit], body: str) -> Article:
    """The article with these edits of its front matter and this body, every other byte as it was.

    Raises:
        BadText: a field is written in a form we cannot edit safely.
    """
    parts = split(article.text, article.path)
    head = splice(parts.head, edits, article.path, ORDER)
    if parts.newline == "\r\n" and "\r\n" not in parts.head:
        head = head.replace("\n", "\r\n")  # an empty head has no line end to copy
    return parse_article(Parts(parts.before, head, parts.fence, body).join(), article.path)

"""What a page says about its article: meta elements, JSON-LD and the marks of its headline and byline."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.workflow.plain import key, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_BY = re.compile(
    r"^(?:by|von|par|por|written by|بقلم|كتبه|كتبته|كتب|إعداد|تقرير|نوشته|نویسنده|گزارش)\b\s*[::]?\s*", re.IGNORECASE
)
_BYLINE_PATHS = (
    "//*[@rel='author']",
    "//*[contains(concat(' ', @itemprop, ' '), ' author ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ') or contains(@class, 'author-name')]",
)
_DEK_CLASS = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|subtitle|sub-title|subheadline|sub-headline|article-summary)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 120
_LONGEST_DEK = 600
_MOST_KEYWORDS = 30
_LONGEST_KEYWORD = 60


class Facts:
    """The page's own statements, each asked for by name; every answer is a clean single line, '' if unsaid."""

    def __init__(self, tree: _Element) -> None:
        self.tree = tree
        self._metas: defaultdict[str, list[str]] = defaultdict(list)
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
            value = one_line(meta.get("content") or "")
            if name and value:
                self._metas[name.strip().lower()].append(value)
        self._nodes = list(_json_nodes(tree))
        self._by_id = {str(node["@id"]): node for node in self._nodes if "@id" in node and "name" in node}
        self.article: dict[str, Any] = next((node for node in self._nodes if _is_article(node)), {})

    def meta(self, *names: str) -> str:
        """The first value of the first of these meta elements that has one."""
        return next((self._metas[name][0] for name in names if self._metas.get(name)), "")

    def stated(self, name: str) -> str:
        """A string that the page's JSON-LD gives for its article."""
        value = self.article.get(name)
        return one_line(value) if isinstance(value, str) else ""

    def names(self, *properties: str) -> list[str]:
        """Names of people or organisations in JSON-LD, each once, in order."""
        found = (name for prop in properties for name in self._named(self.article.get(prop)))
        return list(dict.fromkeys(name for name in map(one_line, found) if name))

    def _named(self, value: Any) -> Iterator[str]:
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, str):
                yield entry
            elif isinstance(entry, dict):
                known = entry if "name" in entry else self._by_id.get(str(entry.get("@id")), {})
                yield from self._named(known.get("name"))

    def headings(self) -> list[str]:
        """The texts of the page's <h1> elements."""
        return [text for h1 in self.tree.iter("h1") if (text := one_line(" ".join(h1.itertext())))]

    def page_title(self) -> str:
        """The text of <title>, with whatever the site adds to it."""
        title = self.tree.find(".//head/title")
        return one_line(" ".join(title.itertext())) if title is not None else ""

    def standfirst(self) -> str:
        """The dek as it stands on the page, below the headline."""
        for element in self.tree.xpath("//h1/following::*[@class][self::p or self::h2 or self::h3 or self::div]"):
            if _DEK_CLASS.search(element.get("class")) and element.find(".//p/following::p") is None:
                text = one_line(" ".join(element.itertext()))
                return text if len(text) <= _LONGEST_DEK else ""
        return ""

    def byline(self) -> str:
        """The authors, joined with ', '."""
        metas = self._metas.get("author") or self._metas.get("article:author") or self._metas.get("dc.creator") or []
        people = [*self.names("author"), *([] if self.names("author") else metas)]
        people = [name for name in people if not re.match(r"https?:|www\.|\S+@\S+$", name)]
        if people:
            return ", ".join(dict.fromkeys(people))
        return next(self._visible_bylines(), "")

    def _visible_bylines(self) -> Iterator[str]:
        for path in _BYLINE_PATHS:
            for element in self.tree.xpath(path):
                text = _BY.sub("", one_line("".join(element.itertext())))
                if 1 < len(text) <= _LONGEST_BYLINE:
                    yield text

    def keywords(self) -> tuple[str, ...]:
        """Tags and keywords, each once, at most 30."""
        given = [*self._metas["article:tag"], *self._metas["news_keywords"], *self._metas["keywords"]]
        stated = self.article.get("keywords")
        given += [entry for entry in (stated if isinstance(stated, list) else [stated]) if isinstance(entry, str)]
        words = (one_line(word) for entry in given for word in re.split(r"[,;،؛]", entry))
        unique: dict[str, str] = {}
        for word in words:
            if key(word) and len(word) <= _LONGEST_KEYWORD:
                unique.setdefault(key(word), word)
        return tuple(unique.values())[:_MOST_KEYWORDS]

    def published(self) -> str:
        """YYYY-MM-DD as the page states it, in the page's own time zone."""
        stated = (
            self.stated("datePublished"),
            self.meta("article:published_time", "datepublished", "date", "dc.date"),
        )
        return next(filter(None, map(_iso_day, stated)), "")


def _iso_day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(str(kind).endswith(("Article", "Posting", "Report")) for kind in _listed(kinds))


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _json_nodes(tree: _Element) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD: at the top, in a list, or in @graph."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _listed(data):
            if isinstance(node, dict):
                yield node
                yield from (inner for inner in _listed(node.get("@graph")) if isinstance(inner, dict))

"""A page's tree made ready for extraction, and the extracted tree rid of what is not the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from dragoman.workflow.page_labels import CLUTTER, LABELS, RIGHTS
from dragoman.workflow.plain import clean, key

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

_CONTAINERS = ("div", "section", "aside", "ul", "ol", "p", "nav", "form", "footer")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# Beyond this share of the page's text, a class name has been put on the article itself.
_MOST = 1 / 3
_RIGHTS_LENGTH = 200
_NEAR_THE_TOP = 6


def base_of(tree: _Element, url: str) -> str:
    """What the page's links start from: its <base>, as seen from ``url``."""
    base = tree.find(".//base[@href]")
    return _join(url, base.get("href")) if base is not None else url


def absolute(base: str, target: str | None) -> str:
    """``target`` as an absolute http, https or mailto URL without name and password; '' for anything else."""
    text = (
        re.sub(r"[\s\x00-\x20]+", "", clean(target or ""))
        if ":" in (target or "")[:40]
        else clean(target or "").strip()
    )
    if not text or text.startswith("#"):
        return ""
    joined = _join(base, text)
    try:
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        return joined if "@" in parts.path else ""
    return joined if parts.scheme in {"http", "https"} and parts.netloc and "@" not in parts.netloc else ""


def _join(base: str, target: str | None) -> str:
    try:
        return urljoin(base, target or "")
    except ValueError:
        return ""


def prepare(tree: _Element, base: str) -> None:
    """Change ``tree`` in place: links absolute or gone, and what extraction would lose put within its reach."""
    for link in tree.iter("a"):
        target = absolute(base, link.get("href"))
        link.attrib.pop("href", None)
        if target:
            link.set("href", target)
    # A date in the middle of a sentence, or the words of an inline quotation, are the article's own words.
    for name in ("p", "li", "blockquote"):
        for time in tree.iterfind(f".//{name}//time"):
            time.tag = "span"
    for quotation in list(tree.iter("q")):
        quotation.tag = "span"
        quotation.text = "“" + (quotation.text or "")
        quotation.tail = "”" + (quotation.tail or "")
    for figure in list(tree.iter("figure")):
        if figure.find(".//blockquote") is not None and "pull" not in (figure.get("class") or ""):
            figure.tag = "div"
    _drop_clutter(tree)


def _drop_clutter(tree: _Element) -> None:
    most = len("".join(tree.itertext())) * _MOST
    marked = [element for element in tree.iter(*_CONTAINERS) if _is_clutter(element)]
    for element in marked:
        if len("".join(element.itertext())) < most:
            _remove(element)


def _is_clutter(element: _Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(names.strip()) and any(word.lower() in CLUTTER for word in _WORDS.findall(names[:500]))


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def tidy(body: _Element, headlines: Collection[str], deks: Collection[str], byline: str) -> None:
    """Take out of ``body``, in place: headlines, a dek or byline at the top, labels with their links, rights."""
    titles, leads, author = {key(text) for text in headlines}, {key(text) for text in deks}, key(byline)
    for nth, block in enumerate(list(body)):
        said = key(_text(block))
        top = nth < _NEAR_THE_TOP
        if block.tag not in {"p", "head"} or not said:
            continue
        if said in titles or (top and (said in leads or _is_byline(said, author))):
            _remove(block)
        elif said in LABELS:
            _drop_label(block)
        elif block.tag == "p" and _is_label_line(block):
            _remove(block)
    _drop_rights(body)


def _text(element: _Element) -> str:
    return "".join(element.itertext())


def _is_byline(said: str, author: str) -> bool:
    return bool(author) and said.endswith(author) and len(said) <= len(author) + 12


def _drop_label(label: _Element) -> None:
    """A label such as "Read also", with the list or the links that follow it."""
    following = label.getnext()
    while following is not None and _only_links(following):
        nearest, following = following, following.getnext()
        _remove(nearest)
    _remove(label)


def _is_label_line(block: _Element) -> bool:
    """A paragraph such as "Read also: a linked headline"."""
    opening = re.split(r"[:：]", _text(block), maxsplit=1)[0]
    return key(opening) in LABELS and block.find(".//ref") is not None


def _only_links(block: _Element) -> bool:
    linked = sum(len(key(_text(link))) for link in block.iter("ref"))
    return block.tag in {"p", "list"} and 0 < len(key(_text(block))) <= linked * 1.1


def _drop_rights(body: _Element) -> None:
    while len(body):
        text = _text(body[-1]).strip()
        if text and not (len(text) < _RIGHTS_LENGTH and RIGHTS.match(text)):
            return
        body.remove(body[-1])

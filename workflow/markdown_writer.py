"""The tree of an article (as trafilatura builds it) written as Markdown.

Its tags: head, p, list/item, quote, code, table/row/cell for blocks; hi, ref, del, lb within a line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.workflow.markdown_runs import BREAK, Run, tidied, write_line
from dragoman.workflow.plain import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_BLOCKS = frozenset({"head", "p", "list", "quote", "table", "div", "item", "row", "cell", "body"})
_LEAVE_OUT = frozenset({"graphic", "done"})
_STYLES = {"#b": "bold", "#i": "italic", "#u": "italic"}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of Markdown and what it is: ``text``, ``ul``, ``ol``, ``quote``, ``code`` or ``table``."""

    kind: str
    text: str


def write(body: _Element) -> str:
    """Markdown of ``body``: LF line ends, one blank line between blocks, one newline at the end, or ''."""
    text = _stacked(_blocks(body))
    return f"{text}\n" if text else ""


def _stacked(blocks: Sequence[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)


def _blocks(container: _Element) -> list[Block]:
    """The blocks in ``container``; text that stands between them becomes paragraphs of its own."""
    found: list[Block] = []
    line: list[Run] = [Run(_flat(container.text))]
    for child in container:
        if child.tag in _BLOCKS or _is_code_block(child):
            found += _paragraphs(line)
            line = []
            after = found[-1].kind if found else ""
            found += _block(child, after)
        else:
            line += _runs(child, Run(""))
        line.append(Run(_flat(child.tail)))
    return found + _paragraphs(line)


def _is_code_block(element: _Element) -> bool:
    return element.tag == "code" and "\n" in "".join(element.itertext()).strip()


def _block(element: _Element, after: str) -> list[Block]:
    if element.tag == "head":
        return _heading(element)
    if element.tag == "list":
        return _list(element, after)
    if element.tag == "quote":
        inner = _stacked(_blocks(element))
        return [Block("quote", _prefixed(inner, "> ", "> "))] if inner else []
    if element.tag == "table":
        return _table(element)
    if element.tag == "code":
        return _code_block(element)
    return _blocks(element)


def _runs(element: _Element, style: Run) -> Iterator[Run]:
    if element.tag == "lb":
        yield Run(BREAK)
        return
    if not isinstance(element.tag, str) or element.tag in _LEAVE_OUT:
        return
    style = _restyled(element, style)
    yield replace(style, text=_flat(element.text))
    for child in element:
        yield from _runs(child, style)
        yield replace(style, text=_flat(child.tail))


def _flat(text: str | None) -> str:
    """A line end in the page's own source is a blank; only <br> breaks a line."""
    return clean(text or "").replace("\n", " ")


def _restyled(element: _Element, style: Run) -> Run:
    if element.tag == "ref":
        return replace(style, href=element.get("target") or "")
    if element.tag == "del":
        return replace(style, struck=True)
    if element.tag == "code":
        return replace(style, code=True)
    name = _STYLES.get(element.get("rend") or "") if element.tag == "hi" else None
    if name == "bold":
        return replace(style, bold=True)
    return replace(style, italic=True) if name else style


def _paragraphs(line: Sequence[Run]) -> list[Block]:
    """Paragraphs of a line; two breaks in a row part them, as pages without <p> write it."""
    parts: list[list[Run]] = [[]]
    for run in tidied(line):
        if run.text == BREAK and parts[-1] and parts[-1][-1].text == BREAK:
            parts.append([])
        else:
            parts[-1].append(run)
    written = (write_line(tidy) for part in parts if (tidy := tidied(part)))
    return [Block("text", text) for text in written]


def _heading(element: _Element) -> list[Block]:
    level = min(max(int((element.get("rend") or "h2")[1:2] or 2), 2), 6)
    runs = [
        replace(run, text=" ", bold=False) if run.text == BREAK else replace(run, bold=False)
        for run in _runs(element, Run(""))
    ]
    tidy = tidied(runs)
    return [Block("text", write_line(tidy, "#" * level + " "))] if tidy else []


def _list(element: _Element, after: str) -> list[Block]:
    kind = "ol" if element.get("rend") == "ol" else "ul"
    # Two lists in a row would be read as one, were their marks the same.
    other = after == kind
    lines: list[str] = []
    for child in element:
        blocks = _blocks(child)
        if not blocks:
            continue
        number = len(lines) + 1
        mark = f"{number}{')' if other else '.'} " if kind == "ol" else ("* " if other else "- ")
        lines.append(_prefixed(_item(blocks), mark, " " * len(mark)))
    return [Block(f"{kind}-other" if other else kind, "\n".join(lines))] if lines else []


def _item(blocks: Sequence[Block]) -> str:
    """A nested list follows its item's text closely; anything else keeps its blank line."""
    text = blocks[0].text
    for block in blocks[1:]:
        text += ("\n" if block.kind in {"ul", "ol"} else "\n\n") + block.text
    return text


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(((first if nth == 0 else rest) + line).rstrip() for nth, line in enumerate(lines))


def _table(element: _Element) -> list[Block]:
    rows = [[_cell(cell) for cell in row.iter("cell")] for row in element.iter("row")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return [Block("table", "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]))]


def _cell(element: _Element) -> str:
    runs = [replace(run, text=" ") if run.text == BREAK else run for run in _runs(element, Run(""))]
    tidy = tidied(runs)
    return write_line(tidy).replace("|", "\\|") if tidy else ""


def _code_block(element: _Element) -> list[Block]:
    text = clean("".join(element.itertext())).strip("\n")
    fence = "```"
    while fence in text:
        fence += "`"
    return [Block("code", f"{fence}\n{text}\n{fence}")]

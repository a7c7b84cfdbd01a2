"""Running text with its emphasis and links, as Markdown that reads back as the same text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BREAK = "\n"
Letters = tuple[str, str]
_MARKS = (("bold", "**"), ("italic", "*"), ("struck", "~~"))
_WORTH_CHECKING = re.compile(r"[\\`*_~<&\[\]]|^[#>+=|:\d-]|#$", re.MULTILINE)
# Only what Markdown would read as a mark here: "[he said]", "snake_case" and "5 * 3" stay as they are.
_INLINE = re.compile(
    r"""\\|`|(?<![\s])\*|\*(?!\s)|^\*|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~"""
    r"""|<(?=[A-Za-z/!?])|&(?=\#?\w{1,32};)|\](?=[\[(:]|$)|!(?=\[|$)""",
    re.VERBOSE,
)
_LINE_START = re.compile(r"^(?:(?=[#>+=-])|(?=[|:][\s|:-]*-)|(?=~~~)|(\d{1,9})(?=[.)](?:\s|$)))")
_NEEDS_NOTHING = re.compile(r"^(?:#{1,6}[^\s#]|#{7}|\+\S|-[^\s=-])")
_TARGET = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", '"': "%22", "`": "%60"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; the text of a line break is ``BREAK``; ``href`` is absolute or ''."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    href: str = ""


def tidied(runs: Sequence[Run]) -> list[Run]:
    """Blanks collapsed across runs, none beside a line break or at the ends; empty runs dropped."""
    result: list[Run] = []
    blank = True
    for run in runs:
        text = run.text if run.text == BREAK else re.sub(r"\s+", " ", run.text)
        if text == BREAK:
            _trim_end(result)
        elif blank:
            text = text.lstrip(" ")
        if text:
            result.append(replace(run, text=text))
            blank = text[-1] in " \n"
    while result and result[-1].text == BREAK:
        result.pop()
    _trim_end(result)
    return result


def _trim_end(runs: list[Run]) -> None:
    while runs and runs[-1].text != BREAK:
        text = runs[-1].text.rstrip(" ")
        last = runs.pop()
        if text:
            runs.append(replace(last, text=text))
            return


def write_line(runs: Sequence[Run], prefix: str = "") -> str:
    """``runs`` (tidied) as one Markdown paragraph, or a heading when ``prefix`` is ``'## '`` or the like.

    The first writing that reads back as the same text wins: emphasis as it was; emphasis without the
    punctuation at its ends, which Markdown often cannot close; no emphasis; every sign escaped.
    """
    plain = "".join(run.text for run in runs)
    ways: tuple[Callable[[], str], ...] = (
        lambda: _joined(runs),
        lambda: _joined(_narrowed(runs)),
        lambda: _joined([Run(run.text, href=run.href) for run in runs]),
        lambda: re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", plain).replace(BREAK, "\\\n"),
    )
    if not _WORTH_CHECKING.search(plain) and not any(_styled(run) for run in runs):
        return prefix + _joined(runs)
    wanted = _letters(runs)
    for nth, way in enumerate(ways):
        text = prefix + _guarded(way(), prefix)
        got = _read_back(text, heading=bool(prefix))
        if got is not None and (got == wanted if nth == 0 else got[0] == wanted[0]):
            return text
    return text


def _styled(run: Run) -> bool:
    return run.bold or run.italic or run.struck or run.code or bool(run.href)


def _joined(runs: Sequence[Run]) -> str:
    parts: list[str] = []
    for href, group in groupby(runs, key=lambda run: run.href):
        inner = _nested(list(group), 0)
        if not href or not inner.strip():
            parts.append(inner)
            continue
        core = inner.strip(" ")
        start = inner.index(core)
        target = re.sub(r"&(?=#?\w+;)", "&amp;", "".join(_TARGET.get(sign, sign) for sign in href))
        parts.append(f"{inner[:start]}[{core}]({target}){inner[start + len(core) :]}")
    return "".join(parts)


def _nested(runs: list[Run], depth: int) -> str:
    if depth == len(_MARKS):
        return "".join(_code(run.text) if run.code else _escaped(run) for run in runs)
    name, mark = _MARKS[depth]
    parts = []
    for on, group in groupby(runs, key=lambda run: bool(getattr(run, name))):
        inner = _nested(list(group), depth + 1)
        core = inner.strip(" ")
        if on and core.strip("\\\n "):
            start = inner.index(core)
            inner = f"{inner[:start]}{mark}{core}{mark}{inner[start + len(core) :]}"
        parts.append(inner)
    return "".join(parts)


def _escaped(run: Run) -> str:
    if run.text == BREAK:
        return "\\\n"
    text = _INLINE.sub(lambda found: "\\" + found[0], run.text)
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", text) if run.href else text


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] in "` " or text[-1:] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _guarded(text: str, prefix: str) -> str:
    """Signs escaped that would start a block at the start of a line, or end a heading."""
    if prefix:
        return re.sub(r"(#+)$", r"\\\1", text.replace("\\\n", " "))
    return "\n".join(_guarded_line(line) for line in text.split("\n"))


def _guarded_line(line: str) -> str:
    if _NEEDS_NOTHING.match(line):
        return line
    return _LINE_START.sub(lambda found: f"{found[1]}\\" if found[1] else "\\", line, count=1)


def _narrowed(runs: Sequence[Run]) -> list[Run]:
    """Punctuation at either end of a styled run, set free of its style."""
    result = []
    for run in runs:
        found = re.fullmatch(r"([\W_]*)(.*?)([\W_]*)", run.text, re.DOTALL)
        if found is None or not found[2] or run.code:
            result.append(run)
            continue
        bare = Run("", href=run.href)
        result += [replace(bare, text=found[1]), replace(run, text=found[2]), replace(bare, text=found[3])]
    return [run for run in result if run.text]


def _letters(runs: Sequence[Run]) -> Letters:
    """All that is not blank, and beside it one sign for the style of each letter."""
    texts, styles = [], []
    for run in runs:
        text = "".join(run.text.split())
        flags = (run.bold, run.italic, run.struck, run.code, bool(run.href))
        texts.append(text)
        styles.append(chr(sum(on << nth for nth, on in enumerate(flags))) * len(text))
    return "".join(texts), "".join(styles)


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _read_back(text: str, *, heading: bool) -> Letters | None:
    """The letters a Markdown reader sees, each with its style; None if it sees another kind of block."""
    tokens = _reader().parse(text)
    kind = "heading_open" if heading else "paragraph_open"
    if len(tokens) != 3 or tokens[0].type != kind or tokens[1].children is None:  # noqa: PLR2004
        return None
    return _seen(tokens[1].children)


def _seen(tokens: Sequence[Token]) -> Letters | None:
    on = {"strong": False, "em": False, "s": False, "link": False}
    runs: list[Run] = []
    for token in tokens:
        name, _, way = token.type.rpartition("_")
        if name in on and way in {"open", "close"}:
            on[name] = way == "open"
        elif token.type in {"text", "text_special", "code_inline"}:
            style = Run(token.content, bold=on["strong"], italic=on["em"], struck=on["s"])
            runs.append(replace(style, code=token.type == "code_inline", href="x" if on["link"] else ""))
        elif token.type not in {"softbreak", "hardbreak"}:
            return None
    return _letters(runs)

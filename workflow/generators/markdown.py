"""Markdown written so that every dialect reads the same: a generator's extensions find nothing to act on.

Hugo reads CommonMark with extensions that a site switches on as it likes: shortcodes, attributes, maths, quotation
marks, emoji, links out of bare addresses. Every sign that any of them could take for its own is escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from dragoman.workflow.markdown_reader import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

# What stays as it is: commas and their like, what ends a word, a hyphen between letters, a bracket that closes no
# number; `!` but where a link may follow.
_PLAIN = r"[,;?(]|!(?!\Z)|(?<=[^\W\d_])[.:](?=\s|$)|(?<=[^\W\d_])-(?=[^\W\d_])|(?<!\d)\)"
_SIGNS = re.compile(rf"(?:{_PLAIN})|([!-/:-@\[-`{{-~\t\r\n])")
# Behind a backslash these would open maths where a site has that.
_NO_BACKSLASH = frozenset("\\$()[]\t\r\n")
# Hugo shows a description as it is written, so nothing in it may need an escape.
_DESCRIPTION = str.maketrans("<>[]{}`\\*~|\t\r\n", "‹›()()'/-‐/   ")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_EDGES = re.compile(r"^ +| +$")
# A link's address needs no reference: no `;`, no reference. Hugo's own links would show one as it is.
_LINK = re.compile(r"[^A-Za-z0-9/:?#@=+,%._~&-]")
# Hugo looks for these in code too, where no reference helps.
_IN_CODE = re.compile(r"\{\{|<!--|\n")
_EMPHASIS = {"em": "*", "strong": "**", "s": "~~"}
_SIMPLE = {"softbreak": "\n", "hardbreak": "\\\n"}
_ALIGN = {"text-align:left": ":--", "text-align:center": ":-:", "text-align:right": "--:"}


def escaped(words: str) -> str:
    """Words that are read as they are, in any place of a line."""

    def written(found: re.Match[str]) -> str:
        sign = found[1]
        if not sign:
            return found[0]
        return f"&#{ord(sign)};" if sign in _NO_BACKSLASH else f"\\{sign}"

    return _SIGNS.sub(written, words)


def description(words: str) -> str:
    """An image's description with nothing in it that Markdown acts on; look-alikes stand for such signs."""
    return _REFERENCE.sub("& ", _UNDERSCORE.sub("-", words.translate(_DESCRIPTION)))


def write_markdown(tokens: Sequence[Token], caption: Callable[[Token], str]) -> str:
    """Tokens of ``body_html.for_readers`` as Markdown; ``caption`` gives an image's caption and credit, as words."""
    return "\n\n".join(_Writer(tokens, caption).blocks(""))


class _Writer:
    """Goes through the tokens once; each block comes as its lines."""

    def __init__(self, tokens: Sequence[Token], caption: Callable[[Token], str]) -> None:
        self._tokens, self._caption, self._at = tokens, caption, 0

    def blocks(self, end: str) -> Iterator[str]:
        """The blocks up to the token that ends them."""
        before = ("", "")
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == end:
                return
            # A list right behind another of its kind would be one with it.
            twin = before == (token.type, "a")
            before = (token.type, "" if twin else "a")
            if token.type == "heading_open":
                yield f"{'#' * int(token.tag[1])} {self._text(' ', cell=True)}"
                self._next()
            elif token.type == "paragraph_open":
                yield self._text("\n\n")
                self._next()
            elif token.type == "blockquote_open":
                yield _behind("> ", "> ", "\n\n".join(self.blocks("blockquote_close")))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield self._list(token, twin=twin)
            elif token.type in ("fence", "code_block"):
                yield _code_block(token.content)
            elif token.type == "hr":
                yield "___"
            elif token.type == "table_open":
                yield "\n".join(self._table())

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _text(self, behind: str, *, cell: bool = False) -> str:
        """The next token's words; of an image alone with its caption ``behind`` it."""
        children = self._next().children or []
        text = inline(children, cell=cell)
        alone = len(children) == 1 and children[0].type == "image" and children[0].meta["src"]
        said = self._caption(children[0]) if alone else ""
        return f"{text}{behind}*{escaped(said)}*" if said else text

    def _list(self, token: Token, *, twin: bool) -> str:
        ordered = token.type == "ordered_list_open"
        number = int(token.attrs.get("start", 1))
        items, loose = [], False
        while self._next().type == "list_item_open":
            following = self._tokens[self._at]
            loose |= following.type == "paragraph_open" and not following.hidden
            sign = f"{number}{')' if twin else '.'} " if ordered else "* " if twin else "- "
            content = list(self.blocks("list_item_close"))
            items.append(_behind(sign, " " * len(sign), ("\n\n" if loose else "\n").join(content)))
            number += 1
        return ("\n\n" if loose else "\n").join(items)

    def _table(self) -> Iterator[str]:
        rows: list[list[str]] = []
        aligned: list[str] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                if len(rows) == 1:
                    aligned.append(_ALIGN.get(str(token.attrs.get("style", "")), "---"))
                rows[-1].append(self._text(" ", cell=True))
        for number, row in enumerate(rows):
            yield f"| {' | '.join(row)} |"
            if not number:
                yield f"|{'|'.join(aligned)}|"


def inline(tokens: Sequence[Token], *, cell: bool = False) -> str:
    """A line's parts; emphasis that would be read in another way where it stands is left out."""
    text = _joined(tokens, cell=cell, emphasis=True)
    if any(token.tag in _EMPHASIS for token in tokens) and _read_back(text) != _shape(tokens):
        return _joined(tokens, cell=cell, emphasis=False)
    return text


def _joined(tokens: Sequence[Token], *, cell: bool, emphasis: bool) -> str:
    parts, targets = [], []
    for token in tokens:
        if token.type == "link_open":
            targets.append(_address(str(token.attrs["href"])))
            parts.append("[")
        elif token.type == "link_close":
            parts.append(f"]({targets.pop()})")
        else:
            parts.append(_part(token, cell=cell, emphasis=emphasis))
    lines = "".join(parts).split("\n")
    return "\n".join(_EDGES.sub(lambda found: "&#32;" * len(found[0]), line) for line in lines)


def _part(token: Token, *, cell: bool, emphasis: bool) -> str:
    if token.tag in _EMPHASIS:
        return _EMPHASIS[token.tag] if emphasis else ""
    if token.type in _SIMPLE:
        return " " if cell else _SIMPLE[token.type]
    if token.type == "code_inline":
        return _code(token.content, cell=cell)
    return _image(token) if token.type == "image" else escaped(token.content)


def _image(token: Token) -> str:
    words, target = escaped(token.content or str(token.attrs.get("src") or "")), str(token.attrs.get("src") or "")
    if token.meta["src"]:
        return f"![{description(token.content)}]({_address(token.meta['src'])})"
    elsewhere = target.lower().startswith(("http:", "https:"))
    return f"[{words}]({_address(target)})" if elsewhere else words


def _address(url: str) -> str:
    return _LINK.sub(lambda found: quote(found[0], safe=""), url)


def _code(content: str, *, cell: bool) -> str:
    if _IN_CODE.search(content) or (cell and "|" in content):
        return escaped(content)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", content)), default=0))
    pad = " " if content.startswith(("`", " ")) or content.endswith(("`", " ")) else ""
    return f"{fence}{pad}{content}{pad}{fence}"


def _code_block(content: str) -> str:
    lines = content.rstrip("\n")
    if re.search(r"\{\{|<!--", lines):
        return "\\\n".join(_EDGES.sub("&#32;", escaped(line)) or "&#32;" for line in lines.split("\n"))
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", lines)), default=0))
    return f"{fence}\n{lines}\n{fence}"


def _behind(first: str, rest: str, text: str) -> str:
    """Lines, each behind what marks it as a part of a list's item or of a quotation."""
    lines = text.split("\n")
    return "\n".join(((rest if number else first) + line).rstrip() for number, line in enumerate(lines))


def _shape(tokens: Sequence[Token]) -> list[str]:
    """What stands emphasised in a line, as it is read: neighbouring words are one."""
    shape: list[str] = []
    for token in tokens:
        word = token.tag + token.type if token.tag in _EMPHASIS else "·"
        if word != "·" or shape[-1:] != ["·"]:
            shape.append(word)
    return shape


def _read_back(text: str) -> list[str]:
    return _shape(reader().parseInline(text)[0].children or ())

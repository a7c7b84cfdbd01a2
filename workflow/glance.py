"""Read the two facts that every list of articles needs off a file's front matter, at a tenth of a parse's price.

One pattern describes the plain front matter that almost every file has, from its first line to its last. What does
not match it is read in full; a property test holds both ways to one answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.errors import BadText
from dragoman.workflow.quick_yaml import MAX_CHARACTERS, printable
from dragoman.workflow.states import ALL_STATES
from dragoman.workflow.utf8 import decode
from dragoman.workflow.walk import latest

# A plain scalar: no indicator at its beginning, no `: ` and no ` #` in it, no colon at its end.
_FIRST = "[^\\s\\-?:,\\[\\]{}#&*!|>'\"%@`]"
_REST = "[^:#\n{}]*+(?:(?::(?=[^ \n{}])|(?<=[^ \n])#){})*+"
_PLAIN = _FIRST + _REST.format("", "", "[^:#\n]*+")
_IN_FLOW = ",\\[\\]{}'\""
_FLOW_PLAIN = f"(?![{_IN_FLOW}])" + _FIRST + _REST.format(_IN_FLOW, f"?{_IN_FLOW}", f"[^:#\n{_IN_FLOW}]*+")
_QUOTED = "'[^'\\\\\n]*+'|\"[^\"\\\\\n]*+\""
_ONE = f"(?:{_FLOW_PLAIN}|{_QUOTED})"
_LIST = f"\\[(?:{_ONE}(?:, {_ONE})*+)?\\]"
_PAIR = f"(?!null:)[A-Za-z_][A-Za-z0-9_]*+: (?:{_ONE}|{_LIST})"
_MAP = f"\\{{(?:{_PAIR}(?:, {_PAIR})*+)?\\}}"
_KEY = "(?!null:)[A-Za-z_][A-Za-z0-9_-]*+"
_LINE = f"(?!history:){_KEY}:(?: +(?:{_PLAIN}|{_QUOTED}|{_LIST}|{_MAP}) *)?\n"
# An act as dragoman writes it: its keys in their order, none twice.
_SIGNS = "[A-Za-z0-9.+-]*+"
_WORD = f"(?!null[,}}])[A-Za-z0-9]{_SIGNS}(?::(?=[A-Za-z0-9.:+-]){_SIGNS})*+"
_BETWEEN = "".join(f"(?:, {key}: {_WORD})?" for key in ("role", "text", "disclaimer", "assets", "roster", "to"))
_SAID = "".join(f"(?:, {key}: (?:(?!null[,}}]){_FLOW_PLAIN}|{_QUOTED}))?" for key in ("reason", "note"))
_RARE = "".join(f"(?:, {key}: {_WORD})?" for key in ("kind", "until", "snapshots"))
_ACT = f"- \\{{act: {_WORD}, by: {_WORD}, at: {_WORD}{_BETWEEN}{_SAID}{_RARE}, seal: {_WORD}\\}}\n"
# Compiled by whoever needs them first: that takes longer than a warm list of articles does.
_MAP_KEY = "[{ ]([A-Za-z0-9_]+): "
_HEAD = f"---\n(?:{_LINE})*+(?:history:\n(?:{_ACT})++)?(?:{_LINE})*+---\n"
_END = b"\n---\n"
# What every reader prints; of a file's bytes, those of its other letters are left.
_PRINTABLE = bytes([*range(0x20, 0x7F), 0x0A])
_TRANSLATED = "\n- {act: translate, by: "


@dataclass(frozen=True, slots=True)
class Glance:
    """The state a file claims, empty where it cannot be read, who translated it last, and whether readers have more.

    ``live`` is whether it claims that readers have another version while it is being corrected.
    """

    state: str
    translator: str = ""
    live: bool = False


UNREADABLE = Glance("")


def glance(data: bytes, path: str) -> Glance:
    """What a file's bytes say; the same as ``of_article`` of the parsed file."""
    try:
        return _at_once(data, path) or of_article(parse_article(decode(data, path), path))
    except BadText:
        return UNREADABLE


def of_article(article: Article) -> Glance:
    """The same facts of an article that has been parsed."""
    return Glance(article.state, latest(article.history, "translate"), bool(article.word("live")))


def _at_once(data: bytes, path: str) -> Glance | None:
    end = data.find(_END) + len(_END)
    if end < len(_END) or b"\0" in data:
        return None
    head, body = data[:end], data[end:]
    text = decode(head, path)
    found = _of_head(text) if printable(head.translate(None, _PRINTABLE).decode()) else None
    if found and not body.isascii():
        decode(body, path)
    return found


def _of_head(head: str) -> Glance | None:
    """What plain front matter says, from its first line to its last; None for any other."""
    if not re.fullmatch(_HEAD, head):
        return None
    first_act = head.find("\n- {") + 1
    end = head.find("\n", head.rfind("\n- {") + 1) if first_act else 0
    # An act's line has each key once by its pattern; the others are looked at one by one.
    others = head[4:first_act] + head[end + 1 : -5] if first_act else head[4:-5]
    lines = others.split("\n")
    keys = [line.partition(":")[0] for line in lines]
    if "live" in keys or "state" not in keys or len(set(keys)) < len(keys) or len(head) > MAX_CHARACTERS:
        return None
    state = lines[keys.index("state")].removeprefix("state: ").rstrip(" ")
    if state not in ALL_STATES or any(map(_has_twins, [line for line in lines if "}" in line])):
        return None
    at = head.rfind(_TRANSLATED)
    return Glance(state, head[at + len(_TRANSLATED) :].partition(",")[0] if at >= 0 else "")


def _has_twins(line: str) -> bool:
    """Whether a map in a line may have a key twice."""
    keys = re.findall(_MAP_KEY, line)
    return len(set(keys)) < len(keys)

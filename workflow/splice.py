"""Change single keys of a YAML text and no other byte of it.

Never dumps: each edit is spliced into the text where the old value stood. The result is read back and compared
with what it should say before anyone may write it.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.errors import BadText
from dragoman.workflow.fence import BOM
from dragoman.workflow.quick_splice import Lines
from dragoman.workflow.quick_yaml import Value
from dragoman.workflow.render_yaml import render
from dragoman.workflow.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as Map
    from collections.abc import Sequence as Seq

Path = tuple[str, ...]


class Set(NamedTuple):
    """Give the key at ``path`` this value; a missing key is added, its place decided by the order given."""

    path: Path
    value: Value


class Append(NamedTuple):
    """Add one item at the end of the list at ``path``, on a line of its own; a missing list is begun."""

    path: Path
    value: Value


class Remove(NamedTuple):
    """Take the key at ``path`` and its lines away, if it is there."""

    path: Path


Edit = Set | Append | Remove


def splice(text: str, edits: Seq[Edit], where: str, order: Seq[str] = ()) -> str:
    """Apply the edits in turn; ``order`` says where new top-level keys go.

    Raises:
        BadText: the text cannot be read, or holds a key in a form we will not touch.
    """
    # The parser's marks do not count a BOM, so it stands aside.
    bom, text = text[: text.startswith(BOM)], text.removeprefix(BOM)
    quick = _quickly(text, edits, order)
    if quick is not None:
        return bom + quick
    from dragoman.workflow.strict_yaml import compose, plain

    for edit in edits:
        root = compose(text, where)
        new = _apply(text, root, edit, where, order)
        if plain(compose(new, where)) != _expected(plain(root), edit):
            raise BadText(where, None, f"`{'.'.join(edit.path)}` is written in a form we cannot edit safely")
        text = new
    return bom + text


def edited(known: Map[str, Value], edits: Seq[Set | Remove]) -> dict[str, Value]:
    """What the text says once these edits of top-level keys are spliced into it, or they cannot be."""
    fields = dict(known)
    for edit in edits:
        (key,) = edit.path
        if isinstance(edit, Set):
            fields[key] = edit.value
        else:
            fields.pop(key, None)
    return fields


def _quickly(text: str, edits: Seq[Edit], order: Seq[str]) -> str | None:
    """The same for text that is plainly written, without the parser; None where it has to do it."""
    lines = Lines(text)
    for edit in edits:
        if not lines.plain or len(edit.path) != 1 or isinstance(edit, Remove):
            return None
        (key,) = edit.path
        if not (lines.append(key, edit.value) if isinstance(edit, Append) else lines.set(key, edit.value, order)):
            return None
    return lines.text() if edits and lines.plain else None


def _apply(text: str, root: Mapping, edit: Edit, where: str, order: Seq[str]) -> str:
    parent = _parent(root, edit.path, where)
    found = parent.find(edit.path[-1])
    if isinstance(edit, Remove):
        return _remove(text, parent, *found) if found else text
    if isinstance(edit, Append):
        if found:
            return _append_to(text, *found, edit, where)
        nested = len(edit.path) > 1 or parent.flow
        tail = " " + render([edit.value]) if nested else f"{_newline(text)}- {render(edit.value)}"
        return _add(text, parent, edit.path[-1], tail, order)
    if found:
        return _replace(text, *found, edit.value)
    return _add(text, parent, edit.path[-1], " " + render(edit.value), order)


def _parent(root: Mapping, path: Path, where: str) -> Mapping:
    node: Node = root
    for key in path[:-1]:
        found = node.find(key) if isinstance(node, Mapping) else None
        if found is None:
            raise BadText(where, None, f"there is no `{key}`")
        node = found[1]
    if not isinstance(node, Mapping):
        raise BadText(where, None, f"`{'.'.join(path[:-1])}` should hold lines of `key: value`")
    return node


def _replace(text: str, key: Scalar, old: Node, value: Value) -> str:
    style = old.style if isinstance(old, Scalar) else None
    in_place = isinstance(old, Scalar) and old.style not in ("|", ">")
    if in_place or (not isinstance(old, Scalar) and old.flow):
        gap = " " if text[old.start - 1 : old.start] == ":" else ""
        return text[: old.start] + gap + render(value, style) + text[old.end :]
    start = text.index(":", key.end) + 1
    return text[:start] + " " + render(value) + text[_last_sign(text, old) :]


def _append_to(text: str, key: Scalar, old: Node, edit: Append, where: str) -> str:
    if isinstance(old, Sequence):
        return _append(text, old, edit.value)
    if not isinstance(old, Scalar) or old.value:
        raise BadText(where, None, f"`{'.'.join(edit.path)}` should be a list")
    if old.end > old.start:
        return _replace(text, key, old, [edit.value])
    indent = " " * (key.start - _line_start(text, key.start))
    at, lead = _after_line(text, old.end)
    return text[:at] + lead + f"{indent}- {render(edit.value)}{_newline(text)}" + text[at:]


def _append(text: str, old: Sequence, value: Value) -> str:
    if old.flow:
        return _in_brackets(text, old, render(value))
    indent = " " * (old.start - _line_start(text, old.start))
    at, lead = _after_line(text, old.end)
    return text[:at] + lead + f"{indent}- {render(value)}{_newline(text)}" + text[at:]


def _add(text: str, parent: Mapping, key: str, tail: str, order: Seq[str]) -> str:
    if parent.flow:
        return _in_brackets(text, parent, f"{render(key)}:{tail}")
    if not parent.entries:
        lead = "" if not text or text.endswith("\n") else _newline(text)
        return f"{text}{lead}{render(key)}:{tail}{_newline(text)}"
    first = parent.entries[0][0]
    indent = " " * (first.start - _line_start(text, first.start))
    line = f"{indent}{render(key)}:{tail}{_newline(text)}"
    before = _predecessor(parent, key, order)
    if before is None:
        at = _line_start(text, first.start)
        return text[:at] + line + text[at:]
    at, lead = _after_line(text, before.end)
    return text[:at] + lead + line + text[at:]


def _in_brackets(text: str, old: Sequence | Mapping, entry: str) -> str:
    """The text with one more entry at the end of a flow collection, which may end with a comma already."""
    before, close = text[: old.end - 1], text[old.end - 1 :]
    inside = before[old.start + 1 :].rstrip()
    comma = "" if not inside else " " if inside.endswith(",") else ", "
    return before + comma + entry + close


def _predecessor(parent: Mapping, key: str, order: Seq[str]) -> Node | None:
    """The value behind which a new key goes: that of the nearest earlier key in the order; else the last one."""
    if key not in order:
        return parent.entries[-1][1]
    for earlier in reversed(order[: order.index(key)]):
        if found := parent.find(earlier):
            return found[1]
    return None


def _remove(text: str, parent: Mapping, key: Scalar, old: Node) -> str:
    if parent.flow:
        return _remove_in_brackets(text, parent, key, old)
    start = _line_start(text, key.start)
    at, _ = _after_line(text, _last_sign(text, old))
    return text[:start] + text[at:]


def _remove_in_brackets(text: str, parent: Mapping, key: Scalar, old: Node) -> str:
    """The text with one entry of a flow mapping less, and the comma beside it; a comment there is never cut."""
    place = parent.entries.index((key, old))
    start, end = key.start, old.end
    if place:
        start = parent.entries[place - 1][1].end
    elif len(parent.entries) > 1:
        end = parent.entries[1][0].start
    beside = text[start : key.start] + text[old.end : end]
    return text if "#" in beside else text[:start] + text[end:]


def _last_sign(text: str, node: Node) -> int:
    """Where a value's last line ends. The mark of a ``|`` block lies behind the blank lines that follow it."""
    return len(text[: node.end].rstrip(" \t\r\n")) if text[: node.end].endswith("\n") else node.end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _after_line(text: str, end: int) -> tuple[int, str]:
    """Where the line after ``end`` starts, and what must go first when the text has no final line end."""
    if end and text[end - 1] == "\n":
        return end, ""
    at = text.find("\n", end)
    return (at + 1, "") if at >= 0 else (len(text), _newline(text))


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _expected(value: Value, edit: Edit) -> Value:
    """What the text must say afterwards, worked out on plain data."""
    result = copy.deepcopy(value)
    node = result
    for key in edit.path[:-1]:
        assert isinstance(node, dict)  # noqa: S101  # _parent has refused anything else
        node = node[key]
    assert isinstance(node, dict)  # noqa: S101
    last = edit.path[-1]
    if isinstance(edit, Remove):
        node.pop(last, None)
    elif isinstance(edit, Append):
        old = node.get(last)
        node[last] = [*old, edit.value] if isinstance(old, list) else [edit.value]
    else:
        node[last] = edit.value
    return result

"""YAML read strictly: plain nesting of strings, or one typed error with its line. Nothing is ever constructed.

One walk over the parser's event stream is guard, reader and map: it refuses what a front matter never needs
(anchors, aliases, tags, merge keys, duplicate keys, directives, a second document, deep nesting) before anything
is built from it, and keeps where each value stands, so that an edit can be spliced in. The C parser's events are
safe where its loader is not: the loader dies with SIGSEGV on 30,000 brackets, the events stop at the depth limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import yaml

from dragoman.workflow.errors import BadText
from dragoman.workflow.yaml_nodes import EMPTY, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.quick_yaml import Value

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12


class _Mark(Protocol):
    index: int


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(text: str, where: str, first_line: int = 1) -> Mapping:
    """Read a document that must be a mapping of strings, lists and mappings.

    ``where`` names the file in errors; ``first_line`` is the line the text starts at in it. An empty document is
    an empty mapping.

    Raises:
        BadText: whatever is wrong with it, with file and line.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise BadText(where, first_line, f"more than {MAX_BYTES // 1024} KB of YAML")
    walk = _Walk(text, where, first_line)
    try:
        return walk.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else None
        raise BadText(where, line, f"not readable as YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise BadText(where, None, f"not readable as YAML: {_first_line(error)}") from None


def plain(node: Node) -> Value:
    """The node as strings, lists and dicts."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


class _Walk:
    """One pass over the events of one text."""

    def __init__(self, text: str, where: str, first_line: int) -> None:
        self.where = where
        self.first_line = first_line
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)

    def document(self) -> Mapping:
        root = EMPTY
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise self.bad(event, "a second YAML document")
                if event.version or event.tags:
                    raise self.bad(event, "YAML directives are not used here")
                seen = True
                first = next(self.events)
                node = self.node(first, 1)
                if isinstance(node, Mapping):
                    root = node
                elif not isinstance(node, Scalar) or node.value:
                    raise self.bad(first, "expected lines of `key: value`")
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise self.bad(event, "aliases (`*name`) are not used here")
        if getattr(event, "anchor", None):
            raise self.bad(event, "anchors (`&name`) are not used here")
        if getattr(event, "tag", None):
            raise self.bad(event, "tags (`!name`) are not used here")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if depth > MAX_DEPTH:
            raise self.bad(event, f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        value = event.value
        if value in ("~", "null") and not event.style:
            value = ""
        return Scalar(_at(event.start_mark), _at(event.end_mark), value, event.style)

    def sequence(self, event: yaml.SequenceStartEvent, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(inner, depth + 1))
        flow = bool(event.flow_style)
        end = _at(inner.end_mark) if flow or not items else items[-1].end
        return Sequence(_at(event.start_mark), end, tuple(items), flow)

    def mapping(self, event: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            key = self.node(inner, depth + 1)
            if not isinstance(key, Scalar):
                raise self.bad(inner, "a key must be a plain word")
            if key.value == "<<" and not key.style:
                raise self.bad(inner, "merge keys (`<<`) are not used here")
            if key.value in entries:
                raise self.bad(inner, f"the key `{key.value}` stands there twice")
            entries[key.value] = (key, self.node(next(self.events), depth + 1))
        flow = bool(getattr(event, "flow_style", False))
        values = tuple(entries.values())
        end = _at(inner.end_mark) if flow or not values else values[-1][1].end
        return Mapping(_at(event.start_mark), end, values, flow)

    def bad(self, event: yaml.Event, why: str) -> BadText:
        mark = event.start_mark
        return BadText(self.where, self.first_line + mark.line if mark else None, why)


def _at(mark: _Mark | None) -> int:
    return mark.index if mark else 0


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]

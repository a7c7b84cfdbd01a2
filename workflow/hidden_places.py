"""Where in a file something hides: the first place of each kind, in its lines and in what its front matter says."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.workflow.hidden_text import hidden
from dragoman.workflow.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.workflow.hidden_text import Hidden
    from dragoman.workflow.quick_yaml import Value

# A text full of them need not be searched to its end.
_MOST = 10_000


def hidden_problems(path: str, text: str, fields: Mapping[str, Value], who: str) -> Iterator[Problem]:
    """One warning a kind of what hides in a file's text, or in the values its YAML gives through escapes.

    Lines and columns count from 1. Values are named by their keys: what is escaped stands in no line as it is.
    """
    places = list(islice(_places(text, fields), _MOST))
    least = "at least " if len(places) == _MOST else ""
    more = Counter(found.kind for found, _ in places)
    first = {found.kind: (found, key) for found, key in reversed(places)}
    for kind in more:
        found, key = first[kind]
        place = f"`{key}`" if key else f"line {found.line}, column {found.column}"
        count = more[kind] - 1
        others = f", and in {least}{count} more place{'s' * (count > 1)}" if count else ""
        message = f"Something hides here: {kind} {found.what}, {place}{others}."
        fix = f"take it out of {path}, {place}, if it does not belong there"
        # Its sentence says lines and counts; what it is called must not change with them.
        passage = f"{kind} {found.what}"
        if key:
            yield Problem("hidden-text", message, "warning", who=who, fix=fix, passage=f"{passage} {key}")
        else:
            yield Problem(
                "hidden-text", message, "warning", who=who, fix=fix, line=found.line, column=found.column,
                width=found.width, passage=passage,
            )  # fmt: skip


def _places(text: str, fields: Mapping[str, Value]) -> Iterator[tuple[Hidden, str]]:
    """What hides, in its order; and the key of the value in which it does, where it stands in no line as it is."""
    yield from ((found, "") for found in hidden(text))
    for key, words in _words(fields) if "\\" in text else ():
        if words not in text:
            yield from ((found, key) for found in hidden(words))


def _words(value: Value | Mapping[str, Value], key: str = "") -> Iterator[tuple[str, str]]:
    """Every string below a value, keys among them, each with the key it stands under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from _words(item, key)
    else:
        for name, inner in value.items():
            below = f"{key}.{name}".lstrip(".")
            yield below, name
            yield from _words(inner, below)

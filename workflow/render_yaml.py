"""Write one value as YAML on one line, so that both we and every other YAML reader get the same string back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.workflow.quick_yaml import Value

# Dates and times stay bare, as people write them; we read every scalar as a string anyway.
_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NUMBER = re.compile(r"[-+]?\.?\d[\d_.]*([eE][-+]?\d+)?")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
# A digest begins with a figure as often as not; only one of figures alone, of figures around an `e`, or of 0 and 1
# behind `0b`, is a number.
_DIGEST = re.compile(r"(?!0b[01]*$)(?=[0-9a-f]*[a-df])[0-9a-f]{64}")
_NOT_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"])


def render(value: Value, style: str | None = None) -> str:
    """The value in flow style on one line; ``style`` (``'`` or ``"``) keeps a string's quotes as they were."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{render(k)}: {render(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(render(item) for item in value) + "]"
    if _BREAKS.search(value):
        return _dump(value, '"')  # the other styles would fold it over several lines
    if style in ("'", '"'):
        return _dump(value, style)
    if _is_bare(value):
        return value
    # 1e3 is text to YAML 1.1 and a thousand to 1.2: quoted, it is the same to both.
    return _dump(value, "'" if _NUMBER.fullmatch(value) else None)


def _is_bare(value: str) -> bool:
    """Whether a string surely is itself to every YAML reader, without quotes."""
    word = _WORD.fullmatch(value) and value.lower() not in _NOT_WORDS
    return bool(word or _TIME.fullmatch(value) or _DIGEST.fullmatch(value))


def _dump(value: str, style: str | None) -> str:
    import yaml

    # A list of one, because a bare scalar gets a `...` line, and flow context quotes `,` and `]` as well.
    text = yaml.dump(
        [value],
        Dumper=yaml.SafeDumper,
        default_style=style,
        default_flow_style=True,
        allow_unicode=True,
        width=10**9,
    )
    return text.strip()[1:-1]

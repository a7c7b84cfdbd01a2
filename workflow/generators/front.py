"""Front matter that every reader of YAML reads alike: a key a line, each string in quotes, as JSON has them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Written bare: generators take these for the times they are.
STAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
# Line breaks to YAML 1.1, or signs it does not allow.
_ODD = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def front_matter(head: Mapping[str, object], times: tuple[str, ...] = ()) -> str:
    """The fence with what is known; empty values are left out, and so is one of ``times`` that is none."""
    lines = (f"{key}: {_written(value, bare=key in times)}\n" for key, value in filled(head, times).items())
    return f"---\n{''.join(lines)}---\n"


def filled(head: Mapping[str, object], times: tuple[str, ...] = ()) -> dict[str, object]:
    """Front matter without what nobody knows."""
    return {
        key: value
        for key, value in head.items()
        if (value or value is False) and (key not in times or STAMP.fullmatch(str(value)))
    }


def _written(value: object, *, bare: bool) -> str:
    if bare:
        return str(value)
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))

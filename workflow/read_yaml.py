"""Read a YAML document as strings, lists and dicts: quickly where that is safe, strictly everywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.quick_yaml import Value, quick_read

if TYPE_CHECKING:
    from collections.abc import Mapping


def read(text: str, where: str, first_line: int = 1) -> Mapping[str, Value]:
    """The document, which others may be given too; ``where`` and ``first_line`` are for errors, as in ``compose``.

    Raises:
        BadText: whatever is wrong with it, with file and line.
    """
    found = quick_read(text)
    return found if found is not None else read_strictly(text, where, first_line)


def read_strictly(text: str, where: str, first_line: int = 1) -> dict[str, Value]:
    """The same, always by the strict reader."""
    from dragoman.workflow.strict_yaml import compose, plain

    return {key.value: plain(value) for key, value in compose(text, where, first_line).entries}

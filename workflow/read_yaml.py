"""Read a YAML document as strings, lists and dicts: quickly where that is safe, strictly everywhere else."""

from __future__ import annotations

from dragoman.workflow.quick_yaml import Value, quick_read


def read(text: str, where: str, first_line: int = 1) -> dict[str, Value]:
    """The document as a dict; ``where`` and ``first_line`` are for errors, as in ``strict_yaml.compose``.

    Raises:
        BadText: whatever is wrong with it, with file and line.
    """
    found = quick_read(text)
    return found if found is not None else read_strictly(text, where, first_line)


def read_strictly(text: str, where: str, first_line: int = 1) -> dict[str, Value]:
    """The same, always by the strict reader."""
    from dragoman.workflow.strict_yaml import compose, plain

    return {key.value: plain(value) for key, value in compose(text, where, first_line).entries}

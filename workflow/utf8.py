"""Bytes as text, or one sentence with the line where they are none."""

from __future__ import annotations

from dragoman.workflow.errors import BadText


def decode(data: bytes, where: str) -> str:
    """UTF-8 bytes as text.

    Raises:
        BadText: with the line of the first bad byte.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadText(where, data.count(b"\n", 0, error.start) + 1, "not UTF-8 text") from None

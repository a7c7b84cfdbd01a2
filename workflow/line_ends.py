"""Line ends as git stores them: what ``git add`` would make of a file's bytes, and no filter program is run for it.

Where the settings ask for it (``core.autocrlf``, ``text`` and ``eol`` in ``.gitattributes``), files have CRLF on the
disk and LF in the repository. A blob that was not converted would show as changed for ever, or change every line of
the article in a commit that is about one. The rules are those of git's convert.c; see gitattributes(5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow import git

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.repository import Repository

_ASKED = ("text", "crlf", "eol")
_TRUE = frozenset({"true", "yes", "on", "1"})
_KEEP, _GUESS, _TEXT = "keep", "guess", "text"
# A file with fewer printable bytes than this many for each other one is no text to git.
_PRINTABLE = 128


def as_stored(repository: Repository, path: str, data: bytes, stored: bytes | None) -> bytes:
    """The blob for a file of these bytes; ``stored`` is what the repository has under that path now, if anything.

    Raises:
        GitFailed: git could not say what the attributes are.
    """
    if b"\r\n" not in data:
        return data
    rule = _rule(_attributes(repository, path), repository.config.get("core.autocrlf", "").lower())
    if rule == _KEEP or (rule == _GUESS and _left_alone(data, stored)):
        return data
    return data.replace(b"\r\n", b"\n")


def _left_alone(data: bytes, stored: bytes | None) -> bool:
    """Whether git, left to guess, would keep the bytes: for a binary file, and where CRLF is stored already.

    A file that is new is kept as well: it is the original as retrieved, and its digest is of its very bytes. Stored
    so, git finds it unchanged.
    """
    return stored is None or _is_binary(data) or (b"\r\n" in stored and not _is_binary(stored))


def _rule(attributes: Mapping[str, str], autocrlf: str) -> str:
    text, eol = attributes.get("text", "unspecified"), attributes.get("eol", "")
    if text == "unspecified":  # `crlf` is what the attribute was called once
        text = {"input": "set"}.get(attributes.get("crlf", ""), attributes.get("crlf", text))
    if text == "unset":
        return _KEEP
    if text == "auto":
        return _GUESS
    if text == "set" or eol in {"lf", "crlf"}:
        return _TEXT
    return _GUESS if autocrlf in _TRUE | {"input"} else _KEEP


def _attributes(repository: Repository, path: str) -> dict[str, str]:
    told = git.run(repository.root, "check-attr", "-z", *_ASKED, "--", path).decode("utf-8", "replace").split("\0")
    return dict(zip(told[1::3], told[2::3], strict=False))


def _is_binary(data: bytes) -> bool:
    """As git tells it: a NUL, a carriage return on its own, or too many bytes that are not printed."""
    if b"\0" in data or data.count(b"\r") != data.count(b"\r\n"):
        return True
    data = data.removesuffix(b"\x1a")  # how DOS ended a text
    ends = data.count(b"\r\n") + data.count(b"\n")
    odd = sum(data.count(bytes([code])) for code in (*range(32), 127) if code not in b"\b\t\n\r\x1b\x0c")
    printable = len(data) - ends - odd
    return printable // _PRINTABLE < odd

"""What a newsroom keeps for its house checks: glossaries and lists of its own words, in the folder `glossary`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.errors import BadText, DiskFailed
from dragoman.workflow.fidelity.signs import folded
from dragoman.workflow.house.terms import Terms, read_terms
from dragoman.workflow.places import GLOSSARY

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A newsroom's words for one pair of languages: its terms, and the words that no dictionary need have."""

    terms: Terms
    known: frozenset[str]


def own_words(root: str, source: str, target: str) -> OwnWords:
    """The terms of ``glossary/<from>-<to>.csv`` and the words of ``glossary/<to>.words``, as far as they are there.

    A region's own file (``ar-en-GB.csv``) counts before the language's. A file that cannot be read says so in the
    terms' fault.
    """
    names = [f"{here}-{there}.csv" for there in _tags(target) for here in _tags(source)]
    terms, words = Terms(), frozenset[str]()
    try:
        found = next(((name, text) for name in names if (text := _text(root, name)) is not None), None)
        terms = read_terms(found[1], f"{GLOSSARY}/{found[0]}") if found else terms
        words = frozenset(
            folded(line.strip())
            for name in _tags(target)
            for line in (_text(root, f"{name}.words") or "").splitlines()
            if line.strip() and not line.startswith("#")
        )
    except BadText as error:
        terms = Terms(fault=error.sentence + ".", line=error.line)
    except DiskFailed as error:
        terms = Terms(fault=error.sentence)
    return OwnWords(terms, words)


def _text(root: str, name: str) -> str | None:
    return disk.read_text(root, f"{GLOSSARY}/{name}")


def _tags(tag: str) -> Iterator[str]:
    """The tag itself, and the language alone."""
    yield from dict.fromkeys((tag, tag.split("-", maxsplit=1)[0]))

"""Checks of words: one that no dictionary has, one that is written twice."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dragoman.workflow.built_in import built_in
from dragoman.workflow.fidelity.signs import folded
from dragoman.workflow.fidelity.skeleton import skeletons
from dragoman.workflow.house.check import Sample, Spot, check
from dragoman.workflow.house.manuscript import WORD
from dragoman.workflow.read_yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.house.manuscript import Manuscript

# Shorter words are abbreviations, initials, particles more often than slips.
_SHORTEST = 3
_BETWEEN = re.compile(r"[ \t]+|[ \t]*\n[ \t>]*")


@check(
    "spelling",
    "note",
    "No dictionary, glossary or word list of the newsroom has the word.",
    fires=Sample("The pumps were repaird on Monday.", unknown=("repaird",)),
    passes=Sample("The pumps of Qarqur were repaired by `repaird` on Monday.", unknown=("Qarqur", "repaird")),
)
def spelling(text: Manuscript) -> Iterator[Spot]:
    """Each unknown word once, where it is met first.

    Names are passed over: words with a capital letter, and those that sound like a name of the source.
    """
    if text.unknown is None:
        return
    asked: dict[str, re.Match[str]] = {}
    for match in text.words:
        if _is_common(match, text.prose):
            asked.setdefault(match[0].replace("’", "'"), match)
    own = text.known | {folded(word) for term in text.terms for way in term.targets for word in WORD.findall(way)}
    lacking = text.unknown(frozenset(word for word in asked if folded(word) not in own))
    heard = _heard(text) if lacking else frozenset()
    for word, match in asked.items():
        if word in lacking and folded(word) not in heard and not heard & frozenset(skeletons(folded(word))):
            message = f"“{match[0]}” is in no dictionary of {text.lang}."
            yield Spot(message, *match.span(), words=match[0])


def _is_common(match: re.Match[str], prose: str) -> bool:
    """Whether a word may be looked up: no name, no abbreviation, nothing joined to a figure or to what is blanked."""
    word = match[0]
    if len(word) < _SHORTEST or '"' in word or "״" in word or "׳" in word or word[1:] != word[1:].lower():
        return False
    before, after = prose[: match.start()][-1:], prose[match.end() :][:1]
    joined = {before, after} - {""}
    if any(sign.isalnum() or sign in "\ufffc_@#&/\\+=-‑" for sign in joined):
        return False
    return word[:1] == word[:1].lower()


def _heard(text: Manuscript) -> frozenset[str]:
    """The words of the source, and where it is written in other letters the consonants of its names."""
    words = {match[0] for match in WORD.finditer(text.source.text)}
    lower = {folded(word) for word in words}
    if text.source.lang[:2] == text.lang[:2]:
        return frozenset(lower)
    names = [word for word in words if word[:1] != word[:1].lower()]
    return frozenset(lower | {one for word in names for one in skeletons(folded(word)) if len(one) >= _SHORTEST})


@check(
    "doubled-word",
    "warning",
    "A word stands twice in a row; most often the second is left over from a correction.",
    fires=Sample("The pumps of the the district ran again."),
    passes=Sample("He had had enough of it; Bora Bora was far."),
)
def doubled_word(text: Manuscript) -> Iterator[Spot]:
    """Names that are doubled (Bora Bora) and words that the language doubles are passed over."""
    allowed = _allowed(text.base)
    last: re.Match[str] | None = None
    for match in text.words:
        if (
            last
            and last[0].casefold() == match[0].casefold()
            and _BETWEEN.fullmatch(text.prose, last.end(), match.start())
        ):
            name = match[0][0] != match[0][0].lower() or "-" in (
                text.prose[: last.start()][-1:],
                text.prose[match.end() :][:1],
            )
            if not name and match[0].casefold() not in allowed:
                yield Spot(f"“{match[0]}” stands twice in a row.", last.start(), match.end())
        last = match


@cache
def _allowed(base: str) -> frozenset[str]:
    lists = read(built_in("doubled_words.yaml") or "", "templates/doubled_words.yaml")
    return frozenset(word.strip() for word in str(lists.get(base, "")).split(","))

"""Doubt and source: `reportedly`, `could not be verified`, `according to` and their counterparts must survive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.ledger import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.model import Finding

_ACCORDING, _VERB, _EXCEPT = ("attribution", "according"), ("attribution", "verb"), ("attribution", "except")
# A weak doubt about whether something is confirmed says nothing of whether it is a report.
_ITS_OWN = "unconfirmed"


def hedges(pair: Pair) -> Iterator[Finding]:
    """A doubt that became a fact; one that the translation added."""
    if not (pair.source.language.known and pair.translation.language.known):
        return
    if _doubted(pair.source) and not _kept(pair.translation, pair.source):
        words = _words(pair.source, "hedge")
        message = f"The source hedges ({shown(words)}); the translation states a fact."
        yield pair.finding("hedge-missing", "warning", message, words)
    elif _doubted(pair.translation) and not _kept(pair.source, pair.translation):
        words = _words(pair.translation, "hedge")
        message = f"The translation hedges ({shown(words)}); the source does not."
        yield pair.finding("hedge-added", "note", message, now=words)


def attributions(pair: Pair) -> Iterator[Finding]:
    """A statement whose source is no longer named."""
    if not (pair.source.language.known and pair.translation.language.known):
        return
    here, there = pair.source.entries, pair.translation.entries
    if _doubted(pair.translation):
        return
    if (
        here.get(_ACCORDING, 0) > here.get(_EXCEPT, 0)
        and not there.get(_ACCORDING, 0)
        and there.get(_VERB, 0) < here.get(_VERB, 0) + 1 - _itself_a_verb(pair.source)
    ):
        words = _words(pair.source, "attribution")
        message = f"The source says whose word it is ({shown(words)}), the translation does not."
        yield pair.finding("attribution-missing", "warning", message, words)


def _itself_a_verb(side: Side) -> int:
    """1 if what names the source is a verb of saying too, as in `told` or `как сообщает`: a verb answers it."""
    for one in side.paragraphs:
        words = one.phrases.get(_ACCORDING, "").split()
        for word in one.words:
            if _VERB in word.entries and (_ACCORDING in word.entries or word.text in words):
                return 1
    return 0


def _doubted(side: Side) -> bool:
    return any(kind == "hedge" for kind, _ in side.entries)


def _kept(side: Side, other: Side) -> bool:
    """Whether a doubt found on the other side is here too, in any words."""
    asked = {value for kind, value in other.entries if kind == "hedge"}
    for kind, value in side.entries:
        if kind == "hedge" or (kind == "doubt" and (value != _ITS_OWN or value in asked)):
            return True
    if side.entries.get(_VERB, 0) > other.entries.get(_VERB, 0) and all(
        kind != "hedge" or value == "report" for kind, value in other.entries
    ):
        return True
    return side.entries.get(("modal", ""), 0) > other.entries.get(("modal", ""), 0)


def _words(side: Side, kind: str) -> str:
    single = [word.text for word in side.words if any(one == kind for one, _ in word.entries)]
    if single:
        return single[0]
    for one in side.paragraphs:
        for (found, _), text in one.phrases.items():
            if found == kind:
                return text
    return kind

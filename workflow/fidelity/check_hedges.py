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
# A conditional or `soll` is hearsay or a condition, a plan, a duty: more words answer it than answer `reportedly`.
_FORMS = frozenset({"conditional", "duty"})
_HEARSAY = frozenset({"report", *_FORMS})
_BEHIND = 3
_LEFT_OPEN = frozenset({"doubt", "modal"})


def hedges(pair: Pair) -> Iterator[Finding]:
    """A doubt that became a fact; one that the translation added."""
    if not (pair.source.language.known and pair.translation.language.known):
        return
    if _doubted(pair.source) and not _kept(pair.translation, pair.source):
        words = pair.source.first_of("hedge")
        message = f"The source hedges ({shown(words)}); the translation states a fact."
        yield pair.finding("hedge-missing", "warning", message, words)
    elif _doubted(pair.translation) and not _kept(pair.source, pair.translation):
        words = pair.translation.first_of("hedge")
        message = f"The translation hedges ({shown(words)}); the source does not."
        yield pair.finding("hedge-added", "note", message, now=words)


def attributions(pair: Pair) -> Iterator[Finding]:
    """A statement whose source is no longer named."""
    if not (pair.source.language.known and pair.translation.language.known):
        return
    here, there = pair.source.entries, pair.translation.entries
    if _doubted(pair.translation) or (there.get(_VERB, 0) and _only_verbs(pair.source)):
        return
    if (
        here.get(_ACCORDING, 0) > here.get(_EXCEPT, 0)
        and not there.get(_ACCORDING, 0)
        and there.get(_VERB, 0) < here.get(_VERB, 0) + 1 - _itself_a_verb(pair.source)
    ):
        words = pair.source.first_of("attribution", "according")
        message = f"The source says whose word it is ({shown(words)}), the translation does not."
        yield pair.finding("attribution-missing", "warning", message, words)


def _only_verbs(side: Side) -> bool:
    """Whether nothing but a verb of saying names a source, as `told` does: any verb of saying answers it."""
    verbs = sum(_VERB in word.entries and _ACCORDING in word.entries for word in side.words)
    return verbs >= side.entries.get(_ACCORDING, 0)


def _itself_a_verb(side: Side) -> int:
    """1 if what names the source is a verb of saying or has one behind it, as in `told` or `как сообщает`.

    A verb answers it then: `according to what she said`, `לפי דיווח של`.
    """
    for one in side.paragraphs:
        told = one.phrases.get(_ACCORDING, "").split()
        for at, word in enumerate(one.words):
            named = _ACCORDING in word.entries or word.text in told
            if named and any(_VERB in next_one.entries for next_one in one.words[at : at + _BEHIND]):
                return 1
    return 0


def _doubted(side: Side) -> bool:
    return any(kind == "hedge" for kind, _ in side.entries)


def _kept(side: Side, other: Side) -> bool:
    """Whether a doubt found on the other side is here too, in any words.

    A weak word of the same kind keeps it; any other kind of doubt does if there is one more of them than the other
    side has beside its hedge, for a second doubt in a sentence (``could``) has a counterpart of its own.
    """
    asked = _asked(other, side)
    if not asked:
        return True
    for kind, value in side.entries:
        if kind == "hedge" or (kind == "doubt" and value in asked):
            return True
    if asked <= _HEARSAY and _told(side) >= _told(other) + (not _itself_told(other)):
        return True
    # Beside another doubt a verb form is one more, and has a counterpart of its own.
    return _doubts(side) > _doubts(other, forms=not asked <= _FORMS)


def _asked(other: Side, of: Side) -> set[str]:
    """The kinds of the other side's hedges; a verb form only of a language that says what answers it.

    Beside a plainer doubt verb forms are not asked for: what answers them would pass for its counterpart.
    """
    asked = {value for kind, value in other.entries if kind == "hedge"}
    asked = asked - _FORMS or asked
    return {value for value in asked if value not in _FORMS or of.language.lexicon.has(("doubt", value))}


def _told(side: Side) -> int:
    return side.entries.get(_VERB, 0) + side.entries.get(_ACCORDING, 0)


def _itself_told(side: Side) -> bool:
    """Whether the hedge is counted among the words that name a source, as `according to reports` is."""
    for one in side.paragraphs:
        hedges = [text.split() for entry, text in one.phrases.items() if entry[0] == "hedge"]
        told = [text.split() for entry, text in one.phrases.items() if entry == _ACCORDING]
        told += [[word.text] for word in one.words if _ACCORDING in word.entries or _VERB in word.entries]
        if any(set(words) <= set(hedge) for hedge in hedges for words in told):
            return True
    return False


def _doubts(side: Side, *, forms: bool = False) -> int:
    """How many words of a side leave something open, beside those that are the hedge itself.

    ``forms`` counts verb forms that can be a hedge among them.
    """
    open_words = 0
    for word in side.words:
        kinds = {kind for kind, value in word.entries if kind in _LEFT_OPEN and value not in (_ITS_OWN, *_FORMS)}
        hedges = {value for kind, value in word.entries if kind == "hedge"}
        open_words += (bool(kinds) and not hedges) or (forms and bool(hedges) and hedges <= _FORMS)
    return open_words

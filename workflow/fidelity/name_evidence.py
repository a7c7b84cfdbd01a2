"""What speaks for a name having been exchanged in a passage: names that are new in it, and names that are gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.workflow.fidelity.capitals import capital
from dragoman.workflow.fidelity.name_match import known_again, spelled_alike
from dragoman.workflow.fidelity.sounds import weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.fidelity.language_data import Language
    from dragoman.workflow.fidelity.ledger import Pair, Side
    from dragoman.workflow.fidelity.lexicon import Entry
    from dragoman.workflow.fidelity.model import Name
    from dragoman.workflow.fidelity.words import Word

Kind = Literal["name", "place", "listed", "common"]
_SHORTEST = 4
_TITLE = 0.9
_BRITISH = "GB"
# What begins with so many capitals is an abbreviation, whatever its language adds: СПИДом.
_LETTERS = 3
# Verbs that titles write with a capital: where one is small, there is a sentence of many names.
_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "had", "been"})
_KNOWN = frozenset({"place", "word", "weekday", "month", "hijri", "solar", "currency"})


@dataclass(frozen=True, slots=True)
class New:
    """A name of the translation that is not met in its passage of the source.

    ``listed`` ones are words that both languages' lists have, ``common`` ones stand in the list of words that English
    writes with a capital; neither need be a name.
    """

    name: Name
    kind: Kind


def new_names(pair: Pair) -> Iterator[New]:
    """Names of the translation that are not met in this passage of the source, each once."""
    side, other = pair.translation, pair.source
    seen: set[str] = set()
    if side.language.capitals != "names":
        return
    large = headline(side)
    for name in side.names:
        word = name.word
        if word.folded in seen or len(word.text) < _SHORTEST or word.text.isupper():
            continue
        seen.add(word.folded)
        if large and _kind(word, pair) != "place":
            continue
        if answered(word.entries, other):
            continue
        doubtful = can_name(word, side.language) and pair.names.anothers(word, other, side)
        if pair.names.met(word, other) and not doubtful:
            continue
        kind = _kind(word, pair)
        if kind == "name" and (pair.names.akin_to_one_met(word, other) or _with_its_letter(name, other)):
            continue
        if kind != "name" or (weight(word.folded) > 1 and not _first_name(name, pair)):
            yield New(name, kind)


def answered(entries: tuple[Entry, ...], other: Side) -> bool:
    """Whether the other side has what the lists say of a word.

    Languages say Britain for England, and back, and Greece where the other
    side says Athens.
    """
    known = [entry for entry in entries if entry[0] in _KNOWN]
    if any(entry in other.entries or (entry[0], capital(entry[1])) in other.entries for entry in known):
        return True
    british = [value for _, value in known if value.startswith(_BRITISH)]
    theirs = [value for value in other.values("place") if value.startswith(_BRITISH)] if british else []
    return bool(theirs) and _BRITISH in (*british, *theirs)


def names_again(pair: Pair) -> Iterator[Name]:
    """Names that the translation says more often here than the source, and that are met in it: each once."""
    side, other = pair.translation, pair.source
    if side.language.capitals != "names" or headline(side):
        return
    times = Counter(word.folded for word in side.words if word.capital)
    here = Counter(word.folded for word in other.words)
    for name in {one.word.folded: one for one in side.names}.values():
        word = name.word
        if len(word.text) < _SHORTEST or word.text.isupper():
            continue
        places = [entry for entry in word.entries if entry[0] == "place"]
        if places:
            found, said = other.entries.get(places[0], 0), side.entries.get(places[0], 0)
        elif can_name(word, side.language):
            found, said = sum(here[form] for form in pair.names.forms(word)), times[word.folded]
        else:
            continue
        if 0 < found < said:
            yield name


def _with_its_letter(name: Name, other: Side) -> bool:
    """Whether it is met together with the one letter before it, as languages write L'Oréal and O'Neill in one."""
    if name.before is None or len(name.before.text) > 1:
        return False
    return name.before.folded + name.word.folded in other.folded


def _kind(word: Word, pair: Pair) -> Kind:
    kinds = {kind for kind, _ in word.entries}
    if "place" in kinds:
        return "place"
    if "word" in kinds and pair.source.language.known:
        return "listed"
    return "name" if can_name(word, pair.translation.language) else "common"


def can_name(word: Word, of: Language) -> bool:
    """Whether a word with a capital letter is no word that the lists know."""
    known = any(kind in _KNOWN for kind, _ in word.entries)
    return word.plain and not known and word.folded not in of.common and not word.text.isupper()


def _first_name(name: Name, pair: Pair) -> bool:
    """Whether the name behind it is met: a source may leave out that Trump's name is Donald."""
    return name.after is not None and pair.names.met(name.after, pair.source)


def gone_names(pair: Pair) -> Iterator[tuple[str, str]]:
    """What is named in the source here and not in the translation: the word there, and the name it stands for.

    From the register; and countries, which the lists know.
    """
    for name, form in pair.names.gone(pair.source, pair.translation):
        yield form, name
    for word in pair.source.words:
        places = [entry for entry in word.entries if entry[0] == "place"]
        if places and not answered(tuple(places), pair.translation):
            yield word.text, ""


def foreign_names(pair: Pair) -> Iterator[Name]:
    """Names of the source, known by capital or by a foreign script, that are not met in the translation."""
    side, other = pair.source, pair.translation
    if side.language.capitals != "names" or headline(side):
        return
    seen: set[str] = set()
    for name in side.names:
        word = name.word
        if word.folded in seen or len(word.text) < _SHORTEST or word.text[:_LETTERS].isupper():
            continue
        seen.add(word.folded)
        if not known_again(word, other):
            yield name


def kept_in_latin(pair: Pair) -> Iterator[Word]:
    """Names that a source of another script has in Latin letters, and that a translation into such letters lost.

    Nobody has a reason to change them; what is written wholly large may be translated.
    """
    side, other = pair.source, pair.translation
    if side.latin or not other.latin:
        return
    for word in side.by_folded.values():
        name = word.capital and word.folded.isascii() and len(word.text) >= _SHORTEST and not word.text.isupper()
        # L'Oréal is one word in some languages, and two in others.
        if name and not spelled_alike(word.folded, other.folded) and word.folded[1:] not in other.folded:
            yield word


def headline(side: Side) -> bool:
    """Whether nearly all words have a capital letter: then it tells nothing."""
    words = [word for word in side.words if word.kind == "word"]
    long = [word for word in words if len(word.text) >= _SHORTEST]
    if any(word.text in _VERBS for word in words):
        return False
    return len(long) >= _SHORTEST and sum(word.capital for word in long) >= _TITLE * len(long)


def part_of_a_title(name: Name, side: Side) -> bool:
    """Whether common words with capital letters stand beside it, as in the name of an institution.

    A name is part of one if it stands before such a word (Maxwell School), a common word beside any but a first name,
    or alone where a language writes only the first word of such names large (Conseil de sécurité).
    """
    of = side.language
    if any(kind == "place" for kind, _ in name.word.entries):
        return False
    if not can_name(name.word, of):
        if of.first_large and name.before is None:
            return True
        return bool(name.beside) and not (name.after is None and name.before and name.before.folded in of.given)
    return name.after is not None and not can_name(name.after, of)

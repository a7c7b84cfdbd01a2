"""The words of a language as they are met: each is looked up once and remembered for the texts that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.digits import values
from dragoman.workflow.fidelity.language_data import language
from dragoman.workflow.fidelity.lexicon import stripped
from dragoman.workflow.fidelity.signs import folded
from dragoman.workflow.fidelity.skeleton import skeletons

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.workflow.fidelity.language_data import Language
    from dragoman.workflow.fidelity.lexicon import Entry

# A text of a language has some ten thousand different words; whoever compares archives meets more.
_MOST = 200_000
_LETTERS_KEPT = 40
_FORMS = 6
_SHORTEST_INSIDE = 3
# A word as long as this, in letters and in consonants, can be known again in another language.
_LOAN_LETTERS, _LOAN = 6, 4
# What a language writes with a capital letter, so that it is another word without one.
_LARGE = {"en": ("weekday", "month"), "de": ("month",)}
# The month or Theresa May, and no doubt of anything.
_MAY = "May"
# It considered: no conditional, though it would end like one without its accent.
_IMPERFECT = re.compile("érai(?:en)?t$")
# Not the country.
_US = "us"
# No month has the article: الأب is a father, not August.
_ARTICLE = "ال"
# They part names and nothing else: numbers, phrases and sentences go on behind them.
_COMMAS = frozenset(",،")
# Words of these kinds are no names, however they sound.
_NO_NAME = frozenset(
    {"number", "hint", "attribution", "hedge", "doubt", "negation", "negator", "unit", "joiner", "modal", "function"}
)
# Marks that words are looked up without.
_WITHIN = re.compile(r"(?<=\w)[\"'’‘׳״“”](?=\w)|\.")
_CURRENCY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₪": "ILS"}


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word, a number in digits, or a sign, with everything that is known of it without its neighbours.

    ``kind`` is ``word``, ``digits``, ``date``, ``time`` or ``sign``. ``own`` are the skeletons of the word as it is,
    ``skeletons`` also those without what its language adds in front or behind; ``loose`` are their beginnings, and
    ``fits`` all of these. ``forms`` are the word as it is and without what its language adds. ``plain`` tells that no
    list knows it as anything but a name or a common noun.
    """

    text: str
    kind: str
    folded: str = ""
    entries: tuple[Entry, ...] = ()
    parts: tuple[str, ...] = ()
    values: tuple[float, ...] = ()
    skeletons: tuple[str, ...] = ()
    loose: frozenset[str] = frozenset()
    capital: bool = False
    number: int = 0
    glued: tuple[int, ...] = ()
    fits: frozenset[str] = frozenset()
    keys: tuple[tuple[str, object], ...] = ()
    own: tuple[str, ...] = ()
    plain: bool = True
    lent: bool = False
    forms: tuple[str, ...] = ()


class Vocabulary:
    """The words of one language that were met so far."""

    def __init__(self, of: Language) -> None:
        self.language = of
        spaced = r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?|" if " " in of.group else ""
        slash = r"|/\d+" if "/" in of.decimal else ""
        # Where letters of two scripts meet, a space is missing.
        latin = r"[A-Za-z\u00c0-\u024f]+|" if of.script != "Latn" else ""
        in_word = (
            r"(?:['’‘׳\"״“”][^\W\d_]+)*"
            if of.code == "he"
            else r"(?:['’](?=[^\W\d_]{3})[^\W\d_]+)*"
            if of.code == "ru"
            else ""
        )
        self._tokens = re.compile(
            r"\d{1,4}([./-])\d{1,2}\1\d{2,4}(?![\d])|\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\d{1,2}[hH]\d{2}(?!\w)|"
            f"{spaced}"
            f"{latin}"
            rf"\d+(?:[.,٫٬]\d+|['’،]\d{{3}}(?!\d){slash})*|"
            r"[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W\d_])|"
            rf"(?:[^\W\d_]|[\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e])+{in_word}|[.!?؟:;…\"“”«»„|%$€£¥₽₪,،]"
        )
        self._known: dict[str, Word] = {}

    def words(self, text: str) -> tuple[list[Word], frozenset[int]]:
        """The words, numbers and signs of an evened text, in order; and before which of them there is a comma."""
        known = self._known
        found: list[Word] = []
        behind: list[int] = []
        for match in self._tokens.finditer(text):
            token = match[0]
            if token in _COMMAS:
                behind.append(len(found))
                continue
            word = known.get(token)
            if word is None:
                word = self._meet(token)
            found.append(word)
        return found, frozenset(behind)

    def _meet(self, token: str) -> Word:
        if len(self._known) > _MOST:
            self._known.clear()
        word = self._known[token] = self._looked_up(token)
        return word

    def _looked_up(self, token: str) -> Word:
        if token[0].isdigit():
            return self._digits(token)
        if not token[0].isalpha():
            known = _CURRENCY.get(token)
            return Word(token, "sign", entries=(("currency", known),) if known else ())
        of = self.language
        low = folded(token if token.isalpha() else _WITHIN.sub("", token))[:_LETTERS_KEPT]
        entries = _entries(token, low, of)
        own = skeletons(low)
        inner = (
            [form for form in stripped(low, of.prefixes, 2) if len(form) >= _SHORTEST_INSIDE] if of.prefixes else []
        )
        ended = [form for form in (low, *inner) if form.endswith(of.endings)]
        inner += [form[: -len(end)] for form in ended for end in of.endings if _ends(form, end)]
        every = dict.fromkeys((*own, *(one for form in dict.fromkeys(inner) for one in skeletons(form)[:8])))
        loose = frozenset(one[:end] for one in every for end in range(max(3, len(one) - 2), len(one)))
        return Word(
            token,
            "word",
            low,
            entries,
            of.lexicon.parts(low),
            (),
            tuple(every),
            loose,
            token[0].isupper(),
            _number(low, of, entries),
            _unglued(low, of.glued) if of.glued else (),
            frozenset((*every, *loose)),
            _keys(low, every),
            own[:8],
            not any(kind in _NO_NAME for kind, _ in of.lexicon.whole(low)),
            len(low) >= _LOAN_LETTERS and not entries and bool(every) and len(next(iter(every))) >= _LOAN,
            tuple(dict.fromkeys((low, *inner)))[:_FORMS],
        )

    def _digits(self, token: str) -> Word:
        if re.fullmatch(r"\d{1,2}(?:[:hH]\d{2})+", token):
            return Word(token, "time", values=tuple(float(part) for part in re.split("[:hH]", token)[:2]))
        if re.fullmatch(r"\d{1,4}([./-])\d{1,2}\1\d{2,4}", token) and not re.fullmatch(
            r"\d{1,3}[.]\d{3}[.]\d{3}", token
        ):
            return Word(token, "date", values=tuple(float(part) for part in re.split(r"[./-]", token)))
        return Word(token, "digits", values=values(token, self.language.decimal))


def _entries(token: str, low: str, of: Language) -> tuple[Entry, ...]:
    """What the lists say of a word, without what the way it is written rules out."""
    entries = of.lexicon.entries(low)
    barred: tuple[str, ...] = ()
    if of.code in _LARGE and not token[0].isupper():
        barred = _LARGE[of.code]
    elif of.code == "ar" and low.startswith(_ARTICLE):
        barred = ("month",)
    elif of.code == "en" and token == _MAY:
        barred = ("modal", "doubt")
    elif of.code == "fr" and _IMPERFECT.search(token):
        barred = ("hedge",)
    if of.code == "en" and token == _US:
        barred += ("place",)
    return tuple(entry for entry in entries if entry[0] not in barred) if barred else entries


def _ends(form: str, end: str) -> bool:
    return form.endswith(end) and len(form) >= len(end) + _SHORTEST_INSIDE


def _keys(low: str, skeletons: Iterable[str]) -> tuple[tuple[str, object], ...]:
    """What a word may be met by in another text: its skeletons if they say enough, and itself in Latin letters."""
    found: list[tuple[str, object]] = [("name", one) for one in list(skeletons)[:8] if len(one) > 2]  # noqa: PLR2004
    if low.isascii() and len(low) > 1:
        found.append(("latin", low))
    return tuple(found)


def _number(low: str, of: Language, entries: tuple[Entry, ...]) -> int:
    """The value of a number word; 0 for none, and for a short one that only shows after taking a letter off."""
    whole = [value for kind, value in of.lexicon.whole(low) if kind == "number"]
    if whole:
        return int(whole[0])
    # Per cent is no hundred: بالمائة.
    if any(kind == "unit" for kind, _ in of.lexicon.whole(low)):
        return 0
    inside = [value for kind, value in entries if kind == "number"]
    joined = len(low) > _SHORTEST_INSIDE and of.lexicon.whole(low[:1]) == (("joiner", ""),)
    if joined and any(kind == "number" for kind, _ in of.lexicon.whole(low[1:])):
        return int(next(value for kind, value in of.lexicon.whole(low[1:]) if kind == "number"))
    return int(inside[0]) if inside and len(low) > _SHORTEST_INSIDE + 1 else 0


def _unglued(low: str, parts: tuple[tuple[str, int], ...]) -> tuple[int, ...]:
    """The parts of a number written as one word (``fünfundzwanzig``); empty for every other word."""
    found: list[int] = []
    rest = low
    while rest:
        part = next((part for part in parts if rest.startswith(part[0])), None)
        if not part:
            return ()
        found.append(part[1])
        rest = rest[len(part[0]) :]
    return tuple(value for value in found if value > 0) if len(found) > 1 else ()


@cache
def vocabulary(tag: str) -> Vocabulary:
    """The vocabulary of a language, kept for as long as the process lives."""
    return Vocabulary(language(tag))

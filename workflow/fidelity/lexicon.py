"""A language's words as they are looked up: whole words, stems (``said*``), endings (``*ing``) and phrases."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dragoman.workflow.fidelity.signs import folded

Entry = tuple[str, str]
# The letter that begins a question in Arabic, and the article.
_ALEF = "ا"


class Phrase(NamedTuple):
    """Several words with one meaning; each as it stands in the list, with * for any ending."""

    parts: tuple[str, ...]
    entry: Entry


class Lexicon:
    """Looks up folded words of one language; filled once, then only read."""

    def __init__(self, prefixes: tuple[str, ...] = ()) -> None:
        self._prefixes = prefixes
        self._whole: dict[str, list[Entry]] = {}
        self._stems: dict[str, list[Entry]] = {}
        self._endings: dict[str, list[Entry]] = {}
        self._parts: set[str] = set()
        # How long the parts are that stand for any ending.
        self._starred: tuple[int, ...] = ()
        self.phrases: dict[str, list[Phrase]] = {}
        self._meanings: set[Entry] = set()

    def add(self, written: str, entry: Entry) -> None:
        """Add one word, stem, ending or phrase as it stands in a language's file."""
        star_before, star = written.startswith("*"), written.endswith("*")
        parts = tuple(part for part in _split(written.strip("*")) if part)
        if not parts:
            return
        self._meanings.add(entry)
        if len(parts) > 1:
            parts = (*parts[:-1], parts[-1] + "*") if star else parts
            self._parts.update(parts)
            if star:
                self._starred = tuple(sorted({*self._starred, len(parts[-1]) - 1}))
            self.phrases.setdefault(parts[0], []).append(Phrase(parts, entry))
            return
        where = self._endings if star_before else self._stems if star else self._whole
        entries = where.setdefault(parts[0], [])
        if entry not in entries:
            entries.append(entry)

    def entries(self, word: str) -> tuple[Entry, ...]:
        """What a folded word can mean, with what its language writes in front of words taken off."""
        found: dict[Entry, None] = {}
        for form in self._forms(word):
            found |= dict.fromkeys(self._whole.get(form, ()))
            for end in range(2, len(form) + 1):
                if stem := self._stems.get(form[:end]):
                    found |= dict.fromkeys(stem)
        for start in range(1, len(word)) if self._endings else ():
            found |= dict.fromkeys(self._endings.get(word[start:], ()))
        return tuple(found)

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of phrases that a folded word can be."""
        found: dict[str, None] = {}
        for form in self._forms(word):
            if form in self._parts:
                found[form] = None
            longest = len(form)
            found |= dict.fromkeys(
                part for end in self._starred if end <= longest and (part := form[:end] + "*") in self._parts
            )
        return tuple(found)

    def has(self, entry: Entry) -> bool:
        """Whether any word of the language means this."""
        return entry in self._meanings

    def whole(self, word: str) -> tuple[Entry, ...]:
        """What a folded word means as it stands, whole."""
        return tuple(self._whole.get(word, ()))

    def _forms(self, word: str) -> tuple[str, ...]:
        return (word, *stripped(word, self._prefixes)) if self._prefixes else (word,)


@lru_cache(maxsize=20_000)
def stripped(word: str, prefixes: tuple[str, ...], times: int = 3) -> tuple[str, ...]:
    """The word with up to ``times`` of the prefixes taken off; two letters must stay.

    Behind an article (ال, لل) nothing more is written onto a word, and its first letter is no prefix by itself.
    """
    found: dict[str, None] = {}
    level = [word]
    for _ in range(times):
        now: list[str] = []
        for one in level:
            article = one[:2] if one[:2] in prefixes else ""
            for prefix in prefixes:
                if not one.startswith(prefix) or len(one) <= len(prefix) + 1:
                    continue
                rest = one[len(prefix) :]
                if prefix == article:
                    found[rest] = None
                elif prefix != _ALEF or not article:
                    now.append(rest)
        found |= dict.fromkeys(now)
        level = now
    return tuple(found)


def _split(written: str) -> list[str]:
    import re

    return re.findall(
        r"[^\W\d_]+", re.sub(r"(?<=\w)[\"'’״׳](?=\w)", "", folded(written)) if _hebrew(written) else folded(written)
    )


def _hebrew(written: str) -> bool:
    return any("\u0590" <= sign <= "\u05ff" for sign in written)

"""Checks of the newsroom's glossary: its terms are used, and those it forbids are not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.signs import folded
from dragoman.workflow.house.check import Sample, Spot, check
from dragoman.workflow.house.manuscript import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.house.manuscript import Manuscript
    from dragoman.workflow.house.terms import Term

_GLOSSARY = "source,target,forbidden,note\nالمجلس البلدي,municipal council,city hall,as it calls itself\n"
# What Arabic and Hebrew write onto the front of a word, once letters are in one form.
_FRONTS = {
    "ar": (
        "و", "ف", "ب", "ل", "ک", "س", "ال", "وال", "فال", "بال", "وبال", "کال", "لل", "ولل", "فلل", "وب", "ول", "فب",
    ),
    "he": ("ו", "ה", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "שה", "מה", "כש", "לה", "בה"),
}  # fmt: skip
_ENDING = 4
_STEM = 4


@check(
    "glossary-term",
    "warning",
    "The source has a term of the glossary, and the translation does not have ours for it.",
    fires=Sample("The town council met on Monday.", source="اجتمع المجلس البلدي يوم الاثنين.", glossary=_GLOSSARY),
    passes=Sample("The municipal councils met on Monday.", source="وقال للمجلس البلديّ ما قال.", glossary=_GLOSSARY),
)
def glossary_term(text: Manuscript) -> Iterator[Spot]:
    """Endings and what a language writes onto a word do not matter. Told once for each term."""
    if not text.terms or not text.source.text:
        return
    ours = [_fold(match[0]) for match in text.words] + _tokens(" ".join(text.head.values()))
    theirs = [_tokens(part) for part in re.split(r"\n\s*\n\s*", text.source.text.strip())]
    base = text.source.base
    for term in text.terms:
        if not term.source or not term.targets:
            continue
        place = next((n for n, part in enumerate(theirs) if _has(part, term.source, base)), -1)
        if place >= 0 and not any(_has(ours, way, text.base) for way in term.targets):
            message = f"For {term.source} the glossary has “{' or '.join(term.targets)}”, which is not in the text."
            yield Spot(message + _noted(term), source=place, words=term.source)


@check(
    "glossary-forbidden",
    "warning",
    "A word that the glossary forbids is in the text.",
    fires=Sample("City hall met on Monday.", source="اجتمع المجلس البلدي.", glossary=_GLOSSARY),
    passes=Sample("He stood outside city hall.", source="وقف أمام المبنى.", glossary=_GLOSSARY),
)
def glossary_forbidden(text: Manuscript) -> Iterator[Spot]:
    """Where the term names a word of the source, only if the source has it."""
    theirs = _tokens(text.source.text)
    base = text.source.base
    for term in text.terms:
        if term.forbidden and (not term.source or not theirs or _has(theirs, term.source, base)):
            yield from _forbidden(text, term)


def _forbidden(text: Manuscript, term: Term) -> Iterator[Spot]:
    better = f"; the glossary has “{' or '.join(term.targets)}”" if term.targets else ""
    for way in term.forbidden:
        message = f"“{way}” is not a word of this newsroom{better}.{_noted(term)}"
        for match in _places(text.words, way, text.base):
            yield Spot(message, *match)
        for key, words in text.head.items():
            for match in _places(tuple(WORD.finditer(words)), way, text.base):
                yield Spot(message, *match, field=key)


def _noted(term: Term) -> str:
    return f" ({term.note})" if term.note else ""


def _tokens(text: str) -> list[str]:
    return [_fold(match[0]) for match in WORD.finditer(text)]


def _has(tokens: Sequence[str], term: str, base: str) -> bool:
    wanted = _wanted(term)
    if not wanted:
        return False
    last = len(tokens) - len(wanted) + 1
    return any(
        all(_is(tokens[at + n], word, base) for n, word in enumerate(wanted))
        for at in range(last)
        if _is(tokens[at], wanted[0], base)
    )


def _places(words: Sequence[re.Match[str]], term: str, base: str) -> Iterator[tuple[int, int]]:
    wanted = _wanted(term)
    for at in range(len(words) - len(wanted) + 1) if wanted else ():
        if all(_is(_fold(words[at + n][0]), word, base) for n, word in enumerate(wanted)):
            yield words[at].start(), words[at + len(wanted) - 1].end()


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    return folded(word).replace("’", "'")


@lru_cache(maxsize=4096)
def _wanted(term: str) -> tuple[str, ...]:
    return tuple(_tokens(term))


@lru_cache(maxsize=262144)
def _is(token: str, term: str, base: str) -> bool:
    """Whether a word of a text is a form of a word of a term, both folded."""
    if token == term or token.removesuffix("'s") == term:
        return True
    term = term.removeprefix("ال") if base == "ar" and len(term) > _STEM else term
    return any(_inflected(one, term) for one in (token, *_without_fronts(token, base)))


def _without_fronts(token: str, base: str) -> Iterator[str]:
    """Each way to cut what may be written in front of a word; which one is right, the term says."""
    for front in _FRONTS.get(base, ()):
        if token.startswith(front) and len(token) > len(front) + 1:
            yield token[len(front) :]


def _inflected(token: str, term: str) -> bool:
    """The same but for an ending of a few letters; short words have none that could be told from another word."""
    if token == term:
        return True
    if len(term) < _STEM:
        return token.startswith(term) and len(token) <= len(term) + 1 and len(term) > 1 and token[-1] == "s"
    stem = term[:-1] if len(term) > _STEM else term
    return token.startswith(stem) and abs(len(token) - len(term)) < _ENDING

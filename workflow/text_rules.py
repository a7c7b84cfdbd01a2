"""What a text itself shows: its language, what was left open in it, what should never be in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.front_place import Place, front_place
from dragoman.workflow.languages import base_of, same_script, script_of_language, script_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.article import Article

# Credits that people leave in a template; compared whole, any case.
_PLACEHOLDER_CREDITS = frozenset(
    [
        "leave blank",
        "tk",
        "tktk",
        "x",
        "xx",
        "xxx",
        "todo",
        "tbd",
        "tba",
        "n/a",
        "name",
        "author",
        "forename surname",
        "first last",
        "lorem ipsum",
        "?",
    ]
)
_CREDITS = ("title", "dek", "translator", "editor", "dateline", "byline")
_LINK_TARGET = re.compile(r"(?<=\]\()[^)\s]*|<?https?://\S+")
_ASKED = re.compile(r"\[\?+\]")
_QUERY = re.compile(r"\bTK(?:TK)*\b|\bCQ\b|\[\?+\]")
# One of these stands in whatever the patterns find; to look for them is much quicker.
_QUERY_SIGNS = ("TK", "CQ", "[?")
_CONFLICT_SIGNS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_CONFLICT = re.compile(r"^(<{7} |={7}\r?$|>{7} |\|{7} )", re.MULTILINE)
# Shorter texts are not worth a guess at their language.
_ENOUGH_LETTERS = 40


def placeholder_credits(article: Article) -> Iterator[tuple[str, str]]:
    """Fields that hold only a placeholder: the field's name and its words."""
    for key in _CREDITS:
        words = article.word(key).strip()
        if words.casefold().strip("[]<>{}. ") in _PLACEHOLDER_CREDITS or _ASKED.fullmatch(words):
            yield key, words
    byline = article.source.get("byline", "")
    if byline.casefold().strip("[]<>{}. ") in _PLACEHOLDER_CREDITS and byline:
        yield "source.byline", byline


def open_queries(article: Article) -> Iterator[Place]:
    """Open questions in headline or text, and where each stands."""
    for key in ("title", "dek"):
        yield from (front_place(article, key, match[0]) for match in _QUERY.finditer(article.word(key)))
    if not _has_one(article.body, _QUERY_SIGNS):
        return
    for number, line in enumerate(article.body.split("\n"), article.body_line):
        # Blanks in place of a link's target: what stands behind it keeps its column.
        bare = _LINK_TARGET.sub(lambda target: " " * len(target[0]), line)
        yield from (Place(match[0], number, match.start() + 1) for match in _QUERY.finditer(bare))


def conflict_marker(article: Article) -> Place | None:
    """The first merge conflict marker of the text, and where it stands."""
    match = _CONFLICT.search(article.body) if _has_one(article.body, _CONFLICT_SIGNS) else None
    if not match:
        return None
    return Place(match[0].strip(), article.body_line + article.body.count("\n", 0, match.start()), 1)


def _has_one(text: str, signs: tuple[str, ...]) -> bool:
    return any(sign in text for sign in signs)


def in_language(text: str, wanted: str, source: str) -> str:
    """The language or script a text seems to be in when it is not ``wanted``; empty when it is, or may be.

    Scripts decide where they can; a guess by n-grams is asked only where source and target share a script, and
    counts only when it says the text is in the source's language.
    """
    if sum(map(str.isalpha, text)) < _ENOUGH_LETTERS:
        return ""
    expected, found = script_of_language(wanted), script_of_text(text)
    if expected and found and not same_script(expected, found):
        return f"{source or 'another language'}, in the script {found}"
    if not source or not same_script(expected, script_of_language(source)):
        return ""
    from dragoman.workflow.language_guess import guess_language

    guess = guess_language(text)
    return guess if guess and base_of(guess) == base_of(source) != base_of(wanted) else ""

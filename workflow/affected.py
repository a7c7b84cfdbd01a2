"""What changed in an original, paragraph by paragraph, and which paragraphs of its translations answer to that."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.fidelity.align import align
from dragoman.workflow.fidelity.language_data import language
from dragoman.workflow.fidelity.reading import read, split
from dragoman.workflow.word_diff import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.article import Article
    from dragoman.workflow.word_diff import Piece

How = Literal["changed", "added", "removed"]
HEAD = ("title", "dek")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an original: its headline words and its text."""

    title: str
    dek: str
    body: str


@dataclass(frozen=True, slots=True)
class Answering:
    """Paragraphs of a translation, counted from 1, that answer to a change, each with its words.

    ``behind`` is the paragraph behind which something new would belong, 0 for the top; None where nothing is new.
    """

    article: str
    paragraphs: tuple[tuple[int, str], ...] = ()
    behind: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One passage that is not what it was; ``where`` is ``title``, ``dek`` or ``paragraph N``.

    ``before`` and ``after`` are the paragraph's numbers, from 1, in the text of then and of now; 0 for none.
    """

    how: How
    where: str
    pieces: tuple[Piece, ...]
    before: int = 0
    after: int = 0
    answering: tuple[Answering, ...] = field(default=())


def changes(old: Words, new: Words, lang: str, translations: Sequence[Article]) -> tuple[Change, ...]:
    """Each passage in which an original in ``lang`` is not what it was, and what answers to it in translations."""
    sides = [_Side(old.body, lang, article) for article in translations if take_apart(article.body).text.strip()]
    found = list(_head(old, new, translations))
    before, after = split(old.body), split(new.body)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _passages(before, after, (a, b, c, d), sides)
    return tuple(found)


def _head(old: Words, new: Words, translations: Sequence[Article]) -> Iterator[Change]:
    for key in HEAD:
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            how: How = "changed" if before and after else "added" if after else "removed"
            answering = tuple(Answering(one.name, ((0, one.word(key)),)) for one in translations if one.word(key))
            yield Change(how, key, tuple(pieces(before, after)), answering=answering)


def _passages(
    before: Sequence[str], after: Sequence[str], span: tuple[int, int, int, int], sides: Sequence[_Side]
) -> Iterator[Change]:
    a, b, c, d = span
    pairs = zip_longest(range(a, b), range(c, d))
    for old, new in pairs:
        words = tuple(pieces(before[old] if old is not None else "", after[new] if new is not None else ""))
        if old is None:
            answering = tuple(side.behind(b) for side in sides)
            yield Change("added", f"paragraph {new + 1}", words, 0, new + 1, answering)
        else:
            how: How = "changed" if new is not None else "removed"
            number = new + 1 if new is not None else old + 1
            said = f"paragraph {number}" if new is not None else f"paragraph {number} of then"
            answering = tuple(side.answer(old) for side in sides)
            yield Change(how, said, words, old + 1, 0 if new is None else new + 1, answering)


class _Side:
    """One translation, aligned with the text that it was made from."""

    def __init__(self, body: str, lang: str, article: Article) -> None:
        self.name = article.name
        own = take_apart(article.body).text
        self._paragraphs = split(own)
        self._of: dict[int, tuple[int, ...]] = {}
        tags = language(lang), language(article.lang)
        for group in align(read(body, lang), read(own, article.lang), tags):
            self._of |= dict.fromkeys(group.source, group.translation)

    def answer(self, number: int) -> Answering:
        """What answers to a paragraph of the original, counted from 0."""
        numbers = self._of.get(number, ())
        return Answering(self.name, tuple((one + 1, self._paragraphs[one]) for one in numbers))

    def behind(self, number: int) -> Answering:
        """Where something would belong that stands before this paragraph of the original now."""
        above = (self._of.get(one, ()) for one in range(number - 1, -1, -1))
        last = next((numbers for numbers in above if numbers), ())
        return Answering(self.name, (), max(last, default=-1) + 1)

"""A text read into its paragraphs and their facts."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.markup import read_markup
from dragoman.workflow.fidelity.model import Name, Number, Paragraph
from dragoman.workflow.fidelity.number_words import Part, compose
from dragoman.workflow.fidelity.ordinals import ordinals, word_value
from dragoman.workflow.fidelity.quotes import ANY, quotations
from dragoman.workflow.fidelity.signs import evened
from dragoman.workflow.fidelity.words import vocabulary

if TYPE_CHECKING:
    from dragoman.workflow.fidelity.lexicon import Phrase
    from dragoman.workflow.fidelity.words import Vocabulary, Word

_BLANK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_SMALL = 2
_ENDS = frozenset('.!?؟…:|"“”«»„')
_STOPS = frozenset(".!?؟…")
_AFFIX = 3
_UNIT_WITHIN = 4
_HOURS = frozenset({"pm", "am", "uhr", "heures", "h"})
_SHORT_SCALE = 3
# Words that stand within a name of several words.
_LINKING = frozenset({"of", "for", "the", "s", "de", "la", "du", "del", "des", "der"})
_LINKS = 2
_ACCORDING = ("attribution", "according")
_IN_DIGITS = frozenset({"digits", "date", "time"})
_WEEKDAY = "weekday"
_NO_OTHER = frozenset({_WEEKDAY, "place"})
_NUMBER_KINDS = frozenset({"number", "hint", "joiner"})


def split(text: str) -> list[str]:
    """The paragraphs of a text: what blank lines set apart."""
    return [part for part in _BLANK.split(text.replace("\r\n", "\n").strip()) if part.strip()]


def read(text: str, tag: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text in the language ``tag``, with their facts."""
    known = vocabulary(tag)
    return tuple(_paragraph(number, part, known) for number, part in enumerate(split(text)))


def _paragraph(number: int, text: str, known: Vocabulary) -> Paragraph:
    markup, seen = read_markup(text)
    seen = evened(seen)
    words, commas = known.words(seen)
    entries: dict[tuple[str, str], int] = {}
    offers: set[float] = set()
    for word in words:
        for entry in word.entries:
            entries[entry] = entries.get(entry, 0) + 1
    phrases: dict[tuple[str, str], str] = {}
    days: set[int] = set()
    covered = _phrases(words, known, entries, phrases, days) if known.language.lexicon.phrases else set()
    behind = known.language.behind_comma
    if behind and (count := len(behind.findall(seen))):
        entries[_ACCORDING] = entries.get(_ACCORDING, 0) + count
    for kind, value in entries:
        if kind in ("hint", "number"):
            offers.add(float(value))
    numbers, times = _numbers(words, offers, days)
    offers |= ordinals(words)
    names = _names(words, covered, commas) if known.language.capitals != "none" else ()
    signs = sum(len(word.text) for word in words if word.kind != "sign")
    return Paragraph(
        number,
        text,
        signs,
        numbers,
        frozenset(offers),
        entries,
        names,
        tuple(words),
        quotations(seen),
        bool(ANY.search(seen)),
        markup,
        times,
        phrases,
        _sentences(words),
    )


def _sentences(words: list[Word]) -> int:
    """How many sentences there are: a stop ends one if no small letter follows, no short word stands before it."""
    found, last = 0, len(words) - 1
    for at, word in enumerate(words):
        if word.kind == "sign" and word.text in _STOPS and (at < last or not found):
            before = words[at - 1] if at else None
            if before is not None and before.kind == "word" and len(before.text) <= _SMALL:
                continue
            after = next((one for one in words[at + 1 : at + 3] if one.kind != "sign"), None)
            found += after is not None and not (after.text[0].islower() or after.kind == "digits")
    return found + 1


def _phrases(
    words: list[Word],
    known: Vocabulary,
    entries: dict[tuple[str, str], int],
    told: dict[tuple[str, str], str],
    days: set[int],
) -> set[int]:
    """Add the entries of phrases and how they are written, and say which words they cover; ``days`` those of days."""
    covered: set[int] = set()
    phrases = known.language.lexicon.phrases
    for at, word in enumerate(words):
        for part in word.parts:
            for phrase in phrases.get(part, ()):
                if _follows(phrase, words, at):
                    entries[phrase.entry] = entries.get(phrase.entry, 0) + 1
                    span = words[at : at + len(phrase.parts)]
                    covered.update(range(at, at + len(span)))
                    if phrase.entry[0] == _WEEKDAY:
                        days.update(range(at, at + len(span)))
                    _take_back(phrase.entry, span, entries)
                    told.setdefault(phrase.entry, " ".join(one.text for one in words[at : at + len(phrase.parts)]))
    return covered


def _take_back(entry: tuple[str, str], span: list[Word], entries: dict[tuple[str, str], int]) -> None:
    """Take back what a phrase's words mean alone: ``پنج شنبه`` is Thursday and no Saturday."""
    if entry[0] not in _NO_OTHER:
        return
    for word in span:
        for alone in word.entries:
            if alone[0] == entry[0] and alone != entry and alone in entries:
                entries[alone] -= 1
                if not entries[alone]:
                    del entries[alone]


def _follows(phrase: Phrase, words: list[Word], at: int) -> bool:
    if at + len(phrase.parts) > len(words):
        return False
    return all(part in words[at + n].parts for n, part in enumerate(phrase.parts[1:], 1))


def _numbers(
    words: list[Word], offers: set[float], days: set[int]
) -> tuple[tuple[Number, ...], frozenset[tuple[int, int]]]:
    """The numbers to be compared; whatever else could stand for one is put among ``offers``.

    The words of ``days`` are none: سه شنبه is Tuesday.
    """
    found: list[Number] = []
    times: set[tuple[int, int]] = set()
    run: list[Part] = []
    last = -1
    for at, word in enumerate(words):
        if word.kind == "digits":
            run.append(Part(word.values, digits=True, text=word.text))
            last = at
        elif word.glued:
            run.extend(Part((float(value),), digits=False, text=word.text) for value in word.glued)
            last = at
        elif at not in days and (value := word_value(words, at)):
            short = len(word.folded) <= _SHORT_SCALE and value >= 1000 and word.folded.isascii()  # noqa: PLR2004
            if short and last != at - 1:
                continue
            if run and last < at - 1 and not _joined(words, last, at):
                _flush(run, found, offers, words, last)
                run = []
            run.append(Part((float(value),), digits=False, text=word.text, short=short))
            last = at
        elif word.kind in ("time", "date"):
            _clock_or_calendar(word, found, offers, times)
        elif run and not (word.entries and ("joiner", "") in word.entries):
            _flush(run, found, offers, words, last)
            run = []
    if run:
        _flush(run, found, offers, words, last)
    return tuple(found), frozenset(times)


def _joined(words: list[Word], last: int, at: int) -> bool:
    return at == last + 2 and ("joiner", "") in words[last + 1].entries


def _flush(run: list[Part], found: list[Number], offers: set[float], words: list[Word], last: int) -> None:
    unit = _unit(words[last + 1 : last + 1 + _UNIT_WITHIN])
    for made in compose(run):
        offers.update(made.values)
        if made.digits or (not made.vague and made.values[0] > _SMALL):
            found.append(Number(made.values, made.text, made.digits, unit))
    for part in run:
        if len(run) > 1 and part.digits:
            offers.update(part.values)


def _unit(after: list[Word]) -> str:
    """What is counted: a sign or an hour right behind a number, or the next unit, as in ``50 to 60 square feet``."""
    if after and after[0].folded in _HOURS:
        return "hour"
    if after and after[0].text == "%":
        return "%"
    counted = takewhile(lambda at: after[at].kind not in _IN_DIGITS or at <= 1, range(len(after)))
    return next((value for at in counted for kind, value in reversed(after[at].entries) if kind == "unit"), "")


def _clock_or_calendar(word: Word, found: list[Number], offers: set[float], times: set[tuple[int, int]]) -> None:
    if word.kind == "time":
        hour, minute = int(word.values[0]), int(word.values[1])
        times.add((hour % 12, minute))
        offers.update((word.values[0], word.values[1], float(hour % 12 or 12), float(f"{hour}.{minute:02}")))
        found.append(Number((float(f"{hour}.{minute:02}"),), word.text, True, "time"))
        return
    offers.update(word.values)
    found.extend(Number((value,), word.text, True, "date") for value in word.values)


def _names(words: list[Word], covered: set[int], commas: frozenset[int]) -> tuple[Name, ...]:
    """Words with a capital letter inside a sentence; at its beginning every word has one."""
    found: list[Name] = []
    start = True
    for at, word in enumerate(words):
        if word.kind == "sign":
            start = start or word.text in _ENDS
            continue
        if word.capital and not start and len(word.text) >= _AFFIX and at not in covered:
            after = words[at + 1] if at + 1 < len(words) else None
            said = any(kind == "attribution" for kind, _ in after.entries) if after is not None else False
            before, after = _beside(words, commas, at, -1), _beside(words, commas, at, 1)
            beside = tuple(one.folded for one in (before, after) if one is not None)
            behind = words[at - 1].folded or words[at - 1].text
            found.append(Name(word, beside, said, before, after, behind))
        start = False
    return tuple(found)


def _beside(words: list[Word], commas: frozenset[int], at: int, step: int) -> Word | None:
    """The next word with a capital letter in one name with this one: the Game of Thrones, the Women's Hospital."""
    for _ in range(_LINKS + 1):
        parted = (at if step < 0 else at + 1) in commas
        at += step
        if parted or not 0 <= at < len(words) or words[at].kind != "word":
            return None
        if words[at].capital:
            return words[at]
        if words[at].folded not in _LINKING:
            return None
    return None

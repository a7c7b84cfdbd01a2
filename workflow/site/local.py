"""What a language brings along: dates and names of languages as its readers write them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# Figures by CLDR's name of a numbering system, as far as newspapers' languages use other ones than ours.
_FIGURES = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹", "deva": "०१२३४५६७८९", "beng": "০১২৩৪৫৬৭৮৯"}


@lru_cache(maxsize=256)
def locale_of(lang: str) -> Locale | None:
    """What CLDR knows of a language; None where it does not."""
    from babel import Locale, UnknownLocaleError

    for tag in (lang, lang.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(maxsize=4096)
def day(stamp: str, lang: str) -> str:
    """A date as a language writes it out (``22. November 2026``); as it is where that is not known."""
    locale = locale_of(lang)
    try:
        when = date.fromisoformat(stamp[:10])
    except ValueError:
        return stamp
    if locale is None:
        return stamp[:10]
    from babel.dates import format_date

    return figures(format_date(when, "long", locale), lang)


def figures(words: str, lang: str) -> str:
    """Words with their figures as a language writes them."""
    locale = locale_of(lang)
    own = _FIGURES.get(locale.default_numbering_system if locale else "", "")
    return words.translate({ord("0") + value: sign for value, sign in enumerate(own)}) if own else words


@lru_cache(maxsize=1024)
def language_name(lang: str, said_in: str) -> str:
    """What a language is called in another one, or in itself; its tag where nobody knows."""
    locale, reader = locale_of(lang), locale_of(said_in)
    if locale is None or reader is None:
        return lang
    return str(locale.get_display_name(reader) or lang)

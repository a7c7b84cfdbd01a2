"""Languages: tags by BCP 47, the direction they are written in, and the script a text is in."""

from __future__ import annotations

import unicodedata
from collections import Counter

from dragoman.workflow.errors import UsageProblem

# Scripts written from right to left (ISO 15924), as far as newspapers appear in them.
_RIGHT_TO_LEFT = frozenset({"Arab", "Aran", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"})
# The first word of a letter's Unicode name, for scripts that the name gives away.
_BY_NAME = {
    "ARABIC": "Arab", "HEBREW": "Hebr", "SYRIAC": "Syrc", "THAANA": "Thaa", "LATIN": "Latn", "CYRILLIC": "Cyrl",
    "GREEK": "Grek", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "ETHIOPIC": "Ethi", "HANGUL": "Kore", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "CJK": "Hani", "THAI": "Thai",
}  # fmt: skip
# What langcodes says of the languages newsrooms use most, so that an act need not load it (30 ms); a test compares.
_COMMON = {
    "ar": "Arab", "ckb": "Arab", "de": "Latn", "en": "Latn", "es": "Latn", "fa": "Arab", "fr": "Latn", "he": "Hebr",
    "it": "Latn", "ps": "Arab", "pt": "Latn", "ru": "Cyrl", "tr": "Latn", "uk": "Cyrl", "ur": "Arab",
}  # fmt: skip
_HAN = frozenset({"Hani", "Hans", "Hant", "Jpan", "Kore"})


def checked_tag(tag: str) -> str:
    """A language tag in its standard form (``AR`` becomes ``ar``).

    Raises:
        UsageProblem: it is no tag of BCP 47.
    """
    from langcodes import standardize_tag, tag_is_valid

    from dragoman.workflow.places import LANG

    standard = standardize_tag(tag) if tag.isascii() and tag_is_valid(tag) else ""
    # A tag names a file as well: `x-private` or `en-u-ca-coptic` would be an article that nobody finds again.
    if not LANG.fullmatch(standard) or standard.startswith("und"):
        raise UsageProblem(f"`{tag}` is no language tag; use one such as ar, en, pt-BR")
    return standard


def base_of(tag: str) -> str:
    """The language of a tag without region or script: ``pt`` of ``pt-BR``."""
    return tag.split("-", maxsplit=1)[0].lower()


def script_of_language(tag: str) -> str:
    """The script (ISO 15924) a language is written in by default; empty where nobody knows, or for no tag at all."""
    if tag in _COMMON:
        return _COMMON[tag]
    from langcodes import Language

    try:
        return Language.get(tag).maximize().script or ""
    except ValueError:  # a file may be called `en-v2.md`, and a source say that it is in "Arabic (Syria)"
        return ""


def direction(tag: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if script_of_language(tag) in _RIGHT_TO_LEFT else "ltr"


def script_of_text(text: str) -> str:
    """The script most of a text's letters are in; empty where it has none we know by name."""
    counts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            counts[_BY_NAME.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], "")] += times
    best = counts.most_common(1)
    return best[0][0] if best else ""


def same_script(one: str, other: str) -> bool:
    """Whether two scripts are one to a reader: Han goes with the scripts that use it."""
    return one == other or (one in _HAN and other in _HAN) or {one, other} == {"Arab", "Aran"}

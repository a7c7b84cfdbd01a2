"""The consonant skeleton of a word, so that a name is known again in another script: Kavanaugh, كافانو, Кавано.

A skeleton is written in classes of consonants that scripts exchange for one another: P (b p f v), T (t d th),
S (s z sh ch j), K (k g q kh), M, N, L, R; vowels, h, w and y are left out. Where a letter can be read in two ways
(``c``, ``g``, Hebrew ``ו``) a word has several skeletons.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

# A letter's classes, alternatives separated by |; an empty alternative leaves it out.
_ARABIC = {
    "ب": "P", "پ": "P", "ف": "P", "ڤ": "P", "ت": "T", "ط": "T", "د": "T", "ض": "T|S", "ث": "T|S", "ذ": "T|S",
    "ظ": "T|S", "س": "S", "ص": "S", "ز": "S", "ژ": "S", "ش": "S", "چ": "S", "ج": "S|K", "ک": "K", "ق": "K", "گ": "K",
    "غ": "K", "خ": "K|", "م": "M", "ن": "N", "ل": "L", "ڵ": "L", "ر": "R", "ڕ": "R", "و": "|P", "ۆ": "", "ۋ": "P",
}  # fmt: skip
_HEBREW = {
    "ב": "P", "פ": "P", "ף": "P", "ת": "T", "ט": "T", "ד": "T", "ס": "S", "ש": "S", "ז": "S", "צ": "S", "ץ": "S",
    "ק": "K", "כ": "K|", "ך": "K|", "ג": "K|S", "ח": "|K", "מ": "M", "ם": "M", "נ": "N", "ן": "N", "ל": "L", "ר": "R",
    "ו": "|P",
}  # fmt: skip
_CYRILLIC = {
    "б": "P", "п": "P", "в": "P|", "ф": "P", "т": "T", "д": "T", "с": "S", "з": "S", "ш": "S", "щ": "S", "ж": "S",
    "ц": "S|TS", "ч": "S", "к": "K", "г": "K|", "х": "K|", "м": "M", "н": "N", "л": "L", "р": "R", "ґ": "K",
}  # fmt: skip
_LATIN = {
    "b": "P", "p": "P", "f": "P", "v": "P", "w": "|P", "t": "T", "d": "T", "s": "S", "z": "S|TS", "c": "K|S",
    "j": "S||K", "k": "K", "q": "K", "g": "K|S", "x": "KS|S|K", "m": "M", "n": "N", "l": "L", "r": "R",
    "ch": "S|K", "sh": "S", "th": "T|S", "ph": "P", "gh": "|K|P", "kh": "K|", "ck": "K", "sch": "S|SK", "tsch": "S",
    "dsch": "S", "tch": "S", "dj": "S", "zh": "S", "ts": "S|TS", "tz": "S|TS", "dg": "S", "cz": "S", "sz": "S",
    "ss": "S", "cc": "K|S|KS", "gg": "K|S", "kn": "N|KN", "wr": "R", "rh": "R", "ng": "N|NK", "gn": "N|KN",
    "ll": "L|", "qu": "K", "gu": "K", "mb": "M|MP", "ough": "|P|K", "augh": "|P|K", "aux": "", "eau": "", "eaux": "",
    "ti": "T|S", "si": "S", "ci": "S", "ce": "S|K", "ge": "S|K", "gi": "S|K", "dt": "T", "pf": "P", "ps": "PS|S",
    "mc": "MK", "sc": "SK|S",
}  # fmt: skip
_PAIRS = {
    "дж": "S",
    "тч": "S",
    "кс": "KS",
    "تش": "S|TS",
    "دج": "S",
    "کس": "KS",
    "כס": "KS",
    "דג": "S|TK",
    "тс": "TS|S",
    "هه": "",
}
_ONE = {**_ARABIC, **_HEBREW, **_CYRILLIC, **{k: v for k, v in _LATIN.items() if len(k) == 1}}
_MANY = {**{k: v for k, v in _LATIN.items() if len(k) > 1}, **_PAIRS}
_PARTS = re.compile("|".join([*sorted(_MANY, key=len, reverse=True), r"([a-zа-я])\1+", "."]), re.DOTALL)
_MOST = 24


@lru_cache(maxsize=100_000)
def skeletons(folded: str) -> tuple[str, ...]:
    """Every skeleton of a folded word, the likeliest first; at most a few, and none for a word of vowels."""
    parts: list[tuple[str, ...]] = []
    count = 1
    for match in _PARTS.finditer(folded):
        part = match[0]
        classes = _MANY.get(part)
        if classes is None:
            classes = _ONE.get(part[0], "")
        if not classes:
            continue
        ways = tuple(classes.split("|"))
        if count * len(ways) > _MOST:
            ways = ways[:1]
        count *= len(ways)
        parts.append(ways)
    if not parts:
        return ()
    found = dict.fromkeys("".join(choice) for choice in product(*parts))
    found.pop("", None)
    return tuple(found)

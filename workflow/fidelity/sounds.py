"""How nearly two words sound alike across scripts: each letter by the sounds it can stand for, aligned at least cost.

The skeleton (`skeleton`) says quickly which words can be one name; this says how well they are: b and v share a
class there, and here only where a script writes both with one letter.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

# Sounds, one sign each: θ as in thin, š as in ship, č as in chip, j as in jam, x as in loch, a for any vowel.
_BIT = {sound: 1 << at for at, sound in enumerate("bpfvtdθszščjkgxhmnlrwya")}
_CLASSES = ("bpfvw", "tdθ", "szščjθ", "kgx", "xh", "wa", "ya", "jy", "h")
_NEAR = tuple(sum(_BIT[sound] for sound in one) for one in _CLASSES)

_LATIN = {
    "b": "b", "p": "p", "f": "fv", "v": "vf", "w": "wv", "t": "td", "d": "dt", "s": "szš", "z": "zs",
    "c": "kčšs", "c)": "sčš", "j": "jyhxč", "k": "k", "q": "kčg", "g": "gj", "g)": "jg", "h": "h", "m": "m",
    "n": "n", "l": "l", "r": "r", "y": "yaj", "ch": "čkšx", "sh": "š", "th": "θts", "ph": "f", "gh": "hgf",
    "kh": "xkh", "ck": "k", "sch": "š", "tsch": "č", "tch": "č", "zh": "jzšč", "dj": "j", "dg": "j", "cz": "č",
    "sz": "šs", "qu": "k", "gu": "g", "wh": "wh", "ti": "tšs", "a": "a", "e": "a", "i": "ay", "o": "aw",
    "u": "aw", "ll": "l", "oo": "aw", "ee": "ay", "ou": "aw", "ow": "aw",
}  # fmt: skip
# Arabic, Persian and Sorani, Hebrew, Cyrillic.
_OTHERS = {
    "ب": "bpv", "پ": "pb", "ف": "fvp", "ڤ": "vf", "ت": "tdθ", "ط": "tθ", "د": "dtθ", "ض": "dz", "ث": "θts",
    "ذ": "dzθ", "ظ": "zdθ", "س": "sz", "ص": "sz", "ز": "zsj", "ژ": "jzgš", "ش": "ščs", "چ": "čšjk", "ج": "jgčš",
    "ک": "kgx", "ق": "kg", "گ": "gkj", "غ": "gx", "خ": "xkh", "ح": "hx", "ه": "ha", "م": "m", "ن": "n",
    "ل": "l", "ڵ": "l", "ر": "r", "ڕ": "r", "و": "wav", "ۆ": "aw", "ۋ": "vw", "ی": "yaj", "ێ": "ay", "ا": "a",
    "ع": "a", "ء": "a", "ە": "a", "ב": "bvpw", "פ": "pfv", "ף": "fp", "ת": "tθd", "ט": "tθd", "ד": "dtθ",
    "ס": "sz", "ש": "šsč", "ז": "zsj", "צ": "čsz", "ץ": "čsz", "ק": "kg", "כ": "kxg", "ך": "kx", "ג": "gj",
    "ח": "hxk", "ה": "ha", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ל": "l", "ר": "r", "ו": "wav", "י": "yaj",
    "א": "a", "ע": "a", "б": "bp", "п": "pf", "в": "vwf", "ф": "fvθ", "т": "tθd", "д": "dtθ", "с": "szθ",
    "з": "zsθ", "ш": "šč", "щ": "šč", "ж": "jzšg", "ч": "č", "к": "kg", "г": "ghx", "х": "hxk", "м": "m",
    "н": "n", "л": "l", "р": "r", "дж": "j", "й": "ya", "а": "a", "е": "ay", "ё": "a", "и": "ay", "о": "a",
    "у": "aw", "ы": "a", "э": "a", "ю": "ay", "я": "ay", "ь": "", "ъ": "", "кс": "ks", "чж": "jčz", "цз": "jčs",
}  # fmt: skip
_SOUNDS = {**_LATIN, **_OTHERS}
# A t before an s, which many a language does not write; an x at the beginning, which nobody says as ks.
_T, _X = "t-", "-x"
_SOUNDS[_X] = "szš"
_SPELT = {
    "x": ("k", "s"), "mc": ("m", "k"), "кс": ("к", "с"), "ng": ("n", "gh"), "gn": ("gh", "n"),
    "nge": ("n", "g)", "e"), "ngi": ("n", "g)", "i"),
    "kn": ("gh", "n"), "sc": ("s", "c"), "ps": ("p", "s"), "ts": (_T, "s"), "tz": (_T, "s"), "تس": (_T, "س"),
    "تش": (_T, "ش"), "тс": (_T, "с"), "тч": (_T, "ч"), "ц": (_T, "с"), "טס": (_T, "ס"),
}  # fmt: skip
_PARTS = re.compile(
    "|".join(sorted((key for key in (*_SOUNDS, *_SPELT) if len(key) > 1 and ")" not in key), key=len, reverse=True))
    + "|[cg](?=[eiy])|."
)
# What it costs to leave a sound out: a vowel or a glide little, a consonant all.
_LEFT_OUT = {"a": 0.04, "h": 0.12, "w": 0.14, "y": 0.1}
_SILENT = {"gh": 0.15, "h": 0.08, _T: 0.2}
_OTHER, _KIN, _SECOND, _GLIDES = 1.2, 0.45, 0.15, 0.2
_ENDING = 0.3
# Writers of all scripts keep the consonant that a name begins with.
_BEGINS = 0.5
_FAR = 9.0
_HAIR = 1e-9

# The sound a letter has first of all, all it can have, and what leaving it out costs.
Sound = tuple[int, int, float]


class _Steps(dict[Sound, float]):
    """What it costs to hold each other sound for one, asked once."""

    def __init__(self, mine: Sound) -> None:
        super().__init__()
        self._mine = mine

    def __missing__(self, theirs: Sound) -> float:
        cost = self[theirs] = _step(self._mine, theirs)
        return cost


@cache
def _steps(mine: Sound) -> _Steps:
    return _Steps(mine)


@lru_cache(maxsize=100_000)
def _sounded(word: str) -> tuple[Sound, ...]:
    found: list[Sound] = []
    last = ""
    for match in _PARTS.finditer(word):
        soft = ")" if match[0] in "cg" and word[match.end() : match.end() + 1] in ("e", "i", "y") else ""
        spelt = (_X,) if word[0] == "x" and not match.start() else _SPELT.get(match[0], (match[0] + soft,))
        for part in spelt:
            sounds = _SOUNDS.get(part[0] if part == _T else part, "")
            if not sounds or part == last:
                continue
            last = part
            cost = _SILENT.get(part) or _LEFT_OUT.get(sounds[0], 1.0)
            found.append((_BIT[sounds[0]], sum(_BIT[sound] for sound in sounds), cost))
    return tuple(found)


@lru_cache(maxsize=100_000)
def weight(name: str) -> int:
    """How many consonants of a folded name are always heard: the more, the surer it is known again."""
    return sum(1 for _, _, cost in _sounded(name) if cost == 1.0)


@lru_cache(maxsize=100_000)
def apart(name: str, word: str, most: float = _FAR) -> float:
    """How far two folded words sound apart, for each consonant of the name: 0 alike, 1 nothing in common.

    What follows at the end of ``word`` counts little: languages add endings to names. Nobody asks how far exactly
    words are that are farther than ``most``: the answer is then some number above it.
    """
    here, there = _sounded(name), _sounded(word)
    heard = weight(name)
    if not heard or not weight(word):
        return 1.0
    enough = most * heard + _HAIR
    row = [0.0]
    for _, _, cost in there:
        row.append(row[-1] + cost)
    begins = _BEGINS
    for mine in here:
        cost, steps = mine[2], _steps(mine)
        begins = begins if cost == 1.0 else 0.0
        diagonal = row[0]
        last = diagonal + cost
        now = [last]
        for theirs, above in zip(there, row[1:], strict=True):
            step = steps[theirs]
            best = diagonal + (step + begins if step else step)
            if (left_out := above + cost) < best:
                best = left_out
            if (left_out := last + theirs[2]) < best:
                best = left_out
            now.append(best)
            last, diagonal = best, above
        if min(now) > enough:
            return most + 1.0
        row, begins = now, 0.0
    best = row[-1]
    # Up to three more letters at the end of the other word.
    for back in range(1, min(4, len(there))):
        best = min(best, row[-1 - back] + sum(min(cost, _ENDING) for _, _, cost in there[len(there) - back :]))
    return best / heard


@lru_cache(maxsize=100_000)
def apart_within(name: str, word: str, most: float) -> float:
    """How far a folded name is from that part of a word that sounds most like it, for each consonant of the name.

    What is farther than ``most`` is some number above it.
    """
    here, there = _sounded(name), _sounded(word)
    heard = weight(name)
    if not heard:
        return 1.0
    row = [0.0] * (len(there) + 1)
    for mine in here:
        steps = _steps(mine)
        now = [row[0] + mine[2]]
        for theirs, diagonal, above in zip(there, row, row[1:], strict=False):
            now.append(min(diagonal + steps[theirs], above + mine[2], now[-1] + theirs[2]))
        if min(now) > most * heard + _HAIR:
            return most + 1.0
        row = now
    return min(row) / heard


def _step(mine: Sound, theirs: Sound) -> float:
    """What it costs to hold one sound for another."""
    if mine[0] & theirs[1] or theirs[0] & mine[1]:
        return 0.0
    if mine[1] & theirs[1]:
        return _SECOND
    if any(mine[1] & kin and theirs[1] & kin for kin in _NEAR):
        return _KIN
    return _OTHER if 1.0 in (mine[2], theirs[2]) else _GLIDES

"""What is known of a language: its file in ``templates/languages``, and what CLDR says of it (through Babel)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.workflow.errors import BadText
from dragoman.workflow.fidelity.lexicon import Lexicon
from dragoman.workflow.fidelity.signs import evened, folded

# The lists of a language's file, by the path of keys to them, and the kind their entries get.
_LISTS = {
    ("numbers", "words"): "number",
    ("numbers", "hints"): "hint",
    ("dates", "weekdays"): "weekday",
    ("dates", "months"): "month",
    ("dates", "hijri"): "hijri",
    ("dates", "solar"): "solar",
    ("hedges", "strong"): "hedge",
    ("hedges", "weak"): "doubt",
    ("attribution",): "attribution",
    ("negators",): "negator",
    ("units",): "unit",
    ("currencies",): "currency",
    ("places",): "place",
    ("words",): "word",
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language as it is read: ``known`` tells whether it has a file of its own.

    ``capitals`` says what a capital letter means within a sentence: ``names``, ``nouns`` or nothing (``none``);
    ``first_large`` that of an institution's name only the first word has one (Conseil de sécurité).
    """

    code: str
    known: bool
    lexicon: Lexicon
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    decimal: str = ".,"
    group: str = ".,"
    glued: tuple[tuple[str, int], ...] = ()
    capitals: str = "names"
    common: frozenset[str] = frozenset()
    script: str = "Latn"
    given: frozenset[str] = frozenset()
    behind_comma: re.Pattern[str] | None = None
    titles: frozenset[str] = frozenset()
    before_names: frozenset[str] = frozenset()
    first_large: bool = False


@cache
def language(tag: str) -> Language:
    """The language of a tag; one without a file of its own gets what CLDR knows, and is marked.

    Raises:
        BadText: the language's file is not written as it must be.
    """
    from dragoman.workflow.built_in import built_in
    from dragoman.workflow.languages import base_of, script_of_language
    from dragoman.workflow.read_yaml import read

    code = base_of(tag)
    where = f"languages/{code}.yaml"
    text = built_in(where)
    data = read(text, where) if text else {}
    prefixes = tuple(folded(one) for one in _listed(data.get("prefixes", ""), where))
    lexicon = Lexicon(prefixes)
    for keys, kind in _LISTS.items():
        for value, words in _table(data, keys, where).items():
            if value == "behind_comma":
                continue
            for word in _listed(words, where):
                lexicon.add(word, (kind, value))
    numbers = _table(data, ("numbers",), where)
    for word in _listed(numbers.get("joiners", ""), where):
        lexicon.add(word, ("joiner", ""))
    for word in _listed(data.get("negation", ""), where):
        lexicon.add(word, ("negation", ""))
    joined = [one for one in _listed(numbers.get("joiners", ""), where) if one in prefixes]
    for word in _listed(data.get("function", ""), where):
        for before in ("", *joined):
            lexicon.add(before + word, ("function", ""))
    for word in _listed(_table(data, ("hedges",), where).get("modal", ""), where):
        lexicon.add(word, ("modal", ""))
    decimal, group = _from_cldr(code, lexicon, own=bool(text))
    script = script_of_language(code)
    cased = script in {"Latn", "Cyrl", "Grek", "Armn"}
    return Language(
        code,
        bool(text),
        lexicon,
        prefixes,
        tuple(folded(one) for one in _listed(data.get("endings", ""), where)),
        evened(str(numbers.get("decimal", decimal))),
        evened(str(numbers.get("group", group))),
        _glued(_table(data, ("numbers", "words"), where), where) if numbers.get("glued") else (),
        str(data.get("capitals", "names")) if cased else "none",
        frozenset(folded(one) for one in _listed(data.get("common", ""), where)),
        script,
        frozenset(folded(one) for one in _listed(data.get("given", ""), where)),
        _behind_comma(_table(data, ("attribution",), where), where),
        frozenset(folded(one) for one in _listed(data.get("titles", ""), where)),
        frozenset(folded(one) for one in _listed(data.get("before_names", ""), where)),
        data.get("institutions") == "first",
    )


def _behind_comma(attribution: dict[str, object], where: str) -> re.Pattern[str] | None:
    """What names a source only between a comma and a capital letter: ``, so Merkel``."""
    words = _listed(attribution.get("behind_comma", ""), where)
    if not words:
        return None
    ways = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"[,“”\"»]\s+(?:{ways})\s+(?=[^\W\d_a-zäöüß])")


def _table(data: object, keys: tuple[str, ...], where: str) -> dict[str, object]:
    for key in keys:
        data = data.get(key, {}) if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        raise BadText(where, None, f"`{'.'.join(keys)}` must have keys of its own")
    return data


def _listed(value: object, where: str) -> list[str]:
    if not isinstance(value, str):
        raise BadText(where, None, "words must be one text, separated by commas")
    return [word.strip() for word in value.split(",") if word.strip()]


def _glued(words: dict[str, object], where: str) -> tuple[tuple[str, int], ...]:
    """The parts of which a language builds number words without a space, the longest first."""
    parts = [(folded(word), int(value)) for value, listed in words.items() for word in _listed(listed, where)]
    parts += [("und", -1), ("ein", 1)]
    return tuple(sorted(parts, key=lambda part: -len(part[0])))


def _from_cldr(code: str, lexicon: Lexicon, *, own: bool) -> tuple[str, str]:
    """Add names of countries, and for a language without a file of days and months; the marks used in numbers."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return ".,", ".,"
    for place, name in locale.territories.items():
        if place.isalpha():
            lexicon.add(name, ("place", place))
    if own:
        return ".,", ".,"
    for width in ("format", "stand-alone"):
        for month, name in locale.months[width]["wide"].items():
            lexicon.add(name, ("month", str(month)))
        for day, name in locale.days[width]["wide"].items():
            lexicon.add(name, ("weekday", str(day + 1)))
    symbols = locale.number_symbols.get("latn", {})
    return str(symbols.get("decimal", ".,")), str(symbols.get("group", ".,"))

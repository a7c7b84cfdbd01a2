"""What stands in quotation marks and is nothing that somebody said: titles of films, names of parties and teams.

Languages differ in whether such names get quotation marks; a translation may write them without.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.markup import read_markup
from dragoman.workflow.fidelity.name_evidence import answered, new_names
from dragoman.workflow.fidelity.signs import evened, folded

if TYPE_CHECKING:
    from dragoman.workflow.fidelity.ledger import Pair, Side

# What ends something said, and nothing that is only named.
_ENDS = (".", "!", "?", "؟", "…", ",", "،")
_WORDS = re.compile(r"[^\W\d_]+")


def named(quote: str, pair: Pair) -> bool:
    """Whether a quotation of a few words is a title, a name or a so-called thing that the translation has too.

    It has names there that this quotation has, or common words with a capital that nothing answers. Where capital
    letters tell, the source writes it as only names are written and something new stands in the translation; where
    they do not, the translation has all that the lists know of its words.
    """
    inside = {folded(word) for word in _WORDS.findall(quote)}
    if any(inside & pair.names.forms(name.word) for name in pair.translation.names):
        return True
    new = list(new_names(pair))
    if any(one.kind in ("common", "listed") for one in new):
        return True
    if pair.source.language.capitals == "none":
        return _answered(inside, pair)
    there = bool(new) or pair.translation.language.capitals == "none"
    return there and _written_as_a_name(quote, pair.source)


def _written_as_a_name(quote: str, side: Side) -> bool:
    """Whether it begins with a capital letter in the midst of a sentence, as `the film «Игра престолов»`."""
    if side.language.capitals != "names" or not quote[:1].isupper() or quote.endswith(_ENDS):
        return False
    text = " ".join(evened(read_markup(one.text)[1]) for one in side.paragraphs)
    before = text[: max(0, text.find(quote) - 1)].rstrip(" \u00a0")
    return before[-1:].isalpha()


def _answered(inside: set[str], pair: Pair) -> bool:
    """Whether the translation has all words of it that the lists know, and there are such."""
    known = pair.source.by_folded
    listed = [known[low].entries for low in inside if low in known]
    listed = [entries for entries in listed if any(kind in ("word", "place") for kind, _ in entries)]
    return bool(listed) and all(answered(entries, pair.translation) for entries in listed)

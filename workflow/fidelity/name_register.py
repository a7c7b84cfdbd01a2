"""Who is who in a pair of texts: each name of the translation with the words that stand for it in the source."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.workflow.fidelity.institutions import Institutions
from dragoman.workflow.fidelity.name_evidence import can_name
from dragoman.workflow.fidelity.name_forms import Forms
from dragoman.workflow.fidelity.name_gone import Standing
from dragoman.workflow.fidelity.name_match import one_name
from dragoman.workflow.fidelity.name_passages import Passages
from dragoman.workflow.fidelity.sounds import weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.workflow.fidelity.ledger import Side
    from dragoman.workflow.fidelity.words import Word

# A name's words in the source sound alike to about the same degree wherever it is met.
_AS_WELL = 0.12
_OFTEN, _MORE = 2, 1
# A word of so many passages more than the name's own is a word like `the`.
_EVERYWHERE = 3
_OFTEN_NAMED = 12
_FEW, _SURE, _SHORTENED = 2, 3, 4
_BEGINNING, _PLAINLY, _JUST_SO = 5, 0.1, 0.03
_MANY, _SHARE = 8, 0.4
_CALENDAR = frozenset({"weekday", "month"})


class NameRegister:
    """What the groups of a pair say of its names; read once, then asked.

    ``sides`` are the groups that have both sides, in order.
    """

    def __init__(self, sides: Sequence[tuple[Side, Side]], whole: Side) -> None:
        self._forms = Forms(whole)
        self._whole = whole
        self._first: set[str] = set()
        self._words: dict[str, Word] = {}
        self._at: dict[str, list[int]] = {}
        self._passages = Passages(sides)
        self._source, self._times = self._passages.source, self._passages.times
        self.institutions = Institutions(sides, self._times)
        self._large: dict[str, Word] = {}
        self._first_words: set[str] = set()
        self._known: dict[str, dict[str, float]] = {}
        self._after: dict[str, list[str]] = {}
        self._names_of: dict[str, list[str]] = {}
        for number, (_, translation) in enumerate(sides):
            if translation.language.capitals == "names":
                for word in _named(translation):
                    at = self._at.setdefault(word.folded, [])
                    if not at or at[-1] != number:
                        at.append(number)
                    self._words[word.folded] = word
                self._pair_up(translation)
                for word in translation.words:
                    if word.capital:
                        self._large.setdefault(word.folded, word)
        if not sides:
            return
        self._language = sides[0][1].language
        self._standing = Standing(self._passages, self._known)
        self._unmet: set[str] = set()
        self._asked = 0
        named = sides[0][0].language.capitals == "names"
        self._capitals = {word.folded for word in whole.words if word.capital} if named else None
        self._meet_first_words()
        self._settle()

    def _pair_up(self, translation: Side) -> None:
        for one, after in pairwise(translation.words):
            if one.capital and one.kind == "word":
                self._after.setdefault(one.folded, []).append(after.folded if after.capital else "")

    def _meet_first_words(self) -> None:
        """Take what stands only at the beginning of sentences for names, if it sounds just so in the source."""
        for folded, word in self._large.items():
            if folded in self._at or weight(folded) < _SURE or not can_name(word, self._language):
                continue
            heard = [form for form, cost in self._forms.of(word, ()).items() if cost <= _JUST_SO]
            said = sorted(self._passages.said(folded))
            at = [number for number in said if not self._source[number].folded.isdisjoint(heard)]
            if at:
                self._at[folded], self._words[folded] = at, word
                self._first_words.add(folded)

    def _settle(self) -> None:
        """Find each name's forms, and tell whether it is met wherever it stands."""
        bound = self._bound()
        for folded, at in self._at.items():
            word = self._words[folded]
            common = not can_name(word, self._language)
            heard = self._forms.of(word, [self._source[number] for number in at], common=common)
            forms = {form: cost for form, cost in heard.items() if cost <= _PLAINLY or not self._common(form)}
            for form in bound.get(folded, ()):
                forms.setdefault(form, 0.2)
            forms = {
                form: cost
                for form, cost in forms.items()
                if self._seldom(form, folded, cost) and self._written_so(form, folded, cost)
            }
            if self._dated(word):
                continue
            best = min(forms.values(), default=1.0)
            known = {form: cost for form, cost in forms.items() if cost <= best + _AS_WELL}
            self._known[folded] = known
            for form in known if can_name(word, self._language) else ():
                self._names_of.setdefault(form, []).append(folded)
            alike: set[str] = set()
            if common:
                alike = set(self._passages.written_alike(known, folded)).difference(bound.get(folded, ()))
                known = dict.fromkeys((*bound.get(folded, ()), *alike), 0.0)
                if not known or word.text.isupper():
                    continue
            else:
                # A name of one consonant is asked of nowhere.
                told = weight(folded) > 1
                self._asked += told
                if not any(self.met(word, self._source[number]) for number in at):
                    if told:
                        self._unmet.add(folded)
                    continue
            self._note(folded, at, known, alike)

    def _note(self, folded: str, at: Sequence[int], known: Iterable[str], alike: set[str]) -> None:
        """Note which words stand for a name; ``alike`` are those that only sound like a common word."""
        short = weight(folded) <= _SURE
        for form in known:
            # A word that stands in more places than the name is another word, or a name that both have.
            # At the beginning of a sentence a name is not told from other words, and stands there all the same.
            found = len(self._passages.where(form))
            if short and (found > max(len(at), self._times[folded]) + _MORE or len(form) <= _SURE):
                continue
            if any(form in self._source[number].folded for number in at):
                hardly = folded in self._first_words or (short and found > len(at) + _MORE)
                for other in (form, *self._passages.with_and(form, known)):
                    self._standing.add(other, folded, own=other != form or form in alike, hardly=hardly)

    def _dated(self, word: Word) -> bool:
        """Whether it is a day or month that both languages' lists know, and no first name: no sound says it."""
        known = any(kind in _CALENDAR and self._whole.language.lexicon.has((kind, day)) for kind, day in word.entries)
        return known and word.folded not in self._language.given

    def _common(self, form: str) -> bool:
        """Whether a word of the source is one that the lists translate: it sounds like a name by chance."""
        return any(kind == "word" for kind, _ in self._whole.by_folded[form].entries)

    def _seldom(self, form: str, name: str, cost: float) -> bool:
        """Whether a word of the source stands in hardly more passages than the name does: the shorter, the fewer."""
        found = len(self._passages.where(form))
        if self._capitals is not None and form in self._capitals:
            return found <= _OFTEN_NAMED + 2 * self._times[name]
        # Where a sentence begins with it, a name is not told from other words, and stands there all the same.
        times = self._times[name]
        if cost <= _JUST_SO and weight(name) >= _SURE:
            return True
        return found <= (times + _MORE if weight(name) <= _FEW else _EVERYWHERE + 2 * times)

    def _written_so(self, form: str, name: str, cost: float) -> bool:
        """Whether a word of the source is written as names are, or is plainly built on this one: londonien."""
        if form[:_BEGINNING] == name[:_BEGINNING]:
            return True
        if self._capitals is None or form in self._capitals:
            return True
        return not self._whole.latin and cost <= _PLAINLY and weight(name) >= _SURE

    def _bound(self) -> dict[str, list[str]]:
        """Names that occur in several places, and the source's words that occur there, and nearly nowhere else."""
        where = self._passages.where
        found: dict[str, list[str]] = {}
        for folded, at in self._at.items():
            if len(at) < _OFTEN:
                continue
            places = set(at)
            forms = [
                form
                for form in self._source[at[0]].plain & self._source[at[1]].plain
                if places <= where(form) and len(where(form)) <= len(at) + _MORE
            ]
            if len(forms) == 1 or (forms and len(at) > _OFTEN):
                found[folded] = forms
        return found

    def spelled_otherwise(self, word: Word, source: Side) -> str:
        """How the translation spells this name in more passages, for the same word of the source; '' if nohow."""
        if word.folded not in self._at or not can_name(word, self._language):
            return ""
        here, at = word.folded, set(self._at[word.folded])
        for form in self._known.get(here, ()):
            for other in self._names_of.get(form, ()) if form in source.folded else ():
                there = self._at[other]
                oftener = (len(there), -there[0]) > (len(at), -min(at))
                if oftener and at.isdisjoint(there) and one_name(here, other):
                    return self._words[other].text
        return ""

    def forms(self, word: Word) -> set[str]:
        """The words that stand for a name anywhere in the source."""
        return set(self._known.get(word.folded, ()))

    def met(self, word: Word, source: Side) -> bool:
        """Whether one of a name's words stands in this passage of the source."""
        forms = self._known.get(word.folded, ())
        return any(form in source.folded for form in forms) or any(form in source.joined for form in forms)

    def anothers(self, word: Word, source: Side, translation: Side) -> bool:
        """Whether all that sounds like a name here stands for another one that is named here, and sounds nearer."""
        known = self._known.get(word.folded, {})
        here = [form for form in known if form in source.folded]
        if not here or min(known[form] for form in here) < _PLAINLY:
            return False
        others = [self._known[name] for name in translation.folded if name != word.folded and name in self._known]
        return all(any(other.get(form, 1.0) <= known[form] / 2 for other in others) for form in here)

    def met_by_chance(self, word: Word, source: Side) -> bool:
        """Whether all that sounds like a name here is some other word: one that stands without the name too.

        Or one that stands nowhere else where the name does, or the only word that sounds at all like it.
        """
        known = self._known.get(word.folded, {})
        here = [form for form in known if form in source.folded]
        if not here or not can_name(word, self._language):
            return bool(here) and any(kind == "word" for kind, _ in word.entries)
        said = self._passages.said(word.folded)
        if len(said) == 1:
            return all(known[form] > _PLAINLY or self._passages.where(form) - said for form in here)
        elsewhere = [self._source[number] for number in said if self._source[number] is not source]
        own = any(form in side.folded for side in elsewhere for form in known if form not in here)
        return own and not any(form in side.folded for side in elsewhere for form in here)

    def akin_to_one_met(self, word: Word, source: Side) -> bool:
        """Whether it begins with a name that is met here (Brexiteers, Brexit), or one that is begins with it."""
        name = word.folded
        roots = (name[:length] for length in range(_BEGINNING, len(name)))
        if any(self.met(self._words[root], source) for root in roots if root in self._known):
            return True
        longer = (one for folded, one in self._words.items() if folded.startswith(name) and folded != name)
        return len(name) >= _SHORTENED and any(self.met(one, source) for one in longer)

    def followed(self, word: Word, source: Side, translation: Side) -> bool:
        """Whether a word of this name is followed in the source by one that no list knows and that is no other name.

        So stands a surname behind a first name in all languages.
        """
        forms = self._known.get(word.folded, {})
        others = {form for name in translation.names for form in self._known.get(name.word.folded, ())}
        cased = source.language.capitals == "names"
        return any(
            len(after.folded) >= _SURE and after.folded not in others and (after.capital or not cased)
            for one, after in pairwise(source.words)
            if one.folded in forms and after.kind == "word" and not after.entries and after.plain
        )

    def elsewhere(self, word: Word) -> bool:
        """Whether a name is met in another passage."""
        return any(self.met(word, self._source[number]) for number in self._at.get(word.folded, ()))

    def said_again(self, word: Word) -> bool:
        """Whether the translation says a word in more than one passage."""
        return self._times[word.folded] > 1

    def goes_with(self, word: Word, besides: Word) -> list[str]:
        """The one or two words that follow a name wherever else it stands; none if it stands alone too."""
        after = Counter(self._after.get(word.folded, ()))
        after[besides.folded] -= 1
        parts = [part for part, times in after.most_common() if times > 0]
        sure = "" not in parts and sum(after[part] for part in parts) >= _OFTEN
        return parts if sure and len(parts) <= _FEW else []

    def listed(self, word: Word) -> bool:
        """Whether it is a country or its people, and the source has a word for that anywhere: Spanish and Spain."""
        return any(entry in self._whole.entries for entry in word.entries if entry[0] == "place")

    @property
    def reliable(self) -> bool:
        """Whether names can be told in this pair at all: most of them are met, if not, one more says nothing."""
        return len(self._unmet) < _MANY or len(self._unmet) <= _SHARE * self._asked

    def first(self, word: Word) -> bool:
        """Whether it is asked of this word for the first time: what is so all through a text is told once."""
        new = word.folded not in self._first
        self._first.add(word.folded)
        return new

    def gone(self, source: Side, translation: Side, *, surely: bool = False) -> list[tuple[str, str]]:
        """Names whose words stand in the source here, as elsewhere, and that are not in the translation here.

        With each the word that stands for it; ``surely`` leaves out words that stand for a name now and then.
        """
        return self._standing.gone(source, translation, surely=surely)


def _named(translation: Side) -> Iterator[Word]:
    """What is written like a name, and first names at the beginning of a sentence before a surname."""
    given = translation.language.given
    for name in translation.names:
        if name.before is not None and name.before.folded in given:
            yield name.before
        yield name.word

"""What is spoken of between the files of this room: facts of a paragraph, groups of paragraphs, findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dragoman.workflow.fidelity.words import Word

Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number by value; more than one value where its writing can be read in more than one way (``1.250``)."""

    values: tuple[float, ...]
    text: str
    digits: bool = True
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, or what is written like one: the word, and the words with a capital letter right beside it.

    ``behind`` is the word or sign right before it, whatever that is.
    """

    word: Word
    beside: tuple[str, ...] = ()
    before_said: bool = False
    before: Word | None = None
    after: Word | None = None
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """What Markdown says in a paragraph; ``heading`` is the level, 0 for none."""

    heading: int = 0
    items: int = 0
    emphasis: int = 0
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()


NO_MARKUP = Markup()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and the facts in it.

    ``signs`` counts its letters and digits. ``offers`` holds every number that its words could stand for, weak
    evidence included; ``entries`` what the lists say of its words, as (kind, value), and how often. ``sentences`` is
    how many it seems to have.
    """

    number: int
    text: str
    signs: int
    numbers: tuple[Number, ...]
    offers: frozenset[float]
    entries: dict[tuple[str, str], int]
    names: tuple[Name, ...]
    words: tuple[Word, ...]
    quotes: tuple[str, ...]
    quoted: bool
    markup: Markup
    times: frozenset[tuple[int, int]] = frozenset()
    phrases: dict[tuple[str, str], str] = field(default_factory=dict)
    sentences: int = 1

    @property
    def bare(self) -> bool:
        """Whether there is nothing to read in it: an image, a rule."""
        return self.signs == 0


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs that belong together, by their numbers; one side is empty where nothing answers."""

    source: tuple[int, ...]
    translation: tuple[int, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should look at. Paragraphs count from 0.

    ``source_words`` and ``translation_words`` are the very words it speaks of, ``source_start`` and
    ``translation_start`` how many signs of ``source_text`` and ``translation_text`` stand before them; no words and
    -1 where it speaks of the whole passage.
    """

    check: str
    severity: Severity
    source: tuple[int, ...]
    translation: tuple[int, ...]
    message: str
    source_text: str = ""
    translation_text: str = ""
    source_words: str = ""
    translation_words: str = ""
    source_start: int = -1
    translation_start: int = -1

    def as_dict(self) -> dict[str, object]:
        """The keys of one finding in JSON."""
        return {
            "check": self.check,
            "severity": self.severity,
            "source": list(self.source),
            "translation": list(self.translation),
            "message": self.message,
            "source_text": self.source_text,
            "translation_text": self.translation_text,
            "source_words": self.source_words,
            "translation_words": self.translation_words,
            "source_start": self.source_start,
            "translation_start": self.translation_start,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """All findings of a pair, the groups of paragraphs they stand on, and what could not be looked at."""

    findings: tuple[Finding, ...]
    groups: tuple[Group, ...]
    limits: tuple[str, ...] = field(default=())

    @property
    def faithful(self) -> bool:
        """Whether nothing of severity warning or error was found."""
        return all(finding.severity == "note" for finding in self.findings)

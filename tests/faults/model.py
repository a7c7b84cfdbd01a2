"""The rules of a newsroom, once more and by hand, as its people would tell them; nothing of dragoman's is used here.

A value for everything, so that what a commit holds can be kept by the commit's name and merged as git merges it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

STATES = ("sourced", "translated", "edited", "disclaimer-attached", "published")
REACHED = dict(zip(("source", "translate", "edit", "disclaim", "publish"), STATES, strict=True))
ROLES = {
    "source": {"translator", "editor"},
    "translate": {"translator"},
    "edit": {"editor"},
    "disclaim": {"editor", "publisher"},
    "publish": {"publisher"},
    "return": {"editor", "publisher"},
    "correct": {"translator", "editor", "publisher"},
    "withdraw": {"publisher"},
    "spike": {"editor", "publisher"},
    "unspike": {"editor", "publisher"},
    "hold": {"translator", "editor", "publisher"},
    "release": {"editor", "publisher"},
}
YES, NO, USAGE = 0, 1, 2


@dataclass(frozen=True)
class Words:
    """A text: which headline it has, and how many weeks it speaks of; ``[?]`` is a question left open."""

    title: str
    weeks: str


@dataclass(frozen=True)
class Done:
    """One act of a history: who did it, over which words; and to which state where its name does not say it."""

    act: str
    by: str
    words: Words | None = None
    to: str = ""

    @property
    def state(self) -> str:
        return self.to or REACHED[self.act]


@dataclass(frozen=True)
class Article:
    """What stands in an article's file; ``claims`` is its ``state:``, the disclaimer '', 'whole' or 'spoiled'."""

    acts: tuple[Done, ...]
    claims: str = "sourced"
    words: Words | None = None
    disclaimer: str = ""

    @property
    def state(self) -> str:
        """The state that its acts have brought it to."""
        return self.acts[-1].state

    @property
    def standing(self) -> tuple[Done, ...]:
        """The acts on the way to publication that no return and no correction has taken back."""
        kept: list[Done] = []
        for done in self.acts:
            if done.act in ("return", "correct"):
                kept = [one for one in kept if not later(one.state, done.to)]
            elif done.act in REACHED:
                kept.append(done)
        return tuple(kept)

    @property
    def stage(self) -> str:
        """The state on the way to publication that it is in, or was in when it was dropped or withdrawn."""
        return next(done.state for done in reversed(self.acts) if done.state in STATES)

    @property
    def promised(self) -> str:
        """The state whose promises it has to keep."""
        return self.claims if self.claims in STATES else self.stage

    @property
    def held(self) -> bool:
        """Whether somebody has said that it must not go out."""
        words = [done.act for done in self.acts if done.act in ("hold", "release", "withdraw")]
        return words[-1:] == ["hold"]

    @property
    def live(self) -> bool:
        """Whether readers have another version while it is being corrected."""
        words = [done.act for done in self.acts if done.act in ("correct", "publish")]
        return words[-1:] == ["correct"]

    def was(self, act: str) -> bool:
        """Whether it was done before."""
        return any(done.act == act for done in self.acts)

    @property
    def translator(self) -> str:
        """Who translated it last."""
        return next((done.by for done in reversed(self.acts) if done.act == "translate"), "")

    @property
    def writers(self) -> set[str]:
        """Who must not approve it: the translator, and all who corrected it since readers had it last."""
        found = {self.translator}
        for done in reversed(self.acts):
            if done.act == "correct":
                found.add(done.by)
            elif done.act in ("translate", "publish"):
                break
        return found

    @property
    def approved(self) -> bool:
        """Whether every approval that stands is one of these very words."""
        return all(done.words == self.words for done in self.standing if done.act not in ("source", "translate"))

    def holds(self, number: int) -> bool:
        """Whether one act of the history is worth anything still."""
        done = self.acts[number]
        if done.act not in REACHED:
            return True
        stands = any(one is done for one in self.standing)
        same = done.act == "source" or done.words == self.words
        return stands and same and (done.act not in ("disclaim", "publish") or self.disclaimer == "whole")


@dataclass(frozen=True)
class Newsroom:
    """A newsroom at one moment: its articles by slug, the roles of its people, who has left."""

    articles: dict[str, Article] = field(default_factory=dict)
    people: dict[str, frozenset[str]] = field(default_factory=dict)
    left: frozenset[str] = frozenset()

    def knows(self, person: str) -> bool:
        return person in self.people and person not in self.left

    def may(self, person: str, act: str) -> bool:
        return self.knows(person) and bool(self.people[person] & ROLES[act])

    def valid(self, article: Article) -> bool:
        """Whether nobody whose act stands has left."""
        return not any(done.by in self.left for done in article.standing if done.act != "source")

    def having(self, slug: str, article: Article) -> Newsroom:
        return replace(self, articles={**self.articles, slug: article})

    def same_record(self, other: Newsroom) -> bool:
        """Whether the same has been done in both, whatever their texts are."""
        mine, theirs = ({slug: (a.acts, a.claims) for slug, a in room.articles.items()} for room in (self, other))
        return (mine, self.people, self.left) == (theirs, other.people, other.left)

    def broken(self, slug: str) -> bool:
        """Whether an article breaks a promise of the state it claims."""
        article = self.articles[slug]
        return (
            article.claims != article.state
            or not article.approved
            or (article.claims not in ("published", "withdrawn") and not self.valid(article))
            or (not later("disclaimer-attached", article.promised) and article.disclaimer != "whole")
        )


@dataclass(frozen=True)
class Order:
    """What somebody wants done to an article; ``words``: a text handed in with it, ``to``: where a return goes."""

    person: str
    act: str
    slug: str
    words: Words | None = None
    to: str = ""


def later(one: str, other: str) -> bool:
    """Whether one state comes after another."""
    return STATES.index(one) > STATES.index(other)

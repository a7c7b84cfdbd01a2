"""What verifying counted, story by story: those in which nothing stood out are summed up, the others are named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """What verifying counted: acts by the three levels, people, articles."""

    articles: int = 0
    acts: int = 0
    signed: int = 0
    witnessed: int = 0
    people: set[str] = field(default_factory=set)

    def add(self, other: Tally) -> None:
        """Count what somebody else counted too."""
        self.articles += other.articles
        self.acts += other.acts
        self.signed += other.signed
        self.witnessed += other.witnessed
        self.people |= other.people


@dataclass(slots=True)
class Quiet:
    """The sum over stories in which nothing stood out; ``people`` says in how many of them each has acted."""

    articles: int = 0
    acts: int = 0
    signed: int = 0
    people: Counter[str] = field(default_factory=Counter)

    def plus(self, other: Quiet, times: int = 1) -> Quiet:
        """Both together; with -1 for ``times``, what is left without the other."""
        people = Counter(self.people)
        for person, number in other.people.items():
            people[person] += times * number
        return Quiet(
            self.articles + times * other.articles,
            self.acts + times * other.acts,
            self.signed + times * other.signed,
            Counter({person: number for person, number in people.items() if number}),
        )

    def could_be(self) -> bool:
        """Whether such a sum is possible: what was taken away had been in it."""
        return min(self.articles, self.acts, self.signed, *self.people.values()) >= 0


class Ledger:
    """Takes in articles in the order of their paths. ``loud`` are the stories that must be judged every time.

    Those are the stories with a finding, and those whose judging read a file outside their own folder: it may change
    while the story does not.
    """

    def __init__(self) -> None:
        self.quiet = Quiet()
        self.loud: set[str] = set()
        self._story = ""
        self._counted: list[Tally] = []

    def take(self, story: str, counted: Tally | None) -> None:
        """Enter one article of a story; None where something stood out."""
        if story != self._story:
            self.close()
            self._story = story
        if counted is None:
            self.loud.add(story)
        else:
            self._counted.append(counted)

    def close(self) -> None:
        """Enter the story that was begun last."""
        if self._story not in self.loud:
            for one in self._counted:
                self.quiet.articles += one.articles
                self.quiet.acts += one.acts
                self.quiet.signed += one.signed
            self.quiet.people.update(set().union(*(one.people for one in self._counted)))
        self._counted, self._story = [], ""

    def add(self, other: Ledger) -> None:
        """Take over what another one holds of other stories."""
        self.quiet = self.quiet.plus(other.quiet)
        self.loud |= other.loud

"""The clones of a newsroom: orders given in them, and what the model says of each commit, kept by its name."""

from __future__ import annotations

import shutil
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from conftest import NOON
from faults.clone import Clone
from faults.forked import do
from faults.judge import HANDED, outcome, roster_outcome
from faults.model import YES, Newsroom, Order

if TYPE_CHECKING:
    from pathlib import Path

    from faults.forked import Plant

PEOPLE = {
    "olga": {"owner"},
    "lina": {"translator"},
    "tarek": {"translator", "editor"},
    "omar": {"editor"},
    "sara": {"publisher"},
}


NOTICE = "It was not true."


class Desks:
    """The clones, and the hub's last commit."""

    def __init__(self, place: Path, clones: int) -> None:
        start = Newsroom(people={name: frozenset(roles) for name, roles in PEOPLE.items()})
        self.clones = [Clone(place / f"clone-{n}", start, start) for n in range(clones)]
        self.hub = self.clones[0].commit
        self.known = {self.hub: start}
        self.odd: set[str] = set()  # commits that no honest hand has made
        self.open: set[str] = set()  # merges in which somebody dropped what one side had done
        self.steps = 0

    def copied(self, place: Path) -> Self:
        """The same in another place, where something may go wrong; what was there goes."""
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.clones[0].root.parent, place, symlinks=True)
        other = copy(self)
        other.clones = [replace(one, root=place / one.root.name, pages=dict(one.pages)) for one in self.clones]
        other.known, other.odd, other.open = dict(self.known), set(self.odd), set(self.open)
        return other

    def clock(self) -> str:
        """No two acts at one time, and no order in the times: nothing is decided by them."""
        self.steps += 1
        return str(int(NOON) + 60 * (self.steps * 617 % 1000))

    def give(self, clone: Clone, order: Order, plant: Plant | None = None, then: str = "") -> None:
        """Give an order, and see that it comes out as the rules say; with a fault it may also not come about."""
        code, article = outcome(order, clone.desk, clone.head)
        idle = order.act == "save" and article == clone.head.articles.get(order.slug)
        new = self._run(clone, order.person, argv(order), code, plant, then, idle=idle)
        if new:
            assert article
            self.committed(clone, clone.desk.having(order.slug, article), clone.head.having(order.slug, article))
            if order.act in ("publish", "withdraw"):
                clone.pages[order.slug] = article.words if order.act == "publish" else None

    def change_roster(self, clone: Clone, by: str, who: str, role: str, plant: Plant | None = None) -> None:
        """Give somebody a role; without one, take them off the roster."""
        code, after = roster_outcome(by, who, role, clone.head)
        words = ["person", "add", who, "--role", role] if role else ["person", "remove", who]
        if self._run(clone, by, words, code, plant, "status", idle=after == clone.head):
            roster = Newsroom(clone.desk.articles, after.people, after.left)
            self.committed(clone, roster, after)

    def _run(
        self, clone: Clone, person: str, words: list[str], code: int, plant: Plant | None, then: str,
        *, idle: bool,
    ) -> bool:  # fmt: skip
        """Whether it made a commit."""
        before = clone.commit
        ended = do(clone.root, person, *words, plant=plant, clock=self.clock())
        if plant:
            do(clone.root, "mallory", *then.split())
        new = clone.commit != before
        said = (person, words, code, ended)
        assert plant or ended.code == code, said
        assert ended.code in {code, 3, 4, -9}, said
        assert ended.code or new is not idle, said
        assert not new or code == YES, said
        assert not new or clone.say("rev-parse", "HEAD^").strip() == before, said
        return new

    def committed(self, clone: Clone, desk: Newsroom, head: Newsroom) -> None:
        """The clone has a new commit."""
        clone.desk, clone.head = desk, head
        self.known[clone.commit] = head


def argv(order: Order) -> list[str]:
    """The command line of an order."""
    if order.act == "source":
        return ["source", "../arabic.md", "--no-url", "--outlet", "Paper", "--again", "--slug", order.slug]
    if order.act == "return":
        return ["return", order.slug, "--to", order.to, "--reason", "again"]
    told = {
        "correct": ["--kind", "update", "--note", "More is known now."],
        "withdraw": ["--note", NOTICE],
        "spike": ["--reason", "overtaken"],
        "hold": ["--reason", "a doubt"],
    }.get(order.act, [])
    if order.words and order.act in HANDED:
        told += ["--file", f"../{order.words.title}-{order.words.weeks}.md"]
    return [order.act, order.slug, *told]

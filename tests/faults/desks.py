"""The clones of a newsroom and their hub: orders given in them, merges between them, with the model kept beside."""

from __future__ import annotations

import shutil
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from conftest import NOON
from faults.clone import Clone
from faults.forked import do
from faults.judge import merged, outcome, roster_outcome
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


class Desks:
    """What is known of each commit is kept by its name."""

    def __init__(self, place: Path, clones: int) -> None:
        start = Newsroom(people={name: frozenset(roles) for name, roles in PEOPLE.items()})
        self.clones = [Clone(place / f"clone-{n}", start, start) for n in range(clones)]
        self.hub = self.clones[0].commit
        self.known = {self.hub: start}
        self.odd: set[str] = set()  # commits that no honest hand has made
        self.open: set[str] = set()  # merges in which somebody dropped what one side had done
        self.steps = 0

    def copied(self, place: Path) -> Desks:
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

    # ------------------------------------------------------------ commands

    def give(self, clone: Clone, order: Order, plant: Plant | None = None, then: str = "") -> None:
        """Give an order, and see that it comes out as the rules say; with a fault it may also not come about."""
        code, article = outcome(order, clone.desk, clone.head)
        idle = order.act == "save" and article == clone.head.articles.get(order.slug)
        new = self._run(clone, order.person, argv(order), code, plant, then, idle=idle)
        if new:
            assert article
            self.committed(clone, clone.desk.having(order.slug, article), clone.head.having(order.slug, article))
            if order.act == "publish":
                clone.pages[order.slug] = article.words

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

    # ------------------------------------------------------------ git

    def commit_plainly(self, clone: Clone) -> None:
        """Commit what was edited by hand without asking dragoman."""
        if clone.desk != clone.head:
            before = clone.head.articles
            clone.say("commit", "-q", "-m", "by hand", "--", "articles")
            changed = [slug for slug, one in clone.desk.articles.items() if one.claims != before[slug].claims]
            self.committed(clone, clone.desk, clone.desk)
            if changed:
                self.odd.add(clone.commit)

    def revert(self, clone: Clone) -> None:
        """Take the last commit back, whatever it was, as git does it."""
        parents = clone.say("log", "-1", "--format=%P").split()
        if len(parents) == 1 and parents[0] in self.known and clone.desk == clone.head:
            clone.unstage()
            clone.say("revert", "--no-edit", "HEAD")
            before, now = self.known[parents[0]], clone.head
            self.committed(clone, before, before)
            if not before.same_record(now):
                self.odd.add(clone.commit)

    def push(self, clone: Clone) -> None:
        """Push; the hub takes nothing that does not build upon what it has."""
        builds = clone.git("merge-base", "--is-ancestor", self.hub, "HEAD").returncode == 0
        assert (clone.git("push", "-q", "origin", "main").returncode == 0) == builds
        if builds:
            self.hub = clone.commit

    def give_up(self, clone: Clone) -> None:
        """Throw away what the clone has alone, and go on from the hub."""
        clone.say("fetch", "-q")
        for slug in clone.desk.articles:
            clone.undo(slug)
        clone.unstage()
        clone.say("reset", "-q", "--keep", "origin/main")
        clone.desk = clone.head = self.known[self.hub]

    def pull(self, clone: Clone, side: str) -> None:
        """Fetch and merge; a conflict is settled by taking one side whole, or given up."""
        clone.say("fetch", "-q")
        clone.unstage()
        before, base = clone.commit, clone.say("merge-base", "HEAD", "origin/main").strip()
        trees = self.known[base], clone.head, self.known[self.hub]
        done = clone.git("merge", "-q", "--no-edit", "origin/main")
        taken: dict[str, Newsroom] = {}
        if (clone.root / ".git/MERGE_HEAD").exists():
            taken = self._settle(clone, side, trees)
            done = clone.git("commit", "-q", "--no-edit") if taken else clone.git("merge", "--abort")
        if done.returncode or (side == "" and clone.commit == before):
            assert clone.commit == before
            return
        if clone.commit == before:
            return
        head = trees[2] if clone.commit == self.hub else merged(*trees, taken)
        dirty = {slug: one for slug, one in clone.desk.articles.items() if one != clone.head.articles[slug]}
        assert all(head.articles[slug] == clone.head.articles[slug] for slug in dirty), "git merges into no hand edit"
        for slug, article in head.articles.items():
            sides = [room.articles[slug].acts for room in trees[1:] if slug in room.articles]
            assert article.acts in sides, "a merge does no act, and mixes no two histories"
        desk = Newsroom({**head.articles, **dirty}, head.people, head.left)
        self.committed(clone, desk, head)
        if taken:
            self.open.add(clone.commit)

    def _settle(self, clone: Clone, side: str, trees: tuple[Newsroom, ...]) -> dict[str, Newsroom]:
        """Take the conflicting files from one side; whose each article, and '' for the roster, is then."""
        if not side:
            return {}
        commit, room = ("HEAD", trees[1]) if side == "ours" else ("origin/main", trees[2])
        taken = {}
        for path in clone.say("diff", "--name-only", "--diff-filter=U").splitlines():
            taken[path.split("/")[3] if path.startswith("articles/") else ""] = room
            clone.say("checkout", f"--{side}", "--", path)
            clone.say("add", "--", path)
        if "" in taken:
            clone.say("rm", "-r", "-q", "-f", "rosters")
            clone.say("checkout", commit, "--", "rosters", "newsroom.yaml")
        return taken


    def verify(self, clone: Clone) -> None:
        """The proof of a clone's history finds nothing where nothing odd was done, and something where it was."""
        ended = do(clone.root, "nobody", "verify", "--history", clock=self.clock())
        assert ended.code in {0, 1}, ended
        commits = set(clone.say("rev-list", "HEAD").split())
        wrong = bool(self.odd & commits) or any(clone.head.broken(slug) for slug in clone.head.articles)
        assert ended.code == wrong or (ended.code and self.open & commits), ended


def argv(order: Order) -> list[str]:
    """The command line of an order."""
    if order.act == "source":
        return ["source", "../arabic.md", "--no-url", "--outlet", "Paper", "--again", "--slug", order.slug]
    if order.act == "return":
        return ["return", order.slug, "--to", order.to, "--reason", "again"]
    if order.words and order.act in ("translate", "edit"):
        return [order.act, order.slug, "--file", f"../{order.words.title}-{order.words.weeks}.md"]
    return [order.act, order.slug]

"""What people do in clones with git alone, and between them: commit, revert, push, pull, merge, give up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faults.desks import Desks
from faults.forked import do
from faults.judge import merged
from faults.model import Newsroom

if TYPE_CHECKING:
    from faults.clone import Clone

    # The common past of two sides, ours and theirs.
    Trees = tuple[Newsroom, Newsroom, Newsroom]


class SharedDesks(Desks):
    """The clones and what goes between them and their hub."""

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
        if clone.commit != before:
            self._merged(clone, trees, taken)
        assert done.returncode == 0 or clone.commit == before

    def _merged(self, clone: Clone, trees: Trees, taken: dict[str, Newsroom]) -> None:
        head = trees[2] if clone.commit == self.hub else merged(*trees, taken)
        dirty = {slug: one for slug, one in clone.desk.articles.items() if one != clone.head.articles[slug]}
        assert all(head.articles[slug] == clone.head.articles[slug] for slug in dirty), "git merges into no hand edit"
        for slug, article in head.articles.items():
            sides = [room.articles[slug].acts for room in trees[1:] if slug in room.articles]
            assert article.acts in sides, "a merge does no act, and mixes no two histories"
        self.committed(clone, Newsroom({**head.articles, **dirty}, head.people, head.left), head)
        if taken:
            self.open.add(clone.commit)

    def _settle(self, clone: Clone, side: str, trees: Trees) -> dict[str, Newsroom]:
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

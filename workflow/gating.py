"""The gate: judge a push by the roster and the policy that counted before it, never by those it brings along.

Runs in a server's pre-receive hook, where git keeps what was pushed in quarantine until we have said yes. What is on
a branch of the server's already was judged when it came, and is not judged again when it is merged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import git
from dragoman.workflow.append_only import lost_acts
from dragoman.workflow.commit_stream import commits
from dragoman.workflow.copies import CommitCopy
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.memory import Memory
from dragoman.workflow.newsroom import FILE
from dragoman.workflow.objects import Reader
from dragoman.workflow.parted_rosters import lost_versions
from dragoman.workflow.past import Past
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.replaying import Replayer
from dragoman.workflow.roster_chain import NO_CHAIN, Chain, pinned, read_chain
from dragoman.workflow.verifying import namesakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.workflow.trust import Trust

BRANCHES = "refs/heads/"
# What can still be left out of a push needs another remedy than what is in a history already.
_LEFT_OUT = "leave this commit out, as said below"
_INSTEAD = {
    "approval-void": "return the article, and have what was void approved again",
    "act-in-merge": "do the act by itself, and not in a merge",
    "edited-after-approval": "return the article, and edit it again",
    "key-revoked": "do the act again, with a key that the roster has",
    "not-by-author": "have that person do the act, in a clone of their own",
    "role-missing": "ask somebody with the role to do the act",
    "roster-same-push": "an owner pushes the change of the roster to the main branch first",
    "sealed-other-text": "do the act again, over the words as they are",
    "self-approval": "ask somebody else to do the act",
    "several-acts": "push each act as the commit that it was",
    "signature-bad": "do the act again, with a key that the roster has",
    "signature-missing": "do the act again, with a key that the roster has",
}
_ROSTER = "ask an owner to make the change, with dragoman person or dragoman save newsroom.yaml"


class Update(NamedTuple):
    """One ref that a push would move; an id of zeros stands for none, as in githooks(5)."""

    old: str
    new: str
    ref: str

    @property
    def branch(self) -> str:
        """The branch's own name."""
        return self.ref.removeprefix(BRANCHES)

    @property
    def is_new(self) -> bool:
        """Whether the branch is not there yet."""
        return not self.old.strip("0")

    @property
    def deletes(self) -> bool:
        """Whether the branch is to go."""
        return not self.new.strip("0")


def parse_updates(lines: Iterable[str]) -> list[Update]:
    """What git tells a pre-receive hook on its standard input.

    Raises:
        UsageProblem: it is something else.
    """
    updates = []
    for line in lines:
        words = line.rstrip("\n").split(" ", 2)
        if len(words) < len(Update._fields):
            raise UsageProblem("git runs this command, in a pre-receive hook.", "dragoman gate install")
        updates.append(Update(*words))
    return updates


def judge_push(root: str, updates: Iterable[Update], trust: Trust) -> Iterator[Found]:
    """What is wrong with a push; an error refuses all of it. Refs that are no branches are let through.

    Raises:
        GitFailed: the repository or the push lacks something.
    """
    moved = [update for update in updates if update.ref.startswith(BRANCHES)]
    if not moved:
        return
    with Reader(root) as reader:
        # No memory of earlier runs: it would be that of whoever pushes, in whose name the hook runs on many servers.
        memory = Memory()
        main, heads = _branches(root)
        tip = heads.get(main, "")
        if not tip and not any(update.ref == main and not update.deletes for update in moved):
            yield Found(_no_main(main.removeprefix(BRANCHES)))
            return
        before = read_chain(CommitCopy(root, reader, tip).read, memory) if tip else NO_CHAIN
        here = trust._replace(where="the server's gate")
        after = heads | {update.ref: update.new for update in moved if not update.deletes}
        for update in moved:
            if update.deletes and update.ref != main:  # the main branch stays, whatever the push wants
                after.pop(update.ref, None)
        gate = _Gate(root, reader, memory, main, heads, after, before, here)
        told = set[Found]()
        for one in (one for update in moved for one in gate.judge(update)):
            if not (one.commit and one in told):  # a commit that is pushed to two branches is wrong once
                yield one
            told.add(one)


def _branches(root: str) -> tuple[str, dict[str, str]]:
    """The ref of the main branch, and every branch with the commit it is at."""
    main = git.run(root, "symbolic-ref", "HEAD").decode("utf-8", "surrogateescape").removesuffix("\n")
    told = git.run(root, "for-each-ref", "--format=%(objectname) %(refname)", BRANCHES)
    # No splitlines: it ends lines at signs that a branch's name may hold, and what follows would pass for a commit.
    lines = told.decode("utf-8", "surrogateescape").split("\n")
    return main, {ref: commit for commit, _, ref in (line.partition(" ") for line in lines if line)}


def _no_main(branch: str) -> Problem:
    message = f"The server's main branch is {branch}, which is not there yet: other branches are judged by it."
    fix = f"git push origin {branch} first; or on the server: git symbolic-ref HEAD refs/heads/BRANCH names another"
    return Problem("no-main-branch", message, who="an owner, or whoever runs the server", fix=fix)


@dataclass(frozen=True, slots=True)
class _Gate:
    """A bare repository: its branches as they are now and as they would be ``after`` the push.

    ``before`` is the chain of rosters on the main branch as it is now.
    """

    root: str
    reader: Reader
    memory: Memory
    main: str
    heads: dict[str, str]
    after: dict[str, str]
    before: Chain
    trust: Trust

    def judge(self, update: Update) -> Iterator[Found]:
        """What is wrong with moving one branch."""
        if update.deletes:
            yield from self._deleted(update)
            return
        found = [*self._begun(update), *self._brought(update), *self._rewound(update)]
        yield from found
        if update.ref == self.main:
            yield from self._namesakes(update)
        if update.ref == self.main and not update.is_new:
            bad = [one for one in found if one.problem.severity == "error"]
            told = {one.article for one in bad}
            yield from (one for one in self._overruled(update) if one.article not in told)
            if FILE not in {one.path for one in bad}:
                yield from self._other_rosters(update)

    def _namesakes(self, update: Update) -> Iterator[Found]:
        """A second article of one name, unless the server has it already."""
        known = set() if update.is_new else set(namesakes(self._copy(update.old).paths))
        yield from (found for found in namesakes(self._copy(update.new).paths) if found not in known)

    def _begun(self, update: Update) -> Iterator[Found]:
        """Another newsroom than the one that is pinned."""
        chain = self.before if self.before.versions else read_chain(self._copy(update.new).read, self.memory)
        yield from (Found(problem, path="newsroom.yaml") for problem in pinned(chain, self.trust))

    def _brought(self, update: Update) -> Iterator[Found]:
        base = self.before.versions[-1] if self.before.versions else None
        replayer = Replayer(Past(self.reader, len(update.new) // 2), self.before, self.memory, base)
        known = (f"^{commit}" for commit in sorted(set(self.heads.values())))
        yield from map(_in_time, replayer.judge(commits(self.root, update.new, *known)))

    def _rewound(self, update: Update) -> Iterator[Found]:
        """A forced push: never on the main branch, and elsewhere only where no act is lost by it."""
        if update.is_new:
            return
        words = ("merge-base", "--is-ancestor", "--end-of-options", update.old, update.new)
        if not git.attempt(self.root, *words).returncode:
            return
        if update.ref == self.main:
            message = f"{update.branch} would lose commits that are in it: {update.old[:10]} is not in your push."
            fix = "git pull --rebase, then push again without --force"
            yield Found(Problem("history-rewritten", message, who="you", fix=fix), commit=update.old)
        else:
            yield from self._lost(update.old, update.new)

    def _overruled(self, update: Update) -> Iterator[Found]:
        """Acts on the server's main branch that a merge gave up for other ones."""
        for one in lost_acts(self._copy(update.old), self._copy(update.new)):
            fix = f"git checkout {update.old[:10]} -- {one.path}, commit that, and do your own act again"
            yield one._replace(problem=one.problem._replace(who="you", fix=fix))

    def _other_rosters(self, update: Update) -> Iterator[Found]:
        """Versions of the roster that a merge took in the place of the server's."""
        for problem in lost_versions(self.before, read_chain(self._copy(update.new).read, self.memory)):
            fix = f"git checkout {update.old[:10]} -- {FILE} rosters, commit that, and make your own change again"
            yield Found(problem._replace(who="you", fix=fix), path=FILE)

    def _deleted(self, update: Update) -> Iterator[Found]:
        if update.ref == self.main:
            message = f"{update.branch} is the newsroom's main branch, and is not deleted."
            yield Found(Problem("branch-deleted", message, who="an owner", fix="push to it instead"))
        elif self._goes(update.old):
            yield from self._lost(update.old, self.after[self.main])

    def _goes(self, commit: str) -> bool:
        """Whether no branch would have this commit any more."""
        stays = sorted({f"^{one}" for one in self.after.values()})
        return bool(git.run(self.root, "rev-list", "--max-count=1", "--end-of-options", commit, *stays))

    def _lost(self, old: str, new: str) -> Iterator[Found]:
        """Acts that a branch had, which neither it nor the main branch would have then."""
        missing = list(lost_acts(self._copy(old), self._copy(new)))
        if missing:
            there = {one.path for one in lost_acts(self._copy(old), self._copy(self.after[self.main]))}
            missing = [one for one in missing if one.path in there]
        for one in missing:
            fix = "merge the branch into the main one first; it may go then"
            yield one._replace(problem=one.problem._replace(who="you", fix=fix))

    def _copy(self, commit: str) -> CommitCopy:
        return CommitCopy(self.root, self.reader, commit)


def _in_time(found: Found) -> Found:
    """The finding with what helps as long as it is not in: to leave it out, not to undo it."""
    problem = found.problem
    if problem.severity != "error":
        return found
    instead = _INSTEAD.get(problem.id, _ROSTER if problem.id.startswith("roster-") else "")
    who = problem.who if instead else "you"
    return found._replace(problem=problem._replace(who=who, fix=f"{_LEFT_OUT}; {instead}" if instead else _LEFT_OUT))

"""The gate: judge a push by the roster and the policy that counted before it, never by those it brings along.

Runs in a server's pre-receive hook, where git keeps what was pushed in quarantine until we have said yes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import git
from dragoman.workflow.append_only import lost_acts
from dragoman.workflow.commit_stream import commits
from dragoman.workflow.copies import CommitCopy
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.memory import Memory
from dragoman.workflow.objects import Reader
from dragoman.workflow.past import Past
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.replaying import Replayer
from dragoman.workflow.roster_chain import Chain, read_chain
from dragoman.workflow.verifying import pinned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.workflow.trust import Trust

BRANCHES = "refs/heads/"


class Update(NamedTuple):
    """One ref that a push would move; an id of zeros stands for none, as in githooks(5)."""

    old: str
    new: str
    ref: str

    @property
    def branch(self) -> str:
        """The branch's own name."""
        return self.ref.removeprefix(BRANCHES)


def parse_updates(lines: Iterable[str]) -> list[Update]:
    """What git tells a pre-receive hook on its standard input.

    Raises:
        UsageProblem: it is something else.
    """
    updates = []
    for line in lines:
        words = line.rstrip("\n").split(" ", 2)
        if len(words) != len(Update._fields):
            raise UsageProblem("git runs this command, in a pre-receive hook.", "dragoman gate install")
        updates.append(Update(*words))
    return updates


def judge_push(root: str, updates: Iterable[Update], trust: Trust) -> Iterator[Found]:
    """What is wrong with a push; an error refuses all of it. Refs that are no branches are let through.

    Raises:
        GitFailed: the repository or the push lacks something.
    """
    with Reader(root) as reader, Memory() as memory:
        main = git.run(root, "symbolic-ref", "HEAD").decode("utf-8", "surrogateescape").strip()
        found = reader.find(main + "^{commit}")
        gate = _Gate(root, reader, memory, main, found.name if found else "", trust)
        for update in updates:
            if update.ref.startswith(BRANCHES):
                yield from gate.judge(update)


class _Gate(NamedTuple):
    """A bare repository, and ``tip``, where its main branch is now (empty: nowhere yet)."""

    root: str
    reader: Reader
    memory: Memory
    main: str
    tip: str
    trust: Trust

    def judge(self, update: Update) -> Iterator[Found]:
        """What is wrong with moving one branch."""
        if not update.new.strip("0"):
            yield from self._deleted(update)
            return
        base = update.old if update.old.strip("0") else self.tip
        if update.old.strip("0"):
            yield from self._rewound(update)
        before = read_chain(self._copy(base).read, self.memory) if base else Chain()
        if not base:
            brought = read_chain(self._copy(update.new).read, self.memory)
            yield from (Found(problem, path="newsroom.yaml") for problem in pinned(brought, self.trust))
        judge = before.versions[-1] if before.versions else None
        replayer = Replayer(Past(self.reader, len(update.new) // 2), before, self.memory, judge)
        revisions = (update.new, f"^{base}") if base else (update.new,)
        yield from replayer.judge(commits(self.root, *revisions))

    def _deleted(self, update: Update) -> Iterator[Found]:
        if update.ref == self.main:
            message = f"{update.branch} is the newsroom's main branch, and is not deleted."
            yield Found(Problem("branch-deleted", message, who="an owner", fix="push to it instead"))
        elif self.tip:
            yield from lost_acts(self._copy(update.old), self._copy(self.tip))

    def _rewound(self, update: Update) -> Iterator[Found]:
        """A forced push: never on the main branch, and elsewhere only where no act is lost by it."""
        words = ("merge-base", "--is-ancestor", "--end-of-options", update.old, update.new)
        if not git.attempt(self.root, *words).returncode:
            return
        if update.ref == self.main:
            message = (
                f"{update.branch} would lose commits that are in it: {update.old[:10]} is not in what you pushed."
            )
            fix = "git pull --rebase, then push again without --force"
            yield Found(Problem("history-rewritten", message, who="you", fix=fix), commit=update.old)
        yield from lost_acts(self._copy(update.old), self._copy(update.new))

    def _copy(self, commit: str) -> CommitCopy:
        return CommitCopy(self.root, self.reader, commit)

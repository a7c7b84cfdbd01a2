"""Verify: what a copy proves, at three levels, and what it cannot show. Opens the copy; the judging is elsewhere."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.again import Again, kept, to_keep
from dragoman.workflow.append_only import lost_acts
from dragoman.workflow.copies import CommitCopy, Copy, FolderCopy
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.git_log import SharedLog
from dragoman.workflow.judging import Task
from dragoman.workflow.ledger import Ledger, Tally
from dragoman.workflow.memory import Memory
from dragoman.workflow.newsroom import FILE
from dragoman.workflow.objects import Reader
from dragoman.workflow.parted_rosters import lost_versions
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.repository import is_repository, shallow_commits
from dragoman.workflow.rewritten import rewritten_refs
from dragoman.workflow.roster_chain import NO_CHAIN, Chain, pinned, read_chain
from dragoman.workflow.tree_part import TreePart
from dragoman.workflow.trust import Trust
from dragoman.workflow.verified_file import VerifiedFile
from dragoman.workflow.verifying import unjudged, verify_copy
from dragoman.workflow.workers import Told, cores, share

if TYPE_CHECKING:
    from collections.abc import Iterator


# Fewer files and commits than this are judged sooner than processes are started.
_WORTH_SHARING = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to verify: a commit; its history, all of it or ``since`` another commit; and against an older ``base``."""

    revision: str = "HEAD"
    history: bool = False
    since: str = ""
    base: str = ""


@dataclass(slots=True)
class Proof:
    """What verifying found. ``limits`` are what this copy cannot show, ``commits`` how many were replayed."""

    trust: Trust
    newsroom: str = ""
    commit: str = ""
    roster: int = 0
    root: str = ""
    tally: Tally = field(default_factory=Tally)
    commits: int = 0
    found: list[Found] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing stands against it."""
        return all(one.problem.severity != "error" for one in self.found)


def verify(root: str, wanted: Wanted, trust: Trust, told: Told = lambda _what, _done, _all: None) -> Proof:
    """Verify a copy of a newsroom; ``told`` hears of the progress.

    Raises:
        UsageProblem: there is no such revision, or no history to look at.
        GitFailed: git or an object is missing.
    """
    if not is_repository(root):
        _needs_no_git(wanted)
        return _verify_folder(root, trust, told)
    proof = Proof(trust)
    file = VerifiedFile(root)
    with Reader(root) as reader, Memory() as memory:
        proof.commit = commit_id(reader, wanted.revision)
        tree = tree_of(reader, proof.commit)
        chain = _begin(proof, TreePart(reader, tree, len(tree) // 2), memory)
        known = None if wanted.history or wanted.base else kept(file.load(), chain)
        again = Again(root, reader, chain, memory, known).judge(tree, trust.witness) if known else None
        if again:
            proof.found, proof.tally = proof.found + again.found, again.tally
            ledger, strays = again.ledger, again.strays
        else:
            copy = CommitCopy(root, reader, proof.commit)
            strays = unjudged(copy.paths)
            task = Task(root, proof.commit, copy, chain, trust.witness)
            revisions: tuple[str, ...] = ()
            if wanted.history or wanted.base:
                task, revisions = _with_history(task, wanted, reader, memory)
            if wanted.base:
                proof.found += against(root, reader, commit_id(reader, wanted.base), copy)
                proof.found += [Found(problem, path=FILE) for problem in lost_versions(task.before, chain)]
    if not again:
        ledger = _everything(proof, task, revisions, told)
    file.save(to_keep(tree, ledger, chain))
    proof.limits += _strays(strays)
    if wanted.history:
        proof.found += rewritten_refs(root)
    proof.limits += _limits(root, wanted)
    return proof


def _everything(proof: Proof, task: Task, revisions: tuple[str, ...], told: Told) -> Ledger:
    """Judge every story, and how it became so in the revisions, among several processes where it is worth it."""
    ledger = Ledger()
    with SharedLog(task.root, revisions) if revisions else nullcontext() as log:
        # Counted meanwhile: git prints nothing of a log before it has seen the last of its commits.
        commits = int(git.run(task.root, "rev-list", "--count", *revisions, "--")) if revisions else 0
        parts = cores() if len(task.copy.paths) + commits > _WORTH_SHARING else 1
        answers = share(replace(task, log=log, commits=commits).do, parts, told)
    for answer in answers:
        proof.found += answer.found
        proof.tally.add(answer.tally)
        proof.commits = answer.commits
        ledger.add(answer.ledger)
    return ledger


def _verify_folder(root: str, trust: Trust, told: Told) -> Proof:
    proof = Proof(trust)
    with Memory() as memory:
        copy = FolderCopy(root)
        chain = _begin(proof, copy, memory)
        proof.found += verify_copy(copy, chain, memory, proof.tally, told=partial(told, "articles"))
    proof.limits += _strays(unjudged(copy.paths))
    proof.limits.append("Without git this copy shows its articles as they are, not how they became so.")
    return proof


def _with_history(task: Task, wanted: Wanted, reader: Reader, memory: Memory) -> tuple[Task, tuple[str, ...]]:
    """The task with what stands before its history, and the revisions that this is.

    Raises:
        UsageProblem: there is no such revision, or the range is said the wrong way round.
    """
    root = task.root
    since = wanted.base or wanted.since
    revisions, before, base = [task.commit], NO_CHAIN, None
    if since:
        old = commit_id(reader, since)
        if wanted.since and _comes_before(root, task.commit, old):
            message = f"{wanted.revision} comes before {since}: from the later to the earlier there is no history."
            raise UsageProblem(message, f"dragoman verify {wanted.revision}..{since}")
        revisions.append(f"^{old}")
        before = read_chain(CommitCopy(root, reader, old).read, memory)
        base = before.versions[-1] if wanted.base and before.versions else None
    return replace(task, before=before, base=base), tuple(revisions)


def _comes_before(root: str, one: str, other: str) -> bool:
    """Whether a commit is one that another is built on."""
    return one != other and not git.attempt(root, "merge-base", "--is-ancestor", one, other).returncode


def against(root: str, reader: Reader, base: str, copy: CommitCopy) -> Iterator[Found]:
    """What was in an older commit and is lost: its place in the history, or acts."""
    if git.attempt(root, "merge-base", "--is-ancestor", base, copy.commit).returncode:
        message = f"{base[:10]} is not in the history of {copy.commit[:10]}: it was rewritten, as by a forced push."
        fix = "git pull --rebase, and push on top of it instead of overwriting it"
        if shallow_commits(root):
            message = f"{base[:10]} is not in the history of {copy.commit[:10]}, as far as this shallow clone has it."
            fix = "git fetch --unshallow, and look again: it may only be out of sight"
        yield Found(Problem("history-rewritten", message, who="whoever pushed", fix=fix), commit=base)
    yield from lost_acts(CommitCopy(root, reader, base), copy)


def commit_id(reader: Reader, revision: str) -> str:
    """The id of the commit that a revision names.

    Raises:
        UsageProblem: there is none.
    """
    found = reader.find(revision + "^{commit}") if "\n" not in revision else None
    if found is None:
        raise UsageProblem(f"There is no commit {revision!r} here.", "git log --oneline")
    return found.name


def tree_of(reader: Reader, revision: str) -> str:
    """The id of a revision's tree; empty where there is none."""
    found = reader.find(revision + "^{tree}")
    return found.name if found else ""


def _begin(proof: Proof, copy: Copy, memory: Memory) -> Chain:
    """Judge the rosters, which everything else is judged by."""
    chain = read_chain(copy.read, memory)
    if chain.versions:
        last = chain.versions[-1]
        proof.newsroom, proof.roster, proof.root = last.name, last.sealed.version, chain.root
    problems = (*chain.problems, *chain.doubts, *pinned(chain, proof.trust))
    proof.found += [Found(problem, path="newsroom.yaml") for problem in problems]
    if not proof.trust.root:
        proof.limits.append("Nobody has pinned the first roster here: it is taken on its own word (dragoman trust).")
    return chain


def _strays(strays: list[str]) -> Iterator[str]:
    if strays:
        more = f", and {len(strays) - 1} more are none" if strays[1:] else ""
        yield f"{strays[0]} is no article by its name, and was not judged{more}."


def _limits(root: str, wanted: Wanted) -> Iterator[str]:
    """What this copy, or this way of looking, cannot show."""
    yield "Only what is committed was looked at: files lying here may say something else; a fresh clone does not."
    if not (wanted.history or wanted.base):
        yield "The commits were not looked at: --history replays them."
    elif wanted.since or wanted.base:
        yield f"What happened up to {wanted.base or wanted.since} was taken as it is."
    if shallow_commits(root):
        yield "This clone is shallow: what happened before its oldest commits is not in it (git fetch --unshallow)."
    if git.is_partial(root):
        yield f"This clone is partial: older texts that it has not fetched it cannot show ({git.WHOLE})."
    if wanted.history:
        yield "Only the commits that this revision is built on were looked at: other branches may hold other acts."


def _needs_no_git(wanted: Wanted) -> None:
    if wanted.history or wanted.base or wanted.revision != "HEAD":
        raise UsageProblem("This copy has no git: there is no history and no revision to verify.", "dragoman verify")


def first_seal(root: str) -> str:
    """The seal of the first roster that this copy keeps; empty where it keeps none."""
    with Memory() as memory:
        if not is_repository(root):
            return read_chain(FolderCopy(root).read, memory).root
        with Reader(root) as reader:
            found = reader.find("HEAD^{commit}")
            return read_chain(CommitCopy(root, reader, found.name).read, memory).root if found else ""

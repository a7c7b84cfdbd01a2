"""The check: does every article keep the promises of its state, and is one ready for its next act?"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import disk, places
from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.cases import Case
from dragoman.workflow.catalogue import unreadable
from dragoman.workflow.decide import unmet
from dragoman.workflow.errors import BadText, DiskFailed
from dragoman.workflow.facts import Request
from dragoman.workflow.gather import gather
from dragoman.workflow.hidden_places import hidden_problems
from dragoman.workflow.memory import Memory
from dragoman.workflow.problems import Problem
from dragoman.workflow.promises import broken_promises
from dragoman.workflow.proved_acts import Prover, chain_on_disk
from dragoman.workflow.record_files import roster_path
from dragoman.workflow.roster_chain import pinned
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import BY_NAME, next_acts
from dragoman.workflow.trust import trusted
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from dragoman.workflow.beside import Read
    from dragoman.workflow.examining import Examiner
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.problems import Limit
    from dragoman.workflow.quick_yaml import Value


class Finding(NamedTuple):
    """One problem of one article."""

    article: str
    path: str
    problem: Problem

    def as_dict(self) -> dict[str, object]:
        """The keys of ``check --json``."""
        p = self.problem
        waived = {"waived": dict(zip(("by", "at", "reason"), p.waived, strict=True))} if p.waived else {}
        return {
            "id": p.id,
            "key": p.key,
            "severity": p.severity,
            "article": self.article,
            "path": self.path,
            "line": p.line,
            "column": p.column,
            "end_column": p.end_column,
            "message": p.message,
            "who": p.who,
            "fix": p.fix,
            **waived,
        }


def ready(findings: list[Finding], limit: Limit = "error") -> bool:
    """Whether nothing stands in the way: warnings (unless asked), unfinished work and what somebody waived do not."""
    return not any(finding.problem.stops(limit) for finding in findings)


def check_article(
    root: str,
    newsroom: Newsroom,
    path: str,
    now: datetime,
    act: str = "",
    examiner: Examiner | None = None,
    prover: Prover | None = None,
) -> Iterator[Finding]:
    """Every broken promise of one article, every unmet requirement of its next act or of ``act``, what checks say.

    Findings that are waived are among them, and say so.
    """
    yield from findings(root, newsroom, path, now, act=act, ready_for_next=True, examiner=examiner, prover=prover)


def beside(root: str, newsroom: Newsroom) -> Iterator[Finding]:
    """What is found beside the articles: something that hides in newsroom.yaml, versions of it that nobody made."""
    who = newsroom.roster.who(("owner",))
    for problem in _rosters(root):
        yield Finding(places.NEWSROOM, places.NEWSROOM, problem)
    names: dict[str, Value] = {person.id: person.name for person in newsroom.roster.people}
    fields: dict[str, Value] = {"name": newsroom.name, "people": names}
    text = disk.read_text(root, places.NEWSROOM) or ""
    for problem in hidden_problems(places.NEWSROOM, text, fields, who):
        yield Finding(places.NEWSROOM, places.NEWSROOM, problem)


def _rosters(root: str) -> Iterator[Problem]:
    """What is wrong with the versions of newsroom.yaml; what the file has become since is for its owner to save."""
    with Memory() as memory:
        chain = chain_on_disk(root, memory)
    yield from pinned(chain, trusted(root))
    if disk.read_bytes(root, roster_path(len(chain.versions) + 1)) is not None:
        yield from chain.problems
    yield from chain.doubts


def findings(
    root: str,
    newsroom: Newsroom,
    path: str,
    now: datetime,
    *,
    act: str = "",
    ready_for_next: bool = False,
    read: Read | None = None,
    names: Callable[[str], Sequence[str]] | None = None,
    examiner: Examiner | None = None,
    prover: Prover | None = None,
) -> Iterator[Finding]:
    """What is wrong with one article; ``read`` and ``names`` give its files' bytes and names, else the disk does.

    Unfinished work is told as ``todo``; with ``ready_for_next`` its next act's unmet requirements are told. An
    ``examiner`` adds what the checks of the text say. Who looks at many articles brings the ``prover`` of their acts.
    """
    name = places.article_name(path)
    try:
        text = decode(read(path) or b"", path) if read else disk.read_text(root, path) or ""
        article = parse_article(text, path)
        with nullcontext(prover) if prover else Prover.on_disk(root, newsroom) as asked:
            facts = gather(root, newsroom, article, now, read=read, names=names, prover=asked)
        problems = [*broken_promises(article, facts), *facts.unproved]
        following = act or "".join(next_acts(article.state)[:1])
        examined = examiner.examine(article, facts.source, following, names=names, read=read) if examiner else None
        if following and ready_for_next:
            demanded = examined.demanded if examined else ()
            case = Case(article, BY_NAME[following], facts._replace(demanded=demanded), Request())
            problems += [problem for problem in unmet(case) if problem not in problems]
        elif following:
            problems.append(_waiting(article, newsroom, following))
        problems += _told_beside(article, newsroom, problems)
        told = {problem.key for problem in problems}
        problems += [problem for problem in examined.problems if problem.key not in told] if examined else []
    except (BadText, DiskFailed) as error:
        problems = [unreadable(error)]
    yield from (Finding(name, path, problem) for problem in problems)


def _told_beside(article: Article, newsroom: Newsroom, told: Sequence[Problem]) -> Iterator[Problem]:
    """A hold, an embargo, a plan: nothing is wrong, and whoever asks should know."""
    flags, ids = replayed(article).flags, {problem.id for problem in told}
    for word, known, message, act in (
        (flags.hold, "not-held", f"on hold: {flags.hold}.", "release"),
        (flags.embargo, "embargo-over", f"under embargo until {flags.embargo}.", "embargo"),
        (flags.schedule, "schedule-due", f"scheduled for {flags.schedule}.", "schedule"),
    ):
        if word and known not in ids:
            fix = f"dragoman {act} {article.name}{'' if act == 'release' else ' --lift'}"
            yield Problem(known, message, "todo", who=newsroom.roster.who(BY_NAME[act].roles), fix=fix)


def _waiting(article: Article, newsroom: Newsroom, act: str) -> Problem:
    who = newsroom.roster.who(BY_NAME[act].roles)
    message = f"{article.state}; waits for {who}."
    return Problem("unfinished", message, "todo", who=who, fix=f"dragoman {act} {article.name}")

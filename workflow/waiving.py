"""Waive a finding, or take a waiver back: one small file, one commit, by somebody who did not write the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.check_policy import DEFAULTS
from dragoman.workflow.commit import Work, message, record
from dragoman.workflow.desk import Desk, at_desk
from dragoman.workflow.errors import Refused, UsageProblem
from dragoman.workflow.examining import Examiner
from dragoman.workflow.facts import stamp
from dragoman.workflow.gather import gather, read_article
from dragoman.workflow.journal import FileChange
from dragoman.workflow.problems import Problem
from dragoman.workflow.waived import read_waivers
from dragoman.workflow.waiver_file import ROLES, Waiver, no_right, waiver_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from dragoman.workflow.article import Article
    from dragoman.workflow.newsroom import Newsroom

# What is kept of a passage for people to read.
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Recorded:
    """A waiver as recorded; ``commit`` is empty for a dry run."""

    article: Article
    waiver: Waiver
    commit: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A waiver, and what has become of it: ``stands``, ``lapsed``, ``withdrawn``, or ``void`` with ``why``."""

    waiver: Waiver
    state: str
    why: str = ""


def waive(root: str, path: str, finding: str, reason: str, now: datetime, *, dry_run: bool = False) -> Recorded:
    """Let one finding of an article stand; ``finding`` is its key, the beginning of it, or its check's name.

    Raises:
        UsageProblem: nothing or several things are meant, or there is no reason.
        Refused: whoever asks may not waive here.
    """
    if not reason.strip():
        raise UsageProblem("A waiver needs a reason.", 'add --reason "WHY"')
    with at_desk(root) as desk:
        article = read_article(root, path)
        _ensure_right(desk, article, f"waive {article.name} {finding} --reason WHY")
        problem = _meant(article, _findings(desk.root, desk.newsroom, article, now), finding)
        words = " ".join((problem.passage or problem.message).split())
        shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        why = " ".join(reason.split())
        waiver = Waiver(problem.id, problem.digest, shown, desk.person.id, stamp(now), why)
        return _record(desk, article, waiver, f"waive: {article.name} {problem.id}", why, now, dry_run=dry_run)


def withdraw(root: str, path: str, finding: str, reason: str, now: datetime, *, dry_run: bool = False) -> Recorded:
    """Take a waiver back: its file stays, and says who did.

    Raises:
        UsageProblem: nothing or several things are meant.
        Refused: whoever asks may not waive here.
    """
    with at_desk(root) as desk:
        article = read_article(root, path)
        _ensure_right(desk, article, f"waive {article.name} {finding} --withdraw")
        waivers = [one for one in _waivers(root, article) if not one.withdrawn_by]
        keys = _matching([one.key for one in waivers], [one.check for one in waivers], finding)
        if len(keys) != 1:
            raise _unclear(
                f"{article.name} has no waiver {finding!r}.", keys, f"dragoman waive {article.name} --list"
            )
        waiver = next(one for one in waivers if one.key == keys[0])
        taken = waiver._replace(withdrawn_by=desk.person.id, withdrawn_at=stamp(now))
        subject = f"withdraw: {article.name} {waiver.check}"
        return _record(desk, article, taken, subject, reason, now, dry_run=dry_run)


def standing(root: str, newsroom: Newsroom, path: str, now: datetime) -> Iterator[Standing]:
    """The waivers of an article, and what has become of each."""
    article = read_article(root, path)
    lapsed = {one.passage for one in _findings(root, newsroom, article, now) if one.id == "waiver-lapsed"}
    for waiver in _waivers(root, article):
        why = no_right(waiver.by, article, newsroom.roster)
        if waiver.withdrawn_by:
            yield Standing(waiver, "withdrawn")
        elif why:
            yield Standing(waiver, "void", why)
        else:
            yield Standing(waiver, "lapsed" if waiver.key in lapsed else "stands")


def waivable(root: str, newsroom: Newsroom, path: str, now: datetime) -> Iterator[Problem]:
    """The findings of an article that could be waived and are not."""
    found = _findings(root, newsroom, read_article(root, path), now)
    yield from (problem for problem in found if problem.id in DEFAULTS and not problem.waived)


def _findings(root: str, newsroom: Newsroom, article: Article, now: datetime) -> tuple[Problem, ...]:
    source = gather(root, newsroom, article, now).source
    with Examiner(root, newsroom) as examiner:
        return examiner.examine(article, source).problems


def _waivers(root: str, article: Article) -> list[Waiver]:
    found = read_waivers(article, partial(disk.names, root), partial(disk.read_bytes, root))
    return [one for one in found if not isinstance(one, Problem)]


def _ensure_right(desk: Desk, article: Article, command: str) -> None:
    why = no_right(desk.person.id, article, desk.newsroom.roster)
    if why:
        who = desk.newsroom.roster.who(ROLES, desk.person.id)
        problem = Problem("waiver", f"{why}.", who=who, fix=f"ask them to run: dragoman {command}")
        raise Refused(f"{article.name}: `waive` is refused.", (problem,))


def _meant(article: Article, problems: Sequence[Problem], finding: str) -> Problem:
    """The finding that is meant.

    Raises:
        UsageProblem: none is, or several are, or it is one that nobody waives.
    """
    found = {problem.key: problem for problem in problems if problem.id in DEFAULTS}
    keys = _matching(list(found), [problem.id for problem in found.values()], finding)
    if len(keys) != 1:
        hint = f"dragoman check {article.name} shows what there is"
        raise _unclear(f"{article.name} has no finding {finding!r} that can be waived.", keys, hint)
    problem = found[keys[0]]
    if problem.waived:
        raise UsageProblem(f"{problem.key} is waived already, by {problem.waived[0]} ({problem.waived[1]}).")
    return problem


def _matching(keys: Sequence[str], checks: Sequence[str], wanted: str) -> list[str]:
    """The keys that are meant by a key, a check's name, or the beginning of a key; the first of these that fits."""
    exact = [key for key in keys if key == wanted]
    named = [key for key, check in zip(keys, checks, strict=True) if check == wanted]
    return exact or named or [key for key in keys if wanted and key.startswith(wanted)]


def _unclear(nothing: str, keys: Sequence[str], hint: str) -> UsageProblem:
    if not keys:
        return UsageProblem(nothing, hint)
    return UsageProblem(f"Several are meant: {', '.join(keys)}.", "name one of them")


def _record(
    desk: Desk, article: Article, waiver: Waiver, subject: str, note: str, now: datetime, *, dry_run: bool
) -> Recorded:
    path = waiver_path(article.path, waiver.key)
    if dry_run:
        return Recorded(article, waiver, "")
    change = FileChange(path, disk.read_bytes(desk.root, path), waiver.as_text().encode())
    text = message(subject, [("Dragoman-Article", article.name), ("Dragoman-Waiver", waiver.key)], note)
    return Recorded(article, waiver, record(desk.repository, desk.reader, Work((change,), text, now, desk.base)))

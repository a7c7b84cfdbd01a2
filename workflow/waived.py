"""Findings and waivers brought together: which findings somebody answers for, and which waivers hold no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.errors import BadText
from dragoman.workflow.problems import Problem
from dragoman.workflow.utf8 import decode
from dragoman.workflow.waiver_file import ROLES, is_waiver, no_right, parse_waiver, waiver_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dragoman.workflow.article import Article
    from dragoman.workflow.beside import Read
    from dragoman.workflow.people import Roster
    from dragoman.workflow.waiver_file import Waiver


def read_waivers(article: Article, names: Callable[[str], Sequence[str]], read: Read) -> Iterator[Waiver | Problem]:
    """An article's waivers, those that were taken back too; and a problem for each file that is none."""
    folder = waiver_folder(article.path)
    for name in names(folder):
        path = f"{folder}/{name}"
        if not is_waiver(name):
            continue
        try:
            yield parse_waiver(decode(read(path) or b"", path), path)
        except BadText as error:
            yield _void(error.sentence + ".", path, name)


def apply(
    article: Article,
    roster: Roster,
    waivers: Sequence[Waiver | Problem],
    problems: Sequence[Problem],
    looked: frozenset[str],
) -> tuple[Problem, ...]:
    """The problems, those that are waived marked so; and one more for each waiver that does not hold.

    ``looked`` are the checks that were run: of others nobody knows whether their waivers have lapsed.
    """
    standing = [one for one in waivers if not isinstance(one, Problem) and not one.withdrawn_by]
    rights = {one.by: no_right(one.by, article, roster) for one in standing}
    good = {(one.check, one.digest): one for one in standing if not rights[one.by]}
    there = {(problem.id, problem.digest) for problem in problems}
    found = [_marked(problem, good.get((problem.id, problem.digest))) for problem in problems]
    found += [one for one in waivers if isinstance(one, Problem)]
    for one in standing:
        path = f"{waiver_folder(article.path)}/{one.key}.yaml"
        if rights[one.by]:
            found.append(_void(f"The waiver of {one.key} counts for nothing: {rights[one.by]}.", path, one.key))
        elif one.check in looked and (one.check, one.digest) not in there:
            found.append(_lapsed(article, one, roster))
    return tuple(found)


def _marked(problem: Problem, waiver: Waiver | None) -> Problem:
    return problem._replace(waived=(waiver.by, waiver.at, waiver.reason)) if waiver else problem


def _lapsed(article: Article, waiver: Waiver, roster: Roster) -> Problem:
    message = f"{waiver.by}'s waiver of {waiver.check} has lapsed: the passage changed (“{waiver.words}”)."
    fix = f"look at the passage, then dragoman waive {article.name} {waiver.key} --withdraw"
    return Problem("waiver-lapsed", message, "note", who=roster.who(ROLES), fix=fix, passage=waiver.key)


def _void(message: str, path: str, key: str) -> Problem:
    return Problem("waiver-void", message, "warning", fix=f"git log -p -- {path} shows who put it there", passage=key)

"""Which articles a check is about, and what is found in them."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.cli.desk import find, now
from dragoman.cli.named import STDIN, found, named
from dragoman.cli.progress import progress
from dragoman.workflow import shelf
from dragoman.workflow.catalogue import git_settings
from dragoman.workflow.checking import Finding, check_article, ready
from dragoman.workflow.places import article_name
from dragoman.workflow.problems import Problem
from dragoman.workflow.proved_acts import Prover
from dragoman.workflow.states import BY_NAME, FORWARD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from dragoman.workflow.batch_works import NotDone
    from dragoman.workflow.examining import Examiner
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.problems import Limit


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line asks: some articles, all, those touched since ``base``, or else all promises."""

    articles: tuple[str, ...]
    every: bool
    base: str | None
    act: str
    fail_on: Limit

    @property
    def promises_only(self) -> bool:
        """Whether the promises of states are asked about, and no act."""
        return not self.articles and self.base is None and not (self.every and self.act)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, and the paths of the articles that were looked at; none where all were."""

    asked: Asked
    root: str
    findings: list[Finding]
    some: tuple[str, ...] | None

    @property
    def paths(self) -> Sequence[str]:
        """The paths of the articles that were looked at."""
        return shelf.paths(self.root) if self.some is None else self.some

    def shown(self, *, waived: bool) -> Looked:
        """The same without what somebody waived, unless that is to be shown."""
        return replace(self, findings=[one for one in self.findings if waived or not one.problem.waived])


def look(root: str, newsroom: Newsroom, asked: Asked) -> Looked:
    """Look at what is asked about."""
    if asked.promises_only:
        return Looked(asked, root, _promises(root, newsroom, thorough=asked.every), None)
    if asked.base is not None:
        return _touched(root, newsroom, asked)
    if asked.every:
        from dragoman.workflow.every_article import not_here, of_newsroom

        paths = tuple(shelf.paths(root))
        found = [*not_here(root, None), *of_newsroom(root, newsroom), *_many(root, newsroom, asked, paths)]
        return Looked(asked, root, found, paths)
    return _named(root, newsroom, asked)


def _touched(root: str, newsroom: Newsroom, asked: Asked) -> Looked:
    from dragoman.workflow.checking import beside
    from dragoman.workflow.every_article import not_here
    from dragoman.workflow.touched import touched

    there = touched(root, asked.base or "", git_settings(root))
    findings = [*not_here(root, there.stories), *(beside(root, newsroom) if there.newsroom else ())]
    return Looked(asked, root, findings + _many(root, newsroom, asked, there.articles), there.articles)


def _many(root: str, newsroom: Newsroom, asked: Asked, paths: Sequence[str]) -> list[Finding]:
    from dragoman.workflow.every_article import of_articles

    with progress("check") as told:
        return of_articles(root, newsroom, paths, now(), told, asked.act)


def _named(root: str, newsroom: Newsroom, asked: Asked) -> Looked:
    """What is found in the articles that are named; of many, a name that means none is a finding too."""
    from dragoman.workflow.examining import Examiner

    if len(asked.articles) == 1 and asked.articles[0] != STDIN:
        paths: tuple[str, ...] = (find(root, asked.articles[0]),)
        unknown: Sequence[NotDone] = ()
    else:
        several, unknown = found(root, named(asked.articles, all_ready=False).words)
        paths = several or ()
    findings = [
        Finding(one.article, "", Problem("no-article", one.error.sentence, fix=one.error.hint)) for one in unknown
    ]
    with Examiner(root, newsroom) as examiner, progress("check") as told, Prover.on_disk(root, newsroom) as prover:
        for number, path in enumerate(paths):
            told("articles", number, len(paths))
            findings += check_article(root, newsroom, path, now(), asked.act, examiner, prover)
    return Looked(asked, root, findings, paths)


def _promises(root: str, newsroom: Newsroom, *, thorough: bool) -> list[Finding]:
    from dragoman.workflow.examining import Examiner
    from dragoman.workflow.index_file import Index, consult
    from dragoman.workflow.listing import Listing
    from dragoman.workflow.newsroom_check import NewsroomCheck
    from dragoman.workflow.shelf import git_dir
    from dragoman.workflow.work_tree import Look

    def work(index: Index) -> list[Finding]:
        check = NewsroomCheck(root, newsroom, now(), index, told, examiner)
        return list(check.findings(Listing(root, newsroom, look, index, told)))

    thoroughly = Examiner(root, newsroom) if thorough else nullcontext()
    with Look(root, git_settings(root)) as look, progress("check") as told, thoroughly as examiner:
        return consult(git_dir(root), work)


def look_for_ready(root: str, newsroom: Newsroom, asked: Asked) -> tuple[list[str], list[Finding]]:
    """The names of the articles that are ready, and what was found in these."""
    from dragoman.workflow.batch_ready import in_states

    states = BY_NAME[asked.act].sources if asked.act else {s for name in FORWARD for s in BY_NAME[name].sources}
    names, findings = [], list[Finding]()
    with (
        progress("check") as told,
        _demanding(root, newsroom) as examiner,
        Prover.on_disk(root, newsroom) as prover,
    ):
        paths = list(in_states(root, states))
        for number, path in enumerate(paths):
            told("articles", number, len(paths))
            seen = list(check_article(root, newsroom, path, now(), asked.act, examiner, prover))
            if ready(seen, asked.fail_on):
                names.append(article_name(path))
                findings += seen
    return names, findings


def _demanding(root: str, newsroom: Newsroom) -> AbstractContextManager[Examiner | None]:
    """What examines articles where acts demand checks; elsewhere readiness does not hang on them."""
    if "requires" not in newsroom.policy:
        return nullcontext()
    from dragoman.workflow.examining import Examiner

    return Examiner(root, newsroom)

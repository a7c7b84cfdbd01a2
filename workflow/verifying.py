"""Verify a copy: every article of a commit or a folder, judged by the chain of rosters it brings along."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dragoman.workflow.article import Article
from dragoman.workflow.article_judge import ArticleJudge, Judged
from dragoman.workflow.file_rules import kind_of, stands_for, twin
from dragoman.workflow.ledger import Ledger, Tally
from dragoman.workflow.places import FOLDER, NAME, NEWSROOM, ROSTERS, article_name, story_of
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.workers import WHOLE, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dragoman.workflow.copies import Copy
    from dragoman.workflow.memory import Memory
    from dragoman.workflow.roster_chain import Chain


# The places in which only plain files are judged.
JUDGED = (FOLDER, ROSTERS, NEWSROOM)
_AT_ONCE = 200
NOTHING: Mapping[str, Judged] = MappingProxyType({})


def verify_copy(
    copy: Copy,
    chain: Chain,
    memory: Memory,
    tally: Tally,
    witnessed: Callable[[str, Article], int] = lambda _path, _article: 0,
    told: Callable[[int, int], None] = lambda _done, _all: None,
    part: Share = WHOLE,
    ledger: Ledger | None = None,
    judged: Mapping[str, Judged] = NOTHING,
) -> Iterator[Found]:
    """Judge every article of a copy, or those of one ``part`` of its stories.

    ``witnessed`` tells how many acts of an article a gate has seen, ``told`` is told how many of all are done, and
    ``ledger`` is kept by story. What was ``judged`` already, by path, is not judged again.
    """
    ledger = Ledger() if ledger is None else ledger
    for found in _of_paths(copy, part):
        ledger.loud.add(story_of(found.path))
        yield found
    ledger.loud.update(story_of(path) for path in unjudged(copy.paths))
    paths = [path for path in copy.paths if NAME.fullmatch(path) and part.has(story_of(path))]
    judge = ArticleJudge(copy, chain, memory, witnessed)
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        copy.prefetch(name for path in some if path not in judged for name in judge.beside(path))
        for path in some:
            one = judged.get(path) or judge.at(path)
            ledger.take(story_of(path), None if one.found or one.far else one.tally)
            tally.add(one.tally)
            yield from one.found
        told(start + len(some), len(paths))
    ledger.close()


def _of_paths(copy: Copy, part: Share) -> Iterator[Found]:
    """What the paths alone show: links among the files, articles of one name."""
    for path, kind in copy.odd.items():
        if part.has(path) and path.split("/")[0] in JUDGED:
            message = f"{path} is {kind}; only a plain file can be judged."
            yield Found(Problem("not-a-file", message, who="whoever put it there", fix=f"git rm {path}"), path=path)
    for path in copy.paths:
        if stands_for(path) and part.has(story_of(path)):
            yield Found(twin(path), path=path)
    yield from (found for found in namesakes(copy.paths) if part.has(story_of(found.path)))


def namesakes(paths: Iterable[str]) -> Iterator[Found]:
    """Articles that have slug and language in common with one of an earlier month: records know no other name.

    What was signed for one passes for the other, and what was taken back in one would stand in the other.
    """
    first: dict[str, str] = {}
    for path in paths:
        if not NAME.fullmatch(path):
            continue
        name = article_name(path)
        other = first.setdefault(name.casefold(), path)
        if other != path:
            message = f"{path} has the name of {other}: the acts of one would pass for acts of the other."
            fix = f"git log -- {path} {other} shows which came second; git rm -r its folder"
            yield Found(Problem("name-twice", message, who="an owner", fix=fix), name, path)


def unjudged(paths: Iterable[str]) -> list[str]:
    """Texts among the articles that are none by their names: whoever finds them there may take them for judged."""
    return [p for p in paths if p.endswith(".md") and p.startswith(f"{FOLDER}/") and kind_of(p) is None]

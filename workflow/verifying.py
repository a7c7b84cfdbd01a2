"""Verify a copy: every article of a commit or a folder, judged by the chain of rosters it brings along."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.workflow.article import NAME, Article, parse_article
from dragoman.workflow.catalogue import unreadable
from dragoman.workflow.errors import BadText, DiskFailed
from dragoman.workflow.file_rules import kind_of
from dragoman.workflow.gather import gather
from dragoman.workflow.newsroom import Newsroom
from dragoman.workflow.people import Roster
from dragoman.workflow.places import FOLDER, NEWSROOM, ROSTERS, SIGNATURES
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.promises import broken_promises
from dragoman.workflow.proof import prove
from dragoman.workflow.record_files import signature_path
from dragoman.workflow.roster_chain import Chain
from dragoman.workflow.utf8 import decode
from dragoman.workflow.workers import WHOLE, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dragoman.workflow.copies import Copy
    from dragoman.workflow.memory import Memory
    from dragoman.workflow.trust import Trust

_STRANGERS = Newsroom("", (), (), Roster())
# Judging an article asks for the time only where an act is wanted.
_NO_TIME = datetime.fromtimestamp(0, UTC)
_AT_ONCE = 200
_JUDGED = (FOLDER, ROSTERS, NEWSROOM)


@dataclass(slots=True)
class Tally:
    """What verifying counted: acts by the three levels, people, articles."""

    articles: int = 0
    acts: int = 0
    signed: int = 0
    witnessed: int = 0
    people: set[str] = field(default_factory=set)

    def add(self, other: Tally) -> None:
        """Count what somebody else counted too."""
        self.articles += other.articles
        self.acts += other.acts
        self.signed += other.signed
        self.witnessed += other.witnessed
        self.people |= other.people


def verify_copy(
    copy: Copy,
    chain: Chain,
    memory: Memory,
    tally: Tally,
    witnessed: Callable[[str, Article], int] = lambda _path, _article: 0,
    told: Callable[[int, int], None] = lambda _done, _all: None,
    part: Share = WHOLE,
) -> Iterator[Found]:
    """Judge every article of a copy, or those of one ``part`` of its stories.

    ``witnessed`` tells how many acts of an article a gate has seen, ``told`` is told how many of all are done.
    """
    newsroom = chain.versions[-1] if chain.versions else _STRANGERS
    for path, kind in copy.odd.items():
        if part.has(path) and path.split("/")[0] in _JUDGED:
            message = f"{path} is {kind}; only a plain file can be judged."
            yield Found(Problem("not-a-file", message, who="whoever put it there", fix=f"git rm {path}"), path=path)
    yield from (found for found in namesakes(copy.paths) if part.has(story_of(found.path)))
    paths = [path for path in copy.paths if NAME.fullmatch(path) and part.has(story_of(path))]
    beside = _by_folder(copy.paths)
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        copy.prefetch(name for path in some for name in beside[path.rpartition("/")[0]])
        for path in some:
            yield from _article(copy, chain, newsroom, memory, path, beside, tally, witnessed)
        told(start + len(some), len(paths))


def pinned(chain: Chain, trust: Trust) -> Iterator[Problem]:
    """What is wrong with the first roster, if somebody said which it must be."""
    if trust.root and chain.root and trust.root != chain.root:
        message = f"The first roster is not the one pinned in {trust.where}: another newsroom's, or a forged one."
        fix = "ask an owner for its seal (dragoman trust), by another way than this repository"
        yield Problem("root-mismatch", message, who="an owner", fix=fix)


def namesakes(paths: Iterable[str]) -> Iterator[Found]:
    """Articles that have slug and language in common with one of an earlier month: records know no other name.

    What was signed for one passes for the other, and what was taken back in one would stand in the other.
    """
    first: dict[str, str] = {}
    for path in paths:
        if not NAME.fullmatch(path):
            continue
        name = "/".join(path.split("/")[-2:]).removesuffix(".md")
        other = first.setdefault(name, path)
        if other != path:
            message = f"{path} has the name of {other}: the acts of one would pass for acts of the other."
            fix = f"git log -- {path} {other} shows which came second; git rm -r its folder"
            yield Found(Problem("name-twice", message, who="an owner", fix=fix), name, path)


def unjudged(paths: Iterable[str]) -> list[str]:
    """Texts among the articles that are none by their names: whoever finds them there may take them for judged."""
    return [p for p in paths if p.endswith(".md") and p.startswith(f"{FOLDER}/") and kind_of(p) is None]


def _article(
    copy: Copy,
    chain: Chain,
    newsroom: Newsroom,
    memory: Memory,
    path: str,
    beside: dict[str, list[str]],
    tally: Tally,
    witnessed: Callable[[str, Article], int],
) -> Iterator[Found]:
    name = "/".join(path.split("/")[-2:]).removesuffix(".md")
    try:
        article = parse_article(decode(copy.read(path) or b"", path), path)
        facts = gather("", newsroom, article, _NO_TIME, read=copy.read)
        problems = list(broken_promises(article, facts, compare_template=False))
        proved = list(prove(article, chain, copy.read, memory))
    except (BadText, DiskFailed) as error:
        yield Found(unreadable(error), name, path)
        return
    tally.articles += 1
    tally.acts += len(proved)
    tally.signed += sum(one.signed for one in proved)
    tally.witnessed += witnessed(path, article)
    tally.people |= {one.entry.by for one in proved}
    problems += [problem for one in proved for problem in one.problems]
    problems += _strays(article, beside[path.rpartition("/")[0]])
    yield from (Found(problem, name, path) for problem in problems)


def _strays(article: Article, beside: list[str]) -> Iterator[Problem]:
    """Signatures of acts that the history does not have: somebody took the acts out."""
    folder = article.path.rpartition("/")[0]
    start = f"{folder}/{SIGNATURES}/{article.lang}-"
    own = {signature_path(article.path, number, entry) for number, entry in enumerate(article.history, 1)}
    for path in beside:
        if path.startswith(start) and path[len(start) :][:4].isdigit() and path not in own:
            message = f"{path} signs an act that is not in the history: it was taken out, or comes from elsewhere."
            yield Problem("signature-stray", message, who="an owner", fix=f"git log -p -- {article.path}")


def story_of(path: str) -> str:
    """The folder of the story that a file belongs to: all that is judged together is in it."""
    return "/".join(path.split("/", 4)[:4])


def _by_folder(paths: tuple[str, ...]) -> dict[str, list[str]]:
    """The files by the story's folder they are in."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(story_of(path), []).append(path)
    return folders

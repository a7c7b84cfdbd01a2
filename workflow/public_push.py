"""Keep what is under embargo from remotes that the newsroom says are public: nothing of its story may go there.

What counts is what the push would bring: a text that was deleted again is still in its commits.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import git
from dragoman.workflow.article import Article
from dragoman.workflow.changes import ABSENT
from dragoman.workflow.commit_stream import commits
from dragoman.workflow.dates import waits_for
from dragoman.workflow.errors import BrokenNewsroom, UsageProblem
from dragoman.workflow.file_rules import Kind, kind_of
from dragoman.workflow.objects import Reader
from dragoman.workflow.past import Past
from dragoman.workflow.places import FOLDER, NEWSROOM, story_of
from dragoman.workflow.problems import Found, Problem
from dragoman.workflow.remotes import place_of, places_of
from dragoman.workflow.trees import folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from dragoman.workflow.newsroom import Newsroom

KEY = "public-remotes"


class Pushed(NamedTuple):
    """One ref that would be pushed, as githooks(5) says it of pre-push; an id of zeros stands for none."""

    new: str
    old: str


def parse_pushed(lines: Iterable[str]) -> list[Pushed]:
    """What git tells a pre-push hook on its standard input.

    Raises:
        UsageProblem: it is something else.
    """
    found = []
    for line in lines:
        words = line.rstrip("\n").split(" ")
        if len(words) != 4:  # noqa: PLR2004  # local ref, its id, remote ref, its id
            raise UsageProblem("`gate pre-push` is run by git, which tells it what is pushed.")
        found.append(Pushed(words[1], words[3]))
    return found


def is_public(newsroom: Newsroom, root: str, remote: str, url: str) -> bool:
    """Whether the newsroom says that everybody reads this remote, which it may name or give the address of.

    It is the place that counts: who pushes to a named remote's address pushes to that remote.

    Raises:
        GitFailed: git cannot be asked where the named remotes are.
        BrokenNewsroom: the policy is in no form that says which remotes.
    """
    said = newsroom.policy.get(KEY) or []
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise BrokenNewsroom(f"{NEWSROOM}: `policy: {KEY}` should be a list of names or addresses of remotes")
    if remote in said:
        return True
    there = {place_of(root, url)}
    return any(places_of(root, str(one)) & there for one in said)


def embargoed(root: str, remote: str, pushed: Iterable[Pushed], now: datetime) -> Iterator[Found]:
    """The articles under embargo of whose stories a push would bring something, each once.

    Raises:
        GitFailed: git has lost something.
    """
    told, there = set[Found](), _there(root, remote)
    with Reader(root) as reader:
        for one in pushed:
            if not one.new.strip("0"):
                continue
            past = Past(reader, len(one.new) // 2)
            known = [f"^{one.old}"] if one.old.strip("0") and past.tree(one.old) else []
            for story, brought in _brought(root, (one.new, *known, *there)).items():
                texts = brought | _articles(past, past.tree(one.new), story)
                found = (past.article(path, blob) for path, blob in sorted(texts.items()))
                faults = [
                    fault for article in found if isinstance(article, Article) for fault in _faults(article, now)
                ]
                yield from (fault for fault in faults if fault not in told)
                told.update(faults)


def _there(root: str, remote: str) -> list[str]:
    """What the remote had when we last asked it, as git log leaves it out."""
    told = git.run(root, "for-each-ref", "--format=%(objectname) %(refname)", "refs/remotes/")
    lines = (line.partition(" ") for line in told.decode("utf-8", "surrogateescape").split("\n"))
    return [f"^{commit}" for commit, _, ref in lines if ref.startswith(f"refs/remotes/{remote}/")]


def _brought(root: str, revisions: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """The stories that some commits bring something of, with the last text of each article they bring."""
    brought: dict[str, dict[str, str]] = {}
    for commit in commits(root, *revisions):
        for change in commit.changes:
            if change.path.startswith(f"{FOLDER}/") and change.new_mode != ABSENT:
                texts = brought.setdefault(story_of(change.path), {})
                if kind_of(change.path) is Kind.ARTICLE:
                    texts[change.path] = change.new
    return brought


def _articles(past: Past, tree: str, story: str) -> dict[str, str]:
    """The articles of a story as a tree has them."""
    found = folder(past.reader, tree, story, past.width) if tree else {}
    paths = {f"{story}/{name}": entry.name for name, entry in found.items()}
    return {path: blob for path, blob in paths.items() if kind_of(path) is Kind.ARTICLE}


def _faults(article: Article, now: datetime) -> Iterator[Found]:
    for said, _ in islice(waits_for(article, "embargo", now), 1):
        message = f"{article.name} is under embargo until {said}, and the remote is public."
        fix = f"push to another remote until then, or dragoman embargo {article.name} --lift"
        problem = Problem("embargo-over", message, who="an editor or publisher", fix=fix)
        yield Found(problem, article.name, article.path)

"""Put an edition together: the articles that a commit has as published, and those that are about to be.

Only what is approved is read to readers: an article that claims to be published and is not what was approved is held
back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from dragoman.workflow.article import parse_article
from dragoman.workflow.assets import find_assets
from dragoman.workflow.beside import find_live, read_or_none
from dragoman.workflow.disclaimers import Disclaimer
from dragoman.workflow.edition import Edition, HeldBack, Item
from dragoman.workflow.errors import BadText, DiskFailed
from dragoman.workflow.facts import Facts
from dragoman.workflow.index_file import consult
from dragoman.workflow.indexing import bring
from dragoman.workflow.objects import Reader
from dragoman.workflow.places import FOLDER, article_name, path_of
from dragoman.workflow.promises import assets_stand, disclaimer_stands, history_intact, own_promises
from dragoman.workflow.proved_acts import Arrived, Prover
from dragoman.workflow.publication import publication, withdrawn
from dragoman.workflow.record_files import live_path
from dragoman.workflow.roster_chain import read_chain
from dragoman.workflow.seal import sha256
from dragoman.workflow.standing import replayed
from dragoman.workflow.states import SHOWN, WITHDRAWN
from dragoman.workflow.story_files import StoryFiles
from dragoman.workflow.tree_part import TreePart
from dragoman.workflow.trees import look_up
from dragoman.workflow.utf8 import decode
from dragoman.workflow.walk import readers_have

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dragoman.workflow.article import Article
    from dragoman.workflow.assets import Assets
    from dragoman.workflow.beside import Read
    from dragoman.workflow.index_file import Index, Row
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.publication import Publication
    from dragoman.workflow.workers import Told

# Characters of a digest that tell two rosters apart.
_ENOUGH = 16


def edition_at(
    root: str,
    git_dir: str,
    tree: str,
    newsroom: Newsroom,
    coming: Mapping[str, str],
    told: Told,
) -> Edition:
    """The edition of a committed ``tree``; the texts that are ``coming``, by their paths, count as if in it.

    Raises:
        GitFailed: git has lost something.
    """
    shown = rows_of(root, git_dir, tree, told, lambda index: index.shown(SHOWN))
    people = [(person.id, person.name) for person in newsroom.roster.people]
    proof = f"\n{newsroom.sealed.seal}" if newsroom.wants_proof else ""
    names = sha256(f"{newsroom.name}\n{people}{proof}")[:_ENOUGH]
    stories = {path_of(row.place): row.story.hex() for row in shown}
    keys = {path: f"{story} {names}" for path, story in stories.items()}
    for path, text in coming.items():
        keys.pop(path, None)
        if readers_have(replayed(parse_article(text, path))):
            keys[path] = f"{sha256(text)} {names}"
    items = tuple(Item(path, key) for path, key in sorted(keys.items()))
    reading = _Reading(root, tree, newsroom, stories, coming)
    return Edition(newsroom.name, newsroom.targets, items, reading.read, frozenset(coming))


def rows_of(root: str, git_dir: str, tree: str, told: Told, which: Callable[[Index], Iterator[Row]]) -> list[Row]:
    """Articles of a committed ``tree``: those that ``which`` takes from the index of all.

    Raises:
        GitFailed: git has lost something.
    """
    articles = _articles_tree(root, tree)

    def rows(index: Index) -> list[Row]:
        bring(root, index, articles, told)
        return list(which(index))

    return consult(git_dir, rows)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads articles of a ``tree``'s edition; ``stories`` are the trees of their folders by the articles' paths."""

    root: str
    tree: str
    newsroom: Newsroom
    stories: Mapping[str, str]
    coming: Mapping[str, str]

    def read(self, items: Sequence[Item]) -> Iterator[Publication | HeldBack]:
        with Reader(self.root) as reader:
            rosters = TreePart(reader, self.tree, len(self.tree) // 2)
            with Prover(self.newsroom, partial(read_chain, rosters.read), Arrived(self.root)) as prover:
                for item in items:
                    # The files of what is coming are not committed yet, but with the act.
                    tree = "" if item.path in self.coming else self.stories[item.path]
                    yield self._one(item.path, StoryFiles(self.root, reader, item.story, tree).read, prover)

    def _one(self, path: str, read: Read, prover: Prover) -> Publication | HeldBack:
        name = article_name(path)
        try:
            coming = self.coming.get(path)
            text = decode(read(path) or b"", path) if coming is None else coming
            article = parse_article(text, path)
            live, fault = find_live(read, article)
        except (BadText, DiskFailed) as error:
            return HeldBack(name, error.sentence)
        kept = live_path(article)
        if fault or bool(article.word("live")) != bool(kept) or (kept and live is None):
            return HeldBack(
                name, fault or f"the version that readers have is not where it was kept: {kept or 'nowhere'}"
            )
        if article.state == WITHDRAWN:
            wrong = next(chain(_history(article, self.newsroom), self._unproved(article, read, prover)), "")
            return HeldBack(name, wrong) if wrong else withdrawn(article, live or article, self.newsroom)
        article = live or article
        assets = find_assets(article, partial(read_or_none, read))
        wrong = next(chain(_broken(article, self.newsroom, assets), self._unproved(article, read, prover)), "")
        return HeldBack(name, wrong) if wrong else publication(article, self.newsroom, assets)

    def _unproved(self, article: Article, read: Read, prover: Prover) -> Iterator[str]:
        """What is wrong with the proof of an article's acts, in sentences; with what is coming the act sees to it."""
        if article.path not in self.coming:
            yield from (problem.message for problem in prover.unproved(article, partial(read_or_none, read)))


def _broken(article: Article, newsroom: Newsroom, assets: Assets) -> Iterator[str]:
    """What of a published article is not what was approved, in sentences."""
    facts = Facts(newsroom, None, datetime.now(UTC), None, "", None, False, lambda _: Disclaimer(""), assets)
    problems = (
        *own_promises(article, newsroom.roster),
        *assets_stand(article, facts),
        *disclaimer_stands(article, facts, compare_template=False),
    )
    yield from (problem.message for problem in problems if problem.severity == "error")


def _history(article: Article, newsroom: Newsroom) -> Iterator[str]:
    """What is wrong with the acts of an article, in sentences."""
    yield from (problem.message for problem in history_intact(article, newsroom.roster))


def _articles_tree(root: str, tree: str) -> str:
    with Reader(root) as reader:
        entry = look_up(reader, tree, FOLDER, len(tree) // 2) if tree else None
    return entry.name if entry else ""

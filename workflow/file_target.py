"""Targets that are a folder of files: what an edition asks for is there, and nothing of ours besides.

A story's files follow from its articles, the rest from the teasers of all. Only what follows from something that
changed is made again: a story's pages when one of its articles is another, a list when a teaser in it is.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from dragoman.workflow.edition import HeldBack
from dragoman.workflow.errors import DiskFailed
from dragoman.workflow.output_memory import Memory, Remembered
from dragoman.workflow.publication import Publication, Translation
from dragoman.workflow.targets import Delivered, Difference
from dragoman.workflow.teaser import Teaser, teaser_of
from dragoman.workflow.workers import each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dragoman.workflow.edition import Edition, Item
    from dragoman.workflow.output_folder import Made, OutputFolder
    from dragoman.workflow.output_memory import Pending
    from dragoman.workflow.output_memory_file import MemoryFile
    from dragoman.workflow.workers import Told

_WORTH_SHARING = 100
# Characters of a digest that tell two designs apart.
_ENOUGH = 16


class Page(NamedTuple):
    """A file that follows from many articles: ``make`` gives its bytes, the same for the same ``key``."""

    path: str
    key: str
    make: Callable[[], bytes]


class Press(Protocol):
    """What makes files of articles. ``design`` is another word where anything but the articles is another."""

    design: str

    def article(self, published: Publication) -> Iterator[tuple[str, bytes]]:
        """The files of one article, by their paths in the folder."""

    def folders(self, path: str) -> Sequence[str]:
        """The folders that hold the files of the article at a path of the newsroom, and nothing of other stories'."""

    def rest(self, teasers: Sequence[Teaser]) -> Iterator[Page]:
        """All other files; the teasers come oldest first."""


class Audit(NamedTuple):
    """How many files a folder should have, and what of it is not so: one that differs, is missing, or is nobody's."""

    files: int
    differences: tuple[Difference, ...]


class _Story(NamedTuple):
    folder: str
    key: str
    items: tuple[Item, ...]


Put = tuple["Made | None", "Difference | None"]


class FileTarget:
    """A target by the name ``name``, made by a press into a folder, with what it remembers of it.

    ``prepare`` is called before anything is written.
    """

    def __init__(
        self, name: str, press: Press, folder: OutputFolder, memory: MemoryFile, prepare: Callable[[], None]
    ) -> None:
        self._name, self._press, self._folder, self._memory = name, press, folder, memory
        self._prepare = prepare

    def differences(self, edition: Edition) -> Iterator[Difference]:
        """What delivering would change."""
        run = _Run(self._press, self._folder, self._memory.read(), _compare)
        run.look(edition)
        run.stories(edition, lambda *_: None)
        run.rest(run.pages())
        yield from run.differences
        for path in sorted(run.old.paths() - run.new.paths()):
            before = self._folder.read(path)
            if before is not None:
                yield Difference(path, before, None)

    def audit(self, edition: Edition, told: Told) -> Audit:
        """Hold every file of the folder, byte for byte, against what the edition makes; no memory is believed."""
        run = _Run(self._press, self._folder, Memory(), _hold)
        run.look(edition)
        run.stories(edition, told)
        run.rest(run.pages())
        wanted = run.new.paths()
        strays = sorted(path for path in self._folder.everything() if path not in wanted)
        return Audit(len(wanted), (*run.differences, *(Difference(path, b"", None) for path in strays)))

    def deliver(self, edition: Edition, told: Told) -> Delivered:
        """Bring the folder to the edition."""
        self._prepare()
        run = _Run(self._press, self._folder, self._memory.read(), _write)
        left = self._memory.pending()
        if waiting := run.look(edition):
            self._memory.expect(run.places(waiting))
        run.stories(edition, told)
        pages = run.pages()
        if new := {page.path for page in pages} - set(run.old.rest):
            self._memory.expect(new)
        run.rest(pages)
        removed = self._sweep(run, left)
        if run.new != run.old or left.places:
            self._memory.write(run.new, run.old)
        return Delivered(self._name, self._folder.shown, len(run.differences), removed, tuple(run.held))

    def _sweep(self, run: _Run, left: Pending) -> int:
        """Take away what is not in the edition any more, and what a crash left of something that never was."""
        wanted = run.new.paths()
        gone = run.old.paths() - wanted
        for place in left.places:
            gone |= {path for path in self._folder.below(place, left.since) if path not in wanted}
        return sum(self._folder.remove(path) for path in sorted(gone))


class _Run:
    """One way through an edition; ``put`` does with each file what the run is for."""

    def __init__(
        self, press: Press, folder: OutputFolder, old: Memory, put: Callable[[OutputFolder, str, bytes], Put]
    ) -> None:
        self._press, self._folder, self._put = press, folder, put
        self.old, self.new = old, Memory()
        self.differences: list[Difference] = []
        self.held: list[HeldBack] = []
        self._waiting: list[_Story] = []

    def look(self, edition: Edition) -> list[_Story]:
        """The stories that have to be made: another text, another design, or files that are not as we left them."""
        for story in self._every(edition):
            if not self._stands(story):
                self._waiting.append(story)
            elif story.folder in self.old.stories:
                self.new.stories[story.folder] = self.old.stories[story.folder]
        return self._waiting

    def places(self, stories: Sequence[_Story]) -> set[str]:
        """The folders their files are in."""
        return {place for story in stories for item in story.items for place in self._press.folders(item.path)}

    def stories(self, edition: Edition, told: Told) -> None:
        """Make the stories that have to be made."""

        def work(own: Sequence[_Story]) -> Iterator[tuple[dict[str, Remembered], list[Difference]]]:
            answers = edition.read([item for story in own for item in story.items])
            for story in own:
                yield self._make(story, islice(answers, len(story.items)))

        answers = each(self._waiting, work, "stories", _WORTH_SHARING, told)
        for story, (articles, found) in zip(self._waiting, answers, strict=True):
            self.new.stories[story.folder] = (story.key, articles)
            self.differences += found
        for _, articles in self.new.stories.values():
            self.held += [HeldBack(name, one.held) for name, one in articles.items() if one.held]

    def pages(self) -> list[Page]:
        """The files that follow from all articles."""
        every = (one.teaser for _, articles in self.new.stories.values() for one in articles.values())
        teasers = sorted((one for one in every if one), key=attrgetter("date", "slug", "lang"))
        return list(self._press.rest(teasers))

    def rest(self, pages: Sequence[Page]) -> None:
        """Make those of them that have to be made."""
        for page in pages:
            key, made = self.old.rest.get(page.path, ("", None))
            if made is None or key != page.key or not self._folder.stands(made):
                made, difference = self._put(self._folder, page.path, page.make())
                self.differences += [difference] if difference else []
            if made:
                self.new.rest[page.path] = (page.key, made)

    def _every(self, edition: Edition) -> Iterator[_Story]:
        design = self._press.design[:_ENOUGH]
        for folder, found in groupby(edition.items, key=lambda item: item.story):
            items = tuple(found)
            # In full: a digest of it would cost more than all that comes of an article that did not change.
            yield _Story(
                folder, "\n".join([design, *[f"{item.path[len(folder) :]} {item.key}" for item in items]]), items
            )

    def _stands(self, story: _Story) -> bool:
        key, articles = self.old.stories.get(story.folder, ("", {}))
        return key == story.key and all(
            self._folder.stands(made) for article in articles.values() for made in article.files
        )

    def _make(
        self, story: _Story, answers: Iterator[Publication | HeldBack]
    ) -> tuple[dict[str, Remembered], list[Difference]]:
        """Make a story's files; an article that is held back keeps those it has."""
        _, before = self.old.stories.get(story.folder, ("", {}))
        done: dict[str, Remembered] = {}
        found: list[Publication] = []
        for one in answers:
            if isinstance(one, HeldBack):
                kept = before.get(one.name, Remembered(None))
                there = tuple(made for made in kept.files if self._folder.stands(made))
                done[one.name] = Remembered(kept.teaser if there else None, there, one.why)
            else:
                found.append(one)
        names = [name.rsplit("/", 1) for name, one in done.items() if one.teaser] + [[o.slug, o.lang] for o in found]
        every = tuple(Translation(lang, slug) for slug, lang in sorted(names, key=lambda name: name[1]))
        differences: list[Difference] = []
        for one in found:
            whole = replace(one, translations=tuple(other for other in every if other.lang != one.lang))
            puts = [self._put(self._folder, path, data) for path, data in self._press.article(whole)]
            differences += [difference for _, difference in puts if difference]
            done[one.name] = Remembered(teaser_of(one), tuple(made for made, _ in puts if made))
        return done, differences


def _write(folder: OutputFolder, path: str, data: bytes) -> Put:
    made, changed = folder.write(path, data)
    return made, Difference(path, None, None) if changed else None


def _compare(folder: OutputFolder, path: str, data: bytes) -> Put:
    """A file that would be there; only its path counts."""
    from dragoman.workflow.output_folder import Made

    before = folder.read(path)
    return Made(path, 0, 0), None if before == data else Difference(path, before, data)


def _hold(folder: OutputFolder, path: str, data: bytes) -> Put:
    """As ``_compare``, where somebody may have put anything into the folder."""
    try:
        return _compare(folder, path, data)
    except DiskFailed:  # a link, a folder, too large: not what it should be
        from dragoman.workflow.output_folder import Made

        return Made(path, 0, 0), Difference(path, b"", data)

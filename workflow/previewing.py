"""A preview: the site as the record has it, with drafts, in a folder that nobody else sees and that goes away."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import watch
from dragoman.workflow.catalogue import open_newsroom
from dragoman.workflow.disk import disk_errors
from dragoman.workflow.drafts import Drafts, being_worked_on, with_drafts, worth_showing
from dragoman.workflow.edition import HeldBack
from dragoman.workflow.editions import edition_at
from dragoman.workflow.errors import BrokenNewsroom, DragomanError
from dragoman.workflow.objects import Reader
from dragoman.workflow.places import FOLDER, NEWSROOM, article_name, story_of
from dragoman.workflow.preview_page import Note
from dragoman.workflow.preview_site import PreviewSite, Version
from dragoman.workflow.repository import open_repository
from dragoman.workflow.target_settings import TargetSettings
from dragoman.workflow.targets import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dragoman.workflow.drafts import Draft
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.targets import Delivered, Target
    from dragoman.workflow.watch import Look
    from dragoman.workflow.workers import Told


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a preview shows besides the record: the drafts at some ``paths``, or all; ``target`` is whose settings."""

    root: str
    paths: tuple[str, ...]
    all_drafts: bool
    target: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one build: files written, the drafts shown, articles held back, or why it failed."""

    delivered: Delivered | None
    drafts: tuple[Draft, ...] = ()
    failed: DragomanError | None = None


@contextlib.contextmanager
def preview_in_passing(wanted: Wanted, url: str, now: datetime) -> Iterator[Preview]:
    """A preview that will be served at ``url``; its folder goes away at the end.

    Raises:
        GitFailed: the newsroom is in no repository.
    """
    with tempfile.TemporaryDirectory(prefix="dragoman-preview-", ignore_cleanup_errors=True) as folder:
        preview = Preview(wanted, url, now, folder)
        try:
            yield preview
        finally:
            preview.site.end()


class Preview:
    """Builds the site into a folder, again and again; ``site`` is what is served."""

    def __init__(self, wanted: Wanted, url: str, now: datetime, folder: str) -> None:
        self._wanted, self._url, self._now, self._folder = wanted, url, now, folder
        self._count, self._told = 0, _notes(Built(None))
        self._drafts: Drafts | None = None
        self._seen: Look = ()
        self._repository = open_repository(wanted.root)
        self.site = PreviewSite(f"{folder}/site")

    @property
    def start(self) -> str:
        """The address of the first article that was named, or of the front page."""
        return self._url + (address_of(article_name(self._wanted.paths[0]))[1:] if self._wanted.paths else "")

    def changed(self, until: float) -> bool:
        """Wait until something that a page may follow from has changed, or the clock says ``until``."""
        return watch.wait_for_change(self._watched(), self._seen, until)

    def build(self, told: Told) -> Built:
        """Build what is new, and show it; what is wrong is shown and handed back, and raised never."""
        self._seen = watch.look(self._watched())
        try:
            with disk_errors("the preview's folder"):
                built = self._build(told)
        except DragomanError as error:
            built = Built(None, failed=error)
        notes, wrong = _notes(built)
        same = (notes, wrong) == self._told and built.delivered is not None
        if not same or (built.delivered and built.delivered.written + built.delivered.removed):
            self._count, self._told = self._count + 1, (notes, wrong)
            self.site.built(Version(f"{os.getpid()}-{self._count}", notes, wrong))
        return built

    def _build(self, told: Told) -> Built:
        root = self._wanted.root
        newsroom = open_newsroom(root)
        self._repository = repository = open_repository(root)
        with Reader(root) as reader:
            found = reader.find("HEAD^{tree}")
        tree = found.name if found else ""
        record = edition_at(root, repository.git_dir, tree, newsroom, {}, told)
        if self._drafts is None or self._drafts.newsroom != newsroom:
            self._drafts = Drafts(root, newsroom, self._now)
        paths = list(self._wanted.paths)
        if self._wanted.all_drafts:
            paths += [path for path in being_worked_on(root, repository.git_dir, tree, told) if path not in paths]
        drafts = worth_showing(record, self._drafts.read(paths), self._wanted.paths)
        target = self._target(newsroom)
        return Built(target.deliver(with_drafts(record, drafts), told), tuple(drafts))

    def _target(self, newsroom: Newsroom) -> Target:
        """The site, with its settings but for where it is."""
        from dragoman.workflow.site.target import make

        sites = [one for one in newsroom.publishes if one.kind == "site"]
        named = [one for one in sites if one.name == self._wanted.target]
        if self._wanted.target and not named:
            there = ", ".join(one.name for one in sites) or "none"
            raise BrokenNewsroom(f"{NEWSROOM} has no site `{self._wanted.target}`; there is: {there}.")
        said = (named or sites or [TargetSettings("site", "site", {})])[0]
        settings = TargetSettings(said.name, said.kind, {**said.settings, "url": self._url})
        place = Place(
            self._wanted.root, newsroom.name, f"{self._folder}/memory", newsroom.targets, f"{self._folder}/site"
        )
        return make(settings, place)

    def _watched(self) -> list[str]:
        root = self._wanted.root
        places = [NEWSROOM, "templates"]
        places += [FOLDER] if self._wanted.all_drafts else sorted({story_of(path) for path in self._wanted.paths})
        git = self._repository
        refs = [f"{git.git_dir}/HEAD", f"{git.common_dir}/packed-refs", f"{git.common_dir}/{git.branch or 'HEAD'}"]
        return [*refs, *(f"{root}/{place}" for place in places)]


def address_of(name: str) -> str:
    """Where the page of the article ``slug/lang`` is in a preview."""
    slug, lang = name.split("/")
    return f"/{lang}/{slug}/"


def _notes(built: Built) -> tuple[dict[str, Note], tuple[Note, ...]]:
    """What is said above single pages, and above all."""
    notes = {
        address_of(article_name(draft.path)): Note(
            f"Draft: {article_name(draft.path)} as its file is now ({draft.state}). Readers do not see this."
        )
        for draft in built.drafts
        if not isinstance(draft.shown, HeldBack)
    }
    for held in built.delivered.held if built.delivered else ():
        notes[address_of(held.name)] = Note(f"{held.name} is held back; this page is an older one: {held.why}", True)
    error = built.failed
    wrong = (Note("\n".join(filter(None, (error.sentence, error.hint))), True),) if error else ()
    return notes, wrong

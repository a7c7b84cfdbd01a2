"""Bring targets to the record, and to what is about to be recorded.

Readers get an article before its act is recorded, and lose it again when it is not: so a target that fails leaves
the article unpublished, and when a command has ended, however it did, what readers find is what the record says.
After a kill it is that once the next command that delivers has run.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.workflow.commit import tip, tree_of
from dragoman.workflow.editions import edition_at
from dragoman.workflow.errors import DragomanError, NotDelivered
from dragoman.workflow.places import DESK, TARGETS, article_name
from dragoman.workflow.target_kinds import chosen, ensure_apart, open_target
from dragoman.workflow.targets import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dragoman.workflow.desk import Desk
    from dragoman.workflow.edition import Edition
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.targets import Delivered, Difference, Target
    from dragoman.workflow.workers import Told


@dataclass(slots=True)
class Delivery:
    """The targets of a run, by name; ``done`` is what came of each that was brought to an edition."""

    targets: dict[str, Target]
    done: tuple[Delivered, ...] = ()
    _touched: list[str] = field(default_factory=list)

    def differences(self, edition: Edition) -> Iterator[tuple[str, Difference]]:
        """What delivering would change, target by target."""
        for name, target in self.targets.items():
            for one in target.differences(edition):
                yield name, one

    def deliver(self, edition: Edition, told: Told) -> None:
        """Bring every target to an edition.

        Raises:
            NotDelivered: one did not take it.
        """
        found = []
        for name, target in self.targets.items():
            self._touched.append(name)
            try:
                found.append(target.deliver(edition, told))
            except DragomanError as error:
                raise NotDelivered(f"The target `{name}` failed: {error.sentence}", error.hint, error) from error
        self.done = tuple(found)

    def take_back(self, edition: Edition, told: Told) -> list[str]:
        """Bring those targets that were touched to another edition again; the names of those that would not."""
        failed = []
        for name in self._touched:
            try:
                self.targets[name].deliver(edition, told)
            except DragomanError:
                failed.append(name)
        self._touched.clear()
        return failed


def open_targets(
    root: str,
    git_dir: str,
    newsroom: Newsroom,
    names: Sequence[str],
    output: str = "",
    forced: frozenset[str] = frozenset(),
) -> dict[str, Target]:
    """The targets of these names, or all that newsroom.yaml has; ``output`` and ``forced`` as ``Place`` says.

    Raises:
        UsageProblem: there is none of that name.
        BrokenNewsroom: its settings are wrong.
        DragomanError: it cannot be used as it is.
    """
    ensure_apart(newsroom.publishes)
    place = Place(root, newsroom.name, os.path.join(git_dir, DESK, TARGETS), newsroom.targets, output, forced)
    return {settings.name: open_target(settings, place) for settings in chosen(newsroom.publishes, names)}


def delivery_of(desk: Desk, names: Sequence[str], forced: Iterable[str] = ()) -> Delivery:
    """The targets of these names, or all that the roster in force has, as whoever is at the desk delivers to them.

    The articles at the paths that are ``forced`` go over what somebody changed by hand at a target.

    Raises:
        BrokenNewsroom, DragomanError: as ``open_targets``.
    """
    over = frozenset(map(article_name, forced))
    return Delivery(open_targets(desk.root, desk.repository.git_dir, desk.newsroom, names, forced=over))


def edition_with(desk: Desk, coming: Mapping[str, str], told: Told, *, now: bool = False) -> Edition:
    """The edition of the commit that was decided on, or, ``now``, of the branch's last one, with what is coming."""
    repository = desk.repository
    base = tip(desk.reader, repository) if now else desk.base
    tree = tree_of(desk.reader, base) or ""
    return edition_at(desk.root, repository.git_dir, tree, desk.newsroom, coming, told)


@contextlib.contextmanager
def ahead_of_record(
    desk: Desk, delivery: Delivery, act: str, coming: Mapping[str, str], told: Told
) -> Iterator[None]:
    """Deliver what is coming, then let it be recorded inside; where either fails, the targets follow the record.

    Raises:
        NotDelivered: a target failed; nothing was recorded.
    """
    if not delivery.targets or not coming:
        yield
        return
    try:
        delivery.deliver(edition_with(desk, coming, told), told)
        yield
    except BaseException as error:
        failed = delivery.take_back(edition_with(desk, {}, told, now=True), told)
        if isinstance(error, NotDelivered):
            raise _not_done(error, act, coming, failed) from error
        raise


def _not_done(error: NotDelivered, act: str, coming: Mapping[str, str], failed: Sequence[str]) -> NotDelivered:
    names = [article_name(path) for path in coming]
    what = f"{names[0]} is" if len(names) == 1 else f"{len(names)} articles are"
    done = {"publish": "published", "withdraw": "withdrawn", "takedown": "taken down"}[act]
    seen = f" What readers find has changed already at: {', '.join(failed)}." if failed else ""
    again = f"dragoman {act} {names[0]}" if len(names) == 1 else "the same command"
    hint = f"{error.hint}; then run again: {again}" if error.hint else f"when that is mended, run again: {again}"
    return NotDelivered(f"{what} not {done}. {error.sentence}{seen}", hint, error)

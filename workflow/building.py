"""Build what readers see from the record: for CI, for a fresh clone, and after templates or settings have changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import journal, lock
from dragoman.workflow.commit import tree_of
from dragoman.workflow.delivering import Delivery, open_targets
from dragoman.workflow.editions import edition_at
from dragoman.workflow.errors import GitFailed, UsageProblem
from dragoman.workflow.objects import Reader
from dragoman.workflow.places import NEWSROOM
from dragoman.workflow.repository import open_repository
from dragoman.workflow.sealed_newsroom import sealed_newsroom
from dragoman.workflow.targets import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.targets import Delivered, Difference
    from dragoman.workflow.workers import Told


@dataclass(frozen=True, slots=True)
class Built:
    """What came of each target, or what would change, by target; ``doubt`` says why the roster is only a claim."""

    delivered: tuple[Delivered, ...] = ()
    differences: tuple[tuple[str, Difference], ...] = ()
    doubt: str = ""


def build(
    root: str, names: Sequence[str], told: Told, *, output: str = "", dry_run: bool = False, force: bool = False
) -> Built:
    """Bring targets to what the last commit has as published. Nobody need be on the roster for it.

    With ``force`` also over what somebody changed by hand there.

    Raises:
        UsageProblem: newsroom.yaml names no target, or ``output`` is for several.
        BrokenNewsroom, NotAllowed: newsroom.yaml cannot be used as it was committed.
        NotDelivered: a target failed.
    """
    repository = open_repository(root)
    with lock.held(repository), Reader(root) as reader:
        journal.recover(repository)
        head = reader.find("HEAD")
        if head is None:
            raise GitFailed("This repository has no commit yet.", f"git add {NEWSROOM} && git commit -m newsroom")
        sealed = sealed_newsroom(reader, repository, head.name, roster_work=False)
        newsroom = sealed.newsroom
        if not newsroom.publishes:
            raise UsageProblem(
                f"{NEWSROOM}, as it was sealed last, names no target.",
                f"write `targets: {{site: {{url: https://desk.example/}}}}` into it, then dragoman save {NEWSROOM}",
            )
        forced = EVERYTHING if force else frozenset[str]()
        targets = open_targets(root, repository.git_dir, newsroom, names, output, forced)
        if output and len(targets) > 1:
            raise UsageProblem("--output is for one target.", f"--target {next(iter(targets))}")
        delivery = Delivery(targets)
        tree = tree_of(reader, head.name) or ""
        edition = edition_at(root, repository.git_dir, tree, newsroom, {}, told)
        if dry_run:
            return Built(differences=tuple(delivery.differences(edition)), doubt=sealed.doubt)
        delivery.deliver(edition, told)
        return Built(delivery.done, doubt=sealed.doubt)

"""Hold the pages that readers are given against the articles they were made from."""

from __future__ import annotations

import os
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.delivering import open_targets
from dragoman.workflow.editions import edition_at
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.file_target import FileTarget
from dragoman.workflow.objects import Reader
from dragoman.workflow.places import NEWSROOM
from dragoman.workflow.problems import Found, Problem, Severity
from dragoman.workflow.proving import tree_of
from dragoman.workflow.repository import is_repository, open_repository
from dragoman.workflow.sealed_newsroom import sealed_newsroom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.targets import Difference
    from dragoman.workflow.workers import Told

SITE = "site"


class SiteProof(NamedTuple):
    """How many files a site should have, and what of it is not so."""

    folder: str
    files: int
    found: tuple[Found, ...]


def verify_site(root: str, commit: str, folder: str, name: str, told: Told) -> SiteProof:
    """Compare every file of a folder with what the target ``name`` makes of what a commit has as published.

    An empty ``name``: the only site there is. The newsroom's own templates are taken as they lie there.

    Raises:
        UsageProblem: there is no such folder, or no such site, or no git to tell what is published.
        BrokenNewsroom, NotAllowed: newsroom.yaml cannot be used as it was committed.
    """
    if not os.path.isdir(folder):
        raise UsageProblem(f"There is no folder {folder}.", "dragoman build")
    if not is_repository(root):
        raise UsageProblem("This copy has no git, and pages are made from what is committed.", "dragoman verify")
    repository = open_repository(root)
    with Reader(root) as reader:
        newsroom = sealed_newsroom(reader, repository, commit, roster_work=False).newsroom
        tree = tree_of(reader, commit)
    name = _site(newsroom, name)
    target = open_targets(root, repository.git_dir, newsroom, [name], folder)[name]
    if not isinstance(target, FileTarget):
        raise TypeError(name)
    audit = target.audit(edition_at(root, repository.git_dir, tree, newsroom, {}, told), told)
    return SiteProof(folder, audit.files, tuple(_findings(audit.differences, folder, name)))


def _site(newsroom: Newsroom, name: str) -> str:
    sites = [target.name for target in newsroom.publishes if target.kind == SITE]
    if name in sites or (not name and len(sites) == 1):
        return name or sites[0]
    there = ", ".join(sites) or "none"
    if name or not sites:
        raise UsageProblem(f"{NEWSROOM} has no site{f' `{name}`' if name else ''}; there is: {there}.")
    raise UsageProblem(f"{NEWSROOM} has several sites: {there}.", f"--target {sites[0]}")


def _findings(differences: tuple[Difference, ...], folder: str, name: str) -> Iterator[Found]:
    for one in differences:
        yield Found(_problem(one, folder, name), path=f"{folder}/{one.name}")


def _problem(one: Difference, folder: str, name: str) -> Problem:
    build = f"dragoman build --target {name} --output {folder}"
    if one.before is None:
        message = "It is not there, and what is published makes it."
        return Problem("page-missing", message, who="whoever builds the site", fix=build)
    if one.after is None:
        message = "It is nobody's: nothing that is published makes it."
        is_page = one.name.lower().endswith((".html", ".htm")) or os.path.islink(f"{folder}/{one.name}")
        severity: Severity = "error" if is_page else "warning"
        return Problem("page-stray", message, severity, who="whoever can write there", fix="take it away, or say why")
    message = f"It is not what was approved: it differs from what is published from line {_line(one)} on."
    return Problem("page-differs", message, who="whoever can write there", fix=build)


def _line(one: Difference) -> int:
    """Where two files differ first, counted from 1."""
    lines = zip_longest((one.before or b"").split(b"\n"), (one.after or b"").split(b"\n"))
    return next((number for number, (before, after) in enumerate(lines, 1) if before != after), 1)

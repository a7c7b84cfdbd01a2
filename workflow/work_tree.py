"""What git says of the newsroom's work tree: the tree that is committed, and the stories that differ from it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.ignore_rules import may_hide
from dragoman.workflow.places import FOLDER, STORY_DEPTH, story_of
from dragoman.workflow.shelf import git_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# Whatever a clone's settings say, a file's times are compared.
_STATUS = (
    "-c", "core.trustctime=true", "-c", "core.checkStat=default", "-c", "core.ignoreStat=false",
    "status", "--porcelain=v2", "--branch", "-z", "--no-renames", "--untracked-files=normal",
)  # fmt: skip
# The words before the path in each kind of line, by git-status(1).
_WORDS = {"1": 8, "2": 9, "u": 10, "?": 1, "!": 1}
# A file that git was told not to look at: assumed unchanged (a small letter), or not checked out. And ignore files
# among the articles, which we do not follow.
_NOT_LOOKED_AT = re.compile(rb"(?:\A|\0)(?:[a-z]|S) |(?:\A|\0). articles/[^\0]*/\.gitignore\0")
_NEW_IGNORES = re.compile(rf"\? {FOLDER}/(?:\d+/){{1,2}}\.gitignore")


@dataclass(frozen=True, slots=True)
class Seen:
    """The id of the committed tree of articles, empty where there is none; and the folders of changed stories."""

    tree: str
    changed: frozenset[str]


def look(
    root: str, config: Mapping[str, str], known_index: str = "", remember: Callable[[str], None] = lambda _index: None
) -> Seen | None:
    """See what is committed and what is changed; None where git would not know, and the disk has to be looked at.

    ``config`` is git's configuration in force, ``known_index`` the ``index_id`` of an index in which no file hides
    from git; a new such one is told to ``remember``.
    """
    folder = git_dir(root)
    if folder == root or not os.path.isdir(folder):
        return None
    index = index_id(folder)
    try:
        if index != known_index:
            if _NOT_LOOKED_AT.search(git.run(root, "ls-files", "-v", "-z")):
                return None
            remember(index)
        told = ("--ignored=matching",) if may_hide(root, folder, config) else ()
        said = git.run(root, *_STATUS, *told, extra=git.without_filters(config))
        lines = said.decode("utf-8", "surrogateescape").split("\0")
        if any(_NEW_IGNORES.fullmatch(line) for line in lines):
            return None
        head = next(line for line in lines if line.startswith("# branch.oid ")).rpartition(" ")[2]
        tree = git.attempt(root, "rev-parse", "-q", "--verify", f"{head}:{FOLDER}")
    except (GitFailed, StopIteration):
        return None
    changed = frozenset(story for line in lines for story in _stories(root, line))
    return Seen(tree.stdout.decode().strip(), changed)


def index_id(folder: str) -> str:
    """What tells one state of a git folder's index from another: its time, its size and its own digest."""
    try:
        with open(os.path.join(folder, "index"), "rb") as file:
            found = os.fstat(file.fileno())
            file.seek(max(0, found.st_size - 32))
            return f"{found.st_mtime_ns} {found.st_size} {found.st_ino} {file.read().hex()}"
    except OSError:
        return "none"


def _stories(root: str, line: str) -> Iterator[str]:
    """The folders of the stories that a line of git's names, or holds where it names a folder above them."""
    kind = line[:1]
    if kind not in _WORDS or line[1:2] != " ":
        return
    path = line.split(" ", _WORDS[kind])[-1]
    parts = path.rstrip("/").split("/")
    if parts[0] != FOLDER:
        return
    if len(parts) >= STORY_DEPTH:
        yield story_of(path)
        return
    for above, folders, _files in os.walk(os.path.join(root, path)):
        depth = os.path.relpath(above, root).count(os.sep) + 1
        if depth == STORY_DEPTH - 1:
            yield from (os.path.relpath(os.path.join(above, name), root).replace(os.sep, "/") for name in folders)
            folders.clear()

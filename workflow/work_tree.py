"""What git says of the newsroom's work tree: the tree that is committed, and the stories that differ from it."""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING, NamedTuple, Self

from dragoman.workflow import git
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.ignore_rules import may_hide
from dragoman.workflow.index_state import index_id
from dragoman.workflow.places import FOLDER, NAME, STORY_DEPTH, story_of
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
# A file that git was told not to look at, because it has not changed (a small letter). And ignore files among the
# articles, which we do not follow.
_NOT_LOOKED_AT = rb"\0[a-z] "
_IGNORES = rb"\0. articles/[^\0]*/\.gitignore\0"
# An article that git was told not to check out: with it, what it is in the index.
_SKIPPED = rf"S 100(?:644|755) ([0-9a-f]+) 0\t({NAME.pattern})"
_IGNORE_FILE = "/.gitignore"
_NEW_IGNORES = rf"\? {FOLDER}/(?:\d+/){{1,2}}\.gitignore"


class Seen(NamedTuple):
    """The id of the committed tree of articles, empty where there is none; and the folders of changed stories."""

    tree: str
    changed: frozenset[str]


class Look:
    """A look at the work tree, begun as early as it can be: git goes through the files while others get ready.

    Use it in a ``with``. ``config`` is git's configuration in force; None where git cannot say.
    """

    def __init__(self, root: str, config: Mapping[str, str] | None) -> None:
        self._root, self._folder = root, git_dir(root)
        self._git: git.Started | None = None
        if config is None or self._folder == root or not os.path.isdir(self._folder):
            return
        self._index = index_id(self._folder)
        told = ("--ignored=matching",) if may_hide(root, self._folder, config) else ()
        with contextlib.suppress(GitFailed):
            self._git = git.Started(root, *_STATUS, *told, extra=git.without_filters(config))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._git:
            self._git.__exit__(*error)

    def seen(self, known: Mapping[str, str], remember: Callable[[str, str], None]) -> Seen | None:
        """What is committed and what is changed; None where git would not know, and the disk has to be looked at.

        ``known`` is what ``remember`` was told by earlier looks, under the same names.
        """
        if self._git is None:
            return None
        try:
            if self._index != known["index"]:
                listed = b"\0" + git.run(self._root, "ls-files", "-v", "-z")
                if _keeps_from_looking(listed):
                    return None
                out = re.findall(rb"\0S ([^\0]*)", listed)
                if any(os.path.lexists(os.path.join(os.fsencode(self._root), path)) for path in out):
                    return None  # git does not look at it, though it is here
                if not out:  # else one of them may be here the next time
                    remember("index", self._index)
            done = self._git.done()
            lines = done.stdout.decode("utf-8", "surrogateescape").split("\0")
            if done.returncode or any(_is_new_ignores(line) for line in lines):
                return None
            head = next(line for line in lines if line.startswith("# branch.oid ")).rpartition(" ")[2]
            tree = self._tree(head, known["head"], remember)
        except (GitFailed, StopIteration):
            return None
        return Seen(tree, frozenset(story for line in lines for story in _stories(self._root, line)))

    def committed(self) -> str:
        """The tree of articles in the last commit; empty where there is none. Git's look goes on meanwhile."""
        return _articles_of(self._root, "HEAD") if self._git else ""

    def _tree(self, head: str, known: str, remember: Callable[[str, str], None]) -> str:
        """The tree of articles in a commit; it is the same whenever it is asked for."""
        commit, _, tree = known.partition(" ")
        if commit != head:
            tree = _articles_of(self._root, head)
            if tree:
                remember("head", f"{head} {tree}")
        return tree


def _articles_of(root: str, commit: str) -> str:
    return git.attempt(root, "rev-parse", "-q", "--verify", f"{commit}:{FOLDER}").stdout.decode().strip()


def skipped(root: str) -> dict[str, str]:
    """The articles of a sparse checkout that are not in its folder: what they are in the index, by their paths.

    Empty where no git can list them.
    """
    listed = b""
    with contextlib.suppress(GitFailed):
        listed = git.run(root, "ls-files", "-v", "-s", "-z", "--", FOLDER)
    lines = listed.decode("utf-8", "surrogateescape").split("\0")
    found = (re.fullmatch(_SKIPPED, line) for line in lines if line.startswith("S "))
    articles = {match[2]: match[1] for match in found if match}
    return {path: blob for path, blob in articles.items() if not os.path.lexists(os.path.join(root, path))}


def _keeps_from_looking(listed: bytes) -> bool:
    """Whether something in the index keeps git from looking at files; each line begins with a zero byte."""
    if re.search(_NOT_LOOKED_AT, listed):
        return True
    return _IGNORE_FILE.encode() in listed and bool(re.search(_IGNORES, listed))


def _is_new_ignores(line: str) -> bool:
    return line.endswith(_IGNORE_FILE) and bool(re.fullmatch(_NEW_IGNORES, line))


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

"""The files around the articles, in a history: a source stays frozen; what is kept beside it stays as it was."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.workflow.changes import ABSENT, is_plain
from dragoman.workflow.newsroom import FILE
from dragoman.workflow.places import FOLDER, NAME, ROSTERS, article_name
from dragoman.workflow.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.changes import FileChanged

_BESIDE = re.compile(
    r"articles/\d{4}/\d\d/[a-z0-9-]+/"
    r"(?:(?P<source>source)\.[^/]+|(?P<waiver>waivers)/[^/]+/[^/]+\.yaml|(?P<version>versions)/.+|signatures/.+"
    r"|(?P<snapshot>snapshots)/\d{4}-\d\d-\d\dT\d{6}Z(?:-\d+)?\.(?:[A-Za-z0-9-]+\.md|html|txt))"
)
_OF_ARTICLE = re.compile(
    r"(articles/[^/]+/[^/]+/[^/]+)/"
    r"(?:signatures/(?P<signed>.+)-\d{4,}-[a-z]+-[0-9a-f]{8}\.sig|versions/(?P<kept>.+)-\d{4,}\.md)"
)
_UNDO = "git revert this commit"
# What no name of ours has: other signs than these, or a dot at an end, which Windows leaves out.
_ODD_NAME = re.compile(r"[^a-z0-9/_.-]|\.(?:/|\Z)")
# What an older Mac's disk leaves out of a name, as git knows them.
_UNSEEN = dict.fromkeys((*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070), 0xFEFF))


class Kind(Enum):
    """What a path is to a history that is judged."""

    ARTICLE = "article"
    SOURCE = "source"
    SIGNATURE = "signature"
    WAIVER = "waiver"
    VERSION = "version"
    SNAPSHOT = "snapshot"
    ROSTER = "roster"
    NEWSROOM = "newsroom"


@lru_cache(maxsize=65536)
def kind_of(path: str) -> Kind | None:
    """What a path is; None for a file that proves nothing."""
    if path == FILE:
        return Kind.NEWSROOM
    if path.startswith("rosters/"):
        return Kind.ROSTER
    if not path.startswith("articles/"):
        return None
    beside = _BESIDE.fullmatch(path)
    if beside:
        return Kind(beside.lastgroup or "signature")
    return Kind.ARTICLE if NAME.fullmatch(path) else None


@lru_cache(maxsize=65536)
def stands_for(path: str) -> str:
    """The path of something judged that a disk of a Mac or of Windows holds this one for; empty for any other."""
    if not _ODD_NAME.search(path) or kind_of(path):
        return ""
    folded = "/".join(_folded(part) for part in path.split("/"))
    return folded if kind_of(folded) else ""


def _folded(name: str) -> str:
    seen = name.translate(_UNSEEN).rstrip(" .")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).casefold())


def twin(path: str) -> Problem:
    """The finding for what stands for something judged."""
    message = f"{path} is {stands_for(path)} on a Mac or on Windows: it would lie in its place, and nobody judged it."
    return Problem("twin", message, who="whoever committed it", fix="git mv it to another name, or git rm it")


def name_of(path: str) -> str:
    """``slug/lang`` of an article's path; empty for any other."""
    return article_name(path) if kind_of(path) is Kind.ARTICLE else ""


def is_odd(change: FileChanged) -> bool:
    """Whether a link or a submodule came where only plain files are read."""
    if change.new_mode == ABSENT or is_plain(change.new_mode):
        return False
    return change.path == FILE or change.path.partition("/")[0] in (FOLDER, ROSTERS)


def not_a_file(change: FileChanged) -> Problem:
    """The finding for what is odd."""
    message = f"{change.path} became a link or a submodule; only plain files can be judged."
    return Problem("not-a-file", message, who="an owner", fix=_UNDO)


def article_of(path: str) -> str:
    """The path of the article that a signature's or a version's path says it is for; empty where it says none."""
    match = _OF_ARTICLE.fullmatch(path)
    return f"{match[1]}/{match['signed'] or match['kept']}.md" if match else ""


def file_faults(change: FileChanged, own: set[str]) -> Iterator[Problem]:
    """What is wrong with a change of a source, a snapshot, a signature or a version.

    ``own`` are the signatures and versions that this commit's acts have.

    Rosters and newsroom.yaml are ``roster_rules``'s part.
    """
    kind, path = kind_of(change.path), change.path
    added, removed = change.old_mode == ABSENT, change.new_mode == ABSENT
    if kind is Kind.SOURCE and not added and change.old != change.new:
        message = f"The source {path} was {'deleted' if removed else 'changed'}; an original stays as it was found."
        yield Problem("source-rewritten", message, who="an owner", fix=_UNDO)
    elif kind is Kind.SNAPSHOT and not added and change.old != change.new:
        message = f"The snapshot {path} was changed; what an original has become stays as it was found."
        changed = Problem("snapshot-changed", message, who="an owner", fix=_UNDO)
        yield snapshot_removed(path) if removed else changed
    elif kind is Kind.SIGNATURE and not added and change.old != change.new:
        what = "signature-removed" if removed else "signature-changed"
        message = f"The signature {path} was {'deleted' if removed else 'changed'}; a signature is never edited."
        yield Problem(what, message, who="an owner", fix=_UNDO)
    elif kind is Kind.SIGNATURE and added and path not in own:
        message = f"{path} came without the act that it should sign."
        yield Problem("signature-stray", message, who="whoever committed it", fix=f"git rm {path}")
    elif kind is Kind.VERSION and not added and change.old != change.new:
        message = f"{path} was {'deleted' if removed else 'changed'}; what was published stays as readers had it."
        yield Problem("version-changed", message, who="an owner", fix=_UNDO)
    elif kind is Kind.VERSION and added and path not in own:
        message = f"{path} came without the correction that it should be kept for."
        yield Problem("version-stray", message, who="whoever committed it", fix=f"git rm {path}")


def snapshot_removed(path: str) -> Problem:
    """The finding for a snapshot that is not there any more."""
    message = f"The snapshot {path} was deleted; what an original has become stays as it was found."
    return Problem("snapshot-removed", message, who="an owner", fix=_UNDO)

"""The files around the articles, in a history: a source stays frozen, a signature and a roster stay as they were."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.workflow.changes import ABSENT
from dragoman.workflow.newsroom import FILE
from dragoman.workflow.places import NAME
from dragoman.workflow.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.changes import FileChanged

_SOURCE = re.compile(r"articles/\d{4}/\d\d/[a-z0-9-]+/source\.[^/]+")
_SIGNATURE = re.compile(r"articles/\d{4}/\d\d/[a-z0-9-]+/signatures/.+")
_SIGNED = re.compile(r"(articles/[^/]+/[^/]+/[^/]+)/signatures/(.+)-\d{4,}-[a-z]+-[0-9a-f]{8}\.sig")
_UNDO = "git revert this commit"


class Kind(Enum):
    """What a path is to a history that is judged."""

    ARTICLE = "article"
    SOURCE = "source"
    SIGNATURE = "signature"
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
    for kind, pattern in ((Kind.SOURCE, _SOURCE), (Kind.ARTICLE, NAME), (Kind.SIGNATURE, _SIGNATURE)):
        if pattern.fullmatch(path):
            return kind
    return None


def not_a_file(change: FileChanged) -> Problem:
    """The finding for what is odd."""
    message = f"{change.path} became a link or a submodule; only plain files can be judged."
    return Problem("not-a-file", message, who="an owner", fix=_UNDO)


def signed_article(path: str) -> str:
    """The path of the article that a signature's path says it is for; empty where it says none."""
    match = _SIGNED.fullmatch(path)
    return f"{match[1]}/{match[2]}.md" if match else ""


def file_faults(change: FileChanged, own: set[str]) -> Iterator[Problem]:
    """What is wrong with a change of a source or a signature; ``own`` are the signatures this commit's acts have.

    Rosters and newsroom.yaml are ``roster_rules``'s part.
    """
    kind, path = kind_of(change.path), change.path
    added, removed = change.old_mode == ABSENT, change.new_mode == ABSENT
    if kind is Kind.SOURCE and not added and change.old != change.new:
        message = f"The source {path} was {'deleted' if removed else 'changed'}; an original stays as it was found."
        yield Problem("source-changed", message, who="an owner", fix=_UNDO)
    elif kind is Kind.SIGNATURE and not added and change.old != change.new:
        what = "signature-removed" if removed else "signature-changed"
        message = f"The signature {path} was {'deleted' if removed else 'changed'}; a signature is never edited."
        yield Problem(what, message, who="an owner", fix=_UNDO)
    elif kind is Kind.SIGNATURE and added and path not in own:
        message = f"{path} came without the act that it should sign."
        yield Problem("signature-stray", message, who="whoever committed it", fix=f"git rm {path}")

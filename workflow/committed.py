"""Read a file as a commit has it, whatever it has become on the disk since."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow.changes import is_plain
from dragoman.workflow.commit import tree_of
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.snapshots import read_snapshots
from dragoman.workflow.trees import folder as folder_of
from dragoman.workflow.trees import look_up, plain_file
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.workflow.article import Article
    from dragoman.workflow.objects import Reader
    from dragoman.workflow.repository import Repository
    from dragoman.workflow.snapshots import Kept


def committed_text(reader: Reader, repository: Repository, commit: str, path: str) -> str | None:
    """A file's text in a commit; None where it has no such file.

    Raises:
        GitFailed: there is a link or a folder in its place, or git has lost it.
        BadText: it is not UTF-8.
    """
    data = committed_bytes(reader, repository, commit, path)
    return None if data is None else decode(data, path)


def committed_bytes(reader: Reader, repository: Repository, commit: str, path: str) -> bytes | None:
    """A file's bytes in a commit; None where it has no such file.

    Raises:
        GitFailed: there is a link or a folder in its place, or git has lost it.
    """
    tree = tree_of(reader, commit)
    entry = plain_file(look_up(reader, tree, path, repository.id_width), path) if tree else None
    if entry is None:
        return None
    blob = reader.find(entry.name)
    if blob is None:
        raise GitFailed(f"The object {entry.name} ({path}) is missing from the repository.", "git fsck")
    return blob.data


def committed_files(
    reader: Reader, repository: Repository, commit: str
) -> tuple[Callable[[str], list[str]], Callable[[str], bytes | None]]:
    """What lists the plain files of a folder, and what reads a file, as a commit has them."""

    def names(folder: str) -> list[str]:
        tree = tree_of(reader, commit)
        found = folder_of(reader, tree, folder, repository.id_width) if tree else {}
        return sorted(name for name, entry in found.items() if is_plain(entry.mode))

    return names, partial(committed_bytes, reader, repository, commit)


def committed_snapshots(reader: Reader, repository: Repository, commit: str, article: Article) -> Kept:
    """The snapshots of an article's original that everybody has: a file taken off this disk hides nothing."""
    names, read = committed_files(reader, repository, commit)
    return read_snapshots(article.path, article.source.get("lang", ""), names, read)

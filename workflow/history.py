"""An article's past, read out of git: the commits that touched it, and its text when an act was done."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.errors import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from git import Commit as GitCommit
    from git import Repo


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; ``when`` in UTC, ``trailers`` as in the message's last block."""

    id: str
    when: datetime
    author: str
    subject: str
    trailers: Mapping[str, list[str]]


def commits(root: str, path: str) -> list[Commit]:
    """The commits that touched a file, oldest first; none where nothing is committed yet.

    Raises:
        GitFailed: this is no git repository, or git failed.
    """
    with _repository(root) as repo:
        return [_commit(found) for found in _touching(repo, path)][::-1]


def text_at(root: str, path: str, seal: str) -> str | None:
    """The file's text in the commit that first held this seal; None where no commit here does.

    Found by content rather than by message, so a rebase or a squash does not lose it.

    Raises:
        GitFailed: this is no git repository, or git failed.
    """
    wanted, found = seal.encode(), None
    with _repository(root) as repo:
        for commit in _touching(repo, path):
            with contextlib.suppress(KeyError):
                data: bytes = (commit.tree / path).data_stream.read()
                if wanted in data:
                    found = data
                elif found is not None:
                    break
    return found.decode("utf-8", "replace") if found is not None else None


@contextlib.contextmanager
def _repository(root: str) -> Iterator[Repo]:
    # GitPython looks for git when it is imported; without one it must not fail with its own words.
    try:
        from git import Repo
        from git.exc import GitError
    except ImportError:
        raise git.no_git() from None
    try:
        with git.own_repository(), Repo(root) as repo:
            yield repo
    except GitError as error:
        raise GitFailed(f"Git cannot read the history here: {git.last_words(str(error).encode())}") from None


def _touching(repo: Repo, path: str) -> Iterator[GitCommit]:
    if repo.head.is_valid():
        yield from repo.iter_commits("HEAD", paths=path)


def _commit(found: GitCommit) -> Commit:
    text = found.message if isinstance(found.message, str) else found.message.decode("utf-8", "replace")
    when = datetime.fromtimestamp(found.committed_date, UTC)
    return Commit(found.hexsha, when, str(found.author.name), text.split("\n", 1)[0], found.trailers_dict)

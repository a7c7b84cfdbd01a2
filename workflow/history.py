"""An article's past, read out of git: the commits that touched it, and its text when an act was done."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.workflow import git
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.objects import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from git import Repo


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; ``when`` in UTC, ``trailers`` as in the message's last block."""

    id: str
    when: datetime
    author: str
    subject: str
    trailers: Mapping[str, list[str]]


# One line each, then the trailers; commits are parted by NUL, which no message can hold.
_FORMAT = "%H%n%ct%n%an%n%s%n%(trailers:only,unfold)"


def commits(root: str, path: str) -> list[Commit]:
    """The commits that touched a file, oldest first; none where nothing is committed yet.

    Raises:
        GitFailed: this is no git repository, or git failed.
    """
    with _repository(root) as repo:
        return [_commit(told) for told in _touching(repo, path)][::-1]


def text_at(root: str, path: str, seal: str) -> str | None:
    """The file's text in the commit that first held this seal; None where no commit here does.

    Found by content rather than by message, so a rebase or a squash does not lose it.

    Raises:
        GitFailed: this is no git repository, or git failed.
    """
    wanted, found = seal.encode(), None
    with Reader(root) as reader:
        for commit in reversed(commits(root, path)):
            blob = reader.find(f"{commit.id}:{path}")
            if blob and wanted in blob.data:
                found = blob.data
            elif blob and found is not None:
                break
    return found.decode("utf-8", "replace") if found is not None else None


@contextlib.contextmanager
def _repository(root: str) -> Iterator[Repo]:
    # GitPython looks for git when it is imported; without one it must not fail with its own words.
    try:
        from git import Repo
        from git.exc import GitError, InvalidGitRepositoryError
    except ImportError:
        raise git.no_git() from None
    try:
        with git.own_repository(), Repo(root) as repo:
            repo.git.update_environment(**git.UNFETCHED)
            yield repo
    except InvalidGitRepositoryError:
        raise GitFailed(f"{root} is no git repository.", "git init, or dragoman init") from None
    except GitError as error:
        said = re.search(r"(?:fatal|error): [^\n]*", str(error)) or re.search(r".*", str(error))
        why = said[0].rstrip("'") if said else ""
        raise GitFailed(f"Git cannot read the history here: {git.last_words(why.encode())}") from None


def _touching(repo: Repo, path: str) -> list[str]:
    """What git tells of each commit that touched a file, newest first.

    By git's own log: GitPython's objects know SHA-1 only, and take a commit that cannot be read for none at all.
    """
    if git.attempt(str(repo.working_dir), "rev-parse", "--verify", "--quiet", "HEAD").returncode:
        return []
    words = ("-z", f"--format={_FORMAT}", "--encoding=UTF-8", "--no-show-signature", "--end-of-options", "HEAD")
    told: str = repo.git.log(*words, "--", path)
    return [one for one in told.split("\0") if one]


def _commit(told: str) -> Commit:
    name, seconds, author, subject, *lines = told.split("\n")
    trailers: dict[str, list[str]] = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if colon:
            trailers.setdefault(key, []).append(value.strip())
    return Commit(name, datetime.fromtimestamp(int(seconds), UTC), author, subject, trailers)

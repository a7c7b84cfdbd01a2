"""Read articles for those who only look: what each is, what is wrong with it, what comes next and for whom."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from dragoman.workflow import disk, places, shelf
from dragoman.workflow.errors import BadText, BrokenNewsroom, DiskFailed, DragomanError, GitFailed, NotANewsroom
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dragoman.workflow.cards import Card
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person
    from dragoman.workflow.problems import Problem

# Seconds a reader waits for an act that is at work, or for a git that outlived one by a moment.
_PATIENCE = 0.5


def open_newsroom(root: str) -> Newsroom:
    """The newsroom as its file says it now; what an interrupted command left is settled first where that is quick.

    Raises:
        NotANewsroom, BrokenNewsroom, DiskFailed: newsroom.yaml is missing or cannot be read.
    """
    from dragoman.workflow.newsroom import FILE, parse_newsroom

    settle(root)
    try:
        text = disk.read_text(root, FILE)
    except BadText as error:
        raise BrokenNewsroom(error.sentence, error.hint) from None
    if text is None:
        raise NotANewsroom(f"There is no {FILE} in {root}.", "dragoman init")
    return parse_newsroom(text)


def git_settings(root: str) -> dict[str, str] | None:
    """Git's configuration in force; None where git cannot say."""
    with ask_settings(root) as settings:
        return settings()


@contextlib.contextmanager
def ask_settings(root: str) -> Iterator[Callable[[], dict[str, str] | None]]:
    """Begin to ask for the same, and hand over a function that gives it: others get ready while git looks."""
    from dragoman.workflow.repository import ask_config, config_from

    with contextlib.ExitStack() as stack:
        asked = None
        with contextlib.suppress(GitFailed):
            asked = stack.enter_context(ask_config(root))

        def settings() -> dict[str, str] | None:
            with contextlib.suppress(GitFailed):
                return config_from(asked) if asked else None
            return None

        yield settings


def whoami(newsroom: Newsroom, config: Mapping[str, str] | None) -> Person | None:
    """The person at the desk, if git's configuration or the environment name somebody the roster knows."""
    from dragoman.workflow.repository import identity

    email = identity(config).email if config is not None else ""
    return newsroom.roster.by_email(email) if email else None


def read_card(root: str, newsroom: Newsroom, path: str, data: bytes | None = None) -> Card:
    """An article's card, with what is wrong as far as its own file shows; ``data`` are its bytes, if known."""
    from dragoman.workflow.article import parse_article
    from dragoman.workflow.cards import Card, card_of
    from dragoman.workflow.promises import own_promises

    try:
        text = decode(data, path) if data is not None else disk.read_text(root, path) or ""
        article = parse_article(text, path)
    except (BadText, DiskFailed) as error:
        return Card(path, (unreadable(error),))
    return card_of(article, own_promises(article, newsroom.roster))


def unreadable(error: DragomanError) -> Problem:
    """What to say of a file that cannot be read."""
    from dragoman.workflow.problems import Problem

    line = error.line if isinstance(error, BadText) else None
    return Problem("unreadable", error.sentence, who="whoever edited it last", fix="mend the file", line=line)


def settle(root: str) -> None:
    """Finish or drop what an interrupted command left, unless somebody is at work or it cannot be done now."""
    git_dir = shelf.git_dir(root)
    if not _left_behind(git_dir) or os.path.lexists(os.path.join(git_dir, "index.lock")):
        return
    from dragoman.workflow import journal, lock
    from dragoman.workflow.repository import open_repository

    with contextlib.suppress(DragomanError):
        repository = open_repository(root)
        with lock.held(repository, seconds=_PATIENCE):
            journal.recover(repository)


def _left_behind(git_dir: str) -> bool:
    """Whether there is a journal, or half of one, beside what always stays."""
    try:
        return any(name not in places.STAYS for name in os.listdir(os.path.join(git_dir, places.DESK)))
    except OSError:
        return False

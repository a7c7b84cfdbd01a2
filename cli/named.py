"""Which articles a command line is about: those it names, those on standard input, or all that are ready."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from dragoman.cli.desk import find
from dragoman.workflow.errors import DragomanError, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.batch_works import NotDone

STDIN = "-"


class Named(NamedTuple):
    """The articles on a command line: as typed or read, ``several`` if they are a batch; None: all that are ready."""

    words: tuple[str, ...] | None
    several: bool


def named(articles: Sequence[str], *, all_ready: bool) -> Named:
    """Which articles a command line is about; ``-`` stands for the names on standard input, one a line.

    Raises:
        UsageProblem: none are named, or some besides all that are ready.
    """
    if all_ready and articles:
        raise UsageProblem("`--all-ready` takes every article that is ready: name none besides.")
    if all_ready:
        return Named(None, several=True)
    if not articles:
        raise UsageProblem("No article is named: give its slug, `-` for names on standard input, or --all-ready.")
    return Named(words_of(articles), several=len(articles) > 1 or STDIN in articles)


def words_of(articles: Sequence[str]) -> tuple[str, ...]:
    """The names as typed, and in the place of `-` those on standard input; each once."""
    return tuple(dict.fromkeys(word for one in articles for word in (_lines() if one == STDIN else [one])))


def one_only(names: Named, **options: object) -> None:
    """See that options which are about one article do not come with several.

    Raises:
        UsageProblem: they do.
    """
    for name, value in options.items():
        if value and names.several:
            sign = f"--{name}" if len(name) > 1 else f"-{name}"
            raise UsageProblem(f"`{sign}` is about one article: name that one alone.")


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        word = line.decode("utf-8", "backslashreplace").strip()
        if word:
            yield word


def found(root: str, words: tuple[str, ...] | None) -> tuple[tuple[str, ...] | None, tuple[NotDone, ...]]:
    """The paths of the articles that are meant, each once, and the names that mean none."""
    from dragoman.workflow.batch_names import Names
    from dragoman.workflow.batch_works import NotDone

    if words is None:
        return None, ()
    known, paths, unknown = Names(root, len(words)), dict[str, None](), []
    for word in words:
        try:
            paths[find(root, word) if word.endswith(".md") else known.find(word)] = None
        except DragomanError as error:
            unknown.append(NotDone(word, error))
    return tuple(paths), tuple(unknown)

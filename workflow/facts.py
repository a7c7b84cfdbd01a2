"""What a decision needs to know besides the article and the act: gathered by others, judged here."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.assets import NONE as NO_ASSETS
from dragoman.workflow.assets import Assets
from dragoman.workflow.snapshots import NONE_KEPT, Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dragoman.workflow.article import Article
    from dragoman.workflow.disclaimers import Disclaimer
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person
    from dragoman.workflow.problems import Problem
    from dragoman.workflow.source_file import Source

NOTHING: Mapping[str, str] = MappingProxyType({})
TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


class Facts(NamedTuple):
    """The world around one article.

    ``person`` is None where nobody acts (a CI job asks): rules about the person are then left out. ``source`` is
    None where its file is gone; ``source_fault`` says what is wrong with it or with its raw bytes. ``committed``
    is the article in the last commit, None where it is in none; it counts only with ``judge_committed``.
    ``disclaimer`` is called only by the rules that need the filled-in template. ``assets`` are the files the text
    refers to. ``signers`` are the keys that signed this article's acts, by seal, looked up only where the roster has
    revoked ones. ``can_sign`` is whether whoever acts has a key at hand that the roster names. ``demanded`` are the
    findings that the newsroom's policy does not let this act pass by. ``live`` is the version that readers have while
    the article is being corrected; ``live_fault`` says why it cannot be read. ``kept`` are the original's snapshots.
    ``unproved`` is what is wrong with the proof of the acts that the next one builds on.
    """

    newsroom: Newsroom
    person: Person | None
    now: datetime
    source: Source | None
    source_fault: str
    committed: Article | None
    judge_committed: bool
    disclaimer: Callable[[Article], Disclaimer]
    assets: Assets = NO_ASSETS
    signers: Mapping[str, str] = NOTHING
    can_sign: bool = True
    demanded: tuple[Problem, ...] = ()
    live: Article | None = None
    live_fault: str = ""
    kept: Kept = NONE_KEPT
    unproved: tuple[Problem, ...] = ()


class Request(NamedTuple):
    """What the person said besides the act's name; the words as ``Entry`` has them."""

    to: str = ""
    reason: str = ""
    note: str = ""
    kind: str = ""
    until: str = ""
    notice: str = ""


def utc_time(words: str) -> datetime | None:
    """``2026-12-01T06:00Z``, with seconds or without, as a time; None for anything else."""
    for form in (TIME_FORMAT, TIME_FORMAT.replace(":%S", "")):
        with contextlib.suppress(ValueError):
            return datetime.strptime(words, form).replace(tzinfo=UTC)
    return None


def stamp(now: datetime) -> str:
    """A time as it stands in files: UTC, seconds."""
    return now.astimezone(UTC).strftime(TIME_FORMAT)

"""Keep what became of an original: its snapshot's files, in one commit of their own."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import disk
from dragoman.workflow.commit import Work, message, record
from dragoman.workflow.desk import at_desk
from dragoman.workflow.errors import ChangedMeanwhile
from dragoman.workflow.facts import stamp
from dragoman.workflow.journal import FileChange
from dragoman.workflow.originals import read_original
from dragoman.workflow.places import article_name
from dragoman.workflow.snapshot_file import Snapshot, parse_snapshot, snapshot_folder, snapshot_name

if TYPE_CHECKING:
    from datetime import datetime

    from dragoman.workflow.affected import Words
    from dragoman.workflow.answers import Answered
    from dragoman.workflow.originals import Original

_CHARSET = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_SAYS = {
    "changed": "the original has changed",
    "gone": "the original is gone",
    "back": "the original is there again",
}


@dataclass(frozen=True, slots=True)
class Find:
    """What was found; ``words`` and ``answer`` where they are others than before."""

    came: str
    status: str
    found_at: str = ""
    words: Words | None = None
    answer: Answered | None = None


class Stored(NamedTuple):
    """A snapshot as it was kept."""

    path: str
    snapshot: Snapshot
    commit: str


def keep(root: str, original: Original, find: Find, now: datetime) -> Stored:
    """Write down what became of an original, under the name of whoever is here.

    Raises:
        NotAllowed: they are not on the roster.
        ChangedMeanwhile: somebody else wrote down something since.
        BadText: what was found is no text that can be kept.
        GitFailed, DiskFailed: it cannot be recorded; nothing was changed.
    """
    with at_desk(root) as desk:
        if read_original(root, original.story).kept != original.kept:
            raise ChangedMeanwhile(f"Somebody else refreshed {original.story.slug} first.", "run it again")
        folder = snapshot_folder(original.source.path)
        name = _free_name(root, folder, original.lang, stamp(now))
        files, raw = [], ("", "")
        if find.answer:
            raw = f"{name}.{find.answer.kind}", hashlib.sha256(find.answer.data).hexdigest()
            files.append(FileChange(f"{folder}/{raw[0]}", None, find.answer.data))
        snapshot = _snapshot(original, find, desk.person.id, now, raw)
        path = f"{folder}/{name}.{original.lang}.md"
        parse_snapshot(snapshot.as_text(), path)  # what cannot be read again is not kept
        files.insert(0, FileChange(path, None, snapshot.as_text().encode()))
        names = [article_name(original.story.path(lang)) for lang in original.story.languages]
        trailers = [("Dragoman-Article", article) for article in names]
        text = message(
            f"refresh: {original.story.slug} ({_SAYS[find.came]})",
            [*trailers, ("Dragoman-Snapshot", name)],
            f"{snapshot.url}\nHTTP {find.status}, {snapshot.retrieved}",
        )
        work = Work(tuple(files), text, now, desk.base)
        return Stored(path, snapshot, record(desk.repository, desk.reader, work))


def _snapshot(original: Original, find: Find, by: str, now: datetime, raw: tuple[str, str]) -> Snapshot:
    words, answer = find.words, find.answer
    return Snapshot(
        find.came,
        original.url,
        stamp(now),
        by,
        find.status,
        original.known[1],
        title=words.title if words else "",
        dek=words.dek if words else "",
        body=words.body if words else "",
        raw=raw,
        found_at=find.found_at,
        charset=charset if answer and _CHARSET.fullmatch(charset := answer.charset or "") else "",
        etag=answer.etag if answer else "",
        last_modified=answer.last_modified if answer else "",
    )


def _free_name(root: str, folder: str, lang: str, when: str) -> str:
    """A name for the files of a snapshot that none has: several can be of one second."""
    there, number = set(disk.names(root, folder)), 1
    while any(f"{snapshot_name(when, number)}.{ending}" in there for ending in (f"{lang}.md", "html", "txt")):
        number += 1
    return snapshot_name(when, number)

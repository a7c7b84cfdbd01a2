"""A snapshot: what an original had become when it was fetched again. A file beside the story, never edited.

The source itself stays frozen, for translations are sealed over it. A snapshot holds the words that were found, the
names of the bytes they were found in, and who asked when; one of a page that is gone holds no words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from dragoman.workflow.errors import BadText
from dragoman.workflow.fence import split
from dragoman.workflow.places import SNAPSHOTS
from dragoman.workflow.read_yaml import read
from dragoman.workflow.render_yaml import render
from dragoman.workflow.seal import canonical, text_digest
from dragoman.workflow.source_file import body_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.workflow.quick_yaml import Value

CHANGED: Literal["changed"] = "changed"
GONE: Literal["gone"] = "gone"
BACK: Literal["back"] = "back"
_CAME = (CHANGED, GONE, BACK)
_MUST = ("url", "retrieved", "by", "status", "compared_with")
_WORDS = ("title", "dek", "url", "found_at", "retrieved", "by", "status", "charset", "etag", "last_modified")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_STATUS = re.compile(r"[1-5][0-9]{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z(?:-\d+)?\.(?P<lang>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md")


class Snapshot(NamedTuple):
    """What came of asking for an original again.

    ``came`` is ``changed`` (another text was found), ``gone`` (there is no such page any more) or ``back`` (it is
    there again, and says what it said before). ``title``, ``dek`` and ``body`` are the words as found, empty unless
    it changed. ``status`` is the server's own, ``found_at`` where it led to if elsewhere; ``raw`` names the file with
    the bytes and their SHA-256. ``compared_with`` is the digest of what was known until then: the source's, or
    another snapshot's.
    """

    came: str
    url: str
    retrieved: str
    by: str
    status: str
    compared_with: str
    title: str = ""
    dek: str = ""
    body: str = ""
    raw: tuple[str, str] = ("", "")
    found_at: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""

    @property
    def fields(self) -> Mapping[str, Value]:
        """What stands in its file above the words, in that order."""
        known: dict[str, Value] = {"came": self.came}
        known |= {key: getattr(self, key) for key in _WORDS}
        known["compared_with"] = self.compared_with
        if self.came == CHANGED:
            known |= {"raw": {"file": self.raw[0], "sha256": self.raw[1]}, "sha256": body_digest(self.body)}
        return {key: value for key, value in known.items() if value}

    @property
    def digest(self) -> str:
        """What names it: the SHA-256 over all that it says, and through it over the bytes as retrieved."""
        return text_digest(self.fields, self.body)

    def as_text(self) -> str:
        """The file's text."""
        head = "".join(f"{key}: {render(value)}\n" for key, value in self.fields.items())
        return f"---\n{head}---\n" + (f"\n{canonical(self.body)}\n" if self.came == CHANGED else "")


def snapshot_folder(path: str) -> str:
    """Where the snapshots are of the story that an article or a source at a path belongs to."""
    return f"{path.rpartition('/')[0]}/{SNAPSHOTS}"


def snapshot_name(retrieved: str, number: int = 1) -> str:
    """What the files of a snapshot are called, without their endings; ``number`` tells those of one second apart."""
    return retrieved.replace(":", "") + (f"-{number}" if number > 1 else "")


def language_of(name: str) -> str:
    """The language of the original that a file's name says it is a snapshot of; empty where it is none."""
    match = _NAME.fullmatch(name)
    return match["lang"] if match else ""


def parse_snapshot(text: str, path: str) -> Snapshot:
    """Read a snapshot's file, strictly: it must say everything, nothing else, and hold the words it was kept with.

    Raises:
        BadText: it does not.
    """
    parts = split(text, path)
    fields = read(parts.head, path, first_line=2)
    raw, words = _raw(fields.get("raw", {})), {k: v for k, v in fields.items() if isinstance(v, str)}
    known = {key: words.get(key, "") for key in (*_WORDS, "compared_with")}
    snapshot = Snapshot(words.get("came", ""), raw=raw, body=canonical(parts.body), **known)
    missing = [key for key in _MUST if not known[key].strip()]
    if missing:
        raise BadText(path, None, f"the snapshot has no `{missing[0]}`")
    changed = snapshot.came == CHANGED
    shaped = snapshot.came in _CAME and _TIME.fullmatch(snapshot.retrieved) and _STATUS.fullmatch(snapshot.status)
    if not shaped or not _DIGEST.fullmatch(snapshot.compared_with) or changed != bool(raw[0] and raw[1]):
        raise BadText(path, None, "the snapshot is not as dragoman writes it")
    if dict(fields) != dict(snapshot.fields) or (snapshot.body and not changed):
        raise BadText(path, None, "the snapshot does not hold the words it was kept with")
    return snapshot


def _raw(value: Value) -> tuple[str, str]:
    known = value if isinstance(value, dict) else {}
    name, digest = known.get("file", ""), known.get("sha256", "")
    if isinstance(name, str) and isinstance(digest, str) and "/" not in name and _DIGEST.fullmatch(digest):
        return name, digest
    return "", ""

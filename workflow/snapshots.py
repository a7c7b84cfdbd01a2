"""The snapshots of an original that are kept beside its story, and what they come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import digests
from dragoman.workflow.errors import BadText
from dragoman.workflow.seal import sha256
from dragoman.workflow.snapshot_file import CHANGED, GONE, language_of, parse_snapshot, snapshot_folder
from dragoman.workflow.utf8 import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dragoman.workflow.snapshot_file import Snapshot


class Kept(NamedTuple):
    """The snapshots of one original, the oldest first, each with its path; ``faults`` say why a file is none.

    A fault comes with the SHA-256 of the file.
    """

    snapshots: tuple[tuple[str, Snapshot], ...] = ()
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def newest(self) -> Snapshot | None:
        """What came of the last time that something had happened to the original."""
        return self.snapshots[-1][1] if self.snapshots else None

    @property
    def changed(self) -> tuple[tuple[str, Snapshot], ...]:
        """Those in which other words were found than before."""
        return tuple(one for one in self.snapshots if one[1].came == CHANGED)

    @property
    def digest(self) -> str:
        """What an editor has looked at who has looked at all that changed; empty where nothing did.

        It is over all of them: another one that comes, from whenever it says it is, makes another digest.
        """
        digests = sorted([*(snapshot.digest for _, snapshot in self.changed), *(one for _, one in self.faults)])
        return sha256("\n".join(digests)) if digests else ""

    @property
    def gone_since(self) -> str:
        """When the page was found gone, where nobody found it since; else empty."""
        newest = self.newest
        return newest.retrieved if newest and newest.came == GONE else ""


NONE_KEPT = Kept()


def read_snapshots(
    path: str, lang: str, names: Callable[[str], Sequence[str]], read: Callable[[str], bytes | None]
) -> Kept:
    """The snapshots of the original, in ``lang``, of an article or a source at a path.

    Raises:
        DiskFailed: the disk said no.
    """
    folder, found, faults = snapshot_folder(path), [], []
    for name in names(folder):
        if language_of(name) != lang:
            continue
        data = read(f"{folder}/{name}") or b""
        try:
            found.append((f"{folder}/{name}", parse_snapshot(decode(data, name), name)))
        except BadText as error:
            faults.append((f"{folder}/{error.sentence}", digests.sha256(data).hexdigest()))
    # By what each says of itself first: a name can be given by hand.
    return Kept(tuple(sorted(found, key=lambda one: (one[1].retrieved, len(one[0]), one[0]))), tuple(faults))

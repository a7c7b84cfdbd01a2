"""The journal of a commit in the making: what a crash left is finished or dropped by the next command.

It is written before the first file changes and dropped after the index follows. Whether to go forward or back is
read off the branch: the commit is in it, or it is not. A file somebody has changed since is left alone.
"""

from __future__ import annotations

import base64
import contextlib
import glob
import json
import os
import time
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import git, index_lock, lock
from dragoman.workflow.disk import disk_errors, make_folders, read_bytes, remove, sync_folder, write_bytes
from dragoman.workflow.errors import ChangedMeanwhile, DiskFailed, GitFailed
from dragoman.workflow.index_state import remember_whole
from dragoman.workflow.objects import Found, Reader
from dragoman.workflow.places import JOURNAL
from dragoman.workflow.trees import Entry, look_up

if TYPE_CHECKING:
    from dragoman.workflow.repository import Repository


# What a kill can leave in the folder of the journal.
_OURS = ("journal.json.*", "index.[0-9]*", "COMMIT_EDITMSG.*", "handed.*")


class FileChange(NamedTuple):
    """One file a command changes: its bytes before (None: not there) and after; ``tracked``: goes into the commit."""

    path: str
    before: bytes | None
    after: bytes
    tracked: bool = True


class Journal(NamedTuple):
    """A commit in the making; ``commit`` is empty until its id is known.

    ``entries`` are what the user's index must say of the tracked files, as ``git update-index --index-info`` reads.
    """

    files: tuple[FileChange, ...]
    entries: str
    branch: str
    commit: str = ""

    def with_commit(self, commit: str) -> Journal:
        """The journal once the commit's id is known."""
        return self._replace(commit=commit)


def journal_file(desk: str) -> str:
    """Where a work tree's journal is."""
    return os.path.join(desk, JOURNAL[-1])


def write(repository: Repository, journal: Journal) -> None:
    """Put the journal on the disk, to stay."""
    known = {"version": 1, "branch": journal.branch, "commit": journal.commit, "index": journal.entries}
    data = f'{json.dumps(known)[:-1]}, "files": [{", ".join(map(_told, journal.files))}]}}'
    path = journal_file(repository.desk)
    with disk_errors("the .git folder"):
        make_folders(repository.desk)
        temporary = f"{path}.{os.getpid()}"
        with open(temporary, "w", encoding="ascii") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(repository.desk)


def read(desk: str) -> Journal | None:
    """The journal a command left behind; None for none.

    Raises:
        DiskFailed: it is there and cannot be read.
    """
    try:
        with disk_errors("the journal"), open(journal_file(desk), encoding="ascii") as file:
            data = json.load(file)
            files = tuple(
                FileChange(_text(f["path"]), _decoded(f["before"]), _decoded(f["after"]) or b"", f["tracked"] is True)
                for f in data["files"]
            )
            return Journal(files, _text(data["index"]), _text(data["branch"]), _text(data["commit"]))
    except DiskFailed as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise
    except (ValueError, KeyError, TypeError, RecursionError):
        path = journal_file(desk)
        raise DiskFailed(
            "The journal of an interrupted act cannot be read.", f"look at {path}, then remove it"
        ) from None


def drop(repository: Repository) -> None:
    """The commit is complete, or undone.

    Git syncs what it writes, but not the names: a branch that falls back by a power cut must find the journal there.
    """
    with disk_errors("the .git folder"):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):  # branches may be kept in one table
            sync_folder(os.path.dirname(os.path.join(repository.common_dir, repository.branch)))
        sync_folder(repository.git_dir)  # the index
        os.unlink(journal_file(repository.desk))


def apply(root: str, files: tuple[FileChange, ...]) -> None:
    """Write each file that still is what it was before.

    Raises:
        ChangedMeanwhile: one is something else by now.
        DiskFailed: the disk said no.
    """
    for file in files:
        write_bytes(root, file.path, file.after, file.before)


def undo(root: str, files: tuple[FileChange, ...]) -> None:
    """Put back each file that is what we made it."""
    for file in reversed(files):
        now = read_bytes(root, file.path)
        if file.before is None and now in (None, file.after):
            remove(root, file.path)  # with the folders that were made for it, even if it never got there
        elif file.before is not None and now == file.after != file.before:
            write_bytes(root, file.path, file.before, file.after)


def follow_index(repository: Repository, lines: str) -> None:
    """Bring the user's index to the commit for these paths, or their next plain commit would revert it.

    Raises:
        GitFailed: another git holds the index, and goes on holding it.
    """
    if not lines:
        return
    words, data = ("update-index", "-z", "--index-info"), lines.encode("utf-8", "surrogateescape")
    end = time.monotonic() + index_lock.SECONDS
    extra, keep = git.without_filters(repository.config), lock.handles()
    while (done := git.attempt(repository.root, *words, data=data, extra=extra, keep=keep)).returncode:
        if b"index.lock" not in done.stderr or time.monotonic() > end:
            raise GitFailed(f"git update-index failed: {git.last_words(done.stderr)}")
        index_lock.wait_until_free(repository)
    remember_whole(repository)


def recover(repository: Repository) -> str:
    """Finish or drop what an interrupted command left; call it with the lock held. Says what it did, or nothing.

    Raises:
        DiskFailed, GitFailed: it could not; the journal stays.
    """
    journal = read(repository.desk)
    _sweep(repository, journal)
    if journal is None:
        return ""
    if journal.commit and _is_in(repository, journal):
        if repository.branch == journal.branch:
            for file in journal.files:
                _forward(repository.root, file)
        follow_index(repository, _standing(repository, journal))
        said = "finished an act that was interrupted after its commit"
    else:
        undo(repository.root, journal.files)
        said = "took back an act that was interrupted before its commit"
    drop(repository)
    return said


def _sweep(repository: Repository, journal: Journal | None) -> None:
    """Remove the half-written copies a kill can leave: they carry our own ending."""
    desk = glob.escape(repository.desk)
    patterns = [os.path.join(desk, name) for name in _OURS]
    for file in journal.files if journal else ():
        folder, name = os.path.split(os.path.join(repository.root, file.path))
        patterns.append(os.path.join(glob.escape(folder), f".{glob.escape(name[:200])}.*.dragoman"))
    for pattern in patterns:
        for leftover in glob.glob(pattern):
            with contextlib.suppress(OSError):
                os.unlink(leftover)


def _forward(root: str, file: FileChange) -> None:
    if read_bytes(root, file.path) == file.before != file.after:
        try:
            write_bytes(root, file.path, file.after, file.before)
        except ChangedMeanwhile:
            return  # somebody edits it right now; theirs wins


def _standing(repository: Repository, journal: Journal) -> str:
    """What the index must still say: of the files that nobody has committed anew since, on the branch we were on.

    Between the crash and now somebody may have used git by hand; an older entry would revert them.
    """
    if repository.branch != journal.branch:
        return ""
    with Reader(repository.root) as reader:
        tree = reader.find(journal.branch + "^{tree}")
        lines = [line for line in journal.entries.split("\0") if line]
        return "".join(f"{line}\0" for line in lines if tree and _has(reader, tree, line))


def _has(reader: Reader, tree: Found, line: str) -> bool:
    entry, _, path = line.partition("\t")
    mode, _, name = entry.partition(" ")
    return look_up(reader, tree.name, path, len(tree.name) // 2) == Entry(mode, name)


def _is_in(repository: Repository, journal: Journal) -> bool:
    done = git.attempt(repository.root, "merge-base", "--is-ancestor", journal.commit, journal.branch)
    if done.returncode not in (0, 1, 128):
        raise GitFailed(f"git merge-base failed: {git.last_words(done.stderr)}")
    return done.returncode == 0


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _told(file: FileChange) -> str:
    """A file as JSON. Base64 needs no escapes: the files of a batch take no time but for that."""
    before, after = _encoded(file.before), _encoded(file.after)
    tracked = "true" if file.tracked else "false"
    return f'{{"path": {json.dumps(file.path)}, "before": {before}, "after": {after}, "tracked": {tracked}}}'


def _encoded(data: bytes | None) -> str:
    return "null" if data is None else f'"{base64.b64encode(data).decode("ascii")}"'


def _decoded(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)

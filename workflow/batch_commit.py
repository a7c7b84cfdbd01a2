"""Record many acts, one commit each, in pieces: each piece stands whole or not at all, and costs git five processes.

A piece is one pack of all its objects, one journal, one write of all its files, one move of the branch, one rewrite
of the index. After a crash at any moment the branch holds a whole number of pieces, each with all its acts: the next
command finishes or takes back the one that was under way. Where the newsroom has hooks, or git signs the commits,
every act is recorded by itself, as it would be without a batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import git, hooks, journal
from dragoman.workflow.batch_files import written
from dragoman.workflow.batch_pack import Pack
from dragoman.workflow.batch_trees import Forest
from dragoman.workflow.commit import (
    TRIES,
    content,
    ensure_untouched,
    finish,
    keeps_moving,
    people,
    record,
    signs,
    swap,
    tip,
    tree_of,
)
from dragoman.workflow.errors import GitFailed
from dragoman.workflow.line_ends import as_stored
from dragoman.workflow.trees import FILE, Entry, plain_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dragoman.workflow.batch_pack import Ready
    from dragoman.workflow.commit import Work
    from dragoman.workflow.journal import FileChange
    from dragoman.workflow.objects import Reader
    from dragoman.workflow.repository import Repository

# Acts of a piece. Git rewrites the whole index for each piece, a fifth of a second in a newsroom of 100,000 articles;
# a larger piece saves little more of that, and is more to take back when it is interrupted.
PIECE = 500
# And so many bytes before and after: what a piece holds is in memory several times, in the journal too.
PIECE_BYTES = 8 * 2**20


@dataclass(frozen=True, slots=True)
class _Draft:
    """A piece on one base: its commits, the objects that takes, and what files and index must be then."""

    commits: tuple[str, ...]
    pack: Pack
    index: str
    files: tuple[FileChange, ...]


class Recorder:
    """Records pieces one after the other on one branch; use it with the lock held."""

    def __init__(self, repository: Repository, reader: Reader, base: str) -> None:
        self._repository = repository
        self._reader = reader
        self._decided = self._base = base
        self._others_came = False
        self.one_by_one = bool(hooks.present(repository)) or signs(repository)
        self._forest: Forest | None = None

    @property
    def forest(self) -> Forest:
        """The trees of the commit that the next one builds on.

        Raises:
            GitFailed: that commit is missing from the repository.
        """
        if self._forest is None:
            tree = tree_of(self._reader, self._base)
            if tree is None:
                raise GitFailed(f"The commit {self._base} is missing from the repository.", "git fsck")
            self._forest = Forest(self._reader, tree, self._repository.algorithm)
        return self._forest

    def record(self, works: Sequence[Work], stand: Callable[[tuple[str, ...]], None]) -> None:
        """Commit a piece, each work on the one before it. All are of one moment.

        ``stand`` is told the commits' ids, in order, before anybody can interrupt us again.

        Raises:
            ChangedMeanwhile: a file of the piece is not what the decision was made on.
            HookRefused: the newsroom's pre-commit or commit-msg hook said no.
            GitFailed, DiskFailed: git or the disk did. Nothing of the piece was changed, unless it says so.
        """
        if self._others_came:
            for work in works:
                ensure_untouched(self._repository, self._reader, work, self._decided, self._base)
        try:
            if self.one_by_one:
                stand(tuple(self._alone(work) for work in works))
            else:
                self._piece(works, stand)
        except BaseException:
            self._forest = None
            raise
        self.forest.forget()

    def _alone(self, work: Work) -> str:
        commit = record(self._repository, self._reader, work._replace(base=self._base))
        found = self._reader.find(commit)
        self._others_came |= found is None or f"\nparent {self._base}\n".encode() not in found.data
        self._base = commit
        self._forest = None
        return commit

    def _piece(self, works: Sequence[Work], stand: Callable[[tuple[str, ...]], None]) -> None:
        repository, reader = self._repository, self._reader
        for _ in range(TRIES):
            draft = self._draft(works)
            last = draft.commits[-1]
            try:
                self._write(draft)
                with git.uninterrupted():
                    moved = swap(repository, reader, last, self._base, _reason(works))
                    unfinished = finish(repository, draft.index) if moved else None
                    if moved:
                        self._base = last
                        stand(draft.commits)
            except BaseException:
                with git.uninterrupted():
                    journal.recover(repository)
                raise
            if unfinished:
                raise GitFailed(
                    f"The acts are recorded, but {unfinished.sentence}", "dragoman doctor"
                ) from unfinished
            if moved:
                return
            journal.recover(repository)
            self._rebase(works)
        raise keeps_moving(repository)

    def _write(self, draft: _Draft) -> None:
        """Bring all of a piece to the disk but the branch; no file gets its name before git has all objects."""
        repository = self._repository
        entry = journal.Journal(draft.files, draft.index, repository.branch, draft.commits[-1])
        with draft.pack.storing(repository.root, repository.desk) as storing:
            journal.write(repository, entry)
            with written(repository.root, draft.files) as place:
                storing.output()
                place()

    def _rebase(self, works: Sequence[Work]) -> None:
        """Go on from where others have moved the branch to, if they left the piece's files alone."""
        new = tip(self._reader, self._repository)
        for work in works:
            ensure_untouched(self._repository, self._reader, work, self._base, new)
        self._others_came, self._base = True, new
        self._forest = None

    def _draft(self, works: Sequence[Work]) -> _Draft:
        """Work out every object of the piece."""
        pack, parent, commits = Pack(self._repository.algorithm), self._base, []
        index: dict[str, Entry] = {}
        files: dict[str, FileChange] = {}
        whose = people(self._repository, works[0].when)
        for work in works:
            own = work.files[0].path
            entries = {
                file.path: self._stored(file, pack, work.ready if file.path == own else None)
                for file in work.files
                if file.tracked
            }
            tree = self.forest.put(entries, pack)
            parent = pack.add("commit", content(tree, parent, whose, work.message))
            commits.append(parent)
            index |= entries
            files |= {file.path: file for file in work.files}
        lines = "".join(f"{entry.mode} {entry.name}\t{path}\0" for path, entry in index.items())
        return _Draft(tuple(commits), pack, lines, tuple(files.values()))

    def _stored(self, file: FileChange, pack: Pack, ready: Ready | None) -> Entry:
        old = plain_file(self.forest.entry(file.path), file.path)
        if ready:
            return Entry(old.mode if old else FILE, pack.add_ready(ready))
        data = file.after
        if b"\r\n" in data:
            stored = self._reader.find(old.name) if old else None
            data = as_stored(self._repository, file.path, data, stored.data if stored else None)
        return Entry(old.mode if old else FILE, pack.add("blob", data))


def _reason(works: Sequence[Work]) -> str:
    first = works[0].message.split("\n", 1)[0]
    return first if len(works) == 1 else f"{first} and {len(works) - 1} more"

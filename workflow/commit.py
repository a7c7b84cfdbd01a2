"""Record one act as one commit of a few files: all of it, or nothing.

Lock, journal, files, hooks, objects, compare-and-swap of the branch, the user's index, journal away. The user's
staged and unsaved work elsewhere is never touched: the commit's tree is the branch's own with only our files changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import git, hooks, journal, lock
from dragoman.workflow.errors import ChangedMeanwhile, DragomanError, GitFailed
from dragoman.workflow.handed import reading
from dragoman.workflow.line_ends import as_stored
from dragoman.workflow.newsroom import FILE as NEWSROOM
from dragoman.workflow.objects import NewObject, pack, write
from dragoman.workflow.repository import identity
from dragoman.workflow.trees import FILE, Entry, look_up, plain_file, with_files

if TYPE_CHECKING:
    from datetime import datetime

    from dragoman.workflow.batch_pack import Ready
    from dragoman.workflow.journal import FileChange
    from dragoman.workflow.objects import Reader
    from dragoman.workflow.repository import Repository

TRIES = 5
_TRUE = frozenset({"true", "yes", "on", "1"})


class Work(NamedTuple):
    """What to record. ``base`` is the commit it was decided on (empty: there is none yet).

    ``ready`` is what the first file will be in a pack, where a batch has made that already.
    """

    files: tuple[FileChange, ...]
    message: str
    when: datetime
    base: str
    ready: Ready | None = None


class _Draft(NamedTuple):
    """The work on one base: the tree its commit will have, the objects that takes, what the index must say then."""

    work: Work
    base: str
    tree: str
    entries: str
    objects: tuple[NewObject, ...]


def record(repository: Repository, reader: Reader, work: Work) -> str:
    """Commit the work and bring files and index along; hands back the commit's id. Call it with the lock held.

    Raises:
        ChangedMeanwhile: one of the files is not what the decision was made on.
        HookRefused: the newsroom's pre-commit or commit-msg hook said no.
        GitFailed, DiskFailed: git or the disk did. Whatever was raised, nothing was changed, unless it says so.
    """
    base = work.base
    for _ in range(TRIES):
        draft = _draft(repository, reader, work, base)
        try:
            commit = _prepare(repository, draft)
            with git.uninterrupted():
                moved = swap(repository, reader, commit, base, _subject(work))
                unfinished = finish(repository, draft.entries) if moved else None
        except BaseException:
            with git.uninterrupted():
                journal.recover(repository)
            raise
        if unfinished:
            raise GitFailed(f"The act is recorded, but {unfinished.sentence}", "dragoman doctor") from unfinished
        if moved:
            return commit
        journal.recover(repository)
        new = tip(reader, repository)
        ensure_untouched(repository, reader, work, base, new)
        base = new
    raise keeps_moving(repository)


def keeps_moving(repository: Repository) -> ChangedMeanwhile:
    """The error for a branch that others move all the time."""
    return ChangedMeanwhile(f"{repository.branch.removeprefix('refs/heads/')} keeps moving under us; try again.")


def tip(reader: Reader, repository: Repository) -> str:
    """The id of the branch's last commit; empty where there is none."""
    found = reader.find(repository.branch)
    return found.name if found else ""


def tree_of(reader: Reader, commit: str) -> str | None:
    """The id of a commit's tree; None for no commit."""
    found = reader.find(commit + "^{tree}") if commit else None
    return found.name if found else None


def message(subject: str, trailers: list[tuple[str, str]], note: str = "") -> str:
    """A commit message: subject, note, and the trailers as the last block, each value on one line."""
    lines = "".join(f"{key}: {' '.join(value.split())}\n" for key, value in trailers)
    body = f"{_harmless(note)}\n\n" if note.strip() else ""
    return f"{' '.join(subject.split())}\n\n{body}{lines}"


def _harmless(note: str) -> str:
    """A note that git reads as prose: a `---` or a `#` at the start of a line would end the message for it."""
    from dragoman.workflow.plain import clean

    lines = clean(note).strip().split("\n")
    return "\n".join(f" {line}" if line.startswith(("---", "#")) else line for line in lines)


def _draft(repository: Repository, reader: Reader, work: Work, base: str) -> _Draft:
    """Work out the blobs and trees of the commit to be."""
    algorithm = repository.algorithm
    blobs, entries = {}, {}
    tree = tree_of(reader, base)
    for file in (file for file in work.files if file.tracked):
        old = plain_file(look_up(reader, tree, file.path, repository.id_width), file.path) if tree else None
        stored = reader.find(old.name) if old else None
        data = as_stored(repository, file.path, file.after, stored.data if stored else None)
        blobs[file.path] = blob = NewObject("blob", data)
        entries[file.path] = Entry(old.mode if old else FILE, blob.name(algorithm))
    name, trees = with_files(reader, tree, entries, algorithm)
    index = "".join(f"{entry.mode} {entry.name}\t{path}\0" for path, entry in entries.items())
    return _Draft(work, base, name, index, (*blobs.values(), *trees))


def _prepare(repository: Repository, draft: _Draft) -> str:
    """Everything but the branch: journal, files, hooks and the commit, whose id comes back."""
    work = draft.work
    entry = journal.Journal(work.files, draft.entries, repository.branch)
    text = work.message
    hooked = hooks.present(repository)
    if hooked:
        write(repository.root, draft.objects, repository.algorithm)
        journal.write(repository, entry)
        journal.apply(repository.root, entry.files)
        text = hooks.ask(repository, hooked, draft.base, draft.entries, draft.tree, text)
    commit = _commit(repository, draft, text, entry)
    if not hooked:
        journal.apply(repository.root, entry.files)
    return commit


def _subject(work: Work) -> str:
    return work.message.split("\n", 1)[0]


def swap(repository: Repository, reader: Reader, commit: str, base: str, reason: str) -> bool:
    """Move the branch to the commit if it still is at its base; whether it was. ``reason`` goes into git's log.

    Raises:
        GitFailed: it was, and git did not move it.
    """
    old = base or "0" * len(commit)
    words = ("update-ref", "-m", f"dragoman: {reason}", "--end-of-options", repository.branch, commit, old)
    done = git.attempt(repository.root, *words, keep=lock.handles())
    if done.returncode == 0:
        return True
    now = tip(reader, repository)
    if now == commit:
        return True  # git moved it, and failed afterwards
    if now != base:
        return False
    raise GitFailed(f"The branch cannot be moved: {git.last_words(done.stderr)}", "dragoman doctor")


def finish(repository: Repository, index: str) -> DragomanError | None:
    """The act stands; what goes wrong now is handed back, the journal stays, and the next command finishes it."""
    try:
        journal.follow_index(repository, index)
        journal.drop(repository)
    except DragomanError as error:
        return error
    return None


def _commit(repository: Repository, draft: _Draft, text: str, entry: journal.Journal) -> str:
    """Write the commit and, in the same pack, all that is new in it, and the journal; nothing refers to it yet.

    Git brings its objects to the disk while we bring the journal there, unless it has to sign.
    """
    if signs(repository):
        name = _signed_commit(repository, draft, text)
        journal.write(repository, entry.with_commit(name))
        return name
    algorithm = repository.algorithm
    commit = NewObject("commit", content(draft.tree, draft.base, people(repository, draft.work.when), text))
    data = pack((*draft.objects, commit), algorithm)
    with reading(repository.root, repository.desk, data, "unpack-objects", "-q") as storing:
        journal.write(repository, entry.with_commit(commit.name(algorithm)))
        storing.output()
    return commit.name(algorithm)


def signs(repository: Repository) -> bool:
    """Whether git is told to sign every commit here; then it makes them, one by one."""
    return repository.config.get("commit.gpgsign", "").lower() in _TRUE


def people(repository: Repository, when: datetime) -> str:
    """The lines of a commit that say whose it is, and when it was made."""
    return "".join(
        f"{role} {name} <{email}> {int(when.timestamp())} +0000\n"
        for role in ("author", "committer")
        for name, email in [_identity(repository, role)]
    )


def content(tree: str, parent: str, people: str, text: str) -> bytes:
    """A commit's content; ``parent`` is empty for a first one."""
    parents = f"parent {parent}\n" if parent else ""
    return f"tree {tree}\n{parents}{people}\n{text}".encode("utf-8", "surrogateescape")


def _signed_commit(repository: Repository, draft: _Draft, text: str) -> str:
    date = f"{int(draft.work.when.timestamp())} +0000"
    extra: dict[str, str] = {}
    for role in ("author", "committer"):
        name, email = _identity(repository, role)
        start = f"GIT_{role.upper()}_"
        extra |= {start + "NAME": name, start + "EMAIL": email, start + "DATE": date}
    write(repository.root, draft.objects, repository.algorithm)
    parents = ("-p", draft.base) if draft.base else ()
    words = ("commit-tree", "-S", *parents, "-F", "-", draft.tree)
    return git.run(repository.root, *words, data=text.encode(), extra=extra).decode("ascii").strip()


def _identity(repository: Repository, role: str) -> tuple[str, str]:
    """Name and address as they may stand in a commit; git drops the same signs from them."""
    who = identity(repository.config, role)
    if not who.email:
        who = identity(repository.config)
    name, email = ("".join(c for c in word if c not in "<>\n\r\0").strip() for word in (who.name, who.email))
    return name or email.partition("@")[0], email


def ensure_untouched(repository: Repository, reader: Reader, work: Work, base: str, new: str) -> None:
    """See that whoever moved the branch from ``base`` to ``new`` left our files and the roster alone.

    Raises:
        ChangedMeanwhile: they did not; what was decided may not hold any more.
    """
    trees = tree_of(reader, base), tree_of(reader, new)
    for path in (NEWSROOM, *(file.path for file in work.files if file.tracked)):
        width = repository.id_width
        before, now = (look_up(reader, tree, path, width) if tree else None for tree in trees)
        if before != now:
            raise ChangedMeanwhile(f"{who_changed(repository.root, path)} changed {path} first.")


def who_changed(root: str, path: str) -> str:
    """The author of the last commit that touched a path, for a sentence."""
    done = git.attempt(root, "log", "-1", "--format=%an", "--", path)
    return done.stdout.decode("utf-8", "replace").strip() or "Somebody"

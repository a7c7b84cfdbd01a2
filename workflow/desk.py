"""Sit down at a desk: the newsroom as committed, who is here, and the right to record, one person at a time."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import disk, journal, lock
from dragoman.workflow.attest import key_for
from dragoman.workflow.commit import tip, tree_of
from dragoman.workflow.errors import BadText, BrokenNewsroom, GitFailed, NotAllowed, NotANewsroom
from dragoman.workflow.index_lock import ensure_usable
from dragoman.workflow.newsroom import FILE, Newsroom, parse_newsroom
from dragoman.workflow.objects import Reader
from dragoman.workflow.repository import Repository, ensure_ready, identity, open_repository
from dragoman.workflow.shelf import ROSTERS
from dragoman.workflow.trees import folder, look_up, plain_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.people import Person, Roster
    from dragoman.workflow.signing import SigningKey


@dataclass(frozen=True, slots=True)
class Desk:
    """What an act is decided on. ``base`` is the branch's last commit, ``newsroom`` what that commit says.

    ``reader`` reads the repository's objects as long as somebody sits here; ``key`` is what the person can sign with.
    """

    repository: Repository
    base: str
    newsroom: Newsroom
    person: Person
    recovered: str
    reader: Reader
    key: SigningKey | None = None

    @property
    def root(self) -> str:
        """The newsroom's folder."""
        return self.repository.root


@contextlib.contextmanager
def at_desk(root: str, *, roster_work: bool = False) -> Iterator[Desk]:
    """Hold the newsroom's lock with everything an act needs; what a crash left is finished or dropped first.

    The roster that counts is the committed one, as an owner sealed it: nobody gives themselves a role by editing a
    file. For ``roster_work`` it is the last one sealed, whatever newsroom.yaml has become since.

    Raises:
        NotAllowed: newsroom.yaml was changed by hand and committed so.
        GitFailed: the repository cannot take an act now, or git knows nobody's e-mail address.
        NotAllowed: whoever is here is not on the roster.
    """
    repository = open_repository(root)
    ensure_ready(repository)
    with lock.held(repository):
        ensure_usable(repository)
        recovered = journal.recover(repository)
        with Reader(root) as reader:
            base = tip(reader, repository)
            newsroom = _sealed_newsroom(reader, repository, base, roster_work=roster_work)
            person = known_person(repository, newsroom.roster)
            key = key_for(newsroom, person, repository.config)
            yield Desk(repository, base, newsroom, person, recovered, reader, key)


def committed_text(reader: Reader, repository: Repository, commit: str, path: str) -> str | None:
    """A file's text in a commit; None where it has no such file.

    Raises:
        GitFailed: there is a link or a folder in its place, or git has lost it.
        BadText: it is not UTF-8.
    """
    tree = tree_of(reader, commit)
    entry = plain_file(look_up(reader, tree, path, repository.id_width), path) if tree else None
    if entry is None:
        return None
    blob = reader.find(entry.name)
    if blob is None:
        raise GitFailed(f"The object {entry.name} ({path}) is missing from the repository.", "git fsck")
    return disk.decode(blob.data, path)


def _sealed_newsroom(reader: Reader, repository: Repository, base: str, *, roster_work: bool) -> Newsroom:
    """The newsroom that counts: as committed, once it is the one that was sealed last."""
    newsroom = _committed_newsroom(reader, repository, base)
    last = _last_version(reader, repository, base)
    if roster_work:
        return last or newsroom
    if last is None or not newsroom.intact or newsroom.sealed.seal != last.sealed.seal:
        owners = (last or newsroom).roster.who(("owner",))
        raise NotAllowed(
            f"{FILE} is not as an owner sealed it, so nobody's role can be taken from it.",
            f"ask {owners} to look at it and run: dragoman save {FILE}",
        )
    return newsroom


def _last_version(reader: Reader, repository: Repository, base: str) -> Newsroom | None:
    """The newest version of newsroom.yaml that is kept; None where none is, or it cannot be read."""
    tree = tree_of(reader, base)
    entries = folder(reader, tree, ROSTERS, repository.id_width) if tree else {}
    versions = sorted(name for name in entries if name.endswith(".yaml"))
    with contextlib.suppress(BadText, BrokenNewsroom):
        text = committed_text(reader, repository, base, f"{ROSTERS}/{versions[-1]}") if versions else None
        return parse_newsroom(text) if text is not None else None
    return None


def _committed_newsroom(reader: Reader, repository: Repository, base: str) -> Newsroom:
    try:
        text = committed_text(reader, repository, base, FILE)
    except BadText as error:
        raise BrokenNewsroom(error.sentence, error.hint) from None
    if text is None:
        raise NotANewsroom(f"{FILE} is not committed yet.", f"git add {FILE} && git commit -m newsroom")
    return parse_newsroom(text)


def known_person(repository: Repository, roster: Roster) -> Person:
    """The person whose e-mail address git uses here.

    Raises:
        GitFailed: git has no address to use.
        NotAllowed: the roster does not have it.
    """
    email = identity(repository.config).email
    if not email:
        raise GitFailed("Git does not know who you are.", "git config user.email YOU@EXAMPLE.ORG")
    person = roster.by_email(email)
    if person is None:
        who = roster.who(("owner",))
        raise NotAllowed(
            f"{email} is not on the roster of this newsroom; you may read everything.",
            f"ask {who} to run: dragoman person add ID --name NAME --email {email} --role ROLE",
        )
    return person

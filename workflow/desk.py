"""Sit down at a desk: the newsroom as committed, who is here, and the right to record, one person at a time."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import journal, lock
from dragoman.workflow.attest import key_for
from dragoman.workflow.commit import tip
from dragoman.workflow.committed import committed_bytes
from dragoman.workflow.errors import GitFailed, NotAllowed
from dragoman.workflow.index_lock import ensure_usable
from dragoman.workflow.line_ends import as_stored
from dragoman.workflow.objects import Reader
from dragoman.workflow.proved_acts import Arrived, Prover
from dragoman.workflow.repository import Repository, ensure_ready, identity, open_repository
from dragoman.workflow.sealed_newsroom import sealed_newsroom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person, Roster
    from dragoman.workflow.signing import SigningKey


class Desk(NamedTuple):
    """What an act is decided on. ``base`` is the branch's last commit, ``newsroom`` what that commit says.

    ``reader`` reads the repository's objects as long as somebody sits here, ``prover`` asks for the proof of earlier
    acts by the committed rosters; ``key`` is what the person can sign with. ``doubt`` says why the newsroom is only
    a claim.
    """

    repository: Repository
    base: str
    newsroom: Newsroom
    person: Person
    recovered: str
    reader: Reader
    prover: Prover
    key: SigningKey | None = None
    doubt: str = ""

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
        NotAllowed: newsroom.yaml was changed by hand and committed so, or is not from the pinned newsroom.
        GitFailed: the repository cannot take an act now, or git knows nobody's e-mail address.
        NotAllowed: whoever is here is not on the roster.
    """
    with Reader(root) as reader:  # it asks for nothing yet, and gets ready while we do
        repository = open_repository(root)
        ensure_ready(repository)
        with lock.held(repository):
            ensure_usable(repository)
            recovered = journal.recover(repository)
            base = tip(reader, repository)
            sealed = sealed_newsroom(reader, repository, base, roster_work=roster_work)
            newsroom = sealed.newsroom
            person = known_person(repository, newsroom.roster)
            key = key_for(newsroom, person, repository.config)
            with Prover(newsroom, lambda _memory: sealed.chain, Arrived(root)) as prover:
                yield Desk(repository, base, newsroom, person, recovered, reader, prover, key, sealed.doubt)


def is_committed(desk: Desk, path: str, data: bytes) -> bool:
    """Whether the last commit has this file with these bytes, as git stores them."""
    stored = committed_bytes(desk.reader, desk.repository, desk.base, path)
    return stored is not None and as_stored(desk.repository, path, data, stored) == stored


def known_person(repository: Repository, roster: Roster) -> Person:
    """The person whose e-mail address git uses here.

    Raises:
        GitFailed: git has no address to use.
        NotAllowed: the roster does not have it, or they have left.
    """
    email = identity(repository.config).email
    if not email:
        raise GitFailed("Git does not know who you are.", "git config user.email YOU@EXAMPLE.ORG")
    person = roster.by_email(email)
    who = roster.who(("owner",))
    if person and person.left:
        raise NotAllowed(
            f"{person.id} left this newsroom on {person.left}; you may read everything.",
            f"ask {who} to run: dragoman person add {person.id} --role ROLE",
        )
    if person is None:
        raise NotAllowed(
            f"{email} is not on the roster of this newsroom; you may read everything.",
            f"ask {who} to run: dragoman person add ID --name NAME --email {email} --role ROLE",
        )
    return person

"""Found a newsroom and look after its roster: the changes of newsroom.yaml, each a commit."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from dragoman.workflow import disk, git, journal, lock
from dragoman.workflow.commit import Work, message, record, tip
from dragoman.workflow.desk import at_desk, committed_text
from dragoman.workflow.errors import GitFailed, NotAllowed, UsageProblem
from dragoman.workflow.index_lock import ensure_usable
from dragoman.workflow.journal import FileChange
from dragoman.workflow.line_ends import as_stored
from dragoman.workflow.newsroom import FILE, merge_person, new_newsroom, with_person
from dragoman.workflow.objects import Reader
from dragoman.workflow.people import PERSON_ID, Person
from dragoman.workflow.repository import ensure_ready, identity, in_progress, open_repository, read_config

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")


def found(
    root: str, name: str, sources: Sequence[str], targets: Sequence[str], roles: Sequence[str], now: datetime
) -> Person:
    """Make a newsroom in a folder, and the folder and its git repository where there is none. Returns the owner.

    Raises:
        NotAllowed: there is a newsroom already, or the folder lies inside another repository.
        GitFailed: git knows nobody's name or address, or cannot work here.
    """
    with disk.disk_errors(root):
        os.makedirs(root, exist_ok=True)
    root = os.path.realpath(root)
    if os.path.lexists(os.path.join(root, FILE)):
        raise NotAllowed(f"There is a newsroom in {root} already; nothing was changed.", "dragoman status")
    above = git.attempt(root, "rev-parse", "--show-toplevel").stdout.decode("utf-8", "surrogateescape").strip()
    if above and os.path.realpath(above) != root:
        raise NotAllowed(
            f"{root} is inside the git repository {above}.", f"dragoman init {above}, or a folder outside"
        )
    owner = _first_owner(root, roles)
    if not above:
        _init_repository(root)
    repository = open_repository(root)
    if in_progress(repository.git_dir) or not repository.branch:
        ensure_ready(repository)
    with lock.held(repository):
        ensure_usable(repository)
        journal.recover(repository)
        text = new_newsroom(name, sources, targets, owner)
        note = message(f"init: {name}", [("Dragoman-Person", owner.id)])
        with Reader(root) as reader:
            work = Work((FileChange(FILE, None, text.encode()),), note, now, tip(reader, repository))
            record(repository, reader, work)
    return owner


def add_person(root: str, person_id: str, name: str, email: str, roles: Sequence[str], now: datetime) -> Person:
    """Put somebody on the roster, or add an address or roles to somebody who is there. Returns the person.

    Raises:
        NotAllowed: whoever asks is no owner, newsroom.yaml has unsaved changes, or the address is another's.
        UsageProblem: the id or the address cannot be one.
    """
    if not PERSON_ID.fullmatch(person_id) and "@" not in person_id:
        raise UsageProblem(f"{person_id!r} cannot be an id: small ASCII letters, digits and `-`, at most 40.")
    if email and not _EMAIL.fullmatch(email):
        raise UsageProblem(f"{email!r} is no e-mail address.")
    with at_desk(root) as desk:
        roster = desk.newsroom.roster
        if not desk.person.may(("owner",)):
            raise NotAllowed(f"The roster is looked after by {roster.who(('owner',))}; {desk.person.id} is not one.")
        text = disk.read_text(root, FILE) or ""
        with Reader(root) as reader:
            committed = (committed_text(reader, desk.repository, desk.base, FILE) or "").encode()
            if as_stored(desk.repository, FILE, text.encode(), committed) != committed:
                raise NotAllowed(f"{FILE} has changes that are not committed.", f"git diff {FILE}")
        person = merge_person(roster, person_id, " ".join(name.split()), email, roles)
        new = with_person(text, person)
        if new != text:
            subject = f"person: {person.id} ({', '.join(person.roles)})"
            change = FileChange(FILE, text.encode(), new.encode())
            note = message(subject, [("Dragoman-Person", person.id)])
            record(desk.repository, desk.reader, Work((change,), note, now, desk.base))
        return person


def _first_owner(root: str, roles: Sequence[str]) -> Person:
    who = identity(read_config(root))
    if not who.email or not who.name:
        missing = "user.email YOU@EXAMPLE.ORG" if not who.email else 'user.name "YOUR NAME"'
        raise GitFailed("Git does not know who you are.", f"git config --global {missing}")
    return Person(_id_from(who.name, who.email), who.name, (who.email,), tuple(dict.fromkeys((*roles, "owner"))))


def _id_from(name: str, email: str) -> str:
    from anyascii import anyascii
    from slugify import slugify

    for words in (name.split(maxsplit=1)[0] if name.split() else "", email.partition("@")[0]):
        person_id: str = slugify(anyascii(words), max_length=40)
        if PERSON_ID.fullmatch(person_id):
            return person_id
    return "owner"


def _init_repository(root: str) -> None:
    from git import Repo
    from git.exc import GitCommandError

    try:
        with Repo.init(root, initial_branch="main"):
            pass
    except GitCommandError as error:
        raise GitFailed(f"git init failed: {git.last_words(str(error.stderr).encode())}") from None

"""Found a newsroom: its folder, its git repository, and the first version of newsroom.yaml."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import disk, git, journal, lock
from dragoman.workflow.attest import key_for, roster_trailers, signed_roster
from dragoman.workflow.commit import Work, message, record, tip
from dragoman.workflow.errors import GitFailed, NotAllowed
from dragoman.workflow.facts import stamp
from dragoman.workflow.index_lock import ensure_usable
from dragoman.workflow.journal import FileChange
from dragoman.workflow.newsroom import DEFAULT_SIGNATURES, FILE, parse_newsroom
from dragoman.workflow.newsroom_text import new_newsroom, with_seal
from dragoman.workflow.objects import Reader
from dragoman.workflow.people import PERSON_ID, Person
from dragoman.workflow.repository import ensure_ready, identity, in_progress, open_repository, read_config
from dragoman.workflow.roster_seal import UNSEALED
from dragoman.workflow.trust import pin

if TYPE_CHECKING:
    from datetime import datetime

    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.signing import SigningKey


@dataclass(frozen=True, slots=True)
class Charter:
    """What a newsroom is to be; ``key`` is the founder's public key, if they have one."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    roles: tuple[str, ...] = ()
    signatures: str = DEFAULT_SIGNATURES
    key: str = ""


def found(root: str, charter: Charter, now: datetime) -> Person:
    """Make a newsroom in a folder, and the folder and its git repository where there is none. Returns the owner.

    The seal of its first roster is pinned in this clone: whoever founded it need not trust it on its word.

    Raises:
        NotAllowed: there is a newsroom already, the folder lies inside another repository, or a key is missing.
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
    owner = _first_owner(root, charter)
    text = new_newsroom(charter.name, charter.sources, charter.targets, owner, charter.signatures)
    text = with_seal(text, owner.id, stamp(now), UNSEALED)
    newsroom = parse_newsroom(text)
    key = _first_key(root, newsroom, owner)
    if not above:
        _init_repository(root)
    repository = open_repository(root)
    if in_progress(repository.git_dir) or not repository.branch:
        ensure_ready(repository)
    with lock.held(repository):
        ensure_usable(repository)
        journal.recover(repository)
        files = (FileChange(FILE, None, text.encode()), *signed_roster(key, text, newsroom))
        note = message(f"init: {charter.name}", roster_trailers(newsroom))
        with Reader(root) as reader:
            record(repository, reader, Work(files, note, now, tip(reader, repository)))
    pin(root, newsroom.sealed.seal)
    return owner


def _first_owner(root: str, charter: Charter) -> Person:
    who = identity(read_config(root))
    if not who.email or not who.name:
        missing = "user.email YOU@EXAMPLE.ORG" if not who.email else 'user.name "YOUR NAME"'
        raise GitFailed("Git does not know who you are.", f"git config --global {missing}")
    roles = tuple(dict.fromkeys((*charter.roles, "owner")))
    keys = (charter.key,) if charter.key else ()
    return Person(_id_from(who.name, who.email), who.name, (who.email,), roles, keys)


def _first_key(root: str, newsroom: Newsroom, owner: Person) -> SigningKey | None:
    key = key_for(newsroom, owner, read_config(root))
    if newsroom.signatures == "required" and key is None:
        raise NotAllowed(
            "A newsroom that wants signatures begins with yours, and --key names no key that git signs with here.",
            "git config --global gpg.format ssh; git config --global user.signingkey ~/.ssh/id_ed25519.pub; "
            "then dragoman init … --signatures required --key ~/.ssh/id_ed25519.pub",
        )
    return key


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

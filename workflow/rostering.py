"""Change the roster: each change of newsroom.yaml is made by an owner, is the next version, and is one commit."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow import disk
from dragoman.workflow.attest import roster_trailers, signed_roster
from dragoman.workflow.commit import Work, message, record
from dragoman.workflow.desk import Desk, at_desk, is_committed
from dragoman.workflow.errors import NotAllowed, NotANewsroom, UsageProblem
from dragoman.workflow.facts import stamp
from dragoman.workflow.journal import FileChange
from dragoman.workflow.newsroom import FILE, parse_newsroom
from dragoman.workflow.newsroom_text import with_person, with_seal
from dragoman.workflow.people import PERSON_ID, Person, no_key
from dragoman.workflow.record_files import roster_path
from dragoman.workflow.roster_changes import ensure_changeable, ensure_usable_keys, with_added, without, without_key
from dragoman.workflow.trust import trusted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from dragoman.workflow.people import Roster

_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")


def add_person(
    root: str, person_id: str, name: str, email: str, roles: Sequence[str], now: datetime, key: str = ""
) -> Person:
    """Put somebody on the roster, or add an address, a key or roles to somebody who is there. Returns the person.

    Raises:
        NotAllowed: whoever asks is no owner, newsroom.yaml has unsaved changes, or address or key are another's.
        UsageProblem: the id or the address cannot be one.
    """
    if not PERSON_ID.fullmatch(person_id) and "@" not in person_id:
        raise UsageProblem(f"{person_id!r} cannot be an id: small ASCII letters, digits and `-`, at most 40.")
    if email and not _EMAIL.fullmatch(email):
        raise UsageProblem(f"{email!r} is no e-mail address.")
    shown = " ".join(name.split())
    return _change(root, lambda roster: with_added(roster, person_id, shown, email, roles, key), "person", now)


def remove_person(root: str, person_id: str, roles: Sequence[str], now: datetime) -> Person:
    """Take roles from somebody, or with none named take them off the roster: what they approved is void then.

    Raises:
        NotAllowed: whoever asks is no owner, or no owner would be left.
        UsageProblem: nobody has that id, or not that role.
    """
    today = stamp(now)[:10]
    return _change(root, lambda roster: without(roster, person_id, roles, today), "person remove", now)


def revoke_key(root: str, person_id: str, key: str, now: datetime) -> Person:
    """Declare that a key of somebody's proves nothing any more.

    Raises:
        NotAllowed: whoever asks is no owner.
        UsageProblem: nobody has that id, or not that key.
    """
    return _change(root, lambda roster: without_key(roster, person_id, key), "person revoke-key", now)


@dataclass(frozen=True, slots=True)
class SavedRoster:
    """newsroom.yaml as sealed; ``commit`` is empty for a dry run, and where there was nothing to seal (``new``)."""

    version: int
    commit: str
    new: bool


def save_newsroom(root: str, now: datetime, note: str = "", *, dry_run: bool = False) -> SavedRoster:
    """Seal newsroom.yaml as an owner has changed it by hand; or as it is, where it was not signed and now can be.

    Raises:
        NotAllowed: whoever asks is no owner by the last version, or nobody could change the next one.
        BrokenNewsroom: it does not say what it must.
    """
    with at_desk(root, roster_work=True) as desk:
        _check_owner(desk)
        text = disk.read_text(root, FILE)
        if text is None:
            raise NotANewsroom(f"There is no {FILE} in {root}.", "dragoman init")
        newsroom, version = parse_newsroom(text), desk.newsroom.sealed.version
        ensure_usable_keys(newsroom)
        if newsroom.policy:
            from dragoman.workflow.check_policy import check_policy

            check_policy(newsroom)
        if newsroom.publishes:
            from dragoman.workflow.target_kinds import ensure_usable

            ensure_usable(newsroom.publishes, newsroom.name)
        sealed = newsroom.intact and newsroom.sealed == desk.newsroom.sealed
        signed = desk.key is None or os.path.lexists(os.path.join(root, roster_path(version, "sig")))
        if sealed and signed and is_committed(desk, FILE, text.encode()):
            return SavedRoster(version, "", new=False)
        if not version:
            _check_not_pinned(root)
        commit = _record(desk, text, text, f"newsroom: version {version + 1}", now, note, dry_run=dry_run)
        return SavedRoster(version + 1, commit, new=True)


def _change(root: str, change: Callable[[Roster], Person], verb: str, now: datetime) -> Person:
    with at_desk(root) as desk:
        _check_owner(desk)
        text = disk.read_text(root, FILE) or ""
        if not is_committed(desk, FILE, text.encode()):
            raise NotAllowed(
                f"{FILE} has changes that are not committed.", f"git diff {FILE}; then dragoman save {FILE}"
            )
        person = change(desk.newsroom.roster)
        new = with_person(text, person)
        if new != text:
            said = "left" if person.left else ", ".join(person.roles) or "no role"
            _record(desk, text, new, f"{verb}: {person.id} ({said})", now)
        return person


def _check_not_pinned(root: str) -> None:
    """See that no chain of rosters is begun anew where the first one is known: the old one has been taken away."""
    if trusted(root).root:
        raise NotAllowed(
            "The first roster is pinned here, and none is kept in rosters/: somebody took them away.",
            "git log -- rosters shows who; git checkout COMMIT -- rosters newsroom.yaml brings them back",
        )


def _record(
    desk: Desk, old: str, new: str, subject: str, now: datetime, note: str = "", *, dry_run: bool = False
) -> str:
    """Commit the next version of newsroom.yaml, sealed, with its copy and its signature. Returns the commit."""
    if desk.newsroom.signatures == "required" and desk.key is None:
        raise NotAllowed(*no_key(desk.person.id, "an owner"))
    sealed = with_seal(new, desk.person.id, stamp(now), desk.newsroom.sealed)
    newsroom = parse_newsroom(sealed)
    ensure_changeable(newsroom)
    _check_place(desk.root, newsroom.sealed.version)
    if dry_run:
        return ""
    files = (FileChange(FILE, old.encode(), sealed.encode()), *signed_roster(desk.key, sealed, newsroom))
    text = message(subject, roster_trailers(newsroom), note)
    return record(desk.repository, desk.reader, Work(files, text, now, desk.base))


def _check_place(root: str, version: int) -> None:
    for path in (roster_path(version), roster_path(version, "sig")):
        if os.path.lexists(os.path.join(root, path)):
            raise NotAllowed(
                f"{path} is not as an owner sealed it, and stands where the next version goes.",
                f"git log -p -- {path} shows who put it there; put it right or git rm it, and commit",
            )


def _check_owner(desk: Desk) -> None:
    if not desk.person.may(("owner",)):
        owner = desk.newsroom.roster.who(("owner",))
        raise NotAllowed(f"The roster is looked after by {owner}; {desk.person.id} is not one.")

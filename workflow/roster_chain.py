"""The chain of rosters: every version of newsroom.yaml, each a legal successor of the one before.

What it stops has names: a rollback to an older roster, a skipped link, a change by somebody who was no owner, a
change without the signature that the old policy wanted, words that nobody sealed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.errors import BadSignature, BadText, DragomanError
from dragoman.workflow.newsroom import FILE, Newsroom, parse_newsroom
from dragoman.workflow.problems import Problem
from dragoman.workflow.record_files import roster_path
from dragoman.workflow.signers import ensure_signed, signer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dragoman.workflow.memory import Memory
    from dragoman.workflow.trust import Trust

_RESTORE = f"git log -p -- {FILE} rosters shows who changed it; an owner puts it right"


class Chain(NamedTuple):
    """The versions in order, by seal, and what is wrong with them.

    ``claimed`` are the seals of those that are in an owner's name and not signed as they could have been, and
    ``doubts`` tells of them: the roles and keys that they gave are claims, too.
    """

    versions: tuple[Newsroom, ...] = ()
    by_seal: Mapping[str, Newsroom] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()
    claimed: frozenset[str] = frozenset()
    doubts: tuple[Problem, ...] = ()

    @property
    def root(self) -> str:
        """The seal of the first version; empty where there is none."""
        return self.versions[0].sealed.seal if self.versions else ""


NO_CHAIN = Chain()


def read_chain(read: Callable[[str], bytes | None], memory: Memory) -> Chain:
    """Walk the versions that a copy keeps, from the first; the walk ends at the first that is missing or illegal."""
    versions: list[Newsroom] = []
    problems: list[Problem] = []
    claimed: set[str] = set()
    doubts: list[Problem] = []
    proved: Newsroom | None = None
    while (data := read(roster_path(len(versions) + 1))) is not None:
        path = roster_path(len(versions) + 1)
        old = versions[-1] if versions else None
        try:
            new = parse_newsroom(data.decode("utf-8"))
        except (DragomanError, UnicodeDecodeError) as error:
            why = error.sentence.rstrip(".") if isinstance(error, DragomanError) else "it is not UTF-8"
            problems.append(_problem("roster-unsealed", f"{path} cannot be read as a version of {FILE}: {why}."))
            break
        signature = read(roster_path(len(versions) + 1, "sig"))
        faults = tuple(link_faults(old, new, path)) or tuple(signature_faults(old, new, signature, memory))
        problems += faults
        if faults:
            break
        versions.append(new)
        if proved is None or _as_sure(proved, signature):
            proved = new
        else:
            claimed.add(new.sealed.seal)
            doubts += [] if proved.signatures == "off" else [claim(new)]
    problems += () if problems else _current(read(FILE), versions)
    return Chain(
        tuple(versions),
        {one.sealed.seal: one for one in versions},
        tuple(problems),
        frozenset(claimed),
        tuple(doubts),
    )


def link_faults(old: Newsroom | None, new: Newsroom, path: str = FILE) -> Iterator[Problem]:
    """Why ``new``, which stands at ``path``, may not follow ``old`` (None: it should be the first)."""
    said = new.sealed
    before = old.sealed.version if old else 0
    if not new.intact:
        yield _problem("roster-unsealed", f"{path} is not what was sealed as version {said.version}.")
    elif said.version <= before:
        message = f"{path} goes back from version {before} to version {said.version}."
        yield _problem("roster-rollback", message)
    elif said.version != before + 1 or said.previous != (old.sealed.seal if old else ""):
        message = f"Version {said.version} of {FILE} does not follow from version {before}: a link is missing."
        yield _problem("roster-link", message)
    elif not is_owner(old or new, said.by):
        message = f"Version {said.version} of {FILE} was made by {said.by}, who was no owner before."
        yield _problem("roster-not-owner", message)


def signature_faults(
    old: Newsroom | None, new: Newsroom, signature: bytes | None, memory: Memory
) -> Iterator[Problem]:
    """Why the signature on a version does not do: it is missing where the old policy wants one, or it is not good."""
    judge = old or new
    person = judge.roster.by_id(new.sealed.by)
    if signature is None:
        if judge.signatures == "required":
            message = f"Version {new.sealed.version} of {FILE} is not signed, and the newsroom wants signatures."
            yield _problem("roster-unsigned", message)
        return
    try:
        if person:
            ensure_signed(new.record, signature, person, memory)
    except BadSignature as error:
        message = f"The signature on version {new.sealed.version} of {FILE} does not hold: {error.why}."
        yield _problem("roster-unsigned", message)


def _as_sure(proved: Newsroom, signature: bytes | None) -> bool:
    """Whether a version is as sure as the last ``proved`` one: signed with a key that an owner had by that one.

    Where no owner has a key yet, nothing surer can be made.
    """
    keys = {key for person in proved.roster.people if person.may(("owner",)) for key in person.keys}
    return not keys or signer_of(signature) in keys


def claim(new: Newsroom) -> Problem:
    """The warning about a version that nothing proves to be by the owner in whose name it is."""
    said = new.sealed
    message = (
        f"Version {said.version} of {FILE} is {said.by}'s only by its own word: no key that an owner had before "
        "signed it. The roles and keys that it gave are claims."
    )
    fix = f"git log -p -- {FILE} shows what came; then an owner whose key was there before: dragoman save {FILE}"
    return Problem("roster-unsigned", message, "warning", who="an owner", fix=fix)


def is_owner(newsroom: Newsroom, person_id: str) -> bool:
    """Whether the roster has this person as an owner."""
    person = newsroom.roster.by_id(person_id)
    return person is not None and person.may(("owner",))


def pinned(chain: Chain, trust: Trust) -> Iterator[Problem]:
    """What is wrong with the first roster, if somebody said which it must be."""
    if trust.root and chain.root and trust.root != chain.root:
        message = f"The first roster is not the one pinned in {trust.where}: another newsroom's, or a forged one."
        fix = "ask an owner for its seal (dragoman trust), by another way than this repository"
        yield Problem("root-mismatch", message, who="an owner", fix=fix)


def _current(data: bytes | None, versions: list[Newsroom]) -> Iterator[Problem]:
    """What is wrong with newsroom.yaml itself: it must be the last version that is kept."""
    if not versions:
        message = f"No version of {FILE} is kept in rosters/: nobody sealed it, so nobody's role is proved."
        yield Problem("roster-missing", message, who="an owner", fix=f"dragoman save {FILE}")
        return
    try:
        current = parse_newsroom((data or b"").decode("utf-8"))
    except (BadText, DragomanError, UnicodeDecodeError):
        yield _problem("roster-unsealed", f"{FILE} cannot be read.")
        return
    last = versions[-1]
    if current.intact and current.sealed.version < last.sealed.version:
        message = f"{FILE} is version {current.sealed.version}, and there is a version {last.sealed.version} already."
        yield _problem("roster-rollback", message)
    elif not current.intact or current.sealed.seal != last.sealed.seal:
        message = f"{FILE} is not what {last.sealed.by} sealed as version {last.sealed.version}."
        yield _problem("roster-unsealed", message)


def _problem(kind: str, message: str) -> Problem:
    return Problem(kind, message, who="an owner", fix=_RESTORE)

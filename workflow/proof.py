"""What the record of each act proves: who did it, in what role, by which roster, signed or only claimed.

Decides over an article and what a copy holds beside it; reads nothing by itself, trusts no date.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.errors import BadSignature
from dragoman.workflow.problems import Problem
from dragoman.workflow.record_files import signature_path
from dragoman.workflow.seal import record
from dragoman.workflow.signers import ensure_signed
from dragoman.workflow.states import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.workflow.article import Article, Entry
    from dragoman.workflow.memory import Memory
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person
    from dragoman.workflow.roster_chain import Chain


class Proved(NamedTuple):
    """One act: whether a good signature proves who did it, and what is wrong with its record."""

    entry: Entry
    signed: bool
    problems: tuple[Problem, ...]


def prove(
    article: Article, chain: Chain, read: Callable[[str], bytes | None], memory: Memory, start: int = 0
) -> Iterator[Proved]:
    """Judge the record of each act of an article from the place ``start`` on, in the order of the history.

    A key proves no more than the roster does that gave it: by one that is only claimed, no act counts as signed.
    """
    newest = 0
    for number, entry in enumerate(article.history):
        newsroom = chain.by_seal.get(entry.roster)
        if newsroom is not None:
            rolled_back, newest = newsroom.sealed.version < newest, max(newest, newsroom.sealed.version)
        if number < start:
            continue
        if newsroom is None:
            yield Proved(entry, signed=False, problems=(_unknown_roster(entry, chain),))
            continue
        problems = list(_role_faults(entry, newsroom))
        if rolled_back:
            message = f"{_act(entry)} names version {newsroom.sealed.version} of the roster after a later one."
            problems.append(Problem("roster-rollback", message, who=_owner(newsroom), fix=_look(article)))
        signature = read(signature_path(article.path, number + 1, entry))
        person = newsroom.roster.by_id(entry.by)
        if person is not None:
            problems += _signature_faults(article, number, newsroom, person, signature, memory)
        bad = any(problem.severity == "error" for problem in problems)
        sure = signature is not None and entry.roster not in chain.claimed
        yield Proved(entry, sure and not bad, tuple(problems))


def _role_faults(entry: Entry, newsroom: Newsroom) -> Iterator[Problem]:
    """The roster that the act names has the person in its role, and the table gives the act to that role."""
    act = BY_NAME.get(entry.act)
    person = newsroom.roster.by_id(entry.by)
    version = newsroom.sealed.version
    if person is None:
        message = f"{_act(entry)}: version {version} of the roster knows no {entry.by}."
        yield Problem("unknown-person", message, who=_owner(newsroom), fix="return the article, and do the act again")
    elif act and (entry.role not in act.roles or entry.role not in person.roles):
        has = " and ".join(person.roles) or "no role"
        message = f"{_act(entry)} as {entry.role or 'nobody'}: by version {version} of the roster they had {has}."
        fix = f"return the article, and have {newsroom.roster.who(act.roles)} do it again"
        yield Problem("role-missing", message, who=newsroom.roster.who(act.roles), fix=fix)


def _signature_faults(
    article: Article, number: int, newsroom: Newsroom, person: Person, data: bytes | None, memory: Memory
) -> Iterator[Problem]:
    entry = article.history[number]
    if data is None:
        yield from _unsigned(entry, newsroom, person)
        return
    previous = article.history[number - 1].seal if number else ""
    text = _record(article.name, article.source.get("sha256", ""), entry, previous)
    try:
        ensure_signed(text, data, person, memory)
    except BadSignature as error:
        message = f"The signature on {_act(entry)} does not hold: {error.why}."
        path = signature_path(article.path, number + 1, entry)
        yield Problem("signature-bad", message, who=person.id, fix=f"git log -p -- {path}; then do the act again")


# A history proves each act when it came, and all of them again when it comes to the article's last version.
@lru_cache(maxsize=2048)
def _record(article: str, source: str, entry: Entry, previous: str) -> str:
    return record(article, source, entry, previous)


def _unsigned(entry: Entry, newsroom: Newsroom, person: Person) -> Iterator[Problem]:
    again = f"return the article; {person.id} does it again with their key"
    if newsroom.signatures == "required":
        message = f"{_act(entry)} is not signed, and the newsroom wants signatures."
        yield Problem("signature-missing", message, who=person.id, fix=again)
    elif newsroom.signs(person):
        message = f"{_act(entry)} is not signed, though {person.id} has a key: it is only a claim."
        yield Problem("unsigned", message, "warning", who=person.id, fix=again)


def unsigned_since(entry: Entry, chain: Chain) -> tuple[int, Problem | None]:
    """The first version, after the one that an unsigned act names, by which it should have been signed; or 0.

    With it the problem, if the act came later than that version: naming an older one, by which its person had no key
    yet, would save a forger the signature.
    """
    named = chain.by_seal.get(entry.roster)
    if named is None:
        return 0, None
    for newsroom in chain.versions:
        wanted = newsroom.signatures == "required" or newsroom.signs(newsroom.roster.by_id(entry.by))
        version = newsroom.sealed.version
        if version > named.sealed.version and wanted:
            message = f"{_act(entry)} is not signed, though by version {version} of the roster it should have been."
            again = f"return the article; {entry.by} does it again with their key"
            return version, Problem("unsigned", message, who=entry.by, fix=again)
    return 0, None


def _unknown_roster(entry: Entry, chain: Chain) -> Problem:
    message = f"{_act(entry)} names a roster that is not in the chain of this newsroom's."
    fix = "git fetch, if this copy is behind; else the act is none of this newsroom's"
    if chain.problems:
        message = f"{_act(entry)} names a roster that is not in the chain of this newsroom's, which is broken."
        fix = "put the chain of rosters right first, which is told of above"
    return Problem("unknown-roster", message, who="an owner", fix=fix)


def _act(entry: Entry) -> str:
    return f"`{entry.act}` by {entry.by} ({entry.at})"


def _owner(newsroom: Newsroom) -> str:
    return newsroom.roster.who(("owner",))


def _look(article: Article) -> str:
    return f"git log -p -- {article.path} shows where it came from"

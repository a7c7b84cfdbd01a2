"""Who did an act that a commit brought: the commit's author, in a role they had then, or whoever signed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from dragoman.workflow.beside import find_signers
from dragoman.workflow.commit_rules import act_words
from dragoman.workflow.problems import Problem
from dragoman.workflow.promises import voided
from dragoman.workflow.proof import prove
from dragoman.workflow.states import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.workflow.article import Article, Entry
    from dragoman.workflow.memory import Memory
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.people import Person, Roster
    from dragoman.workflow.proof import Proved
    from dragoman.workflow.roster_chain import Chain


class Doer(NamedTuple):
    """The author of a commit, and the roster in force when it was made: the one before it.

    ``base`` is the roster a gate judges by besides, its own: no push can bring along the roster that allows it.
    ``revoked`` are the keys that prove nothing any more by one of both.
    """

    email: str
    newsroom: Newsroom | None
    base: Newsroom | None
    person: Person | None
    revoked: frozenset[str]

    @classmethod
    def of(cls, email: str, newsroom: Newsroom | None, base: Newsroom | None = None) -> Self:
        """Whoever has this address on the roster."""
        person = newsroom.roster.by_email(email) if newsroom else None
        revoked = (one.roster.revoked() for one in (newsroom, base) if one)
        return cls(email, newsroom, base, person, frozenset().union(*revoked))


def author_faults(
    article: Article,
    start: int,
    doer: Doer,
    chain: Chain,
    read: Callable[[str], bytes | None],
    memory: Memory,
) -> Iterator[Problem]:
    """What is wrong with who did the acts from the place ``start`` in the history on."""
    proved = list(prove(article, chain, read, memory, start))
    for one in proved:
        yield from one.problems
        if not any(problem.id in ("role-missing", "unknown-person") for problem in one.problems):
            yield from _in_force(one.entry, doer)
        if not one.signed:
            yield from _not_by_author(one.entry, doer)
            yield from _unsigned(one, doer)
    if len(proved) > 1:
        yield _several(proved)
    yield from _revoked(article, start, doer, read)


def _in_force(entry: Entry, doer: Doer) -> Iterator[Problem]:
    """The role by the roster before the commit, and by a gate's own: an older roster may not be chosen."""
    act = BY_NAME.get(entry.act)
    for newsroom in (doer.newsroom, doer.base):
        person = newsroom.roster.by_id(entry.by) if newsroom else None
        if newsroom is None or act is None or (person and person.may(act.roles)):
            continue
        version = newsroom.sealed.version
        who = _owner(newsroom)
        if newsroom is doer.base:
            message = f"{act_words(entry)}: version {version}, in force until this push is in, gives no such role."
            yield Problem("roster-same-push", message, who=who, fix="push the roster's change first")
        else:
            message = f"{act_words(entry)}: version {version} of the roster, in force then, gave no such role."
            yield Problem(
                "role-missing", message, who=_owner(newsroom), fix="have somebody with the role do it again"
            )
        return


def _unsigned(one: Proved, doer: Doer) -> Iterator[Problem]:
    """Naming an older roster does not escape the policy of the one in force."""
    rosters = [newsroom for newsroom in (doer.newsroom, doer.base) if newsroom]
    wanted = any(newsroom.signatures == "required" for newsroom in rosters)
    if wanted and not any(problem.severity == "error" for problem in one.problems):
        message = f"{act_words(one.entry)} is not signed, and the newsroom wants signatures."
        fix = "do the act again, with a key that the roster has"
        yield Problem("signature-missing", message, who=one.entry.by, fix=fix)
    elif not one.problems and any(newsroom.signs(newsroom.roster.by_id(one.entry.by)) for newsroom in rosters):
        message = f"{act_words(one.entry)} is not signed, though {one.entry.by} had a key: it is only a claim."
        yield Problem("unsigned", message, "warning", who=one.entry.by, fix="do the act again, with that key")


def _not_by_author(entry: Entry, doer: Doer) -> Iterator[Problem]:
    if doer.person is None or doer.person.id != entry.by:
        who = doer.person.id if doer.person else doer.email
        message = f"No signature proves {act_words(entry)}, and {who} committed it: it need not be by {entry.by}."
        yield Problem("not-by-author", message, who=entry.by, fix="do the act again, each person in their own clone")


def _several(proved: list[Proved]) -> Problem:
    acts = ", ".join(f"`{one.entry.act}` by {one.entry.by}" for one in proved)
    message = f"{len(proved)} acts came in one commit ({acts}), as after a squash."
    fix = "merge without squashing: one commit an act shows who did what"
    if all(one.signed for one in proved):
        return Problem("several-acts", f"{message} Each is signed.", "warning", who="whoever merged", fix=fix)
    return Problem("several-acts", f"{message} Not each is signed.", who="whoever merged", fix=fix)


def _revoked(article: Article, start: int, doer: Doer, read: Callable[[str], bytes | None]) -> Iterator[Problem]:
    """A key that was revoked before the commit proves nothing, whatever roster and date the act names."""
    if not doer.revoked:
        return
    signers = find_signers(read, article)
    for entry in article.history[start:]:
        if signers.get(entry.seal) in doer.revoked:
            message = f"{act_words(entry)} is signed with a key that had been revoked when it was committed."
            yield Problem("key-revoked", message, who=entry.by, fix="do the act again, with a key on the roster")


def void_faults(article: Article, start: int, doer: Doer, read: Callable[[str], bytes | None]) -> Iterator[Problem]:
    """What acts from the place ``start`` on were built on, though it was void by then.

    By the roster before the commit, and a gate's own: whose approval it was had left, or the key had been revoked.
    ``read`` reads the signatures of earlier acts as well.
    """
    last = article.history[-1]
    act = BY_NAME.get(last.act)
    rosters = [one.roster for one in (doer.newsroom, doer.base) if one]
    if act is None or "approvals-valid" not in act.requires or not any(_lost_somebody(one) for one in rosters):
        return
    earlier = {entry.seal for entry in article.history[:start]}
    signers = find_signers(read, article) if doer.revoked else {}
    for entry, why in dict(found for roster in rosters for found in voided(article, roster, signers)).items():
        if entry.seal in earlier:
            message = f"{act_words(last)} was built on {act_words(entry)}, which was void by then: {why}."
            back = BY_NAME[entry.act].sources[0]
            fix = f'dragoman return {article.name} --to {back} --reason "{why}", and do it again'
            yield Problem("approval-void", message, who=last.by, fix=fix)


def _lost_somebody(roster: Roster) -> bool:
    return any(person.left or person.revoked for person in roster.people)


def _owner(newsroom: Newsroom) -> str:
    return newsroom.roster.who(("owner",))

"""Do an act: read, decide, write and commit. Hands back what was done; says nothing itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow import disk
from dragoman.workflow.article import Article, parse_article
from dragoman.workflow.article_text import Incoming, with_incoming
from dragoman.workflow.attest import signed_act
from dragoman.workflow.catalogue import settle
from dragoman.workflow.commit import Work, message, record
from dragoman.workflow.committed import committed_files, committed_snapshots, committed_text
from dragoman.workflow.decide import Change, Refusal, decide
from dragoman.workflow.desk import Desk, at_desk
from dragoman.workflow.errors import BadText, ChangedMeanwhile, Refused
from dragoman.workflow.gather import gather, read_article
from dragoman.workflow.journal import FileChange
from dragoman.workflow.own_pages import keeps_no_pages, own_pages
from dragoman.workflow.record_files import live_path
from dragoman.workflow.states import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from dragoman.workflow.facts import Facts, Request
    from dragoman.workflow.problems import Problem
    from dragoman.workflow.targets import Delivered, Difference


# The acts that change what readers find; it is brought to them with the act.
_FOR_READERS = ("publish", "withdraw", "takedown")


class Done(NamedTuple):
    """An act done, or with ``commit`` empty one that could be. ``pages`` are the files written for readers.

    ``targets`` are the names of the newsroom's; ``delivered`` is what they did, ``differences`` what they would do.
    ``doubt`` says why the roster by which it was done is only a claim.
    """

    article: Article
    act: str
    before: str
    after: str
    by: str
    commit: str
    pages: tuple[str, ...]
    recovered: str = ""
    targets: tuple[str, ...] = ()
    delivered: tuple[Delivered, ...] = ()
    differences: tuple[tuple[str, Difference], ...] = ()
    doubt: str = ""


class Order(NamedTuple):
    """What to do: the act on the article at ``path``; ``seen`` is its text as the person last saw it.

    ``targets`` are the names of those that a publication goes to; none: all. ``force`` puts it over what somebody
    changed by hand there.
    """

    act: str
    path: str
    seen: str
    request: Request
    incoming: Incoming | None = None
    wording: str = ""
    dry_run: bool = False
    targets: tuple[str, ...] = ()
    force: bool = False


class Plan(NamedTuple):
    """An act as decided: the change, the files and the message of its commit but for its signature, and its pages."""

    change: Change
    files: tuple[FileChange, ...]
    message: str
    pages: tuple[str, ...]


def perform(root: str, order: Order, now: datetime) -> Done:
    """Do one act on one article.

    Raises:
        Refused: with every requirement that is not met.
        ChangedMeanwhile: the article is not what the person saw any more.
        DragomanError: whatever else stands in the way; in each case nothing was changed.
    """
    with at_desk(root) as desk:
        article = _as_seen(desk, order)
        decided = plan(desk, order, article, committed_article(desk, order.path), now, partial(keeps_no_pages, root))
        change = decided.change
        done = Done(
            change.article, order.act, change.before, change.after, desk.person.id, "", decided.pages,
            desk.recovered, tuple(target.name for target in desk.newsroom.publishes), doubt=desk.doubt,
        )  # fmt: skip

        def recorded() -> Done:
            files = (decided.files[0], *signed_act(desk.key, change.article), *decided.files[1:])
            work = Work(files, decided.message, now, desk.base)
            return done._replace(commit=record(desk.repository, desk.reader, work))

        if delivers(desk, order):
            return _published(desk, order, done, recorded)
        return done if order.dry_run else recorded()


def delivers(desk: Desk, order: Order) -> bool:
    """Whether the act of an order goes to targets besides the record."""
    return order.act in _FOR_READERS and bool(desk.newsroom.publishes or order.targets)


def _published(desk: Desk, order: Order, done: Done, recorded: Callable[[], Done]) -> Done:
    """Deliver to the targets and record; or say what would change there.

    Raises:
        NotDelivered: a target failed; nothing was recorded.
    """
    from dragoman.workflow.delivering import ahead_of_record, delivery_of, edition_with

    coming = {order.path: done.article.text}
    delivery = delivery_of(desk, order.targets, coming if order.force else ())
    if order.dry_run:
        edition = edition_with(desk, coming, _nobody)
        return done._replace(differences=tuple(delivery.differences(edition)))
    with ahead_of_record(desk, delivery, order.act, coming, _nobody):
        stands = recorded()
    return stands._replace(delivered=delivery.done)


def plan(
    desk: Desk,
    order: Order,
    article: Article,
    committed: Article | None,
    now: datetime,
    hides: Callable[[], bool],
) -> Plan:
    """Decide an act on an article as it stands; ``hides`` says whether published pages are to be kept out of git.

    Raises:
        Refused: with every requirement that is not met.
        DragomanError: the article, or what stands beside it, cannot be read.
    """
    wanted = with_incoming(article, order.incoming) if order.incoming else article
    facts = gather(
        desk.root,
        desk.newsroom,
        wanted,
        now,
        person=desk.person,
        committed=committed,
        judge_committed=True,
        wording=order.wording,
        can_sign=desk.key is not None,
        prover=desk.prover,
    )
    if {"source-looked-at", "source-moved"} & set(BY_NAME[order.act].requires):
        facts = facts._replace(kept=committed_snapshots(desk.reader, desk.repository, desk.base, wanted))
    if "requires" in desk.newsroom.policy:
        facts = facts._replace(demanded=_demanded(desk, wanted, facts, order.act))
    change = decide(wanted, BY_NAME[order.act], facts, order.request)
    if isinstance(change, Refusal):
        raise Refused(f"{article.name}: `{order.act}` is refused.", change.problems)
    plain = order.act in _FOR_READERS and not desk.newsroom.publishes
    pages = own_pages(desk.root, desk.newsroom, change, facts.live, hides=hides) if plain else ()
    own = FileChange(article.path, article.text.encode(), change.article.text.encode())
    kept = _kept(desk, change, committed)
    files = (own, *kept, *pages, *(FileChange(path, data, data) for path, data in facts.assets.files))
    names = tuple(page.path for page in pages if not page.path.endswith(".gitignore"))
    return Plan(change, files, _message(change), names)


def _kept(desk: Desk, change: Change, committed: Article | None) -> tuple[FileChange, ...]:
    """The version that readers have, kept as it was published while a correction is under way."""
    path = live_path(change.article)
    if not path or committed is None or live_path(committed):
        return ()
    return (FileChange(path, disk.read_bytes(desk.root, path), committed.text.encode()),)


def _demanded(desk: Desk, article: Article, facts: Facts, act: str) -> tuple[Problem, ...]:
    """The findings of the checks that this act demands; waivers count as they are committed, under a person's name.

    Raises:
        BrokenNewsroom: newsroom.yaml demands what there is not.
    """
    from dragoman.workflow.check_policy import check_policy

    if not check_policy(desk.newsroom).requires.get(act):
        return ()
    from dragoman.workflow.examining import Examiner

    names, read = committed_files(desk.reader, desk.repository, desk.base)
    with Examiner(desk.root, desk.newsroom) as examiner:
        return examiner.examine(article, facts.source, act, names=names, read=read).demanded


def committed_article(desk: Desk, path: str) -> Article | None:
    """The article as the last commit has it; None where it has none.

    Raises:
        GitFailed: there is a link or a folder in its place.
        BadText: the committed text cannot be read.
    """
    text = committed_text(desk.reader, desk.repository, desk.base, path)
    return parse_article(text, path) if text is not None else None


def see(root: str, path: str) -> str:
    """An article's text as it is now, for ``Order.seen``; empty where it cannot be read, which the act will say.

    What a crash left is settled first: else the act that is finished then would seem to be somebody else's.
    """
    settle(root)
    try:
        return disk.read_text(root, path) or ""
    except BadText:
        return ""


def _as_seen(desk: Desk, order: Order) -> Article:
    """The article, once it is sure that it did not change while we waited for our turn.

    Raises:
        ChangedMeanwhile: it did; says who was first.
    """
    article = read_article(desk.root, order.path)
    if article.text == order.seen or not order.seen:
        return article
    last = article.history[-1] if article.history else None
    if last and last.seal not in order.seen:
        raise ChangedMeanwhile(
            f"{article.name}: {last.by} was first (`{last.act}`, {last.at}); it is {article.state} now.",
            f"look again: dragoman show {article.name}",
        )
    raise ChangedMeanwhile(
        f"{article.name} changed while the command waited; nothing was done.",
        f"look again: dragoman diff {article.name}",
    )


def _message(change: Change) -> str:
    entry, name = change.entry, change.article.name
    trailers = [
        ("Dragoman-Article", name),
        ("Dragoman-Act", entry.act),
        ("Dragoman-State", change.after),
        ("Dragoman-Seal", entry.seal),
    ]
    moved = change.after if change.before == change.after else f"{change.before} → {change.after}"
    said = (entry.kind, entry.until, entry.reason, entry.notice, entry.note)
    return message(f"{entry.act}: {name} ({moved})", trailers, "\n\n".join(filter(None, said)))


def _nobody(_what: str, _done: int, _of: int) -> None:
    """Who is not told how far it is."""

"""What comes of an order by the rules of the model: an exit code, and the article as it is then."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from faults.model import NO, REACHED, STATES, USAGE, YES, Article, Done, Newsroom, Order, Words, later

T = TypeVar("T")
# The acts that take a text along.
HANDED = ("translate", "edit", "correct")


def outcome(order: Order, desk: Newsroom, head: Newsroom) -> tuple[int, Article | None]:
    """The exit code and the article after it; ``desk`` is what lies on the disk, ``head`` what was committed last."""
    article = desk.articles.get(order.slug)
    if order.act == "source":
        return _source(order, head, there=article is not None)
    if article is None:
        return USAGE, None
    by_hand = article.claims != article.state or article.claims != head.articles[order.slug].claims
    if not head.knows(order.person) or by_hand:
        return NO, article
    if order.act == "save":
        return YES, article
    handed_in = order.words if order.act in HANDED else None
    wanted = replace(article, words=handed_in or article.words)
    if not head.may(order.person, order.act) or not _allowed(order, wanted, head):
        return NO, article
    return YES, _after(order, wanted)


def _source(order: Order, head: Newsroom, *, there: bool) -> tuple[int, Article | None]:
    if not head.may(order.person, "source"):
        return NO, None
    return (USAGE, None) if there else (YES, Article((Done("source", order.person),)))


def _beside(order: Order, article: Article, before: Article) -> bool:
    """Whether an act beside the way to publication may be done; ``before`` is what was committed last."""
    on_the_way, readers = article.claims in STATES, article.claims == "published" or article.live
    if order.act == "return":
        return on_the_way and later(article.claims, order.to)
    if order.act == "correct":
        return on_the_way and readers and (article.claims != "published" or before.approved)
    return {
        "withdraw": on_the_way and readers,
        "spike": on_the_way and article.claims != "published" and not article.was("publish"),
        "unspike": article.claims == "spiked",
        "hold": on_the_way and not article.held,
        "release": on_the_way and article.held,
    }[order.act]


def _allowed(order: Order, article: Article, head: Newsroom) -> bool:
    """The state it must be in, and what each act requires besides the role."""
    if order.act not in REACHED:
        return _beside(order, article, head.articles[order.slug])
    if article.claims not in STATES:
        return False
    if STATES.index(article.claims) + 1 != STATES.index(REACHED[order.act]):
        return False
    if order.act == "translate":
        return article.words is not None
    if order.act == "edit":
        four_eyes = order.person not in article.writers
        return four_eyes and head.valid(article) and article.words is not None and article.words.weeks != "[?]"
    whole = order.act == "disclaim" or (article.disclaimer == "whole" and not article.held)
    return whole and article.approved and head.valid(article)


def _after(order: Order, article: Article) -> Article:
    if order.act not in REACHED:
        led = {"correct": "translated", "spike": "spiked", "withdraw": "withdrawn", "unspike": article.stage}
        to = order.to if order.act == "return" else led.get(order.act, article.claims)
        back = order.act in ("return", "correct") and later("disclaimer-attached", to)
        done = Done(order.act, order.person, to=to)
        kept = "" if back else article.disclaimer
        return replace(article, acts=(*article.acts, done), claims=to, disclaimer=kept)
    done = Done(order.act, order.person, article.words)
    new = replace(article, acts=(*article.acts, done), claims=done.state)
    return replace(new, disclaimer="whole") if order.act == "disclaim" else new


def roster_outcome(by: str, who: str, role: str, room: Newsroom) -> tuple[int, Newsroom]:
    """What comes of giving somebody a role, or without one of taking them off the roster."""
    roles = room.people[who]
    others = any("owner" in room.people[other] for other in room.people if other != who)
    if not (room.knows(by) and "owner" in room.people[by]):
        return NO, room
    if role:
        return YES, replace(room, people={**room.people, who: roles | {role}}, left=room.left - {who})
    if "owner" in roles and not others:
        return NO, room
    return YES, replace(room, people={**room.people, who: frozenset()}, left=room.left | {who})


def next_order(slug: str, head: Newsroom, words: Words, back_to: str) -> Order:
    """An order by somebody who may: the act that comes next, or where there is none, a return."""
    if slug not in head.articles:
        return Order("lina", "source", slug)
    new = words if head.articles[slug].words is None else None
    acts = [Order(person, act, slug, new) for act in REACHED for person in sorted(head.people)]
    returns = [Order(person, "return", slug, to=to) for to in (back_to, STATES[0]) for person in sorted(head.people)]
    return next((order for order in acts + returns if outcome(order, head, head)[0] == YES), returns[0])


def other_order(slug: str, act: str, head: Newsroom, words: Words) -> Order:
    """An order for an act beside the way, by somebody who may if anybody may."""
    orders = [Order(person, act, slug, words) for person in sorted(head.people)]
    return next((order for order in orders if outcome(order, head, head)[0] == YES), orders[0])


def merged(base: Newsroom, ours: Newsroom, theirs: Newsroom, taken: dict[str, Newsroom]) -> Newsroom:
    """As git merges, part by part; ``taken`` says for an article, or for '', the roster, whose was taken whole."""
    roster = taken.get("") or three_ways(
        *(Newsroom(people=room.people, left=room.left) for room in (base, ours, theirs))
    )
    articles = {}
    for slug in ours.articles | theirs.articles:
        if slug in taken:
            articles[slug] = taken[slug].articles[slug]
        else:
            articles[slug] = _merged(*(room.articles.get(slug) for room in (base, ours, theirs)))
    return Newsroom(articles, roster.people, roster.left)


def _merged(base: Article | None, ours: Article | None, theirs: Article | None) -> Article:
    if not (base and ours and theirs):
        whole = three_ways(base, ours, theirs)
        assert whole
        return whole
    return Article(
        three_ways(base.acts, ours.acts, theirs.acts),
        three_ways(base.claims, ours.claims, theirs.claims),
        _words(base.words, ours.words, theirs.words),
        three_ways(base.disclaimer, ours.disclaimer, theirs.disclaimer),
    )


def _words(base: Words | None, ours: Words | None, theirs: Words | None) -> Words | None:
    if not (base and ours and theirs):
        return three_ways(base, ours, theirs)
    title = three_ways(base.title, ours.title, theirs.title)
    return Words(title, three_ways(base.weeks, ours.weeks, theirs.weeks))


def three_ways(base: T, ours: T, theirs: T) -> T:
    """What one side changed; that both did, in different ways, git must have called a conflict."""
    if ours in (base, theirs):
        return theirs
    assert theirs == base, f"both sides changed it, and git merged them: {base} {ours} {theirs}"
    return ours

"""What is to be done so that a WordPress has what an edition asks for. Lists in, decision out; nothing is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.wordpress.there import GONE, Post

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from dragoman.workflow.wordpress.settings import WordPressSettings

# How a post may stand that readers should find, by what newsroom.yaml says; where somebody there decides, any way.
_STANDS = {"publish": ("publish", "future"), "private": ("private",)}
_ANY = ("publish", "future", "private", "draft", "pending")
# What a post can become by itself, or by those whose decision it is.
_FOLLOWS = {"publish": ("publish",), "future": ("future", "publish"), "private": ("private",)}


class Claim(NamedTuple):
    """What an article asks for: its post's address and the digest of all that is in it; the digest of its source."""

    name: str
    slug: str
    digest: str
    source: str


class Put(NamedTuple):
    """An article to be put there, and the post it goes into; None: a new one."""

    claim: Claim
    post: Post | None


class Theirs(NamedTuple):
    """An article whose post is left alone, by its name: why, and what could be done."""

    name: str
    why: str
    hint: str


FORCE = "take over what is wanted of it; --force puts ours there"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to put there, which posts to retract, and which articles' posts are somebody else's doing."""

    puts: tuple[Put, ...] = ()
    gone: tuple[Post, ...] = ()
    theirs: tuple[Theirs, ...] = ()


def plan(
    claims: Sequence[Claim],
    held: Collection[str],
    posts: Sequence[Post],
    settings: WordPressSettings,
    may_force: Callable[[str], bool],
) -> Plan:
    """Compare what is asked for with the posts that are there, the oldest first.

    ``held`` are articles whose posts stay as they are, by name; ``may_force`` says which go over others' changes.
    """
    found = matched(claims, held, posts)
    puts, theirs = [], []
    for claim in claims:
        post = found.get(claim.name)
        if post and _by_hand(post) and not may_force(claim.name):
            theirs.append(Theirs(claim.name, f"somebody changed its post by hand ({post.link})", FORCE))
        elif post is None or not _stands(post, claim, settings.status):
            puts.append(Put(claim, post))
    wanted = {post.id for post in found.values()}
    # Copies of a post carry its name too, and are whoever's who made them.
    names = {post.article for post in found.values() if post.article} | set(held)
    gone = [post for post in posts if post.id not in wanted and post.article not in names]
    return Plan(tuple(puts), tuple(post for post in gone if not _is_gone(post, settings.retracted)), tuple(theirs))


def matched(claims: Sequence[Claim], held: Collection[str], posts: Sequence[Post]) -> dict[str, Post]:
    """Each article's post: the one with its name, else the one of the same source that no article has any more.

    A post that was broken off before it got its name has its address at least.
    """
    at = {claim.slug: claim.name for claim in claims}
    by_name: dict[str, Post] = {}
    for post in posts:
        by_name.setdefault(post.article or at.get(post.slug, ""), post)
    found = {claim.name: by_name[claim.name] for claim in claims if claim.name in by_name}
    new = [claim for claim in claims if claim.name not in found]
    left = [post for name, post in by_name.items() if name not in found and name not in held]
    asked = Counter(_origin(claim.source, claim.name) for claim in new)
    there = Counter(_origin(post.source, post.article) for post in left)
    renamed = {_origin(post.source, post.article): post for post in left}
    for claim in new:
        origin = _origin(claim.source, claim.name)
        if claim.source and asked[origin] == there[origin] == 1:
            found[claim.name] = renamed[origin]
    return found


def _origin(source: str, name: str) -> tuple[str, str]:
    return source, name.rpartition("/")[2]


def _is_in_place(post: Post, status: str) -> bool:
    return post.status in _STANDS.get(status, _ANY)


def _by_hand(post: Post) -> bool:
    """Whether somebody there changed what a post says, or took it from readers."""
    taken = post.digest != GONE and post.status not in _FOLLOWS.get(post.left, _ANY)
    return post.state == "changed" or (post.state == "ours" and taken)


def _stands(post: Post, claim: Claim, status: str) -> bool:
    same = (post.digest, post.slug) == (claim.digest, claim.slug)
    return same and post.state == "ours" and _is_in_place(post, status)


def _is_gone(post: Post, retracted: str) -> bool:
    return post.status == "trash" or (retracted == "draft" and post.status == "draft")

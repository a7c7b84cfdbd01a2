"""Addresses at a WordPress that articles want and posts of others have."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

from dragoman.workflow.wordpress.plan import FORCE, Theirs
from dragoman.workflow.wordpress.there import posts_at, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dragoman.workflow.wordpress.door import Door
    from dragoman.workflow.wordpress.plan import Plan, Put
    from dragoman.workflow.wordpress.there import Post
    from dragoman.workflow.wordpress.wanted import Wanted

_TAG = re.compile(r"<[^>]*>")


def settled(
    decided: Plan, ours: set[int], door: Door, may_force: Callable[[str], bool], read: Callable[[Put], Wanted | None]
) -> Plan:
    """The plan with nothing in it that would go where another post is; ``ours`` are the posts that are known.

    A post that nobody calls theirs is taken where it says just what ours would: WordPress was broken off before it
    could write down whose it is. With force it is taken whatever it says. ``read`` gives an article's words.

    Raises:
        TargetFailed: WordPress cannot be asked.
    """
    moving = {put.claim.slug: put for put in decided.puts if put.post is None or put.post.slug != put.claim.slug}
    there = {post.slug: post for post in posts_at(door, list(moving)) if post.id not in ours} if moving else {}
    if not there:
        return decided
    theirs, puts = list(decided.theirs), []
    for put in decided.puts:
        post = there.get(put.claim.slug) if put.claim.slug in moving else None
        if post is None:
            puts.append(put)
        elif put.post is None and not post.desk and (may_force(put.claim.name) or _is_begun(door, post, read(put))):
            puts.append(put._replace(post=post))
        else:
            whose, hint = "is not ours", FORCE
            if post.desk:
                whose, hint = f"is the desk `{post.desk}`'s", "give the article another slug"
            theirs.append(Theirs(put.claim.name, f"the post at its address {whose} ({post.link})", hint))
    return replace(decided, puts=tuple(puts), theirs=tuple(theirs))


def _is_begun(door: Door, post: Post, wanted: Wanted | None) -> bool:
    row = rows_of(door, [post.id], "title,excerpt,content").get(post.id)
    return bool(row and wanted) and _said(row) == _said(_as_row(wanted))


def _as_row(wanted: Wanted | None) -> Mapping[str, Any]:
    return {key: {"raw": getattr(wanted, key)} for key in ("title", "excerpt", "content")}


def _said(row: Mapping[str, Any] | None) -> list[str]:
    """The words of a post: tags lead to pictures, and WordPress writes some signs in another way."""
    return [unescape(_TAG.sub("", row[key]["raw"])).strip() for key in ("title", "excerpt", "content")] if row else []

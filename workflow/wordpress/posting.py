"""Puts articles into posts of a WordPress, and retracts posts: the only place that changes something there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.workflow.errors import TargetFailed
from dragoman.workflow.wordpress.library import bring
from dragoman.workflow.wordpress.terms import CATEGORIES, TAGS, Terms
from dragoman.workflow.wordpress.there import GONE

if TYPE_CHECKING:
    from dragoman.workflow.wordpress.door import Door
    from dragoman.workflow.wordpress.settings import WordPressSettings
    from dragoman.workflow.wordpress.there import Post
    from dragoman.workflow.wordpress.wanted import Wanted

_POSTS = "/wp/v2/posts"
_DIGEST = "_dragoman_digest"


class Posting:
    """One run's changes through a door."""

    def __init__(self, door: Door, settings: WordPressSettings) -> None:
        self._door, self._settings, self._terms = door, settings, Terms(door)

    def put(self, one: Wanted, post: Post | None) -> None:
        """Put an article into a post as it was seen, or into a new one; its files go first.

        Raises:
            ChangedMeanwhile: somebody saved the post since it was seen.
            TargetFailed: WordPress did not take it.
        """
        claim = one.claim
        there = bring(self._door, one.files)
        said: dict[str, Any] = {
            "slug": claim.slug,
            "title": one.title,
            "excerpt": one.excerpt,
            "content": one.content_with({key: kept.url for key, kept in there.items()}),
            "tags": self._terms.ids(TAGS, one.tags),
            "featured_media": there[one.picture].id if one.picture else 0,
            "meta": {**one.meta, _DIGEST: claim.digest},
        }
        if one.date:
            said["date_gmt"] = one.date
        if one.categories:
            said["categories"] = self._terms.ids(CATEGORIES, one.categories)
        if post is None or _status_is_ours(post, one.status):
            said["status"] = one.status
        if post is None:
            made = self._door.put(f"make the post of {claim.name}", _POSTS, said)
        else:
            said["dragoman_seen"] = post.seen
            made = self._door.put(f"change the post of {claim.name}", f"{_POSTS}/{post.id}", said)
        if made.get("slug") != claim.slug:
            raise TargetFailed(
                f"{self._settings.host} gave {claim.name} the address {made.get('slug')} instead of {claim.slug}, "
                "which something else there has.",
                "give that another address there (it may be in the trash, or another author's draft)",
            )

    def retract(self, post: Post) -> None:
        """Take a post from readers; its words stay in WordPress, others' changes among them.

        Raises:
            ChangedMeanwhile: somebody saved the post since it was seen.
            TargetFailed: WordPress did not do it.
        """
        what, route = f"retract the post of {post.article}", f"{_POSTS}/{post.id}"
        # What somebody changed is still theirs when the article comes back.
        ours = {} if post.state == "changed" else {"meta": {_DIGEST: GONE}, "dragoman_seen": post.seen}
        self._door.put(what, route, {"status": "draft", **ours})
        if self._settings.retracted == "trash":
            self._door.trash(what, route)


def _status_is_ours(post: Post, status: str) -> bool:
    """Whether a post's status is for us to say: what was handed over as a draft is for those who took it."""
    return status in ("publish", "private") or post.digest == GONE or post.status == "trash"

"""Our posts at a WordPress, as they are there."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dragoman.workflow.errors import TargetFailed
from dragoman.workflow.wordpress.answers import unknown
from dragoman.workflow.wordpress.door import NAMED, PAGE, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.workflow.wordpress.door import Door
    from dragoman.workflow.wordpress.settings import WordPressSettings
    from dragoman.workflow.workers import Told

# What a plugin file must be able to do for us.
PLUGIN = 1
_SWITCHED_OFF = "allow them there: they need https, and some security plugins switch them off"
_EVERY = "publish,future,draft,pending,private,trash"
_FIELDS = "id,slug,status,link,dragoman,meta"
# What stands in a post's digest when its article is published no more.
GONE = "retracted"


@dataclass(frozen=True, slots=True)
class Post:
    """A post: whose it is (``desk``, ``article``, the digest of its ``source``) and the ``digest`` put there last.

    ``state`` is whether its words and terms are as we left them: ``ours``, ``changed`` by hand, or ``unfinished``;
    ``seen`` tells them from any others. ``left`` is the status it had then.
    """

    id: int
    slug: str
    status: str
    link: str
    state: str
    seen: str
    left: str
    desk: str = ""
    article: str = ""
    source: str = ""
    digest: str = ""


def greet(door: Door, settings: WordPressSettings) -> None:
    """See that there is a WordPress, the one that newsroom.yaml means, which has our plugin and knows who we are.

    Raises:
        TargetFailed: there is not; what to do.
    """
    said = door.get("say what it is", "/", _fields="home,namespaces,authentication,dragoman")
    host = settings.host
    if not isinstance(said, dict) or "wp/v2" not in (said.get("namespaces") or ()):
        raise TargetFailed(f"{host} does not answer as a WordPress.", "see that `url` is the site's front page")
    home = str(said.get("home", ""))
    if _place(home) != _place(settings.url):
        raise TargetFailed(
            f"{host} says that it is another site: {home[:200]}.", "write that as `url`, if it is the one meant"
        )
    mark = said.get("dragoman")
    if not isinstance(mark, dict) or not isinstance(mark.get("version"), int) or mark["version"] < PLUGIN:
        file = files("dragoman.templates").joinpath("wordpress", "dragoman.php")
        what = "has an old" if mark else "has no"
        why = "without it WordPress drops the fields by which posts are found again"
        raise TargetFailed(
            f"The WordPress at {host} {what} dragoman plugin: {why}.",
            f"copy {file} there, into wp-content/mu-plugins/",
        )
    # To strangers WordPress answers as to anybody, and takes a wrong password for a stranger's.
    if not mark.get("user"):
        if "application-passwords" not in (said.get("authentication") or ()):
            raise TargetFailed(f"The WordPress at {host} takes no application passwords.", _SWITCHED_OFF)
        raise unknown(host, door.user)


def our_posts(door: Door, desk: str, told: Told) -> list[Post]:
    """All posts that are a desk's, the oldest first: a request for a hundred of them.

    Raises:
        TargetFailed: they cannot be listed.
    """
    found: list[Post] = []
    asked = {"context": "edit", "status": _EVERY, "orderby": "id", "order": "asc", "_fields": _FIELDS}
    for rows, total in door.pages("list posts", "/wp/v2/posts", dragoman_desk=desk, **asked):
        found += map(_post, rows)
        told("posts looked up", len(found), total)
    # A site that does not know our parameter gives all its posts.
    return [post for post in found if post.desk == desk]


def posts_at(door: Door, slugs: Sequence[str]) -> list[Post]:
    """The posts at some addresses, whosever they are.

    Raises:
        TargetFailed: they cannot be listed.
    """
    asked = {"context": "edit", "status": _EVERY, "_fields": _FIELDS}
    pages = (
        rows
        for part in parts(slugs, NAMED)
        for rows, _ in door.pages("look for posts", "/wp/v2/posts", slug=joined(part), **asked)
    )
    return [_post(row) for rows in pages for row in rows]


def parts(every: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """A sequence in pieces."""
    return (every[start : start + size] for start in range(0, len(every), size))


def rows_of(door: Door, ids: Iterable[int], fields: str) -> dict[int, dict[str, Any]]:
    """Some posts by id, with what they say.

    Raises:
        TargetFailed: they cannot be listed.
    """
    asked = {"context": "edit", "status": _EVERY, "_fields": f"id,{fields}"}
    found = {}
    for part in parts([str(one) for one in ids], PAGE):
        for rows, _ in door.pages("read posts", "/wp/v2/posts", include=joined(part), **asked):
            found.update({row["id"]: row for row in rows})
    return found


def _post(row: Any) -> Post:
    try:
        meta, mark = row["meta"], row["dragoman"]
        return Post(
            int(row["id"]), row["slug"], row["status"], row["link"], mark["state"], mark["now"],
            mark["left"],
            *(str(meta[f"_dragoman_{key}"]) for key in ("desk", "article", "source", "digest")),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise TargetFailed(
            "The WordPress lists posts without what its dragoman plugin should say of them.",
            "see that the plugin there is the one of this release, and the user has the role Editor",
        ) from error


def _place(url: str) -> tuple[str, str]:
    """What makes two addresses one site: behind a proxy one may not know that it has https."""
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rstrip("/")

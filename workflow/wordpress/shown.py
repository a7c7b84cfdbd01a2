"""Posts as texts, so that people can see what would change: what WordPress has, and what would be there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.workflow.targets import Difference
from dragoman.workflow.wordpress.library import look_up
from dragoman.workflow.wordpress.terms import CATEGORIES, TAGS, Terms
from dragoman.workflow.wordpress.there import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.workflow.wordpress.door import Door
    from dragoman.workflow.wordpress.library import Kept
    from dragoman.workflow.wordpress.settings import WordPressSettings
    from dragoman.workflow.wordpress.there import Post
    from dragoman.workflow.wordpress.wanted import Wanted

_FIELDS = "slug,status,date_gmt,title,excerpt,content,categories,tags,featured_media"


def shown(
    door: Door, puts: Sequence[tuple[Wanted, Post | None]], gone: Sequence[Post], settings: WordPressSettings
) -> Iterator[Difference]:
    """What would change, post by post.

    Raises:
        TargetFailed: WordPress cannot be asked.
    """
    ids = [post.id for _, post in puts if post] + [post.id for post in gone]
    rows, terms = rows_of(door, ids, _FIELDS), Terms(door)
    names = {
        kind: terms.names(kind, [one for row in rows.values() for one in row[kind]]) for kind in (CATEGORIES, TAGS)
    }
    keys = list(dict.fromkeys(file.key for one, _ in puts for file in one.files))
    kept = look_up(door, keys) if keys else {}
    before = {number: _there(row, names) for number, row in rows.items()}
    for one, post in puts:
        there = before.get(post.id) if post else None
        yield Difference(one.claim.name, there, _wanted(one, kept, rows.get(post.id) if post else None, names))
    for post in gone:
        now = before.get(post.id, b"")
        yield Difference(post.article, now, _as_draft(now) if settings.retracted == "draft" else None)


def _there(row: Mapping[str, Any], names: Mapping[str, Mapping[int, str]]) -> bytes:
    return _text(
        row["slug"], row["status"], row["date_gmt"], row["title"]["raw"], row["excerpt"]["raw"],
        [names[CATEGORIES].get(one, str(one)) for one in row[CATEGORIES]],
        [names[TAGS].get(one, str(one)) for one in row[TAGS]],
        str(row["featured_media"] or ""), row["content"]["raw"],
    )  # fmt: skip


def _wanted(
    one: Wanted, kept: Mapping[str, Kept], row: Mapping[str, Any] | None, names: Mapping[str, Mapping[int, str]]
) -> bytes:
    files = {file.key: kept[file.key].url if file.key in kept else f"(new: {file.name})" for file in one.files}
    picture = str(kept[one.picture].id) if one.picture in kept else files.get(one.picture, "")
    categories = one.categories or ([names[CATEGORIES].get(c, "") for c in row[CATEGORIES]] if row else ())
    status = one.status if one.status in ("publish", "private") or row is None else row["status"]
    return _text(
        one.claim.slug, status, one.date, one.title, one.excerpt, categories, one.tags, picture,
        one.content_with(files),
    )  # fmt: skip


def _text(
    slug: str, status: str, date: str, title: str, excerpt: str, categories: Sequence[str], tags: Sequence[str],
    picture: str, content: str,
) -> bytes:  # fmt: skip
    head = {
        "title": title, "excerpt": excerpt, "slug": slug, "status": status, "date": date,
        "categories": ", ".join(sorted(categories)), "tags": ", ".join(sorted(tags)), "picture": picture,
    }  # fmt: skip
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"{lines}\n{content}\n".encode("utf-8", "replace")


def _as_draft(text: bytes) -> bytes:
    lines = text.decode().split("\n")
    return "\n".join("status: draft" if line.startswith("status: ") else line for line in lines).encode()

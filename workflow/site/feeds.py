"""The JSON feed of a language: https://jsonfeed.org/version/1.1. RSS is a template."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dragoman.workflow.site.web import is_web

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.site.addresses import Addresses
    from dragoman.workflow.teaser import Teaser

NEWEST = 30


def json_feed(title: str, lang: str, teasers: Sequence[Teaser], addresses: Addresses) -> bytes:
    """The feed; the teasers come newest first."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": addresses.whole(addresses.front(lang)),
        "feed_url": addresses.whole(addresses.file(lang, "feed.json")),
        "language": lang,
        "items": [_item(teaser, addresses) for teaser in teasers],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _item(teaser: Teaser, addresses: Addresses) -> dict[str, Any]:
    url = addresses.whole(addresses.article(teaser.lang, teaser.slug))
    said = {
        "id": url,
        "url": url,
        "external_url": teaser.url if is_web(teaser.url) else "",
        "title": teaser.title,
        "content_text": teaser.summary or teaser.title,
        "date_published": teaser.date,
        "date_modified": teaser.modified,
        "authors": [{"name": name} for name in (teaser.byline, teaser.translator) if name],
        "tags": list(teaser.keywords),
        "language": teaser.lang,
    }
    return {key: value for key, value in said.items() if value}

"""What machines are told of an article: schema.org's NewsArticle as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.workflow.site.web import is_web

if TYPE_CHECKING:
    from dragoman.workflow.publication import Publication

_HEADLINE = 110


def news_article(published: Publication, url: str, site: str, images: list[str]) -> dict[str, Any]:
    """The article as schema.org describes news; what nobody knows is left out. Addresses are whole ones."""
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": published.title[:_HEADLINE],
        "description": published.dek,
        "inLanguage": published.lang,
        "datePublished": published.date,
        "dateModified": published.modified or published.date,
        "author": _person(published.byline) or _organization(published.outlet),
        "translator": _person(published.translator),
        "editor": _person(published.editor),
        "publisher": {"@type": "NewsMediaOrganization", "name": published.newsroom, "url": site},
        "keywords": list(published.keywords),
        "image": images,
        "translationOfWork": _original(published),
        "correction": [
            {"@type": "CorrectionComment", "text": one.note, "datePublished": one.date}
            for one in published.corrections
        ],
    }
    return _filled(said)


def _original(published: Publication) -> dict[str, Any]:
    url = published.url if is_web(published.url) else ""
    said = {
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "inLanguage": published.original_lang,
        "datePublished": published.original_date,
        "author": _person(published.byline),
        "publisher": _organization(published.outlet),
    }
    return _filled(said)


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name} if name else {}


def _organization(name: str) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": name} if name else {}


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}

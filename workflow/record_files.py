"""Where records are kept beside what they are about: signatures of acts, versions of articles and newsroom.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.flags import corrected_versions
from dragoman.workflow.places import ROSTERS, SIGNATURES, VERSIONS
from dragoman.workflow.standing import replayed

if TYPE_CHECKING:
    from dragoman.workflow.article import Article, Entry


def signature_path(article_path: str, number: int, entry: Entry) -> str:
    """Where the signature of an act is: ``number`` is its place in the history, from 1."""
    folder, _, file = article_path.rpartition("/")
    name = f"{file.removesuffix('.md')}-{number:04}-{entry.act}-{entry.seal[:8]}.sig"
    return f"{folder}/{SIGNATURES}/{name}"


def signature_paths(article: Article) -> set[str]:
    """Where the signatures of all acts of an article are."""
    return {signature_path(article.path, number, entry) for number, entry in enumerate(article.history, 1)}


def version_path(article_path: str, acts: str) -> str:
    """Where the version of an article is kept that readers had before a correction, by how many acts it has."""
    folder, _, file = article_path.rpartition("/")
    return f"{folder}/{VERSIONS}/{file.removesuffix('.md')}-{acts:0>4}.md"


def live_path(article: Article) -> str:
    """Where the version is that readers have while the article is being corrected; empty while it is not."""
    live = replayed(article).flags.live
    return version_path(article.path, live) if live else ""


def version_paths(article: Article) -> set[str]:
    """Where all versions are that readers had before the corrections of an article."""
    return {version_path(article.path, acts) for acts in corrected_versions(article.history)}


def record_paths(article: Article) -> set[str]:
    """Where everything is that is kept of an article's acts: signatures, and versions that readers had."""
    return signature_paths(article) | version_paths(article)


def roster_path(version: int, ending: str = "yaml") -> str:
    """Where a version of newsroom.yaml is kept, or with ``sig`` its signature."""
    return f"{ROSTERS}/{version:04}.{ending}"

"""Where records are kept beside what they are about: signatures of acts, versions of newsroom.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.places import ROSTERS, SIGNATURES

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


def roster_path(version: int, ending: str = "yaml") -> str:
    """Where a version of newsroom.yaml is kept, or with ``sig`` its signature."""
    return f"{ROSTERS}/{version:04}.{ending}"

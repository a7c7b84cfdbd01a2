"""Slugs: an article's short name, made from its title or given by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.places import SLUG

if TYPE_CHECKING:
    from collections.abc import Collection

LENGTH = 80
# Names that Windows keeps for devices: a folder so called cannot be checked out there.
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def slug_from(title: str, taken: Collection[str]) -> str:
    """A free slug for a title, transliterated where it is not Latin; numbered when the plain one is taken."""
    from anyascii import anyascii
    from slugify import slugify

    base = slugify(anyascii(title), max_length=LENGTH - 4, word_boundary=True) or "article"
    if base in _RESERVED:
        base = f"{base}-article"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def checked_slug(slug: str, taken: Collection[str]) -> str:
    """A slug given by hand, once it is sure that it may be one and is free.

    Raises:
        UsageProblem: it may not, or it is not.
    """
    if not SLUG.fullmatch(slug) or slug in _RESERVED:
        raise UsageProblem(f"{slug!r} cannot be a slug: small ASCII letters, digits and `-`, at most {LENGTH}.")
    if slug in taken:
        raise UsageProblem(f"The slug {slug} is taken.", f"dragoman show {slug}")
    return slug

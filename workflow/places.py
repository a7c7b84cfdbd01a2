"""The names of places: what a newsroom's files and folders are called, in the tree and below ``.git``."""

from __future__ import annotations

import re

FOLDER = "articles"
# Where pages for readers are, in a newsroom that says nothing else.
PAGES = "public"
NEWSROOM = "newsroom.yaml"
ROSTERS = "rosters"
# What else a newsroom keeps in its folder is no place for a site's files.
_TAKEN = (FOLDER, ROSTERS, "templates", ".git")
# Below the git folder; every reader looks for it, and must not pay for the import of the room that writes it.
DESK = "dragoman"
JOURNAL = (DESK, "journal.json")
# What a clone keeps there between commands; anything else was left by one that was interrupted.
INDEX = "index.sqlite"
TARGETS = "targets"
# What each person saw of each article at their last look.
SEEN = "seen"
# What the servers of originals said of their pages at the last look.
FETCHED = "fetched.json"
# The stories' names, month by month, where there are very many.
NAMES = "names"
# Which state of git's index is known to be whole.
WHOLE = "whole"
STAYS = frozenset({"lock", "trust.json", INDEX, f"{INDEX}-journal", SEEN, TARGETS, FETCHED, NAMES, WHOLE})
# An article's path: its slug and its language.
NAME = re.compile(r"articles/\d{4}/\d\d/([a-z0-9-]+)/([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SIGNATURES = "signatures"
WAIVERS = "waivers"
# What readers had of an article before each correction, as it was published.
VERSIONS = "versions"
SNAPSHOTS = "snapshots"
GLOSSARY = "glossary"
# A story's folder is this deep: articles, year, month, slug. Everything below belongs to it.
STORY_DEPTH = 4

# The year and the month at the beginning of an article's place on the shelf.
MONTH_LENGTH = len("2026/11")


def is_taken(path: str) -> bool:
    """Whether a path in a newsroom is where it keeps other things than a site's files."""
    return path.split("/", maxsplit=1)[0].lower() in _TAKEN


def story_of(path: str) -> str:
    """The folder of the story that a file belongs to: all that is judged together is in it."""
    return "/".join(path.split("/", STORY_DEPTH)[:STORY_DEPTH])


def article_name(path: str) -> str:
    """``slug/lang`` of an article's path, as people type it."""
    return "/".join(path.split("/")[-2:]).removesuffix(".md")


def place_of(path: str) -> str:
    """Where an article stands on the shelf, by its path: sorted as people list articles."""
    return path[len(FOLDER) + 1 :].removesuffix(".md").replace("/", "\1")


def path_of(place: str) -> str:
    """The path of an article on the shelf."""
    return f"{FOLDER}/{place.replace(chr(1), '/')}.md"
